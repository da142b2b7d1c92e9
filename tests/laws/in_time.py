"""Sessions before the coach: what it counts, what it credits, what it says and when.

The rules
---------
- Repetitions: as many are counted, and said, as were done.
- A hold: one hold, from when the angle that is followed comes as near to where it is held as
  holding asks (`AWAY`) until it leaves it, within the time that seeing it takes (`seeing_s`).
- Who does it rightly is told nothing of safety or technique.
- A fault that stands is said within the time that the pose must be there and still, its dwell and
  the time that seeing takes, counted from when the pose is reached, and `CUE_APART_S` later where
  another that it brings along was said before. In repetitions it is said by the end of the third.
  One of time or movement is said while the set lasts, or at its end.
- Nothing else of safety or technique is said, but what the fault brings along; who goes too
  quickly may hear so in the general words too.

What no session can show is listed with its reason, and is printed; so is a fault of which the
coach could tell nothing, for example since nobody who makes it is in the pose any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from zlib import crc32

from supple.core.coaching.cueing import CUE_APART_S
from supple.core.events import Cue, Finding, Result
from supple.core.exercise import GRAVE, Criterion, Exercise, FaultPose, Severity
from supple.core.following.holdtime import STILL_FOR_S
from supple.core.following.presence import PresenceLimits
from supple.core.judging.aftermath import OF_WAYS
from supple.core.judging.observer import REPETITION_KINDS
from supple.core.judging.repeated import RECENT_COUNT
from supple.core.judging.tally import DWELL_S
from supple.core.series.track import SPEED_WINDOW_S
from tests.laws.noise import Noise
from tests.laws.people import PEOPLE
from tests.laws.sessions import Played, Scene, played
from tests.laws.trying import Tried

SCENES: Final = (
    Scene(person=PEOPLE[0], rate_hz=10.0),
    Scene(person=PEOPLE[1], rate_hz=8.0, other_side=True, turn_deg=7.5),
    Scene(person=PEOPLE[2], rate_hz=15.0, turn_deg=-15.0, higher_m=0.3, further_ratio=1.2),
    Scene(person=PEOPLE[3], rate_hz=30.0, other_side=True, higher_m=-0.2),
)
"""Each body, both sides, near and far, high and low, turned and not, slow and quick pictures."""

OF_SPEED: Final = ("g_entry_speed", "g_sudden_jerk")
"""Who goes too quickly is told so by what is asked of every exercise as well."""

ANOTHER_VIEW: Final = "it is read from another view than the exercise is watched from"
TOLD_LATE: Final = "only safety is said when a set is over; the report tells of the rest"
NOT_IN_TIME: Final[Mapping[tuple[str, str], str]] = {
    ("kneeling_tilt_overhead", ""): "its start, arms up, is taken for the pose (fit 0.67)",
    ("supine_twist_supported", ""): "from the feet's end its hold is not recognised (fit 0.15)",
    ("back_rolls", ""): "at its own tempo of 3 s it rolls faster than every way may go",
    ("off_seated_rotation", ""): "its turns are not counted: none in four",
    ("child_pose_arms_back", ""): "its heels are hidden, and its shape asks for them",
}
"""(exercise, criterion, or "" for all of it): why no session can show it yet."""


def why_not(exercise: Exercise, fault: FaultPose | None = None) -> str:
    """Why no session shows this; empty where one does."""
    if not exercise.judged:
        return "the clock counts it"
    if fault is None:
        return NOT_IN_TIME.get((exercise.id, ""), "")
    criterion = next(each for each in exercise.all_criteria if each.id == fault.criterion)
    if criterion.view not in (None, exercise.camera.view):
        return ANOTHER_VIEW
    if _is_told_late(exercise, criterion):
        return TOLD_LATE
    for name in ("", fault.criterion):
        if (exercise.id, name) in NOT_IN_TIME:
            return NOT_IN_TIME[exercise.id, name]
    return ""


def _is_told_late(exercise: Exercise, criterion: Criterion) -> bool:
    """Whether it is known of the way into a hold or out of it, and not of safety."""
    of_a_way = criterion.phase in OF_WAYS[:3] and exercise.kind not in REPETITION_KINDS
    return of_a_way and criterion.severity is not Severity.SAFETY


def done_rightly(exercise: Exercise, scene: Scene, seed: int | None = None) -> Tried:
    """A session of an exercise as its reference poses say."""
    film = played(exercise, scene, None, *_noise(seed))
    against = list(_miscounted(film, scene))
    cues = _grave(film)
    against += [f"says {cue.criterion}" for cue in cues]
    tried = Tried()
    tried.take(
        {"": Result.PASS if not against else Result.FAIL},
        [(exercise.id, "done rightly", what) for what in against],
        wrongly_told=bool(cues),
    )
    return tried


def done_wrongly(
    exercise: Exercise, fault: FaultPose, scene: Scene, seed: int | None = None
) -> Tried:
    """A session with a fault: its cue comes in time, and nothing else of weight is said."""
    film = played(exercise, scene, fault, *_noise(seed))
    allowed = (fault.criterion, *fault.also_breaks, *(OF_SPEED if fault.motion else ()))
    others = [f"says {cue.criterion}" for cue in _grave(film) if cue.criterion not in allowed]
    late = _late(exercise, fault, film, scene)
    told = Result.CANNOT_TELL if late is None else Result.FAIL if late else Result.PASS
    tried = Tried()
    tried.take(
        {fault.criterion: told},
        [(exercise.id, fault.criterion, what) for what in [*others, *([late] if late else [])]],
        wrongly_told=bool(others),
    )
    if late is None:
        tried.silent[exercise.id, fault.criterion, _finding(film, fault).why] += 1
    return tried


def seeing_s(scene: Scene) -> float:
    """How long it takes until what is there is known to be there."""
    limits = PresenceLimits()
    return limits.dwell_s + limits.smoothing_s + SPEED_WINDOW_S + 1.0 / scene.rate_hz


def seed_of(*what: object) -> int:
    return crc32(repr(what).encode())


def _noise(seed: int | None) -> tuple[Noise, ...]:
    return () if seed is None else (Noise(seed),)


def _grave(film: Played) -> list[Cue]:
    """What was said of safety and technique, once each."""
    cues = {cue.criterion: cue for cue in film.cues if Severity(cue.severity) in GRAVE}
    return list(cues.values())


def _miscounted(film: Played, scene: Scene) -> Iterator[str]:
    assert film.observed is not None
    done = len(film.performance.peaks_s)
    if done:
        if film.observed.repetitions_count != done:
            yield f"counts {film.observed.repetitions_count} repetitions, not {done}"
        elif film.by_count and film.counted != done:
            yield f"says {film.counted} repetitions, not {done}"
        return
    if len(film.observed.holds) != 1:
        yield f"sees {len(film.observed.holds)} holds, not one"
        return
    (hold,), within_s = film.observed.holds, seeing_s(scene)
    begins_s, ends_s = (film.begun_s + at_s for at_s in film.truly_held_s)
    begins_s, ends_s = max(begins_s, 0.0), min(ends_s, film.ended_s)
    if abs(hold.start_s - begins_s) > within_s:
        yield f"the hold begins {hold.start_s - begins_s:+.1f} s off"
    if abs(hold.end_s - ends_s) > within_s:
        yield f"the hold ends {hold.end_s - ends_s:+.1f} s off"
    if film.by != "camera":
        yield "the clock credits it"


def _late(exercise: Exercise, fault: FaultPose, film: Played, scene: Scene) -> str | None:
    """What is wrong with when the fault's cue came; None where it cannot be told at all."""
    said = [cue.at_s for cue in film.cues if cue.criterion == fault.criterion]
    if not said:
        found = _finding(film, fault)
        if found.result is Result.CANNOT_TELL:
            return None
        return f"is not said ({found.result})"
    due_s = _due_s(exercise, fault, film, scene)
    before = [cue for cue in film.cues if cue.at_s < said[0]]
    due_s += CUE_APART_S * len(before)
    return f"is said {said[0] - due_s:.1f} s late" if said[0] > due_s else ""


def _finding(film: Played, fault: FaultPose) -> Finding:
    assert film.observed is not None
    (found,) = (each for each in film.observed.findings if each.criterion == fault.criterion)
    return found


def _due_s(exercise: Exercise, fault: FaultPose, film: Played, scene: Scene) -> float:
    acted = film.performance
    if fault.motion:
        return float("inf")
    if acted.held_s is None:
        each_s = (acted.peaks_s[-1] - acted.peaks_s[0]) / (len(acted.peaks_s) - 1)
        return film.begun_s + acted.peaks_s[RECENT_COUNT - 1] + each_s + seeing_s(scene)
    criterion = next(each for each in exercise.all_criteria if each.id == fault.criterion)
    stands_s = STILL_FOR_S + DWELL_S[criterion.severity]
    return film.begun_s + acted.held_s[0] + stands_s + seeing_s(scene)
