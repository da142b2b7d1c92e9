"""The file of `supple check --out`: one line a file checked, so that a check can go on later.

A line is the object of `--json` and one key more, `checked`: the file's size and time of change,
what it was checked with, how that ended and what was said. A file that could not be read has only
`path` and `checked`. Lines are only ever added; of several for one path the last counts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from supple.core.errors import PoseError, Problem


class Results:
    """The lines that are there, and those that are added. One run at a time writes to it."""

    def __init__(self, path: Path, checked_with: str) -> None:
        """Reads what is there; a last line that a kill cut off is taken away.

        Raises PoseError where the file cannot be written, or holds anything else.
        """
        self._path = path
        self._with = checked_with
        self._there: dict[str, dict[str, Any]] = {}
        self._starts: dict[str, int] = {}  # where its line begins: thousands do not fit in memory
        try:
            self._file: BinaryIO = path.open("a+b")
            self._read()
        except OSError as error:
            raise self._problem(f"it cannot be written ({error.strerror})") from None

    def __enter__(self) -> Results:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def code_of(self, path: Path) -> int | None:
        """How the check of this file ended; None where it was not checked as it is now."""
        there = self._there.get(str(path))
        if there is None or {**there, "exit": 0} != {**self._state(path), "exit": 0}:
            return None
        return int(there["exit"])

    def answer_of(self, path: Path) -> Mapping[str, Any] | str:
        """What is kept of a file that has a code: its JSON object, or what was said of it."""
        self._file.seek(self._starts[str(path)])
        read: dict[str, Any] = json.loads(self._file.readline())
        said = "; ".join(read.pop("checked").get("said", ()))
        return read if len(read) > 1 else said

    def add(self, path: str, answer: Mapping[str, Any] | None, code: int, said: list[str]) -> None:
        """One line more, written at once."""
        checked = {**self._state(Path(path)), "exit": code, "said": said}
        line = json_line({**(answer or {"path": path}), "checked": checked})
        try:
            self._file.write(line.encode() + b"\n")
            self._file.flush()
        except OSError as error:
            raise self._problem(f"it cannot be written ({error.strerror})") from None

    def _state(self, path: Path) -> dict[str, Any]:
        """What a file must still be for its line to stand; a missing one has no size."""
        state: dict[str, Any] = {"size": None, "modified_ns": None, "with": self._with}
        with suppress(OSError):
            found = path.stat()
            state |= {"size": found.st_size, "modified_ns": found.st_mtime_ns}
        return state

    def _read(self) -> None:
        self._file.seek(0)
        whole = 0
        for number, line in enumerate(self._file, 1):
            if not line.endswith(b"\n"):
                if not b'{"path": '.startswith(line[:9]):
                    raise self._not_ours(number)
                self._file.truncate(whole)
                break
            self._take(line, number, whole)
            whole += len(line)

    def _take(self, line: bytes, number: int, start: int) -> None:
        try:
            read = json.loads(line)
            state = {key: read["checked"][key] for key in ("size", "modified_ns", "with", "exit")}
            path = str(read["path"])
            self._there[path], self._starts[path] = state, start
        except (ValueError, KeyError, TypeError):
            raise self._not_ours(number) from None

    def _not_ours(self, number: int) -> PoseError:
        self._file.close()
        return self._problem(
            f"line {number} of it is no result of a check; name another file for the results"
        )

    def _problem(self, what: str) -> PoseError:
        return PoseError([Problem(str(self._path), what)])


def json_line(answer: Mapping[str, Any]) -> str:
    """JSON on one line; a path that is no text is written so that JSON can read it back."""
    text = json.dumps(answer, ensure_ascii=False, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(answer, allow_nan=False)
    return text
