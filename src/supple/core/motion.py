"""The signals of a set: read, remembered, and what moves in them. No criteria."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, isinf, isnan, nan

from supple.core.exercise import Exercise
from supple.core.history import History
from supple.core.holdtime import Hold
from supple.core.judging import Came
from supple.core.measures import Calibration, Reading
from supple.core.movement import Movement, NoiseFloor, Suddenness, summarise
from supple.core.onset import Lifts
from supple.core.pose import Frame
from supple.core.primary import Calm, Primary, angles_of, counted_of
from supple.core.track import Track
from supple.core.ways import LEAST_HOLD_S, way_in, way_out


class Motion:
    """Follows the signals of one set. State over time."""

    def __init__(self, exercise: Exercise) -> None:
        self.history = History()
        self.noise = NoiseFloor()
        angles, counted = angles_of(exercise), counted_of(exercise)
        self._primary = Primary(angles)
        # Where repetitions are counted by an angle it is the same that the movement is told by.
        self._counted = None if counted == angles else Primary(counted)
        self._calm = Calm()
        self._suddenness = Suddenness(exercise)
        named = {criterion.measure for criterion in exercise.criteria}
        self._lifts = Lifts() if "onset_lag_s" in named else None

    def cut(self) -> None:
        """What comes next does not follow on what was."""
        self.history.cut()
        self.noise.cut()
        self._suddenness.cut()
        self._calm.cut()
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
        if self._counted is None:
            return reading, other
        counted, other = self._counted.receive(smooth, calibration)
        if other:
            self._calm.cut()
        return counted._replace(value=self._calm(smooth.time_s, counted.value)), other

    def counted(self, frame: Frame, calibration: Calibration) -> float:
        """What repetitions are counted by now, in one frame; nothing is remembered."""
        return (self._counted or self._primary).again(frame, calibration)

    def sudden(self, time_s: float, track: Track) -> float:
        """The speed of a sudden movement that shows now, degrees a second, else NaN."""
        speed = self._suddenness.receive(time_s, track, self.noise)
        if not isinf(speed):
            return speed
        # The ways look for jumps themselves, in what the live filter has not stretched.
        track.clear()
        self.noise.cut()
        return nan

    def came(self, holds: Sequence[Hold], repetitions_count: int) -> Came:
        """The ways into the holds of the set and out of them, as far as they were seen."""
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
            lags_s=tuple(self._lifts.lag_s(hold) for hold in held) if self._lifts else (),
            repetitions_count=repetitions_count,
            floor_deg=self.noise.floor_deg,
        )

    def figures(self, came: Came) -> Movement:
        return summarise(came.ways_in, self._suddenness.count, self.noise)
