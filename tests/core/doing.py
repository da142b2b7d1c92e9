"""Somebody who does an exercise well, hastily, bouncing or by halves: films to show to the eye."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import pi, sin

from supple import wiring
from supple.core.events import Event, Finding
from supple.core.exercise import Bounds, Comparison, Criterion, Exercise, Severity
from supple.core.judging.observer import Observer
from supple.core.pose import Frame
from tests.core.figures import FIGURES
from tests.core.film import LYING, UP, gone_through
from tests.core.sticks import Stick

EXERCISES = wiring.catalogue().exercises()


def textbook(exercise: str) -> Stick:
    return next(figure.stick for figure in FIGURES if figure.exercise == exercise)


ON_THE_BACK = replace(textbook("legs_up"), thigh=0, shank=0, foot=90)
STANDING = Stick(
    hip=(0, 1.7), trunk=90, neck=88, upper_arm=-92, forearm=-88, thigh=-90, shank=-90, foot=0
)
TALL = Stick(
    hip=(0, 0.94), trunk=92, neck=88, upper_arm=268, forearm=272, thigh=-90, shank=180, foot=180
)
TABLE = textbook("cat_camel")


def seen(exercise: str | Exercise, frames: Iterable[Frame]) -> tuple[Observer, list[Event]]:
    known = EXERCISES[exercise] if isinstance(exercise, str) else exercise
    observer = Observer(known)
    return observer, [event for frame in frames for event in observer.receive(frame)]


def finding(observer: Observer, criterion: str) -> Finding:
    (found,) = [each for each in observer.summary().findings if each.criterion == criterion]
    return found


def legs_up(in_s: float, **more: object) -> Iterator[Frame]:
    up = textbook("legs_up")
    path = [(0.0, ON_THE_BACK), (3.0, ON_THE_BACK), (3.0 + in_s, up), (9.0 + in_s, up)]
    return gone_through(path, **more)  # type: ignore[arg-type]


def folded(out_s: float, after_s: float = 4.0) -> Iterator[Frame]:
    down = textbook("standing_fold")
    return gone_through(
        [
            (0.0, STANDING),
            (2.0, STANDING),
            (6.0, down),
            (14.0, down),
            (14.0 + out_s, STANDING),
            (14.0 + out_s + after_s, STANDING),
        ],
        scale=0.29,
        at=(0.9, 0.1),
    )


def cat_camel(period_s: float, count: int) -> Iterator[Frame]:
    """On all fours, the head (which the pace is read from) goes up and down."""

    def nod(time_s: float, stick: Stick) -> Stick:
        share = max(0.0, time_s - 3.0) / period_s
        return replace(stick, neck=stick.neck - 12.0 + 24.0 * sin(2 * pi * share - pi / 2))

    return gone_through([(0.0, TABLE), (3.0 + period_s * (count + 0.2), TABLE)], change=nod)


def held_cobra(
    *, hertz: float = 1.0, swing_deg: float = 0.0, tremble: float = 0.0
) -> Iterator[Frame]:
    def bounce(time_s: float, stick: Stick) -> Stick:
        if time_s < 7.0:
            return stick
        return replace(stick, trunk=stick.trunk + swing_deg * sin(2 * pi * hertz * time_s))

    path = [(0.0, LYING), (2.0, LYING), (6.0, UP), (18.0, UP)]
    return gone_through(path, tremble=tremble, change=bounce)


def of_stillness(measure: str, good: float, limit: float) -> Exercise:
    """The cobra with one criterion of the catalogue's general ones."""
    criterion = Criterion(
        id="general",
        measure=measure,
        comparison=Comparison.AT_MOST,
        good=Bounds(high=good),
        limit=Bounds(high=limit),
        phase="hold",
        severity=Severity.SAFETY,
    )
    return replace(EXERCISES["cobra"], criteria=(criterion,), global_criteria=())


BOUNCING = of_stillness("bounce_rms_deg", 1.2, 2.5)
STEADY = of_stillness("hold_sd_deg", 2.5, 5.0)


def leaned(lean_deg: float, count: int) -> Iterator[Frame]:
    """Standing, hands on the pelvis, leaning back and coming up again."""
    lean = replace(textbook("off_standing_extension"), trunk=90 + lean_deg, neck=86 + lean_deg)
    tall = replace(lean, trunk=90, neck=86)
    path = [(0.0, tall), (2.0, tall)]
    for _ in range(count):
        path += [(path[-1][0] + 2.0, lean), (path[-1][0] + 4.0, tall)]
    return gone_through([*path, (path[-1][0] + 1.0, tall)])
