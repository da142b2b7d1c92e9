"""Rows are a function of the set of records, whatever is in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from supple.app.derived import HaltRow, ProfileRow, RecordingRow, ScreenRow, SessionRow, SetRow
from supple.app.projection import derived
from supple.core.records import Record, RecordKind
from support.random_records import any_record
from support.records import profile, record, session_made, set_done


def rows(records: list[Record], kind: type | None = None) -> list[object]:
    return [row for row in derived(records) if kind is None or type(row) is kind]


@given(records=st.lists(any_record(), max_size=12, unique_by=lambda one: one.id), data=st.data())
def test_the_order_of_records_and_their_repetition_change_nothing(records, data):
    shuffled = data.draw(st.permutations(records))
    assert rows(records) == rows([*shuffled, *records])


@given(records=st.lists(any_record(), max_size=12, unique_by=lambda one: one.id))
def test_every_person_and_session_is_derived_by_itself(records):
    scopes = sorted({(one.person, one.session) for one in records})
    apart = [
        row
        for scope in scopes
        for row in derived([one for one in records if (one.person, one.session) == scope])
    ]
    assert apart == rows(records)


@given(records=st.lists(any_record(), max_size=12, unique_by=lambda one: one.id))
def test_no_two_rows_have_the_same_key(records):
    keys = [(type(row), *(getattr(row, name) for name in row.KEY)) for row in derived(records)]
    assert len(keys) == len(set(keys))


def state(*records: Record) -> tuple[str, str]:
    (session,) = rows([session_made("s"), *records], SessionRow)
    return session.state, session.reason


def test_a_session_is_made_then_runs_then_ends():
    begun = record(RecordKind.SESSION_STARTED, session="s", second=2)
    finished = record(RecordKind.SESSION_FINISHED, session="s", second=8)
    stopped = record(RecordKind.SESSION_STOPPED, session="s", second=8, reason="stop")
    assert state() == ("made", "")
    assert state(begun) == ("running", "")
    assert state(set_done("s")) == ("running", "")
    assert state(begun, finished) == ("finished", "")
    assert state(begun, stopped) == ("stopped", "stop")


def test_pain_outweighs_whatever_comes_with_it():
    pain = record(RecordKind.SESSION_STOPPED, session="s", second=8, reason="pain")
    finished = record(RecordKind.SESSION_FINISHED, session="s", second=9)
    assert state(pain, finished) == ("stopped", "pain")
    assert [row.at for row in rows([session_made("s"), pain, finished], HaltRow)] == [pain.at]


def test_pain_halts_even_where_the_session_itself_is_unknown():
    pain = record(RecordKind.SESSION_STOPPED, session="s", second=8, reason="pain")
    assert [row.session for row in rows([pain], HaltRow)] == ["s"]


def test_nothing_is_known_of_somebody_whose_profile_was_never_made():
    assert rows([record(RecordKind.SCREEN_ANSWERED, codes=["neck"])]) == []


def test_a_profile_is_what_was_told_last():
    changes = [
        record(RecordKind.PROFILE_CHANGED, second=2, name="Augusta"),
        record(RecordKind.PROFILE_CHANGED, second=3, settings={"breath_in_s": 5}),
        record(RecordKind.PROFILE_CHANGED, second=4, settings={"keep_recordings": True}),
        record(RecordKind.PROFILE_CHANGED, second=5, settings={"keep_recordings": "perhaps"}),
    ]
    (found,) = rows([profile(), *changes], ProfileRow)
    assert (found.name, found.breath_in_s, found.breath_out_s) == ("Augusta", 5.0, None)
    assert found.keep_recordings is True


def test_answers_keep_their_codes_in_one_order():
    answered = record(RecordKind.SCREEN_ANSWERED, codes=["wrist", "neck", "neck", 7])
    (found,) = rows([profile(), answered], ScreenRow)
    assert found.codes == ("neck", "wrist")


def test_a_recording_is_there_until_it_is_deleted_and_again_if_it_is_made_again():
    kept = [
        record(
            RecordKind.RECORDING_KEPT, session="s", second=second, file="f", frames_count=second
        )
        for second in (2, 5)
    ]
    deleted = record(RecordKind.RECORDING_DELETED, session="s", second=3, file="f")
    made = session_made("s")
    assert [row.frames_count for row in rows([made, kept[0]], RecordingRow)] == [2]
    assert rows([made, kept[0], deleted], RecordingRow) == []
    assert [row.frames_count for row in rows([made, *kept, deleted], RecordingRow)] == [5]


def test_a_set_takes_the_corrections_meant_for_it_the_last_one_last():
    corrections = [
        record(RecordKind.SET_CORRECTED, session="s", second=6, set="a", credited_s=30),
        record(RecordKind.SET_CORRECTED, session="s", second=5, set="a", credited_s=20),
        record(RecordKind.SET_CORRECTED, session="s", second=5, set="b", skipped=True),
    ]
    made = [session_made("s"), set_done("s", id="a"), set_done("s", id="b")]
    found = {row.id: row for row in rows([*made, *corrections], SetRow)}
    assert (found["a"].credited_s, found["a"].skipped) == (30.0, False)
    assert (found["b"].credited_s, found["b"].skipped) == (12.5, True)
