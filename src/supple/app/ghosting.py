"""The ghost of a live session: what the page draws over the viewer's picture, now and then.

Shown while somebody gets ready and goes in, and when something grave is to be mended; gone when
they are in the pose. Where it cannot be shown the page is told why, once. The frames' path only
places what is there: a pose that is not settled yet is `due`, and given back when it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, isfinite, nan
from typing import Final

from supple.app.aims import TO_DO, TO_START, Aim, aim, stands_at_deg, wrong_view
from supple.core.coaching.coach import Coach
from supple.core.coaching.lookout import WORKING
from supple.core.drawing.ghost import paths
from supple.core.events import State
from supple.core.exercise import GRAVE
from supple.core.figure.contacts import Settled
from supple.core.figure.ghost import Shape, Spot, matches, shape, spot
from supple.core.figure.sizing import Sizing
from supple.core.pose import Frame
from supple.core.seeing.view import estimate_view

EVERY_S: Final = 0.2
PATIENCE_S: Final = 0.8
"""What cannot be told for so long only is passed over: a ghost that flickers helps nobody."""
SMOOTH_S: Final = 0.35
TURNED_DEG: Final = 20.0
"""Turned by less, the ghost stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ghost:
    """What the page is told: a spot and how each limb matches, or why there is none.

    `paths` are SVG path data by limb, centimetres of the figure; None where the page has them.
    `why` is a code of the locale's `placement`; empty where nothing needs saying.
    """

    spot: Spot | None = None
    matches: Mapping[str, float] | None = None
    paths: Mapping[str, str] | None = None
    why: str = ""


class Ghosting:
    """One session's ghost. State over time: whose size, which pose, where it was last."""

    def __init__(self) -> None:
        self.sizing = Sizing()
        self.due: Aim | None = None
        self._wanted = False
        self._aim: Aim | None = None
        self._settled: Settled | None = None
        self._shape: Shape | None = None
        self._azimuth_deg = nan
        self._spot: Spot | None = None
        self._told: Ghost | None = None
        self._told_s = self._fine_s = -float("inf")

    def want(self, wanted: bool) -> None:
        """The page asks for it, or has had enough; it is told everything anew."""
        self._wanted = wanted
        self._told, self._shape, self.due = None, None, None

    def give(self, due: Aim, settled: Settled) -> None:
        """A pose that was due is settled."""
        self._aim, self._settled, self._shape = due, settled, None
        if due.alike(self.due):
            self.due = None

    def look(self, coach: Coach | None, frame: Frame) -> Ghost | None:
        """What to tell the page after this frame; None where nothing is new to it."""
        if coach is None or not coach.exercise.judged:
            return self._hide("")
        self.sizing.receive(frame)
        if not self._wanted or frame.time_s - self._told_s < EVERY_S:
            return None
        phases = _phases(coach)
        if phases is None or not coach.exercise.poses:
            return self._hide("")
        why = self._unseen(coach, frame)
        if why:
            return None if frame.time_s - self._fine_s < PATIENCE_S else self._hide(why)
        self._fine_s = frame.time_s
        size = self.sizing.size
        meant = None if size is None else aim(coach, phases, size.proportions)
        if meant is None:
            return self._hide("")
        if not meant.alike(self._aim):
            self.due = meant
        if self._settled is None or not meant.same_pose(self._aim):
            return self._hide("")  # the same on a body known a little better stays till then
        return self._show(coach, frame, self._settled)

    def _show(self, coach: Coach, frame: Frame, settled: Settled) -> Ghost | None:
        size = self.sizing.size
        assert size is not None
        new = self._turn(coach, frame, settled)
        one = self._shape
        there = None if one is None else spot(frame, one, size)
        if one is None or there is None:
            return self._hide("unsteady")
        step_s = frame.time_s - self._told_s
        self._spot = there if new or self._spot is None else _nearer(self._spot, there, step_s)
        self._told_s = frame.time_s
        return self._tell(
            Ghost(spot=self._spot, matches=matches(frame, one), paths=paths(one) if new else None)
        )

    def _turn(self, coach: Coach, frame: Frame, settled: Settled) -> bool:
        """The shape from where the camera stands now; whether it is another than the last."""
        stands = stands_at_deg(coach.exercise, frame, estimate_view(frame), settled.body)
        off_deg = abs((stands - self._azimuth_deg + 180.0) % 360.0 - 180.0)
        if self._shape is not None and not off_deg > TURNED_DEG:
            return False
        if not isfinite(stands):
            return False
        assert self._aim is not None
        self._azimuth_deg = stands
        self._shape = shape(
            settled.body,
            azimuth_deg=stands,
            height_m=coach.exercise.camera.height_m,
            proportions=self._aim.proportions,
        )
        return True

    def _unseen(self, coach: Coach, frame: Frame) -> str:
        if not frame.found:
            return "nobody"
        return wrong_view(coach.exercise, estimate_view(frame))

    def _hide(self, why: str) -> Ghost | None:
        """Told once, and only where the page might show one."""
        self._shape, self._spot = None, None
        gone = Ghost(why=why)
        if self._told is None and not why:
            return None
        return None if self._told == gone else self._tell(gone)

    def _tell(self, ghost: Ghost) -> Ghost:
        self._told = ghost
        return ghost


def _phases(coach: Coach) -> tuple[str, ...] | None:
    """Which pose is due in the coach's state; None where no ghost is shown."""
    if not coach.camera:
        return None
    if coach.state is State.GETTING_READY:
        return TO_START
    if coach.state is State.ENTERING:
        return None if coach.observer.in_pose else TO_DO
    silenced = coach.lookout.cueing.silenced
    grave = any(
        fault.severity in GRAVE and fault.criterion not in silenced
        for fault in coach.observer.faults
    )
    return TO_DO if coach.state in WORKING and grave else None


def _nearer(last: Spot, now: Spot, step_s: float) -> Spot:
    """From where it was towards where it is now, as far as the time between allows."""
    share = 1.0 - exp(-step_s / SMOOTH_S)
    return Spot(
        x=last.x + share * (now.x - last.x),
        y=last.y + share * (now.y - last.y),
        metre=last.metre + share * (now.metre - last.metre),
    )
