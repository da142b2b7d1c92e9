"""What the server itself writes onto a recording: when a seat was opened, and where it stood.

The rest of a recording is the page's own messages. With this line in front of them they can be
replayed exactly, also after a session went on in a server that was started anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from supple.core.coaching.guide import Place

TYPE = "opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A seat was opened at an instant (as core.records writes it), its session at `place`."""

    at: str
    place: Place


def opening_text(opening: Opening) -> str:
    """The line as it is written."""
    place = opening.place
    at = {"entry": place.entry, "set": place.set_index, "side": place.side_index}
    return json.dumps({"type": TYPE, "at": opening.at, "place": at})


def opening_of(message: Mapping[str, object]) -> Opening:
    """The line as it is read. Raises KeyError, TypeError where it is none."""
    place = message["place"]
    if not isinstance(place, Mapping):
        raise TypeError(type(place))
    at = Place(entry=place["entry"], set_index=place["set"], side_index=place["side"])
    return Opening(at=str(message["at"]), place=at)
