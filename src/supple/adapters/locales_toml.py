"""data/locales/<language>.toml: the words of the interface. English is what the others follow.

A language may lack words (English stands in, and `Locale.missing` names them); words that English
does not have, and placeholders that differ from the English ones, are faults, all told at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

from supple.app.locales import DEFAULT_LANGUAGE, Locale
from supple.core.errors import CatalogueError, Problem


def read_locales(folder: Path) -> Mapping[str, Locale]:
    """All languages of a folder by their code.

    Raises
    ------
    CatalogueError
        Every fault of every file: no TOML, a value that is no text, an unknown key, other
        placeholders than the English.
    """
    problems: list[Problem] = []
    tables: dict[str, dict[str, str]] = {}
    for file in sorted(folder.glob("*.toml")):
        tables[file.stem] = _words(file, problems)
    english = tables.get(DEFAULT_LANGUAGE)
    if english is None:
        problems.append(Problem(str(folder), f"has no {DEFAULT_LANGUAGE}.toml, which all follow"))
        raise CatalogueError(problems)
    for language, words in tables.items():
        problems += _faults(f"{language}.toml", words, english)
    if problems:
        raise CatalogueError(problems)
    return {language: _locale(language, words, english) for language, words in tables.items()}


def _locale(language: str, words: Mapping[str, str], english: Mapping[str, str]) -> Locale:
    return Locale(
        language=language,
        name=words.get("language.name", language),
        words={**english, **words},
        missing=tuple(key for key in english if key not in words),
    )


def _words(file: Path, problems: list[Problem]) -> dict[str, str]:
    """One file as "section.name" to words; whatever is no text is told and left out."""
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(Problem(file.name, f"is not TOML in UTF-8: {error}"))
        return {}
    words: dict[str, str] = {}
    for key, value in _leaves(data):
        if isinstance(value, str) and value.strip():
            words[key] = value
        else:
            problems.append(Problem(f"{file.name}: {key}", "is not a text with words in it"))
    return words


def _leaves(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _faults(file: str, words: Mapping[str, str], english: Mapping[str, str]) -> Iterator[Problem]:
    for key, value in words.items():
        if key not in english:
            yield Problem(f"{file}: {key}", f"is unknown: {DEFAULT_LANGUAGE}.toml has no such key")
            continue
        try:
            own, expected = _placeholders(value), _placeholders(english[key])
        except ValueError as error:
            yield Problem(f"{file}: {key}", f"has a brace that opens no placeholder ({error})")
            continue
        if own != expected:
            right = ", ".join(sorted(expected)) or "none"
            yield Problem(f"{file}: {key}", f"has other placeholders than the English ({right})")


def _placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}
