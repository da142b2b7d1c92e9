"""What was learned, without what it was learned from."""

from __future__ import annotations

from functools import cache

from benchmarks.split import KEPT, fold_of

from supple import wiring
from supple.core.recognising.kinds import PoseKinds, unseen_part


def learned_without(name: str) -> PoseKinds:
    """The networks that have not seen this file; all of them for a file of the kept part."""
    return _part(fold_of(name))


@cache
def _part(fold: int) -> PoseKinds:
    learned = wiring.pose_kinds()
    return learned if fold == KEPT else unseen_part(learned, fold)
