"""`supple check`: technique from photos, videos and landmark recordings."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from supple.app.ports import PoseSource
    from supple.core.exercise import Exercise

DONE, IN_PART, UNREADABLE = 0, 1, 2


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The words of the command."""
    parser = subparsers.add_parser(
        "check",
        help="technique from photos, videos, landmark recordings",
        description="Look at how an exercise is done in photos, videos or landmark recordings.",
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder of files")
    parser.add_argument("--exercise", metavar="ID", help="the exercise (else it is recognised)")
    parser.add_argument(
        "--annotate",
        metavar="FILE",
        help="draw what was seen: a video (.mp4, .webm) or a photo (.jpg, .png); "
        "a folder for several paths",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a file")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check every file; the exit code is the worst of them."""
    from pathlib import Path

    from supple.cli.quiet import native_quiet

    with native_quiet():
        return _check_all([Path(path) for path in arguments.paths], arguments)


def _check_all(paths: list[Path], arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from supple import wiring
    from supple.app.checking import known
    from supple.core.errors import InputError, NotFoundError

    try:
        catalogue = wiring.catalogue().exercises()
        if arguments.exercise is not None:
            known(arguments.exercise, catalogue)
        files = list(_files(paths))
        if arguments.annotate is not None:
            _check_target(Path(arguments.annotate), files)
    except (InputError, NotFoundError) as error:
        return _say(str(error), UNREADABLE)
    worst = DONE
    with wiring.pose_sources() as source_of:
        for path in files:
            try:
                code = _check_one(path, source_of(path), catalogue, arguments)
            except InputError as error:
                code = _say(str(error), UNREADABLE)
            worst = max(worst, code)
    return worst


def _check_one(
    path: Path,
    source: PoseSource,
    catalogue: Mapping[str, Exercise],
    arguments: argparse.Namespace,
) -> int:
    import json
    from pathlib import Path

    from supple import wiring
    from supple.app.check_report import plain
    from supple.app.checking import check
    from supple.cli.check_text import lines

    drawn = arguments.annotate is not None
    report = check(
        source,
        catalogue,
        arguments.exercise,
        readings=drawn,
        learned=wiring.pose_kinds(),
    )
    if arguments.json:
        text = json.dumps(plain(report, str(path)), ensure_ascii=False, allow_nan=False)
    else:
        text = "\n".join(lines(report, str(path)))
    print(text, flush=True)
    code = DONE
    for sentence in report.shortcomings:
        code = _say(f"{path}: {sentence}", IN_PART)
    if drawn and report.frames_count:
        wiring.annotate(path, report, _target_of(path, Path(arguments.annotate), report.kind))
    return code


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files themselves; of a folder, every file in it that can be looked at."""
    from supple import wiring
    from supple.core.errors import PoseError, Problem

    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(file for file in path.rglob("*") if wiring.is_checkable(file))
        if not inside:
            what = "there is no photo, video or landmark recording in this folder"
            raise PoseError([Problem(str(path), what)])
        yield from inside


def _check_target(target: Path, files: list[Path]) -> None:
    from supple import wiring
    from supple.core.errors import PoseError, Problem

    if target.is_dir():
        return
    wiring.check_drawing_target(target)
    if len(files) > 1:
        what = "for several files, name a folder that is there; each is drawn into it"
        raise PoseError([Problem(str(target), what)])
    if files and target.exists() and files[0].exists() and target.samefile(files[0]):
        what = "this is the file to be checked; name another to draw to"
        raise PoseError([Problem(str(target), what)])


def _target_of(path: Path, target: Path, kind: str) -> Path:
    if not target.is_dir():
        return target
    return target / f"{path.stem}.checked{'.jpg' if kind == 'photo' else '.mp4'}"


def _say(sentences: str, code: int) -> int:
    print(sentences, file=sys.stderr)
    return code
