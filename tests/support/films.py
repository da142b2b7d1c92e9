"""The film of a cobra that the tests look at: a real one where it is at hand, else our own."""

from __future__ import annotations

import pickle
from contextlib import closing
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from supple import wiring
from supple.core.pose import Frame
from support import clips


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A video that begins with a title and then shows a cobra from the side.

    Until `calm_s` nobody is up; the first hold is within `held_s`, and `end_s` is where the first
    side view ends. In one turn up to there the cobra is held less than `held_most_s`. After
    `from_the_side_s` there are other views.
    """

    path: Path
    title_s: float
    calm_s: float
    held_s: tuple[float, float]
    end_s: float
    held_most_s: float
    from_the_side_s: float


def real(data: Path) -> Film:
    """The video of the shared data; where what is seen in it was looked up by eye."""
    (path,) = (data / "videos").glob("cobra__malikmrllh*.mp4")
    return Film(
        path=path,
        title_s=2.1,
        calm_s=4.0,
        held_s=(5.0, 10.0),
        end_s=9.4,
        held_most_s=5.0,
        from_the_side_s=16.0,
    )


def drawn(path: Path) -> Film:
    """Our own clip at `path`. On the way up and down it is a cobra for a while too."""
    calm_s = clips.TITLE_S + clips.PRONE_S
    return Film(
        path=path,
        title_s=clips.TITLE_S,
        calm_s=calm_s,
        held_s=(calm_s, clips.DURATION_S),
        end_s=clips.DURATION_S,
        held_most_s=clips.HOLD_S + 5.0,
        from_the_side_s=clips.DURATION_S,
    )


def keep_frames(film: Film, path: Path) -> None:
    """What the pose model sees in the film from the side, for `kept_frames`."""
    with wiring.pose_sources() as source_of, closing(source_of(film.path).frames()) as frames:
        seen = takewhile(lambda frame: frame.time_s < film.from_the_side_s, frames)
        path.write_bytes(pickle.dumps(list(seen)))


def kept_frames(path: Path) -> list[Frame]:
    """The frames of `keep_frames`, to the last bit."""
    frames: list[Frame] = pickle.loads(path.read_bytes())
    return frames
