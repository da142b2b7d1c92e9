"""Half-answered questions: found by their name, and forgotten in time."""

from __future__ import annotations

from supple.web.drafts import KEPT_COUNT, KEPT_S, Draft, Drafts


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_a_draft_is_found_by_its_name_only() -> None:
    drafts = Drafts(Clock())
    name, draft = drafts.begin()

    assert drafts.find(name) is draft
    assert drafts.find("") is None
    assert drafts.find(None) is None
    assert drafts.find(name[:-1]) is None


def test_a_draft_is_gone_after_the_last_question_or_an_hour() -> None:
    clock = Clock()
    drafts = Drafts(clock)
    ended, _ = drafts.begin()
    left, _ = drafts.begin()

    drafts.end(ended)
    clock.now_s = KEPT_S + 1

    assert drafts.find(ended) is None
    assert drafts.find(left) is None


def test_only_so_many_are_kept_and_the_oldest_goes_first() -> None:
    drafts = Drafts(Clock())
    names = [drafts.begin()[0] for _ in range(KEPT_COUNT + 1)]

    assert drafts.find(names[0]) is None
    assert all(drafts.find(name) for name in names[1:])


def test_no_question_can_be_jumped() -> None:
    draft = Draft(started_s=0.0)
    assert [draft.ready_for(step) for step in ("stop", "conditions", "move", "name")] == [
        True,
        False,
        False,
        False,
    ]

    draft.red_flags = frozenset()
    assert draft.ready_for("conditions")
    assert not draft.ready_for("move")

    draft.codes = frozenset()
    assert draft.ready_for("move")

    draft.experience = "beginner"
    assert draft.ready_for("name")


def test_a_stop_sign_leads_to_no_further_question() -> None:
    draft = Draft(started_s=0.0, red_flags=frozenset({"injury"}), codes=frozenset())

    assert not draft.ready_for("conditions")
    assert not draft.ready_for("move")
