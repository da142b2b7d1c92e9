"""What was learned, without what it was learned from."""

from __future__ import annotations

from functools import cache

from benchmarks.split import is_kept, slice_of

from supple import wiring
from supple.core.recognising.kinds import PoseKinds, unseen_part


def learned_without(name: str) -> PoseKinds:
    """The networks that have not seen this file; all of them for a file of the kept part."""
    return _whole() if is_kept(name) else _part(slice_of(name))


@cache
def _whole() -> PoseKinds:
    return wiring.pose_kinds()


@cache
def _part(number: int) -> PoseKinds:
    return unseen_part(_whole(), number)
