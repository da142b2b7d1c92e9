"""How long the parts of an exercise take: the coach's own times, and what is estimated by them."""

from __future__ import annotations

from typing import Final

from supple.core.exercise import Exercise, PhaseKind

READY_S: Final = 8.0
SWITCH_S: Final = 6.0
STEP_SPOKEN_S: Final = 4.5
MOVE_S: Final = 4.0
USUAL_TEMPO_S: Final = 4.0


def phase_index(exercise: Exercise, *kinds: PhaseKind) -> int:
    """The first phase of the first of these kinds that the exercise has; -1 where it has none."""
    for kind in kinds:
        for index, phase in enumerate(exercise.phases):
            if phase.kind is kind:
                return index
    return -1


def moving_s(exercise: Exercise, kind: PhaseKind, *, known: bool) -> float:
    """Seconds to move into or out of a pose.

    Long enough to say the steps and to move slowly; shorter once it is `known`, when only one
    step is said. Where the file has no such phase, a moment.
    """
    index = phase_index(exercise, kind)
    if index < 0:
        return 2.0 if kind is PhaseKind.ENTER else 1.0
    steps = 1 if known else len(exercise.words().say[index])
    return max(exercise.phases[index].time_target_s or MOVE_S, steps * STEP_SPOKEN_S)
