"""Whether a criterion can ever be read: by its measure, from its view, in its phase.

A file may ask for what no camera that stands as the file says would show. Nothing else would tell:
the criterion would be *cannot tell* for ever. What the register refuses to judge by is another
matter; that is told to whoever does the exercise, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from supple.core.exercise import Criterion, Exercise, View
from supple.core.following.second_view import OTHER
from supple.core.judging.assessment import PHASES
from supple.core.measuring.measures import MEASURES
from supple.core.measuring.names import LEFT_RIGHT

OF_A_FRAME: Final = ("any", *PHASES)
ON_THE_WAY: Final = ("enter", "exit")


def reading_faults(criterion: Criterion, exercise: Exercise) -> Iterator[tuple[str, str]]:
    """The key at fault, and a sentence saying what to do."""
    measure = MEASURES.get(criterion.measure)
    if measure is None or measure.over_time or criterion.measure == LEFT_RIGHT:
        return  # over time, and between the sides, it is read from where the exercise is seen
    own = exercise.camera.view
    wanted = criterion.view or own
    shown = measure.from_side if wanted is View.SIDE else measure.from_front
    if not (shown or measure.any_view):
        views = " or ".join(sorted(measure.views))
        yield (
            "view",
            f"{criterion.measure} cannot be read from {wanted}, only from {views}: "
            "name that view here, or take another measure",
        )
    if wanted is own or own is View.FEET_END or _faces(own, wanted):
        return
    if wanted is not OTHER[own]:
        yield "view", f'is "{wanted}", which a camera at "{own}" never shows; write {OTHER[own]}'
    elif criterion.phase not in OF_A_FRAME or criterion.phase in ON_THE_WAY:
        yield (
            "phase",
            f'is "{criterion.phase}", but from {wanted} only the pose itself is read while the '
            f'camera is at "{own}": write hold or reps, or leave out view',
        )


def _faces(own: View, wanted: View) -> bool:
    """From the front, feet towards the camera is a view like it."""
    return own is View.FRONT and wanted is View.FEET_END
