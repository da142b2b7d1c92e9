"""What people type, cleaned once."""

from __future__ import annotations

import pytest
from starlette.datastructures import FormData

from supple.web.forms import number, text, ticked


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana ", "Ana"),
        ("one\r\ntwo", "one\ntwo"),
        ("a\x00b\x1bc", "abc"),
        ("\udcff", ""),
        ("Zoe\u0308", "Zo\u00eb"),
        ("<b>", "<b>"),
        ("", ""),
    ],
)
def test_words_are_kept_without_what_cannot_be_shown(typed: str, kept: str) -> None:
    assert text(FormData([("name", typed)]), "name") == kept


def test_a_field_that_is_not_there_is_empty() -> None:
    assert text(FormData([]), "name") == ""
    assert ticked(FormData([]), "name") == ()


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("4", 4.0),
        ("4,5", 4.5),
        (" 10 ", 10.0),
        ("0", 0.0),
        ("11", None),
        ("-1", None),
        ("nan", None),
        ("inf", None),
        ("1e9999", None),
        ("four", None),
        ("", None),
    ],
)
def test_a_number_is_one_in_its_range_or_none(typed: str, value: float | None) -> None:
    assert number(FormData([("effort", typed)]), "effort", 0, 10) == value
