"""Instants of the record: UTC, milliseconds, a Z; so that their order as text is that in time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def instant(at: datetime) -> str:
    """An aware time as the record writes it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def after(now: str, earlier: str | None) -> str:
    """Now, but later than what came before, also where the machine's clock was set back."""
    if earlier is None or now > earlier:
        return now
    return instant(datetime.fromisoformat(earlier) + timedelta(milliseconds=1))
