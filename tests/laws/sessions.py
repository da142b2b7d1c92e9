"""A simulated session: somebody does one exercise before a camera, and the real coach watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from math import nan, radians, tan

import numpy as np

from supple.app.posing import azimuth_deg, seen_by, standing_and_lying
from supple.core.coaching.coach import OVER, Coach
from supple.core.events import Command, Cue, Event, ExerciseDone, RepetitionCounted, State
from supple.core.exercise import Exercise, FaultPose, Kind, Sided, View
from supple.core.figure.lens import Lens, Sighting, middle_m, sighting
from supple.core.figure.modelling import settled_pose, telling_pose
from supple.core.figure.performing import Doing, Performance, performance
from supple.core.figure.proportions import Proportions
from supple.core.following.holdtime import AWAY
from supple.core.following.primary import angles_of
from supple.core.judging.observer import REPETITION_KINDS, Observed
from supple.core.measuring.measures import MEASURES, Calibration, needs_back_line, read
from supple.core.pose import Frame
from supple.core.programme import Block, SessionEntry

HOLD_S = 8.0
ASKED_S = 5.0
"""What the coach asks for; who holds rightly holds longer, as people do."""
ROOM_RATIO = 1.25
NEAREST_M = 2.4
"""A camera is set so that the body at its largest has some room above and below."""
FAULT_HOLD_S = 11.0
REPETITIONS_COUNT = 4
WAIT_S = 40.0
TAIL_S = 2.0
LEAVING_TAIL_S = 24.0
"""What only the end of a set tells is waited for."""

Seen = Callable[[Frame], Frame]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Who does it, where the camera is against the best place, and how fast its pictures come."""

    person: Proportions
    other_side: bool = False
    higher_m: float = 0.0
    further_ratio: float = 1.0
    turn_deg: float = 0.0
    rate_hz: float = 15.0
    view: View | None = None


@dataclass(slots=True)
class Played:
    """What came of a session. `begun_s`: when the performance began, on the session's clock."""

    performance: Performance
    begun_s: float
    events: list[Event] = field(default_factory=list)
    observed: Observed | None = None
    state: State = State.PLACING
    credited_s: float = 0.0
    by: str = ""
    truly_held_s: tuple[float, float] = (nan, nan)

    ended_s: float = 0.0
    by_count: bool = False
    """Whether repetitions are what the session asks for."""

    @property
    def cues(self) -> list[Cue]:
        return [event for event in self.events if isinstance(event, Cue)]

    @property
    def counted(self) -> int:
        """Repetitions that the coach said."""
        told = [event for event in self.events if isinstance(event, RepetitionCounted)]
        return told[-1].count if told else 0


def doing(exercise: Exercise, scene: Scene, fault: FaultPose | None = None) -> Doing:
    """How long and how often: a fault is held for long enough to be told of it twice."""
    holds_on = fault is not None and not fault.motion.keys() & {"exit_s"}
    return Doing(
        hold_s=FAULT_HOLD_S if holds_on else HOLD_S,
        repetitions_count=REPETITIONS_COUNT,
        fault=fault,
        other_side=scene.other_side,
    )


def played(
    exercise: Exercise,
    scene: Scene,
    fault: FaultPose | None = None,
    noisy: Seen = lambda frame: frame,
) -> Played:
    """Waits in the start until the coach shows the way in, does the exercise, and waits."""
    done = doing(exercise, scene, fault)
    acted = performance(exercise, done, scene.person)
    camera = camera_of(exercise, scene)
    frames = list(_filmed(exercise, acted, camera, scene))
    known = known_of(camera_key(exercise, scene), scene.person, needs_back_line(exercise))
    coach = Coach(exercise, _entry(exercise, scene), camera=True, calibration=known)
    film = Played(acted, 0.0, coach.begin(0.0))
    step_s, now_s = 1.0 / scene.rate_hz, 0.0

    def show(frame: Frame, time_s: float) -> None:
        film.events += coach.receive(noisy(replace(frame, time_s=time_s)))

    while coach.state is State.PLACING and now_s < WAIT_S:
        now_s += step_s
        show(frames[0], now_s)
    film.events += coach.command(Command.START, now_s)
    film.begun_s = now_s
    for frame in frames:
        now_s = film.begun_s + step_s + frame.time_s
        show(frame, now_s)
    of_ways = fault is not None and bool(fault.motion.keys() & {"enter_s", "exit_s"})
    until_s = now_s + (LEAVING_TAIL_S if of_ways and coach.state is State.LEAVING else TAIL_S)
    while coach.state not in OVER and now_s < until_s:
        now_s += step_s
        show(frames[-1], now_s)
    film.begun_s += step_s
    film.observed, film.state = coach.observer.summary(), coach.state
    film.ended_s = next((one.at_s for one in film.events if isinstance(one, ExerciseDone)), now_s)
    film.by_count = not coach.work.timed
    film.credited_s, film.by = coach.work.total_s, coach.work.by
    film.truly_held_s = _truly_held_s(exercise, acted, frames, known)
    return film


def camera_key(exercise: Exercise, scene: Scene) -> tuple[Lens, float]:
    """The camera of a scene, and the height that it looks at."""
    view = scene.view or exercise.camera.view
    telling = telling_pose(exercise)
    assert telling is not None
    body = settled_pose(telling, scene.person, other_side=scene.other_side).body
    bodies = [
        settled_pose(pose, scene.person, other_side=scene.other_side).body
        for pose in exercise.poses
    ]
    top_m = max(2.0 * float(middle_m(one, scene.person)[1]) for one in bodies)
    best = azimuth_deg(view, body)
    fitting_m = ROOM_RATIO * top_m / (2.0 * tan(radians(Lens().field_deg / 2.0)))
    lens = Lens(
        azimuth_deg=(-best if scene.other_side else best) + scene.turn_deg,
        distance_m=round(max(NEAREST_M, fitting_m) * scene.further_ratio, 2),
        height_m=max(0.25, exercise.camera.height_m + scene.higher_m),
    )
    return lens, round(top_m / 2.0, 2)


def camera_of(exercise: Exercise, scene: Scene) -> Sighting:
    lens, aim_up_m = camera_key(exercise, scene)
    return sighting(lens, np.array((0.0, aim_up_m, 0.0)))


@cache
def known_of(key: tuple[Lens, float], person: Proportions, with_back: bool) -> Calibration:
    """What the camera learned of the person before: standing, and lying face down."""
    lens, aim_up_m = key
    camera = sighting(lens, np.array((0.0, aim_up_m, 0.0)))
    return standing_and_lying(camera, person, with_back=with_back)


def _filmed(
    exercise: Exercise, acted: Performance, camera: Sighting, scene: Scene
) -> Iterator[Frame]:
    """The performance as the camera sees it; its middle in the picture's middle."""
    bodies = list(acted.frames(scene.rate_hz))
    at_s = acted.held_s[0] if acted.held_s else acted.peaks_s[0]
    told = min(bodies, key=lambda one: abs(one[0] - at_s))[1]
    between = (middle_m(told, scene.person) + middle_m(bodies[0][1], scene.person)) / 2.0
    way = (camera.middle_m - between) * np.array((1.0, 0.0, 1.0))
    with_back = needs_back_line(exercise)
    for time_s, body in bodies:
        frame = seen_by(camera, body.shifted(way), scene.person, with_back=with_back)
        yield replace(frame, time_s=time_s)


def _truly_held_s(
    exercise: Exercise, acted: Performance, frames: list[Frame], known: Calibration
) -> tuple[float, float]:
    """From when to when the angle that is followed is as near to the held one as holding asks."""
    if acted.held_s is None:
        return nan, nan
    times = np.array([frame.time_s for frame in frames])
    held = (times >= acted.held_s[0]) & (times <= acted.held_s[1])
    away = np.zeros(len(times), dtype=bool)
    for name in angles_of(exercise):
        values = np.array([read(name, frame, known).value for frame in frames])
        if np.isfinite(values[held]).all():
            away = np.abs(values - np.median(values[held])) > AWAY
            break
    else:
        away = ~held
    before, after = times[away & (times < times[held][0])], times[away & (times > times[held][-1])]
    first = before[-1] if len(before) else -np.inf
    return float(first), float(after[0] if len(after) else times[-1])


def _entry(exercise: Exercise, scene: Scene) -> SessionEntry:
    sides: tuple[str, ...] = ()
    if exercise.sided is Sided.SIDES:
        sides = ("right",) if scene.other_side else ("left",)
    elif exercise.sided is Sided.BOTH_DIRECTIONS:
        sides = ("other way",) if scene.other_side else ("one way",)
    entry = SessionEntry(
        exercise=exercise.id, block=Block.MAIN, sets_count=1, sides=sides, rest_s=10.0
    )
    if exercise.kind is Kind.CARDIO:
        return replace(entry, duration_s=60.0)
    if exercise.kind in REPETITION_KINDS:
        return replace(entry, repetitions_count=REPETITIONS_COUNT + 1, tempo_s=4.0)
    return replace(entry, hold_s=ASKED_S)


def over_time(fault: FaultPose, exercise: Exercise) -> bool:
    """Whether a fault is one of time or movement."""
    measure = {each.id: each.measure for each in exercise.all_criteria}[fault.criterion]
    return bool(fault.motion) or MEASURES[measure].over_time
