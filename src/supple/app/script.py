"""What the player is given of a session: entries, their texts and doses, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

from supple.app.derived import SessionRow
from supple.app.desk import Opened
from supple.app.fault_pictures import shown_faults
from supple.app.people import Preferences
from supple.core.exercise import Exercise
from supple.core.measuring.measures import needs_back_line
from supple.core.programme import Programme, SessionEntry

FAULTS_MOST: Final = 3
"""What is shown to avoid before an exercise: more nobody would keep in mind."""


def script(
    row: SessionRow,
    opened: Opened,
    exercises: Mapping[str, Exercise],
    programmes: Mapping[str, Programme],
    *,
    language: str,
    settings: Preferences,
) -> dict[str, object]:
    """The session script of the player; every value can be written as JSON."""
    programme = programmes.get(row.programme)
    return {
        "id": row.session,
        "programme": row.programme,
        "programme_name": row.programme if programme is None else programme.words(language).name,
        "camera": row.camera,
        "state": row.state,
        "at": {"entry": opened.place.entry, "set": opened.place.set_index},
        "settings": asdict(settings),
        "minutes": opened.session.minutes,
        "notes": list(opened.session.notes),
        "entries": [
            _entry(index, entry, exercises[entry.exercise], opened, language)
            for index, entry in enumerate(opened.session.entries)
        ],
    }


def _entry(
    index: int, entry: SessionEntry, exercise: Exercise, opened: Opened, language: str
) -> dict[str, object]:
    softer = opened.easier(entry)
    return {
        "index": index,
        "block": str(entry.block),
        "sets": entry.sets_count,
        "sides": list(entry.sides),
        "hold_s": entry.hold_s,
        "repetitions": entry.repetitions_count,
        "tempo_s": entry.tempo_s,
        "duration_s": entry.duration_s,
        "rest_s": entry.rest_s,
        "why": entry.why,
        "note": entry.note,
        "seed_dose": entry.seed_dose,
        "easier": None if softer is None else softer.exercise,
        **_exercise(exercise, language),
    }


def _exercise(exercise: Exercise, language: str) -> dict[str, object]:
    text = exercise.words(language)
    return {
        "exercise": exercise.id,
        "name": text.name,
        "judged": exercise.judged,
        "back_line": needs_back_line(exercise),
        "camera": {
            "view": str(exercise.camera.view),
            "text": text.camera,
            "height_m": exercise.camera.height_m,
        },
        "phases": [
            {"kind": str(phase.kind), "say": list(said), "time_target_s": phase.time_target_s}
            for phase, said in zip(exercise.phases, text.say, strict=False)
        ],
        "hints": list(text.hints),
        "donts": list(text.donts),
        "faults": [
            {
                "criterion": shown.criterion.id,
                "cue": text.cues[shown.criterion.id],
                "drawings": f"/drawings/{exercise.id}/{shown.criterion.id}",
            }
            for shown in shown_faults(exercise)
            if shown.criterion.id in text.cues
        ][:FAULTS_MOST],
        "drawing": f"/drawings/{exercise.id}.svg",
        "figure": f"/figures/{exercise.id}" if exercise.poses else None,
    }
