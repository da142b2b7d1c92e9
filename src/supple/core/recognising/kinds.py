"""The kinds of pose that were learned from examples, and how likely each is. No files.

A kind is what a body looks like ("cobra", "all_fours"), not an exercise: an exercise file says
which kinds it looks like. Small networks were fitted once (tools/fit_recognition.py), each without
one part of the examples; their answers are averaged. A mirrored body gets the same answer.

A network sees each feature three times: as it is, and what of it is far above and far below the
middle. So a limit ("the knee is bent by more than this") need not be made of several features, of
which there is too little to learn from (numerical embeddings, Gorishniy et al. 2022).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from supple.core.pose import Floats, Frame
from supple.core.recognising.features import features, flat_bodies, mirrored_bodies

NONE: Final = ""
"""The name of what is no kind of ours: many poses were learned as such."""

LEAK_RATIO: Final = 0.05
"""Slope of a hidden unit below zero."""

FARTHEST: Final = 5.0
"""Standard deviations; a feature further out than this says no more."""

FAR_SD: Final = 0.6
"""From here on a feature is far from the middle."""

FAR_GAIN: Final = 2.0
"""What is far varies about half as much as the whole; networks learn best of what varies alike."""

Layer = tuple[Floats, Floats]
"""Weights (parts, inputs, outputs) and offsets (parts, 1, outputs), a network for each part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """How far to trust the networks: fitted on examples that the answering one had not seen.

    Natural logarithms of likelihoods are multiplied by `trust`; `none` is added to that of none
    of ours.
    """

    trust: float
    none: float


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PoseKinds:
    """What was learned. `outputs` names the kind of each output of a network, NONE for others'.

    `centre` and `spread` (F,) standardise the features. `layers` hold one network for each part of
    the examples, which it has not seen.
    """

    outputs: tuple[str, ...]
    centre: Floats
    spread: Floats
    layers: tuple[Layer, ...]
    weighing: Weighing

    @property
    def parts_count(self) -> int:
        return len(self.layers[0][0])

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind, NONE last."""
        return (*sorted(set(self.outputs) - {NONE}), NONE)


def unseen_part(learned: PoseKinds, part: int) -> PoseKinds:
    """The same with only the network that has not seen this part of the examples."""
    alone = slice(part, part + 1)
    layers = tuple((weights[alone], offsets[alone]) for weights, offsets in learned.layers)
    return replace(learned, layers=layers)


def likelihoods(learned: PoseKinds, frames: Sequence[Frame]) -> Floats:
    """How likely each of `learned.kinds` is, (n, kinds), rows add up to 1; NaN: nobody there."""
    bodies = flat_bodies(frames)
    both = np.concatenate((features(bodies), features(mirrored_bodies(bodies))))
    found: NDArray[np.bool_] = np.asarray(np.isfinite(both).all(axis=1))
    known = np.where(found[:, None], both, 0.0)
    inputs = inputs_of(known, learned.centre, learned.spread)
    mean = outcomes(learned.layers, inputs).mean(axis=0)
    mean = (mean[: len(bodies)] + mean[len(bodies) :]) / 2
    belongs = np.array([[kind == name for kind in learned.kinds] for name in learned.outputs])
    return np.where(found[: len(bodies), None], mean @ belongs, np.nan)


def inputs_of(found: Floats, centre: Floats, spread: Floats) -> Floats:
    """Features (n, F) as networks take them (n, 3 F): standardised, far above, far below."""
    values = (found - centre) / spread
    above, below = (FAR_GAIN * np.maximum(side * values - FAR_SD, 0.0) for side in (1, -1))
    return np.clip(np.hstack((values, above, below)), -FARTHEST, FARTHEST)


def outcomes(layers: Sequence[Layer], inputs: Floats) -> Floats:
    """What each network says: the likelihood of each output, (parts, n, outputs)."""
    values = inputs
    for index, (weights, offsets) in enumerate(layers):
        values = values @ weights + offsets
        if index < len(layers) - 1:
            values = np.maximum(values, LEAK_RATIO * values)
    values = np.exp(values - values.max(axis=-1, keepdims=True))
    return np.asarray(values / values.sum(axis=-1, keepdims=True))
