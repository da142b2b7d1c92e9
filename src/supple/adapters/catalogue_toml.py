"""Exercise files (TOML) onto the core's types, every fault of every file told at once.

The shape of a file is the shape of `core.exercise`: pydantic models are made from its dataclasses,
so that a field is written down once. Unknown keys are refused, numbers are never made from texts,
and what pydantic finds is said in plain sentences with file, key and what is expected.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields, is_dataclass
from dataclasses import Field as DataField
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType, NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic_core import ErrorDetails

from supple.core.catalogue.catalogue import Catalogue, faults
from supple.core.catalogue.exercise_faults import Known
from supple.core.catalogue.global_criteria import GlobalCriteria, global_faults, with_global
from supple.core.errors import CatalogueError, Problem
from supple.core.exercise import Exercise
from supple.core.measuring.measures import MEASURES
from supple.core.measuring.names import DECLARED

DATA: Final = Path(__file__).resolve().parent.parent / "data"
EXERCISES: Final = DATA / "exercises"
SOURCES: Final = DATA / "sources.toml"
GLOBAL: Final = DATA / "global_criteria.toml"

Table = dict[str, Any]
T = TypeVar("T")


def own() -> Catalogue:
    """The catalogue that comes with the product."""
    return load(EXERCISES, sources=SOURCES)


def load(
    place: Path,
    *,
    sources: Path | None = None,
    beside: Catalogue | None = None,
    general: Path = GLOBAL,
) -> Catalogue:
    """The exercises of a folder (or of one file), checked as a whole.

    `sources` is a file of citations, and may be absent beside a catalogue; `beside` is one whose
    exercises and sources these may name. `general` is the file of the criteria that every
    exercise of a kind is given. Raises CatalogueError with all faults of all files.
    """
    problems: list[Problem] = []
    files = _files(place, problems)
    cited = dict(beside.sources) if beside is not None else {}
    if sources is not None and (beside is None or sources.is_file()):
        cited |= _citations(sources, problems)
    found: dict[str, Exercise] = {}
    for file in files:
        exercise = _exercise(file, problems)
        if exercise is not None:
            found[exercise.id] = exercise
    catalogue = Catalogue(found.values(), cited)
    elsewhere = {file.stem for file in files} | set(beside or ())
    problems += faults(catalogue, describing=MEASURES, elsewhere=elsewhere)
    for_all = _general(general, catalogue, problems)
    if for_all is None or problems:
        raise CatalogueError(problems)
    return Catalogue((with_global(each, for_all) for each in found.values()), cited)


def _general(file: Path, catalogue: Catalogue, problems: list[Problem]) -> GlobalCriteria | None:
    table = _table(file, problems)
    if table is None:
        return None
    general = _read(GlobalCriteria, file, table, problems)
    if general is None:
        return None
    known = Known(measures=DECLARED, codes=(), sources={"ENG", *catalogue.sources})
    taken = {criterion.id for each in catalogue.values() for criterion in each.criteria}
    for key, what in global_faults(general, known, taken):
        problems.append(Problem(f"{file.name}: {key}", what))
    return general


def _read(of: type[T], file: Path, table: Table, problems: list[Problem]) -> T | None:
    """A table as a value of the core, or the faults that keep it from being one."""
    try:
        return cast(T, _value(_model(cast(type, of)).model_validate(table)))
    except ValidationError as error:
        problems += [_problem(of, file.name, detail, table) for detail in error.errors()]
        return None


def _files(place: Path, problems: list[Problem]) -> list[Path]:
    if place.is_file():
        return [place]
    if not place.is_dir():
        problems.append(Problem(str(place), "is not there; name a folder of exercise files"))
        return []
    files = sorted(place.glob("*.toml"))
    files = [file for file in files if file.name != SOURCES.name]
    if not files:
        problems.append(Problem(str(place), "holds no exercise files (<id>.toml)"))
    return files


def _citations(file: Path, problems: list[Problem]) -> Mapping[str, str]:
    table = _table(file, problems) or {}
    for key, text in table.items():
        if not (isinstance(text, str) and text.strip()):
            problems.append(Problem(f"{file.name}: {key}", "a citation is a text in quotes"))
    return {key: str(text) for key, text in table.items()}


def _table(file: Path, problems: list[Problem]) -> Table | None:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        said = str(error).rstrip(".")
        problems.append(Problem(file.name, f"is not TOML as it stands: {said}"))
    except UnicodeDecodeError as error:
        problems.append(
            Problem(file.name, f"is not text in UTF-8 (byte {error.start}); save it as UTF-8")
        )
    except OSError as error:
        problems.append(Problem(file.name, f"cannot be read: {error.strerror or error}"))
    return None


def _exercise(file: Path, problems: list[Problem]) -> Exercise | None:
    table = _table(file, problems)
    if table is None:
        return None
    name = table.get("id")
    wrong_name = isinstance(name, str) and name != file.stem
    if wrong_name:
        what = f'is "{name}", but the file is called {file.name}; the two are the same'
        problems.append(Problem(f"{file.name}: id", what))
    exercise = _read(Exercise, file, table, problems)
    return None if wrong_name else exercise


# From the core's dataclasses to models and back


@cache
def _model(of: type) -> type[BaseModel]:
    """The model of a dataclass: the same fields, unknown keys refused."""
    hints = get_type_hints(of)
    columns: dict[str, Any] = {}
    for field in _in_file(of):
        needed = field.default is MISSING and field.default_factory is MISSING
        columns[field.name] = (_checked(hints[field.name]), ... if needed else None)
    config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
    model: type[BaseModel] = create_model(of.__name__, __config__=config, **columns)
    _MADE_FROM[model] = of
    return model


def _in_file(of: type) -> list[DataField[Any]]:
    return [field for field in fields(of) if field.metadata.get("in_file", True)]


_MADE_FROM: Final[dict[type[BaseModel], type]] = {}


def _checked(hint: Any) -> Any:
    """A type as pydantic shall check it: numbers, texts and truth values only as themselves."""
    if hint is float:
        return Annotated[float, Field(strict=True, allow_inf_nan=False)]
    if hint in (int, str, bool):
        return Annotated[hint, Field(strict=True)]
    if is_dataclass(hint):
        return _model(hint)  # type: ignore[arg-type]
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return Union[tuple(_checked(arg) for arg in args)]  # noqa: UP007
    if origin is tuple:
        return tuple[tuple(arg if arg is ... else _checked(arg) for arg in args)]  # type: ignore[misc]
    if origin is not None and issubclass(origin, Mapping):
        return dict[str, _checked(args[1])]  # type: ignore[misc]
    return hint


def _value(checked: Any) -> Any:
    """A checked model as the core's dataclass; what the file leaves out keeps its default."""
    if isinstance(checked, BaseModel):
        given = {name: _value(getattr(checked, name)) for name in checked.model_fields_set}
        return _MADE_FROM[type(checked)](**given)
    if isinstance(checked, tuple):
        return tuple(_value(item) for item in checked)
    if isinstance(checked, dict):
        return MappingProxyType({key: _value(item) for key, item in checked.items()})
    return checked


# What pydantic found, in sentences


def _problem(of: type, file: str, detail: ErrorDetails, table: Table) -> Problem:
    return Problem(f"{file}: {_where(detail['loc'], table)}", _sentence(of, detail))


def _where(path: tuple[int | str, ...], table: Table) -> str:
    """The key as the file writes it: criteria (head_not_back).good, phases[2].kind."""
    said, here = "", table
    for step in path:
        inside = _step(here, step)
        if isinstance(step, int):
            name = inside.get("id") if isinstance(inside, dict) else None
            said += f" ({name})" if isinstance(name, str) else f"[{step + 1}]"
        else:
            said += f".{step}" if said else step
        here = inside
    return said


def _step(here: Any, step: int | str) -> Any:
    try:
        return here[step]
    except (KeyError, IndexError, TypeError):
        return None


_EXPECTED: Final = {
    "string_type": "a text in quotes",
    "float_type": "a number",
    "finite_number": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list in square brackets",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
}


def _sentence(of: type, detail: ErrorDetails) -> str:
    kind, given = detail["type"], detail["input"]
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return _unknown_key(of, detail["loc"])
    if kind == "enum":
        return f"is {_shown(given)}; write one of {detail['ctx']['expected'].replace(chr(39), '')}"
    if kind in ("too_long", "too_short"):
        return f"has {detail['ctx']['actual_length']} entries, which is not the number wanted"
    if kind in _EXPECTED:
        return f"is {_shown(given)}; {_EXPECTED[kind]} is expected"
    return f"is {_shown(given)}: {detail['msg'][0].lower()}{detail['msg'][1:]}"


def _unknown_key(of: type, path: tuple[int | str, ...]) -> str:
    if path[-1] in _NO_MORE:
        return _NO_MORE[str(path[-1])]
    allowed = _keys_at(of, path[:-1])
    close = get_close_matches(str(path[-1]), allowed, n=1)
    meant = f'did you mean "{close[0]}"?' if close else f"known here: {', '.join(sorted(allowed))}"
    return f"is not a key of {_FILES[of]}; {meant}"


_NO_MORE: Final = {
    "sketches": "is not read any more; an exercise is drawn from its [[poses]], so take it out"
}
"""What older files may have."""

_FILES: Final = {Exercise: "an exercise file", GlobalCriteria: "the file of global criteria"}


def _keys_at(of: type, path: tuple[int | str, ...]) -> Collection[str]:
    hint: Any = of
    for step in path:
        if is_dataclass(hint):
            hint = get_type_hints(hint).get(str(step))
        else:
            args = get_args(hint)
            hint = args[-1] if isinstance(step, str) else args[0]
        options = [arg for arg in get_args(hint) if arg is not NoneType]
        hint = options[0] if get_origin(hint) in (Union, UnionType) else hint
    return [field.name for field in _in_file(cast(type, hint))] if is_dataclass(hint) else ()


def _shown(given: Any) -> str:
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, str):
        return f'"{given}"' if len(given) <= 40 else f'"{given[:37]}..."'
    if isinstance(given, dict):
        return "a table"
    return "a list" if isinstance(given, list) else str(given)
