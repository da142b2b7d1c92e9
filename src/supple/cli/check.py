"""`supple check`: technique from photos, videos and landmark recordings."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from supple.cli.check_one import (
    DONE,
    IN_PART,
    UNREADABLE,
    Checked,
    CheckerOf,
    CheckWishes,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from supple.cli.check_folders import CheckFile
    from supple.cli.check_pages import Pages
    from supple.cli.check_results import Results
    from supple.core.errors import Problem

WORKERS_AT_MOST = 8
"""By default; each needs some 400 MB."""
THREADS_AT_MOST = 4
"""For one film. More bring little, and each keeps a part of it in memory."""


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
        help="draw what was seen: a video (.mp4, .webm; without its sound) or a photo "
        "(.jpg, .png); a folder for several paths",
    )
    parser.add_argument(
        "--report",
        metavar="FILE.html",
        help="a page to read: what was seen, at which moments, and what to try; "
        "a folder for several paths",
    )
    parser.add_argument(
        "--out",
        metavar="FILE",
        help="keep each result in this file too, a JSON object a line; begun again, it goes on "
        "with what is not in it or has changed since",
    )
    parser.add_argument(
        "--workers",
        metavar="N",
        type=_workers,
        help="processes that check several files at once (else as many as there are cores)",
    )
    parser.add_argument(
        "--quiet",
        action="store_true",
        help="do not say how far it is; faults are said all the same",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a file")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check every file; the exit code is the worst of them."""
    from contextlib import ExitStack
    from pathlib import Path

    from supple import wiring
    from supple.app.checking import known
    from supple.cli.check_folders import files_of
    from supple.core.errors import InputError, NotFoundError

    problems: list[Problem] = []
    try:
        if arguments.exercise is not None:
            known(arguments.exercise, wiring.catalogue().exercises())
        files = files_of([Path(path) for path in arguments.paths], problems)
        if arguments.annotate is not None:
            _check_target(Path(arguments.annotate), files)
        pages = _pages(files, arguments)
        with ExitStack() as stack:
            return _check_all(files, problems, arguments, pages, stack)
    except InputError as error:
        return _say(error.problems, UNREADABLE)
    except NotFoundError as error:
        return _say([error], UNREADABLE)


def _check_all(
    files: list[CheckFile],
    problems: list[Problem],
    arguments: argparse.Namespace,
    pages: Pages | None,
    stack: ExitStack,
) -> int:
    from contextlib import closing
    from pathlib import Path

    from supple.cli.check_progress import Progress

    worst = _say(problems, UNREADABLE) if problems else DONE
    results = _results(arguments, stack)
    todo, codes = _todo(files, results)
    worst = max([worst, *codes])
    if pages is not None and results is not None:
        anew = {file.path for file in todo}
        for file in files:
            if file.path not in anew:
                pages.add(file.path, results.answer_of(file.path))
    many = len(files) > 1
    progress = Progress(len(todo), sys.stderr if many and not arguments.quiet else None)
    counts = dict.fromkeys((DONE, IN_PART, UNREADABLE), 0)
    with closing(_checked(todo, arguments, pages, briefly=many)) as checked:
        for one in checked:
            progress.clear()
            if results is not None:  # kept before it is told of
                results.add(one.path, one.answer, one.code, list(one.said))
            if pages is not None:
                pages.add(Path(one.path), one.answer or "; ".join(one.said))
            _print(one, arguments.json)
            worst = max(worst, one.code)
            counts[min(one.code, UNREADABLE)] += 1
            progress.step()
    progress.clear()
    if pages is not None:
        pages.finish()
    if many and not arguments.json:
        print(summary_words(counts, len(codes)), flush=True)
    return worst


def _checked(
    files: Sequence[CheckFile],
    arguments: argparse.Namespace,
    pages: Pages | None,
    *,
    briefly: bool,
) -> Generator[Checked, None, None]:
    """As they are done. One file is looked at here; several in processes of their own."""
    from supple import wiring

    cores_count = wiring.cores_count()
    workers_count = arguments.workers or min(cores_count, WORKERS_AT_MOST)
    workers_count = max(1, min(workers_count, len(files)))
    checker = CheckerOf(
        CheckWishes(
            exercise=arguments.exercise,
            annotate=arguments.annotate,
            pages={} if pages is None else pages.places,
            briefly=briefly,
            threads_count=min(THREADS_AT_MOST, max(1, cores_count // workers_count)),
        )
    )
    if len(files) <= 1:
        with checker() as check:
            yield from map(check, files)
        return
    yield from wiring.crew(checker, workers_count, _crash).done(files)


def _crash(file: CheckFile, code: int) -> Checked:
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    what = (
        f"{file.path}: the process that looked at it broke down ({how}); "
        "the file may be damaged, or memory short"
    )
    return Checked(path=str(file.path), code=UNREADABLE, said=(what,))


def _pages(files: Sequence[CheckFile], arguments: argparse.Namespace) -> Pages | None:
    from pathlib import Path

    from supple.cli.check_pages import Pages

    if arguments.report is None:
        return None
    return Pages(Path(arguments.report), [file.path for file in files])


def _results(arguments: argparse.Namespace, stack: ExitStack) -> Results | None:
    from pathlib import Path

    from supple import __version__
    from supple.cli.check_results import Results

    if arguments.out is None:
        return None
    told = arguments.exercise or "recognised"
    return stack.enter_context(
        Results(Path(arguments.out), f"supple {__version__}, exercise {told}")
    )


def _todo(files: list[CheckFile], results: Results | None) -> tuple[list[CheckFile], list[int]]:
    """What is still to check, and how the others ended when they were."""
    if results is None:
        return files, []
    todo, codes = [], []
    for file in files:
        code = results.code_of(file.path)
        if code is None:
            todo.append(file)
        else:
            codes.append(code)
    return todo, codes


def summary_words(counts: dict[int, int], before_count: int) -> str:
    """Such as `12 files checked: 9 wholly, 2 in part, 1 could not be read.`"""
    count = sum(counts.values())
    words = f"{count} file{'s' * (count != 1)} checked"
    if count:
        words += f": {counts[DONE]} wholly, {counts[IN_PART]} in part"
        words += f", {counts[UNREADABLE]} could not be read" * (counts[UNREADABLE] > 0)
    return f"{words}." + f" {before_count} done before and not changed." * (before_count > 0)


def _print(one: Checked, as_json: bool) -> None:
    from supple.cli.check_results import json_line

    if one.answer is not None:
        print(json_line(one.answer) if as_json else one.words, flush=True)
    _say(one.said, one.code)


def _check_target(target: Path, files: list[CheckFile]) -> None:
    from supple import wiring
    from supple.core.errors import PoseError, Problem

    if target.is_dir():
        return
    wiring.check_drawing_target(target)
    if len(files) > 1:
        what = "for several files, name a folder that is there; each is drawn into it"
        raise PoseError([Problem(str(target), what)])
    path = files[0].path if files else target
    if files and target.exists() and path.exists() and target.samefile(path):
        what = "this is the file to be checked; name another to draw to"
        raise PoseError([Problem(str(target), what)])


def _workers(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 256):
        raise argparse.ArgumentTypeError(f'"{text}" is no number of processes; give 1 to 256')
    return int(text)


def _say(sentences: Sequence[object], code: int) -> int:
    from supple.cli.check_text import one_line

    for sentence in sentences:
        print(one_line(str(sentence)), file=sys.stderr, flush=True)
    return code
