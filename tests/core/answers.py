"""The product's own exercises and programmes, and answers of the safety screen to try on them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hypothesis import strategies as st

from supple.adapters.catalogue_toml import own
from supple.adapters.programmes_toml import read_programmes
from supple.core.exercise import Exercise
from supple.core.planning.screening import CODES
from supple.core.programme import Experience, Programme, Screen


@cache
def exercises() -> Mapping[str, Exercise]:
    return own().exercises


@cache
def programmes() -> Mapping[str, Programme]:
    return read_programmes()


def screen(*codes: str, experience: str = "beginner", red_flags: tuple[str, ...] = ()) -> Screen:
    return Screen(
        codes=frozenset(codes),
        red_flags=frozenset(red_flags),
        experience=Experience(experience),
        answered_at="2026-01-01T08:00:00.000Z",
    )


FEW_CODES = st.frozensets(st.sampled_from(sorted(CODES)), max_size=4)
MANY_CODES = st.frozensets(st.sampled_from(sorted(CODES)))
SCREENS = st.builds(
    Screen,
    codes=FEW_CODES | MANY_CODES,
    red_flags=st.just(frozenset[str]()),
    experience=st.sampled_from(Experience),
    answered_at=st.just("2026-01-01T08:00:00.000Z"),
)
