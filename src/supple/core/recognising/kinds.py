"""The kinds of pose that were learned from examples, and how likely each is. No files.

A kind is what a body looks like ("cobra", "all_fours"), not an exercise: an exercise file says
which kinds it looks like. Small networks were fitted once (tools/fit_recognition.py), each without
one part of the examples; their answers are averaged. A mirrored body gets the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Network:
    """Layers of weights (inputs, outputs) with their offsets (outputs,)."""

    layers: tuple[tuple[Floats, Floats], ...]


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

    `centre` and `spread` (F,) standardise the features. `networks` are grouped by the part of the
    examples that they have not seen.
    """

    outputs: tuple[str, ...]
    centre: Floats
    spread: Floats
    networks: tuple[tuple[Network, ...], ...]
    weighing: Weighing

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind, NONE last."""
        return (*sorted(set(self.outputs) - {NONE}), NONE)


def unseen_part(learned: PoseKinds, part: int) -> PoseKinds:
    """The same with only the networks that have not seen this part of the examples."""
    return PoseKinds(
        outputs=learned.outputs,
        centre=learned.centre,
        spread=learned.spread,
        networks=(learned.networks[part],),
        weighing=learned.weighing,
    )


def likelihoods(learned: PoseKinds, frames: Sequence[Frame]) -> Floats:
    """How likely each of `learned.kinds` is, (n, kinds), rows add up to 1; NaN: nobody there."""
    bodies = flat_bodies(frames)
    both = np.concatenate((features(bodies), features(mirrored_bodies(bodies))))
    found: NDArray[np.bool_] = np.asarray(np.isfinite(both).all(axis=1))
    inputs = (np.where(found[:, None], both, 0.0) - learned.centre) / learned.spread
    inputs = np.clip(inputs, -FARTHEST, FARTHEST)
    answers = [outcome(network, inputs) for networks in learned.networks for network in networks]
    mean = np.mean(answers, axis=0)
    mean = (mean[: len(bodies)] + mean[len(bodies) :]) / 2
    belongs = np.array([[kind == name for kind in learned.kinds] for name in learned.outputs])
    return np.where(found[: len(bodies), None], mean @ belongs, np.nan)


def outcome(network: Network, inputs: Floats) -> Floats:
    """The likelihood of each output, (n, outputs)."""
    values = inputs
    for index, (weights, offsets) in enumerate(network.layers):
        values = values @ weights + offsets
        if index < len(network.layers) - 1:
            values = np.maximum(values, LEAK_RATIO * values)
    values = np.exp(values - values.max(axis=1, keepdims=True))
    return np.asarray(values / values.sum(axis=1, keepdims=True))
