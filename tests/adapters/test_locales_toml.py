"""The words of the interface: complete, and every fault of a language told at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import supple
from supple.adapters.locales_toml import read_locales
from supple.app.locales import Locale
from supple.core.errors import CatalogueError

PACKAGE = Path(supple.__file__).parent
LOCALES = PACKAGE / "data" / "locales"
SAID = re.compile(r"""\b(?:t|say|has)\(\s*["']([a-z_]+\.[A-Za-z0-9_]*[A-Za-z0-9])["']""")

# Sections whose keys are codes of the core, or words for the player's own modules.
CODES = ("placement", "cannot_tell", "state", "side", "measure", "unit", "severity", "phase")
BY_CODE = {*CODES, "category", "posture", "equipment", "error", "language", "player"}


@pytest.fixture(scope="module")
def locales() -> Mapping[str, Locale]:
    return read_locales(LOCALES)


def test_english_is_there_and_lacks_nothing(locales: Mapping[str, Locale]) -> None:
    assert locales["en"].missing == ()


def test_what_each_language_lacks_is_listed(locales: Mapping[str, Locale]) -> None:
    lacking = {language: one.missing for language, one in locales.items() if one.missing}

    assert lacking == {}, "\n".join(
        f"{language}.toml lacks {key}" for language, keys in lacking.items() for key in keys
    )


def test_every_key_that_a_page_names_has_words(locales: Mapping[str, Locale]) -> None:
    files = [*PACKAGE.glob("**/*.html"), *PACKAGE.glob("web/*.py"), *PACKAGE.glob("app/*.py")]
    named = {key for file in files for key in SAID.findall(file.read_text("utf-8"))}

    assert len(named) > 100
    assert sorted(named - set(locales["en"].words)) == []


def test_no_key_is_there_for_nobody(locales: Mapping[str, Locale]) -> None:
    files = [*PACKAGE.glob("**/*.html"), *PACKAGE.glob("web/*.py"), *PACKAGE.glob("app/*.py")]
    text = "\n".join(file.read_text("utf-8") for file in files)
    unused = [
        key
        for key in locales["en"].words
        if key.split(".")[0] not in BY_CODE
        and key not in text
        # Made of two parts: t("today." ~ place), say(f"edit.bad_{name}").
        and not re.search(rf"""["']{re.escape(key.split(".")[0])}\.[a-z_]*["'{{]""", text)
    ]

    assert unused == []


def write(folder: Path, **files: str) -> Path:
    for language, text in files.items():
        (folder / f"{language}.toml").write_text(text, "utf-8")
    return folder


def test_missing_words_fall_back_to_english_and_are_named(tmp_path: Path) -> None:
    write(tmp_path, en='[a]\nb = "yes"\nc = "no"\n', fr='[a]\nb = "oui"\n')

    french = read_locales(tmp_path)["fr"]

    assert french.say("a.b") == "oui"
    assert french.say("a.c") == "no"
    assert french.missing == ("a.c",)


def test_every_fault_of_every_language_is_told_at_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        en='[a]\nb = "{count} of {name}"\nc = "no"\n',
        fr='[a]\nb = "{nom}"\nd = "?"\nc = ""\n',
        de="[a\n",
    )

    with pytest.raises(CatalogueError) as told:
        read_locales(tmp_path)

    assert [str(problem).split(" (")[0] for problem in told.value.problems] == [
        "de.toml: is not TOML in UTF-8: Expected ']' at the end of a table declaration",
        "fr.toml: a.c: is not a text with words in it",
        "fr.toml: a.b: has other placeholders than the English",
        "fr.toml: a.d: is unknown: en.toml has no such key",
    ]


def test_without_english_there_is_nothing_to_follow(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"has no en\.toml"):
        read_locales(write(tmp_path, fr='[a]\nb = "oui"\n'))


def test_one_takes_its_own_words(tmp_path: Path) -> None:
    write(tmp_path, en='[a]\nb = "{count} sets"\nb_one = "{count} set"\n')
    english = read_locales(tmp_path)["en"]

    assert english.say("a.b", count=1) == "1 set"
    assert english.say("a.b", count=2) == "2 sets"


def test_nothing_is_promised_that_only_medicine_may(locales: Mapping[str, Locale]) -> None:
    forbidden = re.compile(
        r"\b(treats?|cures?|prevents?|diagnos\w+|relieves?|rehabilitat\w+|posture)\b", re.I
    )
    for locale in locales.values():
        assert [key for key, words in locale.words.items() if forbidden.search(words)] == []
