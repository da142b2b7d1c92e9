"""What is remembered: an append-only list of records, each with an id made by its client.

A record sent twice is stored once. Pages read tables derived from the list; those can be made
again from it at any time. Deleting a session or a person really removes their records and leaves
one that says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class RecordKind(StrEnum):
    PROFILE_MADE = "profile_made"  # {name, language}
    PROFILE_CHANGED = "profile_changed"  # any of {name, settings: {...}}
    SCREEN_ANSWERED = "screen_answered"  # {codes, red_flags, experience}
    SESSION_MADE = "session_made"  # {programme, session: <core Session as plain data>, camera}
    SESSION_STARTED = "session_started"  # {pain_before_nrs}
    SET_DONE = "set_done"  # {entry, exercise, set_index, side, credited_s, repetitions_count, by,
    #                         skipped, findings: [...]}
    EASIER_CHOSEN = "easier_chosen"  # {entry, exercise, instead}
    CAMERA_WRONG = "camera_wrong"  # {entry, exercise, criterion, at_s}
    SESSION_STOPPED = "session_stopped"  # {reason}: stop or pain
    SESSION_FINISHED = "session_finished"  # {}
    SESSION_FELT = "session_felt"  # {effort_cr10, pain_before_nrs, pain_after_nrs, words}: may be
    #                                sent again, the last one counts
    SET_CORRECTED = "set_corrected"  # {set: id of the SET_DONE record, credited_s?,
    #                                   repetitions_count?, skipped?}
    RECORDING_KEPT = "recording_kept"  # {file, frames_count, seconds_s}
    RECORDING_DELETED = "recording_deleted"  # {file}
    SESSION_DELETED = "session_deleted"  # {ask_again}: removes all other records of the session;
    #                                      ask_again where pain had ended it (no more is said)
    PROFILE_DELETED = "profile_deleted"  # {}: removes all other records of the person


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing that happened. `at` is an ISO instant in UTC with milliseconds and a Z.

    `id` is a UUID in text, made by whoever saw it happen; `person` and `session` are ids;
    `session` is empty where it belongs to none. `data` is plain data, as the kind says above.
    """

    id: str
    kind: RecordKind
    at: str
    person: str
    session: str
    data: Mapping[str, object]
    version: int = 1
