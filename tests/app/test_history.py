"""Past sessions are listed, corrected and deleted."""

from __future__ import annotations

import pytest

from supple.core.errors import InputError, NotFoundError
from supple.core.records import RecordKind
from support.records import finding, record, set_done


@pytest.fixture
def session(household) -> str:
    """A finished session of Ada's with two sets."""
    ada = household.somebody()
    session = household.sessions.make(ada, "clinic_daily")
    household.sessions.begun(session)
    wrong = finding("head_not_back", result="fail", cue="Let the head follow.")
    household.sessions.keep(
        [
            set_done(session, ada, 1.0, id="one", findings=[wrong]),
            set_done(session, ada, 2.0, id="two", set_index=1, skipped=True, credited_s=0.0),
            record(RecordKind.CAMERA_WRONG, ada, session, 2.0, criterion="head_not_back"),
            record(RecordKind.SESSION_FINISHED, ada, session, 3.0),
        ]
    )
    return session


def test_a_session_is_shown_with_its_sets_and_findings(household, session):
    past = household.history.find(session)
    assert (past.state, past.over, past.sets_count, past.skipped_count) == ("finished", True, 2, 1)
    assert (past.worked_s, past.camera_wrong_count) == (12.5, 1)
    one, two = past.sets
    assert (one.id, one.credited_s, one.skipped, one.by) == ("one", 12.5, False, "camera")
    assert [(seen.criterion, seen.result) for seen in one.findings] == [("head_not_back", "fail")]
    assert (two.set_index, two.skipped) == (1, True)


def test_sessions_come_the_newest_first_and_only_those_that_were_begun(household, session):
    ada = household.history.find(session).person
    household.sessions.make(ada, "clinic_daily")  # looked at, never begun
    later = household.sessions.make(ada, "desk_break")
    household.sessions.begun(later)
    assert [past.id for past in household.history.sessions(ada)] == [later, session]
    assert household.history.sessions("nobody") == []
    assert household.history.find("none") is None


def test_a_corrected_set_counts_as_corrected_and_the_first_count_stays_in_the_record(
    household, session
):
    household.history.correct(session, "one", {"credited_s": 20})
    household.history.correct(session, "one", {"repetitions_count": 3})
    household.history.correct(session, "two", {"skipped": False, "credited_s": 8.0})
    past = household.history.find(session)
    one, two = past.sets
    assert (one.credited_s, one.repetitions_count, one.corrected) == (20.0, 3, True)
    assert (two.credited_s, two.skipped) == (8.0, False)
    assert (past.worked_s, past.skipped_count) == (28.0, 0)
    (first,) = [one for one in household.store.session(session) if one.id == "one"]
    assert first.data["credited_s"] == 12.5


@pytest.mark.parametrize(
    "change",
    [
        {"credited_s": -1.0},
        {"credited_s": float("inf")},
        {"credited_s": "long"},
        {"repetitions_count": 2.5},
        {"repetitions_count": -3},
        {"skipped": 1},
        {"exercise": "plow"},
        {},
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_changes_nothing(household, session, change):
    before = household.history.find(session)
    with pytest.raises(InputError):
        household.history.correct(session, "one", change)
    assert household.history.find(session) == before


def test_every_fault_of_a_correction_is_told_at_once(household, session):
    with pytest.raises(InputError) as caught:
        household.history.correct(session, "one", {"credited_s": -1.0, "skipped": "no"})
    assert len(caught.value.problems) == 2


def test_only_a_set_of_the_session_can_be_corrected(household, session):
    for where, which in ((session, "three"), ("none", "one")):
        with pytest.raises(NotFoundError):
            household.history.correct(where, which, {"skipped": True})


def test_a_deleted_session_is_gone_and_stays_gone_when_its_page_goes_on(household, session):
    ada = household.history.find(session).person
    household.history.delete(session)
    assert household.history.find(session) is None
    household.sessions.keep([set_done(session, ada)])
    assert household.history.find(session) is None
    assert household.history.sessions(ada) == []
    (left,) = household.store.session(session)
    assert (left.kind, left.data) == (RecordKind.SESSION_DELETED, {})
    with pytest.raises(NotFoundError):
        household.history.delete(session)
