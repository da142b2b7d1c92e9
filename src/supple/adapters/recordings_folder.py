"""The folder of landmark recordings: one file a session, readable by its owner alone.

How a recording is written and read is another adapter's business, which the wiring hands in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from supple.app.ports import Extent, Tape
from supple.core.errors import PoseError, StoreError
from supple.core.pose import Frame

SUFFIX = ".supple"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingsFolder:
    """Keeps the promises of app.ports.RecordingFiles. The folder is made with its first file."""

    folder: Path
    write: Callable[[Path], Tape]
    read: Callable[[Path], Iterator[Frame]]
    replay: Callable[[Path], Iterator[str | bytes]]

    def name(self, session: str) -> str:
        """Made of the session's id, and of nothing else: it never leads out of the folder."""
        return f"{UUID(session)}{SUFFIX}"

    def open(self, session: str) -> Tape:
        """Raises StoreError where the file cannot be written."""
        path = self._path(session)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return self.write(path)
        except OSError as error:
            raise StoreError(
                f"The recording {path} cannot be written ({error.strerror}); see that there is "
                "room and that you may write there, or switch recordings off in the settings."
            ) from error

    def messages(self, session: str) -> Iterator[str | bytes]:
        """Whatever can be read of them, in order. Raises PoseError."""
        return self.replay(self._path(session))

    def extent(self, session: str) -> Extent | None:
        """What of a broken recording can be read counts."""
        path = self._path(session)
        if not path.is_file():
            return None
        first_s, last_s, count = 0.0, 0.0, 0
        try:
            for frame in self.read(path):
                first_s = frame.time_s if count == 0 else first_s
                last_s, count = frame.time_s, count + 1
        except PoseError:
            pass  # a recording without a frame is one of no length
        return Extent(frames_count=count, seconds_s=last_s - first_s)

    def delete(self, session: str) -> None:
        """Raises StoreError where the file is there and cannot be deleted."""
        path = self._path(session)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                f"The recording {path} cannot be deleted ({error.strerror}); see that you may "
                "write in its folder, and try again."
            ) from error

    def _path(self, session: str) -> Path:
        return self.folder / self.name(session)
