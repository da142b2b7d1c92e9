"""Why something is left out or changed, in plain sentences. No rules.

Every sentence that the screen and the making of a session say is made here, so that a
physiotherapist can read them in one place. Second person, kind, never a diagnosis.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from supple.core.exercise import Exercise, Suitability
from supple.core.programme import Experience


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an exercise is not offered: on its own, and as a clause of what stands in for it.

    `codes` are the answers that it tells of, if any.
    """

    alone: str
    clause: str
    codes: tuple[str, ...] = ()


SAID: Final = {
    "acute_radicular": "pain, tingling or weakness runs from your back into a leg",
    "flexion_intolerant": "bending forward makes your back or leg feel worse",
    "extension_intolerant": "arching back makes your back or leg feel worse",
    "spondy": "a vertebra of yours has slipped or has a stress fracture",
    "stenosis": "your spinal canal is narrow",
    "osteoporosis": "your bones are thin or break easily",
    "spinal_surgery": "your spine has been operated on",
    "inflammatory_spine": "a condition of your spine or neck joints needs care",
    "neck": "your neck needs care",
    "shoulder": "a shoulder needs care",
    "wrist": "a wrist or an elbow needs care",
    "knee": "a knee needs care",
    "hip": "a hip needs care",
    "hamstring": "the back of a thigh needs care",
    "hypertension": "your blood pressure is high",
    "cardiac": "your heart or your circulation needs care",
    "eye": "your eyes need care",
    "vertigo": "you get dizzy or lose your balance",
    "pregnancy": "you are pregnant",
    "postpartum": "you gave birth lately, or your belly muscles have parted",
    "abdominal": "your belly had an operation lately, or you have a hernia",
    "reflux": "acid rises when you lie down or bend",
    "hypermobile": "your joints bend further than most",
    "growing": "you are under 18",
    "older": "you are 65 or older",
    "pelvic_floor": "your pelvic floor needs care",
}
"""The answer behind each code, as it goes on after "you said that"."""

NOT_FOR: Final = {
    Experience.BEGINNER: "for somebody new to stretching",
    Experience.OFFICE: "for short sessions on a working day",
    Experience.ATHLETE: "for general training",
    Experience.DANCER: "without a teacher beside you",
    Experience.PHYSIO: "while your back is sore or in physiotherapy",
}

NOTHING_TODAY: Final = (
    "No exercises today: one of your answers should be looked at by a doctor first."
)
BY_CHOICE: Final = "You chose to leave it out today."
ALREADY_WARM: Final = "You said that you are already warm."
WARM_NOTE: Final = (
    "The warm-up is left out, because you said that you are already warm. "
    "If that was a while ago, choose the warm-up after all."
)
SHORT_WARM_UP_NOTE: Final = (
    "A short warm-up comes first. The programme names none, and deep stretches feel better warm."
)
NO_WARM_UP_NOTE: Final = (
    "Without a warm-up there are no deep stretches today. Take the warm-up back in to have them."
)
WARM_UP_ADDED: Final = "Added, so that you are warm before the deeper stretches."
REST_ADDED: Final = "Added, so that there is something quiet for you today."
NO_WARM_UP: Final = Reason(
    "Left out, because it wants a warm-up first and there is none today.",
    "which wants a warm-up first",
)
NOT_IN_CATALOGUE: Final = "Left out, because this catalogue does not have it."
EASIER_IS_IN: Final = "What would stand in for it is in today's session already."
IS_IN: Final = "It is in today's session already."
NOTHING_LEFT: Final = (
    "Nothing of the main part goes with your answers today. "
    "A doctor or physiotherapist can tell you what does."
)
MORNING: Final = "In the first hour after getting up, leave the deep forward bends for later."
HYPERMOBILE_HOLD: Final = (
    "Held for 15 seconds at most and short of your full range, "
    "because you said that your joints bend further than most."
)
LONGER: Final = "A little longer, to make up the minutes of the moves left out."
GENTLEST: Final = "Start with the shortest dose and stay well inside what is comfortable."
EASIER_CHOSEN: Final = "The easier form that you asked for."


def said(codes: Iterable[str]) -> str:
    """The answers behind some codes as one clause; two at most, for the ear."""
    told = [SAID.get(code, "something needs care") for code in list(dict.fromkeys(codes))[:2]]
    return "you said that " + " and that ".join(told)


def because(codes: tuple[str, ...]) -> Reason:
    """The reason that some answers give."""
    told = said(codes)
    return Reason(f"Left out, because {told}.", f"because {told}", codes)


def gentler(codes: Iterable[str]) -> str:
    """The caution of an exercise that is done at its first dose."""
    return f"Gentler today, because {said(codes)}. {GENTLEST}"


def unsuitable(suitability: Suitability, experience: Experience) -> Reason | None:
    """Why an exercise does not suit an experience, or None where it does."""
    match suitability:
        case Suitability.LATER:
            told = "comes later, once its easier forms feel easy"
        case Suitability.CLINICIAN:
            told = "waits until your doctor or physiotherapist agrees to it"
        case Suitability.NOT_SUITABLE:
            told = f"is not {NOT_FOR[experience]}"
        case Suitability.OK:
            return None
    return Reason(f"Left out: it {told}.", f"which {told}")


def in_place_of(exercise: Exercise, reason: Reason) -> str:
    """Why an easier form stands where another exercise was."""
    return f"In place of “{exercise.words().name}”, {reason.clause}."


def ask_first(codes: Iterable[str]) -> str:
    """For the codes that a clinician should know of. Names them all."""
    told = " and that ".join(SAID.get(code, "something needs care") for code in codes)
    return (
        f"You said that {told}. Please ask your doctor or physiotherapist before you start, "
        "and show them this list."
    )


GUARDIAN: Final = (
    "You said that you are under 18. Please do this with a parent or guardian who agrees to it."
)


def at_most_days(days_count: int) -> str:
    """How often a deep exercise is enough."""
    days = "one day" if days_count == 1 else f"{days_count} days"
    return f"At most {days} a week."
