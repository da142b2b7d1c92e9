"""One file checked: read, judged, drawn if asked for. The same in this process and in a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from supple.app.checking import CheckReport
    from supple.cli.check_folders import CheckFile

DONE, IN_PART, UNREADABLE = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWishes:
    """What was asked for. `briefly`: a line of words a file instead of several. `pages`: where
    the page of a file goes, by the file's path, and the address of the list of all, or ""."""

    exercise: str | None
    annotate: str | None
    pages: Mapping[str, tuple[Path, str]]
    briefly: bool
    threads_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of one file. `answer` is what `--json` prints, None where it cannot be read;
    `words` are for a person; `said` are sentences for standard error."""

    path: str
    code: int
    answer: dict[str, Any] | None = None
    words: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckerOf:
    """Makes the checker of a process; can be sent to another one."""

    wishes: CheckWishes

    @contextmanager
    def __call__(self) -> Iterator[Callable[[CheckFile], Checked]]:
        from supple import wiring
        from supple.cli.quiet import native_quiet
        from supple.core.measuring.measures import needs_back_line

        wishes = self.wishes
        # An exercise that is still to be recognised may be one that needs it.
        lined = wishes.exercise is None or needs_back_line(
            wiring.catalogue().exercises()[wishes.exercise]
        )
        with (
            native_quiet(),
            wiring.pose_sources(threads_count=wishes.threads_count, back_line=lined) as source_of,
        ):
            yield lambda file: _check(file, source_of, wishes)


def _check(file: CheckFile, source_of: Callable[[Path], Any], wishes: CheckWishes) -> Checked:
    """Whatever is wrong with a file is said of it, and never keeps others from being checked."""
    from supple import cli
    from supple.core.errors import InputError

    path = str(file.path)
    try:
        return _looked_at(file, source_of, wishes)
    except InputError as error:
        said = tuple(str(problem) for problem in error.problems)
        return Checked(path=path, code=UNREADABLE, said=said)
    except MemoryError:
        what = f"{path}: it takes more memory than there is; make it smaller"
        return Checked(path=path, code=UNREADABLE, said=(what,))
    except Exception as error:
        return Checked(path=path, code=cli.OUR_FAULT, said=(f"{path}: {cli.fault(error)}",))


def _looked_at(file: CheckFile, source_of: Callable[[Path], Any], wishes: CheckWishes) -> Checked:
    from supple import wiring
    from supple.app.check_report import plain
    from supple.app.checking import check
    from supple.cli.check_text import line, lines

    path = str(file.path)
    shown = wishes.annotate is not None or path in wishes.pages
    catalogue = wiring.catalogue().exercises()
    report = check(
        source_of(file.path),
        catalogue,
        wishes.exercise,
        readings=shown,
        learned=wiring.pose_kinds(),
    )
    if wishes.annotate is not None and report.frames_count:
        wiring.annotate(file.path, report, _target_of(file, Path(wishes.annotate), report))
    if path in wishes.pages:
        target, index = wishes.pages[path]
        wiring.write_report(file.path, report, target, index=index)
    locale = wiring.words()["en"]
    return Checked(
        path=path,
        code=IN_PART if report.shortcomings else DONE,
        answer=plain(report, path),
        words=line(report, path, locale)
        if wishes.briefly
        else "\n".join(lines(report, path, locale)),
        said=tuple(f"{path}: {sentence}" for sentence in report.shortcomings),
    )


def _target_of(file: CheckFile, target: Path, report: CheckReport) -> Path:
    """In a folder, a name of its own, in the folders that the file was found in."""
    from supple.cli.check_folders import DRAWN

    if not target.is_dir():
        return target
    ending = ".jpg" if report.kind == "photo" else ".mp4"
    path = target / f"{file.drawn_as}{DRAWN}{ending}"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
