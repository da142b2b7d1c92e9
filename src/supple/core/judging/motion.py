"""The signals of a set: read, remembered, and what moves in them. No criteria."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, isinf, isnan, nan

import numpy as np

from supple.core.exercise import Exercise
from supple.core.following.holdtime import Hold
from supple.core.following.movement import (
    SUDDEN_WINDOW_S,
    Movement,
    NoiseFloor,
    Suddenness,
    summarise,
)
from supple.core.following.onset import Lifts
from supple.core.following.primary import Lately, Primary, angles_of, counted_of
from supple.core.following.ways import FASTEST_DEG_PER_S, LEAST_HOLD_S, way_in, way_out
from supple.core.judging.aftermath import Came
from supple.core.measuring.measures import Calibration, Reading
from supple.core.pose import Frame
from supple.core.series.history import History
from supple.core.series.track import Track


class Motion:
    """Follows the signals of one set. State over time.

    `counted_value` is the last reading that repetitions are counted by, as it came: what is quick
    the live filter would flatten.
    """

    def __init__(self, exercise: Exercise) -> None:
        self.history = History()
        self.noise = NoiseFloor()
        self.counted_value = nan
        angles, counted = angles_of(exercise), counted_of(exercise)
        self._primary = Primary(angles)
        # Where repetitions are counted by an angle it is the same that the movement is told by.
        self._counted = None if counted == angles else Primary(counted)
        self._lately = Lately()
        self._suddenness = Suddenness(exercise)
        named = {criterion.measure for criterion in exercise.all_criteria}
        self._lifts = Lifts() if "onset_lag_s" in named else None

    def cut(self) -> None:
        """What comes next does not follow on what was."""
        self.history.cut()
        self.noise.cut()
        self._suddenness.cut()
        self._lately.cut()
        if self._lifts is not None:
            self._lifts.cut()

    @property
    def smallest_range(self) -> float:
        """Of a repetition, in the unit that is counted by now."""
        return (self._counted or self._primary).smallest_range

    def receive(
        self, raw: Frame, smooth: Frame, calibration: Calibration, track: Track
    ) -> tuple[Reading, bool]:
        """One frame, as it came and as the live filter leaves it.

        Gives the reading that repetitions are counted by, of the smooth one, and whether it is of
        another measure than the last. The angle of the movement goes to `track`.
        """
        reading, other = self._primary.receive(smooth, calibration)
        if other:
            self.cut()
            track.clear()
        track.add(smooth.time_s, reading.value)
        value = nan if isnan(reading.value) else self._primary.again(raw, calibration)
        self.history.add(raw.time_s, value)
        self.noise.receive(raw.time_s, value)
        if self._lifts is not None:
            self._lifts.receive(raw)
        self.counted_value = value
        if self._counted is None:
            return reading, other
        counted, other = self._counted.receive(raw, calibration)
        if other:
            self._lately.cut()
        self.counted_value = self._lately(raw.time_s, counted.value)
        return counted, other

    def sudden(self, time_s: float, track: Track) -> float:
        """The speed of a sudden movement that shows now, degrees a second, else NaN."""
        speed = self._suddenness.receive(time_s, track, self.noise, lambda: self._jumped(time_s))
        if not isinf(speed):
            return speed
        # The ways look for jumps themselves, in what the live filter has not stretched.
        track.clear()
        self.noise.cut()
        return nan

    def _jumped(self, time_s: float) -> bool:
        """Whether the signal went faster lately, from frame to frame, than anybody can.

        The live filter makes a slope of a step, as a film of few pictures has, or a slip.
        """
        times, values = self.history.around(
            time_s, since_s=time_s - 2 * SUDDEN_WINDOW_S, until_s=time_s
        )
        steps = np.abs(np.diff(values)) / np.diff(times)
        return bool(len(steps) and steps.max() > FASTEST_DEG_PER_S)

    def came(self, holds: Sequence[Hold], repetitions_count: int) -> Came:
        """What the set came to: its holds, and the ways into them and out of them."""
        held = [hold for hold in holds if hold.end_s - hold.start_s >= LEAST_HOLD_S]
        ends = [-inf, *(hold.end_s for hold in held)]
        starts = [*(hold.start_s for hold in held), inf]
        return Came(
            ways_in=tuple(
                way_in(self.history, hold, after_s=after_s)
                for hold, after_s in zip(held, ends, strict=False)
            ),
            ways_out=tuple(
                way_out(self.history, hold, before_s=before_s)
                for hold, before_s in zip(held, starts[1:], strict=True)
            ),
            held=tuple(
                self.history.stretches(since_s=held[0].start_s, until_s=held[-1].end_s)
                if held
                else ()
            ),
            repeated=tuple(
                self.history.stretches(since_s=-inf, until_s=inf) if repetitions_count else ()
            ),
            lags_s=tuple(self._lifts.lag_s(hold) for hold in held) if self._lifts else (),
            repetitions_count=repetitions_count,
            floor_deg=self.noise.judged_deg,
        )

    def figures(self, came: Came) -> Movement:
        return summarise(came.ways_in, self._suddenness.count, self.noise)
