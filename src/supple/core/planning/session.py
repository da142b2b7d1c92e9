"""Today's session: what is left of a programme for one person, in the programme's own order.

Nothing deep comes before a warm-up, nothing that the answers exclude comes at all, and whatever
is left out or changed says why. Pure: the same programme and answers give the same session.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from supple.core.exercise import Exercise, Suitability
from supple.core.planning import reasons
from supple.core.planning.dosing import Amount, by_clock, duration_s, settled
from supple.core.planning.easing import easier_forms
from supple.core.planning.reasons import Reason
from supple.core.planning.screening import (
    HYPERMOBILE_HOLD_MAX_S,
    Standing,
    cautions,
    goes_to_end_range,
    may_do,
    suitability,
    verdict,
    why_not,
)
from supple.core.planning.warming import SHORT_WARM_UP, lengthened, warm_enough
from supple.core.programme import (
    Block,
    Entry,
    Experience,
    LeftOut,
    Programme,
    Screen,
    Session,
    SessionEntry,
)

ORDER = tuple(Block)
NEW_TO_IT = (Experience.BEGINNER, Experience.OFFICE, Experience.PHYSIO)
"""They start with the first dose of what they have not done before."""


@dataclass(slots=True)
class _Making:
    """What is settled so far, while one session is made."""

    exercises: Mapping[str, Exercise]
    screen: Screen
    named: frozenset[str]
    refused: frozenset[str]
    done_before: frozenset[str]
    warm: bool
    entries: list[SessionEntry] = field(default_factory=list)
    gentle: set[str] = field(default_factory=set)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def placed(self) -> set[str]:
        return {entry.exercise for entry in self.entries}

    def free(self, exercise: str) -> bool:
        """Whether an exercise may stand in: nobody named, placed or refused it."""
        return exercise not in self.placed | self.named | self.refused

    def too_deep(self, exercise: str) -> bool:
        return not self.warm and _deep(self.exercises, exercise)

    def leave_out(self, exercise: str, why: str, instead: str | None = None) -> None:
        self.left_out.append(LeftOut(exercise=exercise, why=why, instead=instead))


def make_session(
    programme: Programme,
    exercises: Mapping[str, Exercise],
    screen: Screen,
    *,
    warmed_up: bool = False,
    optional: frozenset[str] = frozenset(),
    left_out_by_person: frozenset[str] = frozenset(),
    done_before: frozenset[str] = frozenset(),
) -> Session:
    """Makes today's session of a programme for one person.

    Parameters
    ----------
    programme : Programme
        Its entries keep their order: warm-up, main, recovery.
    exercises : mapping
        The catalogue, by id.
    screen : Screen
        The answers of the safety screen. With any red flag nothing is offered.
    warmed_up : bool
        The person is warm already: the warm-up is left out, and the session says so.
    optional : frozenset of str
        The complications wanted today; the others are not in the session.
    left_out_by_person : frozenset of str
        Exercises that the person does not want today.
    done_before : frozenset of str
        Exercises done in earlier sessions: their usual dose is asked for, not the first.

    Returns
    -------
    Session
        No exercise twice; nothing that goes to the end of a range before a warm-up.
    """
    if screen.red_flags:
        return Session(programme=programme.id, entries=(), notes=(reasons.NOTHING_TODAY,))
    entries = _with_warm_up(programme, exercises)
    wanted = [entry for entry in entries if not entry.optional or entry.exercise in optional]
    making = _Making(
        exercises=exercises,
        screen=screen,
        named=frozenset(entry.exercise for entry in entries),
        refused=left_out_by_person,
        done_before=done_before,
        warm=warmed_up,
    )
    _place_warm_up(making, wanted, warmed_up=warmed_up)
    for entry in wanted:
        if entry.block is not Block.WARM_UP:
            _place(making, entry)
    _leave_something(making)
    return Session(
        programme=programme.id,
        entries=tuple(making.entries),
        left_out=tuple(making.left_out),
        notes=(*cautions(screen), *_notes(making, programme, entries, warmed_up=warmed_up)),
        minutes=minutes(making.entries, exercises),
    )


def minutes(entries: Iterable[SessionEntry], exercises: Mapping[str, Exercise]) -> float:
    """Estimated minutes of some entries, to a tenth."""
    total_s = sum(duration_s(entry, exercises[entry.exercise]) for entry in entries)
    return round(total_s / 60.0, 1)


def _with_warm_up(programme: Programme, exercises: Mapping[str, Exercise]) -> list[Entry]:
    """The programme's entries by block, with a warm-up where it needs one and names none."""
    own = sorted(programme.entries, key=lambda entry: ORDER.index(entry.block))
    named = {entry.exercise for entry in own}
    if _warms_up(own) or not any(_deep(exercises, exercise) for exercise in named):
        return own
    return [*(entry for entry in SHORT_WARM_UP if entry.exercise not in named), *own]


def _warms_up(entries: Iterable[Entry | SessionEntry]) -> bool:
    return any(entry.block is Block.WARM_UP for entry in entries)


def _deep(exercises: Mapping[str, Exercise], exercise: str) -> bool:
    return exercise in exercises and goes_to_end_range(exercises[exercise])


def _place_warm_up(making: _Making, wanted: list[Entry], *, warmed_up: bool) -> None:
    """The warm-up, long enough for what follows it; else nothing deep may follow."""
    own = [entry for entry in wanted if entry.block is Block.WARM_UP]
    if warmed_up:
        for entry in own:
            making.leave_out(entry.exercise, reasons.ALREADY_WARM)
        return
    for entry in own:
        _place(making, entry)
    making.entries = lengthened(making.entries, making.exercises, making.gentle, own)
    deep = any(_deep(making.exercises, entry.exercise) for entry in wanted)
    if deep and not warm_enough(making.entries):
        for entry in SHORT_WARM_UP:
            if making.free(entry.exercise):
                _place(making, entry)
    making.warm = warm_enough(making.entries)


def _place(making: _Making, entry: Entry) -> None:
    """Puts an entry into the session: itself, its easier form, or the reason why neither."""
    exercise = making.exercises.get(entry.exercise)
    if exercise is None:
        making.leave_out(entry.exercise, reasons.NOT_IN_CATALOGUE)
    elif exercise.id in making.refused:
        making.leave_out(exercise.id, reasons.BY_CHOICE)
    elif exercise.id in making.placed:
        making.leave_out(exercise.id, reasons.IS_IN)
    elif reason := why_not(making.screen, exercise):
        if entry.optional:
            making.leave_out(exercise.id, reason.alone)
        else:
            _place_easier(making, entry, exercise, reason)
    elif making.too_deep(exercise.id):
        _place_easier(making, entry, exercise, reasons.NO_WARM_UP)
    else:
        making.entries.append(_dosed(making, exercise, entry))


def _place_easier(making: _Making, entry: Entry, exercise: Exercise, reason: Reason) -> None:
    """The nearest easier form that suits and is not in the session yet, in its place.

    Where only the dose must be gentler, the exercise itself may stay.
    """
    forms = [
        making.exercises[form]
        for form in easier_forms(exercise.id, making.exercises)
        if may_do(making.screen, making.exercises[form]) and not making.too_deep(form)
    ]
    form = next((form for form in forms if making.free(form.id)), None)
    if form is not None:
        stands_in = Entry(
            exercise=form.id,
            block=entry.block,
            duration_s=entry.duration_s if by_clock(exercise) and by_clock(form) else None,
            added=reasons.in_place_of(exercise, reason),
        )
        making.leave_out(exercise.id, reason.alone, form.id)
        making.entries.append(_dosed(making, form, stands_in, told=reason.codes))
    elif _only_gentler(making, exercise, forms):
        making.entries.append(_dosed(making, exercise, entry))
    elif forms:
        making.leave_out(exercise.id, f"{reason.alone} {reasons.EASIER_IS_IN}")
    else:
        making.leave_out(exercise.id, reason.alone)


def _only_gentler(making: _Making, exercise: Exercise, forms: list[Exercise]) -> bool:
    """Whether the exercise itself stays, at its first dose.

    So where nothing easier exists, or where it is easy itself and its easier form is done too.
    """
    modified = verdict(making.screen, exercise).standing is Standing.MODIFIED
    suits = suitability(making.screen, exercise) is Suitability.OK
    alone = not forms and (exercise.level <= 1 or not exercise.regress_to)
    beside = bool(forms) and exercise.level <= 1 and forms[0].id in making.placed
    return modified and suits and (alone or beside) and not making.too_deep(exercise.id)


def _dosed(
    making: _Making, exercise: Exercise, entry: Entry, *, told: tuple[str, ...] = ()
) -> SessionEntry:
    """An entry with today's dose, and the sentences that go with it. `told` codes are said."""
    found = verdict(making.screen, exercise)
    if found.standing is Standing.MODIFIED:
        making.gentle.add(exercise.id)
        done = settled(exercise, entry, Amount.GENTLE)
        caution = reasons.GENTLEST if set(found.codes) <= set(told) else found.why
        done = replace(done, why=_sentences(done.why, caution))
    else:
        new = making.screen.experience in NEW_TO_IT and exercise.id not in making.done_before
        done = settled(exercise, entry, Amount.FIRST if new else Amount.USUAL)
    days = exercise.dose.max_days_per_week_count
    limit = "" if days is None else reasons.at_most_days(days)
    short = ""
    loose = "hypermobile" in making.screen.codes and goes_to_end_range(exercise)
    if loose and done.hold_s is not None:
        short = reasons.HYPERMOBILE_HOLD
        done = replace(done, hold_s=min(done.hold_s, HYPERMOBILE_HOLD_MAX_S))
    return replace(done, note=_sentences(done.note, limit, short))


def _sentences(*told: str) -> str:
    return " ".join(sentence for sentence in told if sentence)


def _leave_something(making: _Making) -> None:
    """Something quiet where nothing of the main part is left."""
    if any(entry.block is Block.MAIN for entry in making.entries):
        return
    rest = making.exercises.get("breath_rest")
    if rest is not None and may_do(making.screen, rest) and making.free(rest.id):
        quiet = Entry(exercise=rest.id, block=Block.RECOVERY, added=reasons.REST_ADDED)
        making.entries.append(_dosed(making, rest, quiet))


def _notes(
    making: _Making, programme: Programme, entries: Iterable[Entry], *, warmed_up: bool
) -> Iterator[str]:
    """What is said about the session as a whole."""
    if warmed_up and _warms_up(entries):
        yield reasons.WARM_NOTE
    elif not making.warm and any(_deep(making.exercises, entry.exercise) for entry in entries):
        yield reasons.NO_WARM_UP_NOTE
    elif _warms_up(making.entries) and not _warms_up(programme.entries):
        yield reasons.SHORT_WARM_UP_NOTE
    if not any(entry.block is Block.MAIN for entry in making.entries):
        yield reasons.NOTHING_LEFT
    if any(_bends_deep(making.exercises[entry.exercise]) for entry in making.entries):
        yield reasons.MORNING


def _bends_deep(exercise: Exercise) -> bool:
    return "end_range_flexion" in exercise.tags
