"""Small networks fitted to examples of poses: one hidden layer, Adam, examples varied each round.

What varies is what a camera varies and the pose does not: mirror, the picture's shape where it is
not known, tilt, the noise of the landmarks, sides taken for each other, a far side that is not
seen. Only numpy.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi
from typing import Final

import numpy as np

from supple.core.pose import Floats
from supple.core.recognising.features import (
    ANKLES,
    ELBOWS,
    KNEES,
    SWAPPED,
    WRISTS,
    features,
    mirrored_bodies,
)
from supple.core.recognising.kinds import FARTHEST, LEAK_RATIO, Network

HIDDEN_COUNT: Final = 256
ROUNDS_COUNT: Final = 600
BATCH_COUNT: Final = 256
STEP: Final = 0.002
DECAY: Final = 0.05
DROPPED_RATIO: Final = 0.4
SMOOTHED_RATIO: Final = 0.05

ASPECT_SPREAD: Final = 0.2
"""Natural logarithm: pictures of an unknown shape are up to this much wider or narrower."""

KNOWN_ASPECT_SPREAD: Final = 0.05
TILT_SD_DEG: Final = 6.0
NOISE_RATIO: Final = 0.03
"""Landmark noise against the body's extent, as a median; it varies from body to body."""

SWAPPED_RATIO: Final = 0.07
HIDDEN_SIDE_RATIO: Final = 0.05

_ARMS: Final = (*ELBOWS, *WRISTS)
_LEGS: Final = (*KNEES, *ANKLES)
_ALL: Final = tuple(range(1, len(SWAPPED)))

Random = np.random.Generator


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Examples:
    """`bodies` (n, 13, 2); `outputs` (n,) the number of each one's output; `weights` (n,).

    `shape_known` (n,): whether the shape of the picture is known.
    """

    bodies: Floats
    outputs: np.ndarray
    weights: Floats
    shape_known: np.ndarray

    def chosen(self, which: np.ndarray) -> Examples:
        return Examples(
            bodies=self.bodies[which],
            outputs=self.outputs[which],
            weights=self.weights[which],
            shape_known=self.shape_known[which],
        )


def varied(examples: Examples, chance: Random) -> Floats:
    """The bodies as another camera might have seen them."""
    bodies, count = examples.bodies.copy(), len(examples.bodies)
    spread = np.where(examples.shape_known, KNOWN_ASPECT_SPREAD, ASPECT_SPREAD)
    bodies[..., 0] *= np.exp(spread * chance.uniform(-1, 1, count))[:, None]
    mirrored = chance.random(count) < 0.5
    bodies[mirrored] = mirrored_bodies(bodies[mirrored])
    turn = np.deg2rad(chance.normal(0, TILT_SD_DEG, count))[:, None]
    x, y = bodies[..., 0], bodies[..., 1]
    bodies = np.stack(
        (x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)), axis=-1
    )
    extent = np.sqrt(bodies.var(axis=1).sum(axis=1))[:, None, None]
    noise = NOISE_RATIO * np.exp(chance.normal(0, 0.5, (count, 1, 1)))
    bodies += extent * noise * chance.normal(0, 1, bodies.shape)
    for group in (_ALL, _ARMS, _LEGS):
        _swap(bodies, group, chance)
    return _hide_a_side(bodies, chance)


def _swap(bodies: Floats, group: tuple[int, ...], chance: Random) -> None:
    """Some have left and right of these points taken for each other, as the model does."""
    which = chance.random(len(bodies)) < SWAPPED_RATIO
    swapped = bodies[which]
    swapped[:, list(group)] = swapped[:, [SWAPPED[index] for index in group]]
    bodies[which] = swapped


def _hide_a_side(bodies: Floats, chance: Random) -> Floats:
    """In some the far side is guessed to be where the near one is."""
    which = chance.random(len(bodies)) < HIDDEN_SIDE_RATIO
    hidden = bodies[which]
    hidden[:, 1::2] = hidden[:, 2::2]
    bodies[which] = hidden
    return bodies


def standard(examples: Examples) -> tuple[Floats, Floats]:
    """Centre and spread of the features of these examples."""
    known = features(examples.bodies)
    return known.mean(axis=0), known.std(axis=0) + 0.1


def fitted(
    examples: Examples, outputs_count: int, centre: Floats, spread: Floats, seed: int
) -> Network:
    """A network fitted to these examples."""
    chance = np.random.default_rng(seed)
    layers = _first_layers(len(centre), outputs_count, chance)
    adam = _Adam(layers)
    count = len(examples.bodies)
    steps = ROUNDS_COUNT * -(-count // BATCH_COUNT)
    for _ in range(ROUNDS_COUNT):
        order = chance.permutation(count)
        mixed = examples.chosen(order)
        inputs = (features(varied(mixed, chance)) - centre) / spread
        inputs = np.clip(inputs, -FARTHEST, FARTHEST).astype(np.float32)
        for start in range(0, count, BATCH_COUNT):
            part = slice(start, start + BATCH_COUNT)
            wanted = _wanted(mixed.outputs[part], outputs_count)
            slopes = _slopes(layers, inputs[part], wanted, mixed.weights[part], chance)
            adam.step(slopes, STEP * 0.5 * (1 + np.cos(pi * adam.count / steps)))
    weights, offsets = layers[::2], layers[1::2]
    return Network(layers=tuple(zip(weights, offsets, strict=True)))


def _first_layers(inputs_count: int, outputs_count: int, chance: Random) -> list[np.ndarray]:
    """Weights and offsets, in turn."""
    hidden = chance.normal(0, np.sqrt(1.6 / inputs_count), (inputs_count, HIDDEN_COUNT))
    last = chance.normal(0, 0.1 / np.sqrt(HIDDEN_COUNT), (HIDDEN_COUNT, outputs_count))
    layers = [hidden, np.zeros(HIDDEN_COUNT), last, np.zeros(outputs_count)]
    return [layer.astype(np.float32) for layer in layers]


def _wanted(outputs: np.ndarray, count: int) -> np.ndarray:
    """One output each, a little unsure of it."""
    wanted = np.full((len(outputs), count), SMOOTHED_RATIO / count, np.float32)
    wanted[np.arange(len(outputs)), outputs] += 1 - SMOOTHED_RATIO
    return wanted


def _slopes(
    layers: list[np.ndarray],
    inputs: np.ndarray,
    wanted: np.ndarray,
    weights: np.ndarray,
    chance: Random,
) -> list[np.ndarray]:
    """The gradient of the mean cross-entropy by every layer, with hidden units left out."""
    before = inputs @ layers[0] + layers[1]
    kept = (chance.random(before.shape, dtype=np.float32) > DROPPED_RATIO) / (1 - DROPPED_RATIO)
    bend = np.where(before > 0, 1.0, LEAK_RATIO).astype(np.float32) * kept
    hidden = before * bend
    values = hidden @ layers[2] + layers[3]
    values = np.exp(values - values.max(axis=1, keepdims=True))
    answers = values / values.sum(axis=1, keepdims=True)
    off = (answers - wanted) * (weights[:, None] / len(inputs)).astype(np.float32)
    off_hidden = (off @ layers[2].T) * bend
    return [
        inputs.T @ off_hidden, off_hidden.sum(axis=0),
        hidden.T @ off, off.sum(axis=0),
    ]  # fmt: skip


class _Adam:
    """Adam (Kingma and Ba 2015) with decoupled decay of weights. State over time."""

    def __init__(self, layers: list[np.ndarray]) -> None:
        self._layers = layers
        self._mean = [np.zeros_like(layer) for layer in layers]
        self._square = [np.zeros_like(layer) for layer in layers]
        self.count = 0

    def step(self, slopes: list[np.ndarray], size: float) -> None:
        self.count += 1
        for layer, mean, square, slope in zip(
            self._layers, self._mean, self._square, slopes, strict=True
        ):
            np.add(mean, 0.1 * (slope - mean), out=mean)
            np.add(square, 0.002 * (slope * slope - square), out=square)
            steady = mean / (1 - 0.9**self.count)
            rough = np.sqrt(square / (1 - 0.998**self.count)) + 1e-8
            decay = DECAY * layer if layer.ndim == 2 else 0.0
            np.subtract(layer, size * (steady / rough + decay), out=layer)
