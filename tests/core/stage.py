"""A small exercise and session to try the coach on, and a clock that walks through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from supple.core.coaching.coach import Coach
from supple.core.coaching.guide import Guide
from supple.core.events import Event, Tick
from supple.core.exercise import (
    Camera,
    Category,
    Dose,
    Exercise,
    Kind,
    Phase,
    PhaseKind,
    Sided,
    Status,
    Text,
    View,
)
from supple.core.programme import Block, SessionEntry


def exercise(
    id: str = "easy_hold", kind: Kind = Kind.STATIC_HOLD, posture: str = "prone"
) -> Exercise:
    phases = [PhaseKind.ENTER, PhaseKind.HOLD, PhaseKind.EXIT]
    if kind in (Kind.REPS, Kind.CARDIO):
        phases = [PhaseKind.REPS]
    return Exercise(
        id=id,
        status=Status.DRAFT,
        origin="added",
        category=Category.EXTENSION,
        level=1,
        kind=kind,
        sided=Sided.NONE,
        needs_warm_up=False,
        start_posture=posture,
        primary_signal="trunk_incline_deg",
        phases=tuple(Phase(kind=phase, time_target_s=3.0) for phase in phases),
        dose=Dose(),
        camera=Camera(view=View.SIDE),
        text=MappingProxyType(
            {"en": Text(name=id, summary="", say=tuple(("Now.",) for _ in phases))}
        ),
    )


def entry(of: str = "easy_hold", **dose: object) -> SessionEntry:
    given: dict[str, object] = {
        "exercise": of, "block": Block.MAIN, "sets_count": 1, "sides": (), "rest_s": 10.0,
    }  # fmt: skip
    return SessionEntry(**{**given, **dose})  # type: ignore[arg-type]


def ticks(start_s: float, seconds: float, step_s: float = 0.2) -> Iterator[Tick]:
    count = round(seconds / step_s)
    return (Tick(time_s=start_s + step_s * (index + 1)) for index in range(count))


def run(coach: Coach | Guide, seconds: float, start_s: float = 0.0) -> list[Event]:
    events: list[Event] = []
    for tick in ticks(start_s, seconds):
        events += coach.receive(tick)
    return events


def kinds(events: Sequence[Event], of: type[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, of)]
