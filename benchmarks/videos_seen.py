"""The real videos, each looked at once by the model, for every table that needs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from supple import wiring
from supple.core.errors import PoseError
from supple.core.pose import Frame


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Film:
    """One video and what the model saw in it; `frames` serve as often as they are asked for."""

    name: str
    seen: tuple[Frame, ...]
    cut_short: str
    analysed_count: int
    kind: str = "video"

    def frames(self) -> Iterator[Frame]:
        return iter(self.seen)


@lru_cache(maxsize=1)
def films(data: Path) -> tuple[Film, ...]:
    """All videos of `data`, by name. One that cannot be read is said and left out."""
    found: list[Film] = []
    folder = data / "videos"
    if not folder.is_dir():
        print(f"{folder} is not there: no videos to look at")
        return ()
    with wiring.pose_sources() as source_of:
        for path in sorted(folder.iterdir()):
            try:
                source = source_of(path)
                seen = tuple(source.frames())
            except PoseError as error:
                print(error)
                continue
            found.append(
                Film(
                    name=path.name,
                    seen=seen,
                    cut_short=source.cut_short,
                    analysed_count=source.analysed_count,
                )
            )
    return tuple(found)
