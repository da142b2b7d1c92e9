"""One odd frame neither starts nor ends a pose."""

from __future__ import annotations

from math import nan

from supple.core.following.presence import Change, Presence


def play(presence: Presence, fits: list[float], start_s: float = 0.0) -> list[Change]:
    return [presence.receive(start_s + 0.1 * index, fit) for index, fit in enumerate(fits)]


def test_a_pose_is_reached_once_when_it_has_been_there_for_a_moment() -> None:
    changes = play(Presence(), [0.0] * 5 + [1.0] * 20)
    assert changes.count(Change.REACHED) == 1
    assert changes.index(Change.REACHED) >= 8


def test_a_single_good_frame_reaches_nothing() -> None:
    assert Change.REACHED not in play(Presence(), [0.0] * 5 + [1.0] + [0.0] * 10)


def test_a_single_poor_frame_leaves_nothing() -> None:
    assert Change.LEFT not in play(Presence(), [1.0] * 15 + [0.0] + [1.0] * 15)


def test_a_pose_that_cannot_be_seen_is_kept_for_the_grace_and_then_lost() -> None:
    changes = play(Presence(), [1.0] * 10 + [nan] * 30)
    lost = changes.index(Change.LEFT)
    assert 24 <= lost <= 27


def test_a_short_blindness_changes_nothing() -> None:
    assert Change.LEFT not in play(Presence(), [1.0] * 10 + [nan] * 10 + [1.0] * 10)
