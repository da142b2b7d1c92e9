"""Which files a check is for: those named, and those in the folders named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from supple.core.errors import PoseError, Problem

DRAWN = ".checked"
"""What ends the stem of a drawing of ours; such files are no input."""


@dataclass(frozen=True, slots=True)
class CheckFile:
    """A file, and the name (with folders, without an ending) that what is drawn of it gets."""

    path: Path
    drawn_as: str


def files_of(paths: Iterable[Path], problems: list[Problem]) -> list[CheckFile]:
    """The files themselves; of a folder, every file in it that can be looked at, by name.

    Folders that are links are not entered. A folder that cannot be opened goes to `problems`.
    Raises PoseError where a folder named holds nothing to look at.
    """
    taken: set[str] = set()
    return [CheckFile(path, _own_name(inside, taken)) for path, inside in _found(paths, problems)]


def _found(paths: Iterable[Path], problems: list[Problem]) -> Iterator[tuple[Path, PurePath]]:
    for path in paths:
        if not path.is_dir():
            yield path, PurePath(path.name)
            continue
        count, unopened = 0, len(problems)
        for file in _inside(path, problems):
            count += 1
            yield file, file.relative_to(path)
        if not count and len(problems) == unopened:
            what = "there is no photo, video or landmark recording in this folder"
            raise PoseError([Problem(str(path), what)])


def _inside(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    from supple import wiring

    def unopened(error: OSError) -> None:
        problems.append(Problem(str(error.filename), f"it cannot be opened ({error.strerror})"))

    for place, folders, names in os.walk(folder, onerror=unopened):
        folders.sort()
        for name in sorted(names):
            file = Path(place, name)
            if wiring.is_checkable(file) and not file.stem.endswith(DRAWN):
                yield file


def _own_name(inside: PurePath, taken: set[str]) -> str:
    """`hold.jpg` and `hold.mp4` of one folder are not to be drawn over each other."""
    names = [str(inside.with_suffix("")), str(inside)]
    name = next((name for name in names if name not in taken), "")
    count = 2
    while not name or name in taken:
        name = f"{inside} {count}"
        count += 1
    taken.add(name)
    return name
