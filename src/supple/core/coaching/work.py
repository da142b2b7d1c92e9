"""The counting of one side of one set: by the camera while it can tell, by the clock where not.

The camera never blocks somebody. What it cannot see for `PATIENCE_S` the clock takes over, said
so; when the pose is recognised again the camera takes back. Where nobody is in the picture
nothing is counted at all, and the coach pauses.
"""

from __future__ import annotations

from math import isnan

from supple.core.events import CannotTell, Event, HoldCredited, RepetitionCounted
from supple.core.judging.observer import REPETITION_KINDS, Observer
from supple.core.planning.pacing import USUAL_TEMPO_S
from supple.core.programme import SessionEntry

PATIENCE_S = 12.0
PLACE_PATIENCE_S = 20.0
"""Longer where it is in the person's hands: to turn, or to come back into the picture."""
ABSENT_S = 8.0
WAIT_MAX_S = 45.0


class Work:
    """Seconds and repetitions of one side, towards what the session asks for."""

    def __init__(self, entry: SessionEntry, observer: Observer, *, judging: bool) -> None:
        self._entry, self._observer, self._judging = entry, observer, judging
        self.by = "camera" if judging else "clock"
        self.kept_to_clock = False
        self.credit_s = 0.0
        self.count = 0
        self.hold_index = 0
        self._earlier_s = 0.0
        self._beat_s = 0.0
        self._observed_s = observer.credited_s
        self._observed_count = observer.repetitions_count
        self.settle()

    # What is asked for

    @property
    def repeats_holds(self) -> bool:
        """Short holds, several in a row (bird dog)."""
        return self._entry.hold_s is not None and self._entry.repetitions_count is not None

    @property
    def timed(self) -> bool:
        """Seconds count, not repetitions."""
        return self._entry.hold_s is not None or self._entry.repetitions_count is None

    @property
    def target_s(self) -> float:
        return self._entry.hold_s or self._entry.duration_s or 0.0

    @property
    def target_count(self) -> int:
        return self._entry.repetitions_count or 0

    # What came of it

    @property
    def reached(self) -> bool:
        if self.timed:
            return self.credit_s >= self.target_s - 1e-9
        return self.count >= self.target_count

    @property
    def given_up(self) -> bool:
        """Nothing was held or counted for long, though somebody is there: go on."""
        return self._waited_s >= WAIT_MAX_S

    @property
    def absent(self) -> bool:
        """Nobody has been in the picture for a while."""
        return self._unseen_s >= ABSENT_S and self._nobody

    @property
    def total_s(self) -> float:
        return self._earlier_s + self.credit_s if self.timed else 0.0

    @property
    def total_count(self) -> int:
        if not self.repeats_holds:
            return self.count
        return self.hold_index + (1 if self.credit_s > 0 else 0)

    @property
    def more_holds(self) -> bool:
        return self.repeats_holds and self.hold_index + 1 < self.target_count

    # Time and sight

    def settle(self) -> None:
        """Work begins or goes on: what happened between does not count against anybody."""
        self._waited_s = self._unseen_s = 0.0
        self.look(working=False)

    def next_hold(self) -> None:
        self.hold_index += 1
        self._earlier_s += self.credit_s
        self.credit_s = 0.0

    def look(self, *, working: bool) -> bool:
        """Takes over what the observer credited since the last look; whether there was any."""
        credited_s, count = self._observer.credited_s, self._observer.repetitions_count
        seconds = max(0.0, credited_s - self._observed_s)
        counts = max(0, count - self._observed_count)
        self._observed_s, self._observed_count = credited_s, count
        if not working or self.by != "camera" or not (seconds or counts):
            return False
        self.credit_s = min(self.credit_s + seconds, max(self.target_s, self.credit_s))
        self.count += counts
        self._waited_s = 0.0
        return counts > 0

    def wait(self, step_s: float) -> None:
        """Time with the camera on: how long it has not seen what it needs."""
        self._unseen_s = self._unseen_s + step_s if self._observer.missing else 0.0

    def pass_time(self, now_s: float, step_s: float) -> list[Event]:
        """Time while working. The clock's share, and who counts from here on."""
        if not self._judging:
            return self._tick(now_s, step_s)
        self.wait(step_s)
        if self.by == "camera":
            if self._keeps_on and self._observer.in_pose:
                self._waited_s = 0.0
                return self._tick(now_s, step_s)
            self._waited_s += step_s
            return self.to_clock(now_s) if self._unseen_s >= PLACE_PATIENCE_S else []
        if self._observer.in_pose and not self.kept_to_clock:
            self.by = "camera"
        return [] if self._nobody else self._tick(now_s, step_s)

    def to_clock(self, now_s: float, *, for_all: bool = False) -> list[Event]:
        """The camera cannot tell (or was wrong): the clock goes on from what there is."""
        self.by = "clock"
        self.kept_to_clock = self.kept_to_clock or for_all
        gaps = self._observer.missing
        why = "camera_wrong" if for_all else gaps[0] if gaps else "pose_not_recognised"
        return [CannotTell(at_s=now_s, what="pose", why=why)]

    def credited(self, now_s: float, *, running: bool) -> HoldCredited:
        return HoldCredited(
            at_s=now_s,
            credited_s=self.credit_s,
            target_s=self.target_s,
            running=running,
            by=self.by,
        )

    def counted(self, now_s: float) -> RepetitionCounted:
        return RepetitionCounted(
            at_s=now_s, count=self.count, target_count=self.target_count, by=self.by
        )

    @property
    def _keeps_on(self) -> bool:
        """Moving for a time (marching): no hold is credited, so the time in it is what counts."""
        return self.timed and self._observer.exercise.kind in REPETITION_KINDS

    @property
    def _nobody(self) -> bool:
        return self._judging and "nobody" in self._observer.missing

    def _tick(self, now_s: float, step_s: float) -> list[Event]:
        if self.timed:
            before = int(self.credit_s * 2)
            self.credit_s = min(self.credit_s + step_s, self.target_s)
            if int(self.credit_s * 2) == before:
                return []
            return [self.credited(now_s, running=not self.reached)]
        self._beat_s += step_s
        tempo_s = self._entry.tempo_s or USUAL_TEMPO_S
        if isnan(tempo_s) or self._beat_s < tempo_s:
            return []
        self._beat_s -= tempo_s
        self.count += 1
        return [self.counted(now_s)]
