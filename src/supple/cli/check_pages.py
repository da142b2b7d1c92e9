"""`supple check --report`: one page a file, and for a folder a list of them all."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

INDEX, ENDING = "index.html", ".report.html"


class Pages:
    """Where each file's page goes, and the list of all at the end."""

    def __init__(self, target: Path, files: Sequence[Path]) -> None:
        """`target` is a page, or a folder that is there. Raises PoseError where it is neither,
        or one page would have to stand for several files.
        """
        from supple import wiring
        from supple.core.errors import PoseError, Problem

        self._folder = target if target.is_dir() else None
        if self._folder is None:
            wiring.check_report_target(target)
            if len(files) > 1:
                what = "for several files, name a folder that is there; each has a page in it"
                raise PoseError([Problem(str(target), what)])
        self._target = target
        self._names = page_names(files)
        self._answers: dict[Path, tuple[PurePath, Mapping[str, Any] | str, str]] = {}

    @property
    def places(self) -> dict[str, tuple[Path, str]]:
        """By a file's path where its page goes, and from there the address of the list, or ""."""
        if self._folder is None:
            return {str(path): (self._target, "") for path in self._names}
        return {
            str(path): (self._folder / name, "../" * (len(name.parts) - 1) + INDEX)
            for path, name in self._names.items()
        }

    def add(self, path: Path, answer: Mapping[str, Any] | str) -> None:
        """A file's JSON object; or, of one that could not be looked at, a sentence saying why."""
        name = self._names[path]
        if isinstance(answer, str):
            self._answers[path] = _shown(name), answer.removeprefix(f"{path}: "), ""
        else:
            # A file checked before without `--report` has no page to go to.
            there = self._folder is None or (self._folder / name).is_file()
            self._answers[path] = _shown(name), answer, _address(name) if there else ""

    def finish(self) -> None:
        """The list of all files, where there is a folder. Raises PoseError.

        In the order that they lie in, for several are looked at at once, and end as they may.
        """
        from supple import wiring

        if self._folder is not None:
            answers = [self._answers[path] for path in self._names if path in self._answers]
            wiring.write_report_index(answers, self._folder / INDEX)


def page_names(files: Sequence[Path]) -> dict[Path, PurePath]:
    """Where each file's page is within the folder: as the files lie under what holds them all.

    So two files of one name have two pages, and the same call names the same pages again.
    """
    whole = {path: PurePath(os.path.abspath(path)) for path in files}
    try:
        base = PurePath(os.path.commonpath([path.parent for path in whole.values()]))
    except ValueError:  # none, or on several drives
        base = PurePath()
    named = {}
    for path, absolute in whole.items():
        inner = absolute.relative_to(base) if base.parts else PurePath(*absolute.parts[1:])
        named[path] = inner.with_name(inner.name + ENDING)
    return named


def _shown(name: PurePath) -> PurePath:
    return name.with_name(name.name.removesuffix(ENDING))


def _address(name: PurePath) -> str:
    return "/".join(quote(os.fsencode(part)) for part in name.parts)
