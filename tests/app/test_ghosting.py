"""The ghost of a live session: when it is there, why it is not, and how little it says."""

from __future__ import annotations

from dataclasses import replace

from supple.app.desk import Seat
from supple.app.ghosting import EVERY_S, Ghost
from supple.core.events import Command
from supple.core.figure.sizing import Size, Sizing
from tests.app.showing import EXERCISES, RATE_HZ, Before, seat_of

COBRA = EXERCISES["cobra"]


def told(before: Before, phase: str, seconds: float, *, fault: str = "") -> list[Ghost]:
    """What the page is told while somebody stays in a phase; poses are settled when due."""
    found = []
    for _ in before.stays(phase, seconds, fault=fault):
        ghost = before.seat.ghost()
        if ghost is not None:
            found.append(ghost)
        due = before.seat.ghosting.due
        if due is not None:
            before.seat.ghosting.give(due, due.settled())
    return found


class Known(Sizing):
    """A size that was told."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self._size = size


def wanted(seat: Seat) -> Seat:
    seat.ghosting.want(True)
    return seat


def test_nothing_is_told_to_a_page_that_did_not_ask() -> None:
    before = Before(seat_of("cobra"), COBRA)
    assert told(before, "start", 14.0) == []
    assert before.seat.ghosting.due is None


def test_while_getting_ready_and_going_in_it_is_there_and_gone_in_the_pose() -> None:
    before = Before(wanted(seat_of("cobra")), COBRA)
    ready = told(before, "start", 14.0)
    assert ready[-1].spot is not None
    into = told(before, "hold", 4.0)
    assert into[-1] == Ghost()
    assert told(before, "hold", 3.0) == []


def test_limbs_are_told_once_for_a_pose_and_only_some_times_a_second() -> None:
    before = Before(wanted(seat_of("cobra")), COBRA)
    seconds = 14.0
    ghosts = told(before, "start", seconds)
    assert len(ghosts) <= seconds / EVERY_S
    assert len(ghosts) < seconds * RATE_HZ / 2 + 1
    assert sum(ghost.paths is not None for ghost in ghosts) <= 2  # lying, then the cobra


def test_a_fault_that_stands_brings_it_back_and_mended_it_goes() -> None:
    before = Before(wanted(seat_of("cobra", hold_s=40.0)), COBRA)
    told(before, "start", 14.0)
    told(before, "hold", 4.0)
    with_fault = told(before, "hold", 12.0, fault="legs_long")
    assert with_fault[-1].spot is not None
    assert with_fault[-1].matches is not None
    assert with_fault[-1].matches["left_leg"] < with_fault[-1].matches["trunk"]
    mended = told(before, "hold", 10.0)
    assert mended[-1] == Ghost()


def test_while_a_better_known_body_is_settled_the_ghost_stays() -> None:
    seat = wanted(seat_of("cobra"))
    before = Before(seat, COBRA)
    told(before, "start", 6.0)
    size = seat.ghosting.sizing.size
    assert size is not None
    longer = replace(size.proportions, leg_ratio=1.08)
    seat.ghosting.sizing = Known(replace(size, proportions=longer))

    ghosts = []
    for _ in before.stays("start", 2.0):
        ghosts += [ghost for ghost in [seat.ghost()] if ghost is not None]

    assert seat.ghosting.due is not None
    assert seat.ghosting.due.proportions == longer
    assert all(ghost.spot is not None for ghost in ghosts)


def test_from_another_view_a_reason_is_told_once() -> None:
    before = Before(wanted(seat_of("cobra")), COBRA, turned_deg=-90.0)
    seat = before.seat
    for _ in before.stays("start", 3.0):
        pass
    seat.command("{}", Command.START, before.now_s, None)  # starts all the same
    ghosts = told(before, "start", 6.0)
    assert [ghost.why for ghost in ghosts] == ["turn_side_on"]


def test_a_page_that_has_had_enough_is_told_nothing_more() -> None:
    before = Before(wanted(seat_of("cobra")), COBRA)
    assert told(before, "start", 6.0)
    before.seat.ghosting.want(False)
    assert told(before, "start", 6.0) == []
