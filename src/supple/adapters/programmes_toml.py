"""data/programmes/*.toml and data/screen.toml onto the core's types, every fault at once.

Unknown keys are refused. What is wrong is said with file, key and what is right, so that a
programme can be written without reading this code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from supple.core.errors import CatalogueError, Problem
from supple.core.planning.questions import (
    Advice,
    AgeBand,
    CodeQuestion,
    ExperienceChoice,
    Group,
    Readiness,
    RedFlag,
    ScreenForm,
    Urgency,
)
from supple.core.planning.screening import CODES
from supple.core.programme import Block, Entry, Experience, Programme, ProgrammeText

DATA: Final = Path(__file__).resolve().parent.parent / "data"
PROGRAMMES: Final = DATA / "programmes"
SCREEN: Final = DATA / "screen.toml"

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

Words = Annotated[str, Field(min_length=1, strict=True)]
Seconds = Annotated[float, Field(gt=0, le=3600, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1, le=100, strict=True)]


def read_programmes(
    folder: Path = PROGRAMMES,
    *,
    exercises: Collection[str] | None = None,
    sources: Collection[str] | None = None,
) -> Mapping[str, Programme]:
    """All programmes of a folder by id.

    Parameters
    ----------
    folder : Path
        Holds one file a programme, called <id>.toml.
    exercises, sources : collection of str, optional
        The ids that programmes may name; not checked where None.

    Raises
    ------
    CatalogueError
        With every fault of every file.
    """
    problems: list[Problem] = []
    files = sorted(folder.glob("*.toml"))
    if not files:
        problems.append(Problem(str(folder), "holds no programme files (<id>.toml)"))
    found: dict[str, Programme] = {}
    for file in files:
        model = _read(file, _Programme, problems)
        if model is None:
            continue
        problems += [
            Problem(f"{file.name}: {where}", what)
            for where, what in _faults(model, file.stem, exercises, sources)
        ]
        found[file.stem] = model.value()
    if problems:
        raise CatalogueError(problems)
    return MappingProxyType(found)


def read_screen(file: Path = SCREEN) -> ScreenForm:
    """The questions of the safety screen. Raises CatalogueError with every fault."""
    problems: list[Problem] = []
    model = _read(file, _Screen, problems)
    if model is not None:
        problems += [
            Problem(f"{file.name}: {where}", what) for where, what in _screen_faults(model)
        ]
    if problems or model is None:
        raise CatalogueError(problems)
    return model.value()


# What a programme file may say


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Entry(_Table):
    exercise: Words
    block: Block
    optional: Annotated[bool, Field(strict=True)] = False
    hold_s: Seconds | None = None
    repetitions_count: Count | None = None
    sets_count: Count | None = None
    duration_s: Seconds | None = None
    seed_dose: str = ""
    added: str = ""
    note: str = ""


class _ProgrammeText(_Table):
    name: Words
    summary: Words
    about: str = ""
    rules: tuple[Words, ...] = ()


class _Programme(_Table):
    id: Words
    source: Words
    text: dict[str, _ProgrammeText]
    entries: tuple[_Entry, ...]

    def value(self) -> Programme:
        text = {
            language: ProgrammeText(**words.model_dump()) for language, words in self.text.items()
        }
        return Programme(
            id=self.id,
            source=self.source,
            entries=tuple(Entry(**entry.model_dump()) for entry in self.entries),
            text=MappingProxyType(text),
        )


def _faults(
    model: _Programme,
    stem: str,
    exercises: Collection[str] | None,
    sources: Collection[str] | None,
) -> Iterator[tuple[str, str]]:
    """What each table alone cannot show."""
    if model.id != stem:
        yield "id", f'is "{model.id}", but the file is called {stem}.toml; make them the same'
    if "en" not in model.text:
        yield "text", "has no [text.en]; English is what every language falls back to"
    if sources is not None and model.source not in sources:
        yield "source", f'"{model.source}" is not in sources.toml'
    if not model.entries:
        yield "entries", "is empty; a programme has at least one exercise"
    seen: set[str] = set()
    order, last = list(Block), 0
    for index, entry in enumerate(model.entries, start=1):
        where = f"entries[{index}] ({entry.exercise})"
        if exercises is not None and entry.exercise not in exercises:
            yield where, "is not an exercise of the catalogue"
        if entry.exercise in seen:
            yield where, "is in this programme already; name each exercise once"
        seen.add(entry.exercise)
        if order.index(entry.block) < last:
            yield where, "comes after a later block; the order is warm_up, main, recovery"
        last = max(last, order.index(entry.block))


# What the screen file may say


class _RedFlag(_Table):
    id: Words
    label: Words
    urgency: Urgency
    explain: str = ""


class _Code(_Table):
    code: Words
    label: Words
    explain: Words


class _Group(_Table):
    id: Words
    title: Words
    question: Words
    codes: tuple[_Code, ...]


class _Readiness(_Table):
    id: Words
    question: Words
    advice: Words


class _Experience(_Table):
    id: Experience
    label: Words
    explain: Words


class _Age(_Table):
    id: Words
    label: Words
    codes: tuple[Words, ...] = ()
    advice: str = ""


class _Advice(_Table):
    title: Words
    text: Words


class _Screen(_Table):
    language: Words
    title: Words
    intro: Words
    closing: Words
    red_flag_question: Words
    red_flag_none: Words
    experience_question: Words
    age_question: Words
    advice: dict[Urgency, _Advice]
    red_flags: tuple[_RedFlag, ...]
    groups: tuple[_Group, ...]
    readiness: tuple[_Readiness, ...] = ()
    experiences: tuple[_Experience, ...]
    ages: tuple[_Age, ...]

    def value(self) -> ScreenForm:
        plain = self.model_dump(
            include={
                "title",
                "intro",
                "closing",
                "red_flag_question",
                "red_flag_none",
                "experience_question",
                "age_question",
            }
        )
        return ScreenForm(
            **plain,
            advice=MappingProxyType(
                {urgency: Advice(**said.model_dump()) for urgency, said in self.advice.items()}
            ),
            red_flags=_values(RedFlag, self.red_flags),
            groups=tuple(
                Group(
                    id=group.id,
                    title=group.title,
                    question=group.question,
                    codes=_values(CodeQuestion, group.codes),
                )
                for group in self.groups
            ),
            readiness=_values(Readiness, self.readiness),
            experiences=_values(ExperienceChoice, self.experiences),
            ages=_values(AgeBand, self.ages),
        )


def _values(make: Callable[..., T], models: Sequence[_Table]) -> tuple[T, ...]:
    return tuple(make(**model.model_dump()) for model in models)


def _screen_faults(model: _Screen) -> Iterator[tuple[str, str]]:
    asked = [question.code for group in model.groups for question in group.codes]
    asked += [code for age in model.ages for code in age.codes]
    for code in sorted(set(asked) - set(CODES)):
        yield "groups", f'"{code}" is not a contraindication code'
    for code in sorted(set(CODES) - set(asked)):
        yield "groups", f'nothing asks about "{code}"; every code needs a question or an age'
    for code in sorted({code for code in asked if asked.count(code) > 1}):
        yield "groups", f'asks about "{code}" more than once'
    if not model.red_flags:
        yield "red_flags", "is empty; the stop signs come first"
    for urgency in Urgency:
        if urgency not in model.advice:
            yield "advice", f"has no [advice.{urgency}]"
    for name, ids in (
        ("red_flags", [flag.id for flag in model.red_flags]),
        ("groups", [group.id for group in model.groups]),
        ("ages", [age.id for age in model.ages]),
        ("experiences", [str(choice.id) for choice in model.experiences]),
    ):
        for twice in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
            yield name, f'has "{twice}" more than once'
    for experience in Experience:
        if experience not in [choice.id for choice in model.experiences]:
            yield "experiences", f'has no choice for "{experience}"'


# Reading, and saying what is wrong


def _read(file: Path, model: type[M], problems: list[Problem]) -> M | None:
    try:
        table = tomllib.loads(file.read_text("utf-8"))
        return model.model_validate(table)
    except OSError as error:
        problems.append(Problem(str(file), f"cannot be read ({error.strerror})"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(Problem(file.name, f"is not TOML in UTF-8: {error}"))
    except ValidationError as error:
        problems += [
            Problem(f"{file.name}: {_where(fault['loc'])}", _what(fault))
            for fault in error.errors()
        ]
    return None


def _where(path: tuple[int | str, ...]) -> str:
    said = ""
    for step in path:
        if isinstance(step, int):
            said += f"[{step + 1}]"
        elif step != "[key]":
            said += f".{step}" if said else step
    return said or "the file"


def _what(fault: Any) -> str:
    match fault["type"]:
        case "extra_forbidden":
            return "is not a key that is known here; check its spelling"
        case "missing":
            return "is missing"
        case "enum":
            return f"is {fault['input']!r}; right are {fault['ctx']['expected']}"
        case "string_too_short":
            return "is empty; write something"
        case _ if isinstance(fault["input"], dict | list):
            return f"is not what belongs here: {fault['msg'][0].lower()}{fault['msg'][1:]}"
        case _:
            return f"is {fault['input']!r}: {fault['msg'][0].lower()}{fault['msg'][1:]}"
