"""How long a pose is held: begins when it is still, ends when it moves or is left.

science.md section 5.3, 6: still is slower than 8 degrees a second and steadier than 2.5 degrees
for a second; moving is faster than 15 degrees a second. A hold begins where the stillness began,
so the second that proves it counts too.

Who leaves a pose as slowly as they should may never be faster than 15 degrees a second, nor than 8
on the way in. So a second that goes somewhere proves nothing, and a hold is over as well when the
signal has left where it was held and goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, isnan, nan

from supple.core.series.track import Track

STILL_SPEED_PER_S = 8.0
STILL_DEVIATION = 2.5
MOVING_SPEED_PER_S = 15.0
STILL_FOR_S = 1.0
GOING_SPEED_PER_S = 5.0
"""Of a whole second: on its way, however slowly (ENG: a way of 20 degrees in 6 s goes 6)."""
AWAY = 2 * STILL_DEVIATION
"""This far from where it was held it is held there no more."""
SETTLES_S = 2.0
"""Where it is held is a mean that forgets so fast: people sink into a stretch."""
LONGEST_STEP_S = 1.0
"""A gap between frames longer than this is not credited: nobody knows what happened in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Half-open, seconds on the clock of the frames. Credited is at most end less start."""

    start_s: float
    end_s: float
    credited_s: float


class HoldTime:
    """Credits time while the pose is there, still, and free of blocking faults."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.holds: list[Hold] = []
        self.running = False
        self._earlier_s = 0.0
        self._still_since_s: float | None = None
        self._start_s: float | None = None
        self._held_at = nan
        self._end_s = 0.0
        self._credit_s = 0.0
        self._pending_s = 0.0
        self._last_s: float | None = None

    @property
    def holding(self) -> bool:
        return self._start_s is not None

    @property
    def credited_s(self) -> float:
        """Of all holds since the last clear."""
        return self._earlier_s + self._credit_s

    def receive(self, time_s: float, *, present: bool, signal: Track, blocked: bool) -> None:
        """One seen frame. `present`: the pose is there; `blocked`: a fault stops the credit."""
        step_s = 0.0 if self._last_s is None else time_s - self._last_s
        self._last_s = time_s
        if not present:
            self.leave()
            return
        step_s = step_s if step_s <= LONGEST_STEP_S else 0.0
        speed = abs(signal.speed_per_s())
        if self.holding:
            if speed > MOVING_SPEED_PER_S or self._goes_away(signal, step_s):
                self.leave()
                return
            self._credit(time_s, step_s, blocked)
            return
        self._prove(time_s, step_s, speed, signal, blocked)

    def _prove(
        self, time_s: float, step_s: float, speed: float, signal: Track, blocked: bool
    ) -> None:
        """Not holding yet: a second of stillness makes it a hold, from where it began.

        Where the signal cannot be read (its landmarks are hidden) the pose itself, which is
        recognised, is taken as still.
        """
        fast = not isnan(speed) and speed >= STILL_SPEED_PER_S
        deviation = signal.deviation()
        if fast or (not isnan(deviation) and deviation >= 2 * STILL_DEVIATION):
            self._still_since_s = None
            self._pending_s = 0.0
            return
        if self._still_since_s is None:
            self._still_since_s = time_s
            step_s = 0.0
        self._pending_s += 0.0 if blocked else step_s
        steady = isnan(deviation) or (deviation < STILL_DEVIATION and not _goes(signal))
        if time_s - self._still_since_s >= STILL_FOR_S and steady:
            self._start_s, self._end_s = self._still_since_s, time_s
            self._credit_s, self._pending_s = self._pending_s, 0.0
            self.running = not blocked
            self._held_at = signal.mean(STILL_FOR_S)

    def _goes_away(self, signal: Track, step_s: float) -> bool:
        """Whether the signal has left where it was held and goes on; where that is follows it."""
        now = signal.mean(0.0)
        if isnan(self._held_at):
            self._held_at = now
        away = abs(now - self._held_at) > AWAY and _goes(signal)
        if not isnan(now):
            self._held_at += (1.0 - exp(-step_s / SETTLES_S)) * (now - self._held_at)
        return away

    def _credit(self, time_s: float, step_s: float, blocked: bool) -> None:
        self._end_s = time_s
        self.running = not blocked
        if not blocked:
            self._credit_s += step_s

    def all_holds(self) -> tuple[Hold, ...]:
        """The holds so far, the one that is running included."""
        return (*self.holds, *self._running())

    def leave(self) -> None:
        """The pose was left or lost: the hold, if there was one, is closed."""
        for hold in self._running():
            self.holds.append(hold)
            self._earlier_s += hold.credited_s
        self.running = False
        self._still_since_s = self._start_s = None
        self._held_at = nan
        self._credit_s = self._pending_s = 0.0

    def skip(self, time_s: float) -> None:
        """A frame that could not be judged: nothing is credited, nothing ends yet."""
        self._last_s = time_s
        self.running = False

    def _running(self) -> tuple[Hold, ...]:
        if self._start_s is None:
            return ()
        return (Hold(start_s=self._start_s, end_s=self._end_s, credited_s=self._credit_s),)


def _goes(signal: Track) -> bool:
    """Whether it went somewhere over the last second."""
    speed = signal.speed_per_s(STILL_FOR_S)
    return not isnan(speed) and abs(speed) > GOING_SPEED_PER_S
