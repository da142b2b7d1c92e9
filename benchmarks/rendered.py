"""What the eye makes of our own body: which exercises it knows from pictures of it, and how far
its landmarks are from the truth.

Held poses are read as photos, repetitions as short films, both as `supple check` reads them. The
recogniser and the thresholds were never fitted on these pictures, and must not be.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rendered_figures import TURNS_DEG, filmed, moves, stills, taken
from benchmarks.rendered_landmarks import Pair, print_landmarks
from benchmarks.shares import share

from supple import wiring
from supple.app.checking import check
from supple.core.exercise import Exercise
from supple.core.recognising.recognition import related
from support.figure_room import FigureRoom


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Read:
    """A picture as it was read: `answer` an exercise or None; `pair` of a photo with somebody."""

    exercise: Exercise
    phase: str
    turn_deg: float
    answer: Exercise | None
    confidence: float
    found: bool = True
    pair: Pair | None = None

    @property
    def how(self) -> str:
        if self.answer is None:
            return "none" if self.found else "nobody"
        if self.answer is self.exercise:
            return "right"
        return "form" if related(self.answer, self.exercise) else "other"


def print_rendered(_: Path, verbose: bool) -> None:
    """The two tables."""
    exercises = wiring.catalogue().exercises()
    with tempfile.TemporaryDirectory() as folder, FigureRoom(plain=True) as room:
        photos = list(_photos(room, exercises, Path(folder)))
        films = list(_films(room, exercises, Path(folder)))
    _print_recognised(exercises, photos, films, verbose)
    print_landmarks([one.pair for one in photos if one.pair is not None])


def _photos(room: FigureRoom, exercises: Mapping[str, Exercise], folder: Path) -> Iterator[Read]:
    """Held poses from every side; of repetitions too, but only for their landmarks."""
    learned = wiring.pose_kinds()
    with wiring.pose_sources() as source_of:
        for one in stills(list(exercises.values())):
            if moves(one.exercise) and one.turn_deg:
                continue
            source = source_of(taken(room, one, folder))
            report = check(source, exercises, readings=True, learned=learned)
            found = report.frames_with_person_count > 0
            yield Read(
                exercise=one.exercise, phase=one.phase, turn_deg=one.turn_deg,
                answer=report.exercise, confidence=report.confidence,
                found=found, pair=Pair(one, report.moments[0].frame) if found else None,
            )  # fmt: skip


def _films(room: FigureRoom, exercises: Mapping[str, Exercise], folder: Path) -> Iterator[Read]:
    learned = wiring.pose_kinds()
    with wiring.pose_sources() as source_of:
        for exercise in exercises.values():
            if moves(exercise):
                report = check(
                    source_of(filmed(room, exercise, folder)), exercises, learned=learned
                )
                yield Read(
                    exercise=exercise, phase="", turn_deg=0.0,
                    answer=report.exercise, confidence=report.confidence,
                    found=report.frames_with_person_count > 0,
                )  # fmt: skip


# Recognised


def _print_recognised(
    exercises: Mapping[str, Exercise], photos: Sequence[Read], films: Sequence[Read], verbose: bool
) -> None:
    """Each exercise from its best view, held ones from others too."""
    held = [one for one in photos if not moves(one.exercise)]
    best = {one.exercise.id: one for one in (*(o for o in held if not o.turn_deg), *films)}
    print(f"\n{'our own body, not told':26}{'best view':>10}{'off it':>10}   taken for")
    for identifier in exercises:
        first = best[identifier]
        others = [one for one in held if one.exercise.id == identifier and one.turn_deg]
        wrong = [
            f"{one.turn_deg:+.0f} deg {one.answer.id if one.answer else one.how}"
            for one in (first, *others)
            if one.how != "right"
        ]
        if wrong or verbose:
            off = f"{sum(map(_known, others))} of {len(others)}" if others else ""
            print(f"{identifier:26}{first.how:>10}{off:>10}   {', '.join(wrong)}")
    exact = sum(one.how == "right" for one in best.values())
    print(
        f"recognised from the best view {share(sum(map(_known, best.values())), len(best))}, "
        f"as itself and not as another form of it {share(exact, len(best))}"
    )
    for turn_deg in TURNS_DEG:
        seen = [one for one in held if one.turn_deg == turn_deg]
        print(f"held poses from {turn_deg:+.0f} deg: {share(sum(map(_known, seen)), len(seen))}")


def _known(one: Read) -> bool:
    return one.how in ("right", "form")
