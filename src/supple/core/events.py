"""The coach's vocabulary: what it is told, and what it answers. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where in an exercise the person is."""

    PLACING = "placing"
    GETTING_READY = "getting_ready"
    ENTERING = "entering"
    HOLDING = "holding"
    REPEATING = "repeating"
    LEAVING = "leaving"
    RESTING = "resting"
    SWITCHING_SIDES = "switching_sides"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


class Command(StrEnum):
    """What the person (or a raised arm) asks for."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    BACK = "back"
    EASIER = "easier"
    STOP = "stop"
    PAIN = "pain"
    WITHOUT_CAMERA = "without_camera"
    WITH_CAMERA = "with_camera"
    CAMERA_WRONG = "camera_wrong"


class Result(StrEnum):
    PASS = "pass"
    WARN = "warn"
    FAIL = "fail"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Time passing with no camera: seconds on the page's monotonic clock."""

    time_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A criterion against what was seen. `value` and `uncertainty` are NaN where not told."""

    criterion: str
    severity: str
    result: Result
    value: float
    unit: str
    uncertainty: float
    at_s: float
    cue: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The base: when it happened, on the clock of the frames."""

    at_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChanged(Event):
    """A new state. `phase` indexes the exercise's phases, -1 outside them.

    `lasts_s` is how long this state takes if nothing intervenes, NaN where that is open.
    """

    state: State
    set_index: int
    set_count: int
    side: str | None
    phase: int
    lasts_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement(Event):
    """Whether the camera sees enough. `missing` are codes, in the order to mend them."""

    placed: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoseReached(Event):
    """The pose of the exercise is recognised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoseLost(Event):
    """The pose was left, or cannot be seen any more (`why` is a code)."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldCredited(Event):
    """Seconds of this hold so far; `running` while more is being credited.

    `by` is "camera" or "clock"; nothing is credited while a safety or technique fault stands.
    """

    credited_s: float
    target_s: float
    running: bool
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepetitionCounted(Event):
    count: int
    target_count: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue(Event):
    """One thing to say now. The words are the exercise file's."""

    criterion: str
    severity: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CueResolved(Event):
    criterion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraCorrected(Event):
    """The person said that the camera was wrong: about this criterion, or the pose itself."""

    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuddenMovement(Event):
    """Faster than a stretch should be; degrees per second."""

    speed_deg_per_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotTell(Event):
    """Something is not judged, and why (codes)."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EasierOffered(Event):
    """The same cue came three times: an easier variant is offered."""

    exercise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherExerciseSeen(Event):
    """Another exercise than the planned one has been clearly seen for a while."""

    exercise: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideDone(Event):
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDone(Event):
    """One set (all its sides) is over. What the history keeps."""

    set_index: int
    side: str | None
    credited_s: float
    repetitions_count: int
    by: str
    skipped: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseDone(Event):
    skipped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmRaised(Event):
    """The raised arm was seen, and taken as this command."""

    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped(Event):
    """Nothing leads on from here but a new screen. `reason` is "stop" or "pain"."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryStarted(Event):
    """The session came to its next exercise (or to an easier form of this one)."""

    entry: int
    exercise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EasierChosen(Event):
    """The person asked for an easier form; `instead` may be the same exercise, less of it."""

    entry: int
    exercise: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDone(Event):
    """All exercises are over."""
