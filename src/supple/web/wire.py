"""The live socket's texts: what the page may say, and the coach's events as JSON.

The binary frames have their own codec (core.framecode); this is the only module that knows the
names used on the line. A message that does not follow the contract raises MessageError with one
sentence, and changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from enum import Enum
from math import isfinite
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from supple.app.ghosting import Ghost
from supple.app.showing_faults import Shown
from supple.core.errors import MessageError, Problem
from supple.core.events import Command, Event

VERSION = 1
LONGEST_TEXT = 4096

Seconds = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
Pixels = Annotated[int, Field(ge=1, le=8192)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Hello(_Strict):
    """The first message: what the page has and what it saw last."""

    type: Literal["hello"]
    version: Literal[1]
    width: Pixels = 640
    height: Pixels = 480
    mirrored: bool = False
    facing: str = Field(default="", max_length=40)
    fps: float = Field(default=10.0, ge=0, le=240)
    last_event: int = Field(default=0, ge=0)
    camera: bool = True


class TickMessage(_Strict):
    """Time passing while there is no camera."""

    type: Literal["tick"]
    time_s: Seconds


class CommandMessage(_Strict):
    """What the person asks for."""

    type: Literal["command"]
    command: Command
    time_s: Seconds
    criterion: str | None = Field(default=None, max_length=80)


class GhostMessage(_Strict):
    """Whether the page draws a ghost; until it asks, it is told of none."""

    type: Literal["ghost"]
    wanted: bool


Message = Hello | TickMessage | CommandMessage | GhostMessage
_MESSAGES: TypeAdapter[Message] = TypeAdapter(Annotated[Message, Field(discriminator="type")])


def parse(text: str) -> Message:
    """One text of the page. Raises MessageError naming what is wrong with it."""
    if len(text) > LONGEST_TEXT:
        what = f"it is {len(text)} characters long; {LONGEST_TEXT} are allowed"
        raise MessageError([Problem("message", what)])
    try:
        return _MESSAGES.validate_json(text)
    except ValidationError as error:
        raise MessageError(
            Problem(".".join(str(part) for part in fault["loc"]) or "message", fault["msg"])
            for fault in error.errors(include_url=False, include_input=False)
        ) from None


def first_hello() -> Problem:
    return Problem("message", "frames came before the hello; say hello first")


def event_json(event: Event, number: int) -> dict[str, object]:
    """An event as the page reads it: its number, its type in snake_case, its fields."""
    plain = {field.name: _plain(getattr(event, field.name)) for field in fields(event)}
    return {"n": number, "type": snake(type(event).__name__), **plain}


def ghost_json(ghost: Ghost) -> dict[str, object]:
    """The ghost as the page reads it: y down, in picture heights; `limbs` only where new."""
    if ghost.spot is None:
        return {"n": 0, "type": "ghost", "shown": False, "why": ghost.why}
    x, y, metre = ghost.spot.x, 1.0 - ghost.spot.y, ghost.spot.metre
    told: dict[str, object] = {
        "n": 0,
        "type": "ghost",
        "shown": True,
        "at": [round(value, 4) for value in (x, y, metre)],
        "matches": {limb: round(value, 2) for limb, value in (ghost.matches or {}).items()},
    }
    return told if ghost.paths is None else {**told, "limbs": dict(ghost.paths)}


def fault_json(number: int, shown: Shown) -> dict[str, object]:
    """That a fault can be shown; the page fetches its pictures by `number`."""
    rule = shown.instant.criterion
    return {
        "n": 0,
        "type": "fault_shown",
        "number": number,
        "criterion": rule.id,
        "severity": str(rule.severity),
    }


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _plain(value: object) -> object:
    if isinstance(value, float):
        return round(value, 3) if isfinite(value) else None
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
