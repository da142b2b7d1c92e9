"""Reading forms: what people type, cleaned once, with every fault told at once."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from supple.app.locales import Locale

NAME_MOST_COUNT = 40
WORDS_MOST_COUNT = 1000


async def read_form(request: Request) -> FormData:
    """The fields of a posted form; files are none of ours and are passed over."""
    return await request.form(max_files=0, max_fields=400)


Form = Annotated[FormData, Depends(read_form)]


def text(form: FormData, name: str) -> str:
    """A field's words without control characters and outer blanks; empty if it is not there."""
    value = form.get(name)
    if not isinstance(value, str):
        return ""
    kept = (
        letter
        for letter in value.replace("\r\n", "\n")
        if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs")
    )
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def ticked(form: FormData, name: str) -> tuple[str, ...]:
    """All values of a field that may come several times."""
    return tuple(value for value in form.getlist(name) if isinstance(value, str))


def number(form: FormData, name: str, low: float, high: float) -> float | None:
    """A field as a number in [low, high]; None where it is anything else, or empty."""
    try:
        value = float(text(form, name).replace(",", "."))
    except ValueError:
        return None
    return value if low <= value <= high else None


class Faults:
    """The faults of a form by field, as sentences."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale
        self.by_field: dict[str, str] = {}

    def add(self, field: str, key: str, **values: object) -> None:
        self.by_field.setdefault(field, self._locale.say(key, **values))

    def __bool__(self) -> bool:
        return bool(self.by_field)
