"""Records at random, for hypothesis: few people and sessions, so that their records meet."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, uuid5

from hypothesis import strategies as st

from supple.core.records import Record, RecordKind
from support.records import at, set_done

_text = st.text(max_size=8) | st.sampled_from(["", "pain", "stop", "a\0b", "\ud800", "Grüße 🧘"])
_number = st.integers(-5, 2**33) | st.floats(allow_nan=False, allow_infinity=False, width=32)
_odd = st.none() | st.booleans() | _number | _text | st.lists(_text, max_size=2)

_SESSION_KINDS = [
    RecordKind.SESSION_MADE,
    RecordKind.SESSION_STARTED,
    RecordKind.SET_DONE,
    RecordKind.SET_CORRECTED,
    RecordKind.EASIER_CHOSEN,
    RecordKind.CAMERA_WRONG,
    RecordKind.SESSION_STOPPED,
    RecordKind.SESSION_FINISHED,
    RecordKind.SESSION_FELT,
    RecordKind.RECORDING_KEPT,
    RecordKind.RECORDING_DELETED,
    RecordKind.SESSION_DELETED,
]
_PERSON_KINDS = [
    RecordKind.PROFILE_MADE,
    RecordKind.PROFILE_CHANGED,
    RecordKind.SCREEN_ANSWERED,
    RecordKind.PROFILE_DELETED,
]
_KEYS = [
    "name", "language", "settings", "codes", "red_flags", "experience", "programme", "camera",
    "pain_before_nrs", "pain_after_nrs", "effort_cr10", "words", "entry", "exercise", "set_index",
    "side", "credited_s", "repetitions_count", "by", "skipped", "findings", "criterion", "at_s",
    "reason", "file", "frames_count", "seconds_s", "ask_again",
]  # fmt: skip
_IDS = [str(uuid5(NAMESPACE_OID, str(number))) for number in range(12)]


@st.composite
def any_record(draw: Any) -> Record:
    """A record of any kind, sound or with anything at all in its data."""
    of_session = draw(st.booleans() | st.just(True))
    kind = draw(st.sampled_from(_SESSION_KINDS if of_session else _PERSON_KINDS))
    data = draw(st.dictionaries(st.sampled_from(_KEYS), _odd, max_size=6))
    if kind is RecordKind.SET_DONE and draw(st.booleans()):
        data = {**set_done("s").data, **data}
    if kind is RecordKind.SET_CORRECTED:
        data = {**data, "set": draw(st.sampled_from(_IDS))}
    if kind is RecordKind.SESSION_STOPPED:
        data = {**data, "reason": draw(st.sampled_from(["pain", "stop"]))}
    person = draw(st.sampled_from(["ada", "Bob", "élise"[1:]]))
    return Record(
        id=draw(st.sampled_from(_IDS)) if draw(st.booleans()) else str(draw(st.uuids())),
        kind=kind,
        at=at(draw(st.integers(0, 5))),
        person=person,
        session=f"{person}-{draw(st.integers(1, 3))}" if of_session else "",
        data=data,
    )
