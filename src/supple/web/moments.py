"""What the coach told, as lines to read beside a recording, each at its time. No judgement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import singledispatchmethod
from types import MappingProxyType
from typing import Final

from supple.app import words
from supple.app.locales import Locale
from supple.app.replaying import Happened
from supple.core import events
from supple.core.exercise import Exercise

QUIET_STATES = (events.State.STOPPED, events.State.DONE)  # events of their own tell these

ALWAYS_THE_SAME: Final = MappingProxyType(
    {
        events.PoseReached: ("replay.pose_reached", "do"),
        events.CueResolved: ("replay.cue_resolved", "do"),
        events.CameraCorrected: ("replay.camera_corrected", ""),
        events.ArmRaised: ("replay.arm_raised", ""),
        events.SessionDone: ("replay.session_done", "do"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A line. `tone`: "say" was spoken, "do" went well, "mind" wants attention, else ""."""

    at_s: float
    clock: str
    told: str
    tone: str = ""


@dataclass(slots=True, kw_only=True)
class Scene:
    """One exercise of the recording and what happened in it."""

    name: str
    exercise: str
    moments: list[Moment] = field(default_factory=list)


def scenes(
    happened: Iterable[Happened], exercises: Mapping[str, Exercise], locale: Locale
) -> list[Scene]:
    """All that is worth reading, exercise by exercise."""
    teller = _Teller(exercises, locale)
    found: list[Scene] = []
    for one in happened:
        event = one.told.event
        if isinstance(event, events.EntryStarted):
            found.append(Scene(name=teller.name(event.exercise), exercise=event.exercise))
            teller.begin()
        line = teller.tell(event)
        if line is None:
            continue
        if not found:
            found.append(Scene(name=locale.say("replay.before"), exercise=""))
        told, tone = line
        clock = clock_words(one.film_s)
        moments = found[-1].moments
        skipped = isinstance(event, events.SetDone) and event.skipped
        if skipped and all(moment.clock == clock and not moment.tone for moment in moments):
            moments.clear()  # gone past at once: that alone is worth a line
        moments.append(Moment(at_s=one.film_s, clock=clock, told=told, tone=tone))
    return found


def clock_words(seconds: float) -> str:
    """Minutes and seconds of the film: 1:05."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


Line = tuple[str, str] | None


class _Teller:
    """The words of each kind of event; what only repeats the last line is left out."""

    def __init__(self, exercises: Mapping[str, Exercise], locale: Locale) -> None:
        self._exercises, self._locale = exercises, locale
        self._say: Callable[..., str] = locale.say
        self._counting = False
        self._state = ""

    def name(self, exercise: str) -> str:
        found = self._exercises.get(exercise)
        return found.words(self._locale.language).name if found else exercise

    def begin(self) -> None:
        """Another exercise: nothing of the last one counts."""
        self._counting, self._state = False, ""

    @singledispatchmethod
    def tell(self, event: events.Event) -> Line:
        """Events that always say the same, and those that say nothing of their own."""
        key, tone = ALWAYS_THE_SAME.get(type(event), ("", ""))
        return (self._say(key), tone) if key else None

    @tell.register
    def _(self, event: events.StateChanged) -> Line:
        if event.state in QUIET_STATES:
            return None
        told = words.code_words(self._locale, "state", event.state)
        if event.side:
            side = words.code_words(self._locale, "side", event.side)
            told = self._say("replay.state_side", state=told, side=side)
        if told == self._state:
            return None
        self._state = told
        return told, ""

    @tell.register
    def _(self, event: events.Placement) -> Line:
        code = "placed" if event.placed else next(iter(event.missing), "nobody")
        return self._said(words.code_words(self._locale, "placement", code)), "say"

    @tell.register
    def _(self, event: events.PoseLost) -> Line:
        if event.why == "pose_left":
            return words.cannot_tell_words(self._locale, event.why), ""
        return self._say("replay.pose_lost", why=words.why_words(self._locale, event.why)), ""

    @tell.register
    def _(self, event: events.HoldCredited) -> Line:
        if event.running == self._counting:
            return None
        self._counting = event.running
        if event.running:
            return self._say("replay.counting"), "do"
        time = words.time_words(self._locale, event.credited_s)
        return self._say("replay.counting_waits", time=time), ""

    @tell.register
    def _(self, event: events.RepetitionCounted) -> Line:
        return self._say("replay.repetition", count=event.count), "do"

    @tell.register
    def _(self, event: events.Cue) -> Line:
        return self._said(event.text), "mind"

    @tell.register
    def _(self, event: events.SuddenMovement) -> Line:
        speed = words.value_words(self._locale, round(event.speed_deg_per_s, -1), "deg")
        return self._say("replay.sudden", speed=speed), "mind"

    @tell.register
    def _(self, event: events.CannotTell) -> Line:
        return self._said(words.cannot_tell_words(self._locale, event.why)), "say"

    @tell.register
    def _(self, event: events.OtherExerciseSeen) -> Line:
        return self._say("replay.other_exercise", name=event.name), "say"

    @tell.register
    def _(self, event: events.EasierOffered) -> Line:
        return self._say("replay.easier_offered", name=self.name(event.exercise)), "say"

    @tell.register
    def _(self, event: events.EasierChosen) -> Line:
        return self._say("replay.easier_chosen", name=self.name(event.instead)), ""

    @tell.register
    def _(self, event: events.SetDone) -> Line:
        self._counting = False
        told = words.set_words(
            self._locale,
            set_index=event.set_index,
            side=event.side,
            credited_s=event.credited_s,
            repetitions_count=event.repetitions_count,
            by=event.by,
            skipped=event.skipped,
        )
        return f"{told}.", "" if event.skipped else "do"

    @tell.register
    def _(self, event: events.Stopped) -> Line:
        reason = "pain" if event.reason == "pain" else "stop"
        return self._say(f"replay.stopped_{reason}"), ""

    def _said(self, told: str) -> str:
        return self._say("replay.said", words=told)
