"""Small networks fitted to examples of poses: one hidden layer, Adam, examples varied each round.

What varies is what a camera varies and the pose does not: mirror, the picture's shape where it is
not known, tilt, the noise of the landmarks, sides taken for each other, a far side that is not
seen. Only numpy.

All networks are fitted at once, each to its own choice of the examples: what varies is made and
measured once for all of them.
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
from supple.core.recognising.kinds import LEAK_RATIO, Layer, inputs_of

HIDDEN_COUNT: Final = 256
ROUNDS_COUNT: Final = 150
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
    examples: Examples,
    outputs_count: int,
    centre: Floats,
    spread: Floats,
    learns: np.ndarray,
    seed: int,
) -> tuple[Layer, ...]:
    """A network for each row of `learns` (networks, n), fitted to the examples chosen there."""
    chance = np.random.default_rng(seed)
    layers = _first_layers(len(learns), 3 * len(centre), outputs_count, chance)
    adam = _Adam(layers)
    count = len(examples.bodies)
    steps = ROUNDS_COUNT * -(-count // BATCH_COUNT)
    for _ in range(ROUNDS_COUNT):
        order = chance.permutation(count)
        mixed, mine = examples.chosen(order), learns[:, order]
        inputs = inputs_of(features(varied(mixed, chance)), centre, spread).astype(np.float32)
        for start in range(0, count, BATCH_COUNT):
            part = slice(start, start + BATCH_COUNT)
            weights = mixed.weights[part] * mine[:, part]
            weights /= np.maximum(mine[:, part].sum(axis=1, keepdims=True), 1)
            wanted = _wanted(mixed.outputs[part], outputs_count)
            slopes = _slopes(layers, inputs[part], wanted, weights.astype(np.float32), chance)
            adam.step(slopes, STEP * 0.5 * (1 + np.cos(pi * adam.count / steps)))
    return tuple(zip(layers[::2], layers[1::2], strict=True))


def _first_layers(
    networks_count: int, inputs_count: int, outputs_count: int, chance: Random
) -> list[np.ndarray]:
    """Weights and offsets, in turn."""
    layers: list[np.ndarray] = []
    for before, after, size in (
        (inputs_count, HIDDEN_COUNT, np.sqrt(1.6 / inputs_count)),
        (HIDDEN_COUNT, outputs_count, 0.1 / np.sqrt(HIDDEN_COUNT)),
    ):
        weights = chance.normal(0, size, (networks_count, before, after))
        layers += [weights.astype(np.float32), np.zeros((networks_count, 1, after), np.float32)]
    return layers


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
    """The gradient of the cross-entropy by every layer, with hidden units left out.

    `weights` (networks, n): how much each example counts for each network.
    """
    before = inputs @ layers[0] + layers[1]
    bend = np.where(before > 0, np.float32(1), np.float32(LEAK_RATIO))
    bend *= chance.integers(256, size=before.shape, dtype=np.uint8) >= round(256 * DROPPED_RATIO)
    bend /= np.float32(1 - DROPPED_RATIO)
    hidden = before * bend
    values = hidden @ layers[2] + layers[3]
    values = np.exp(values - values.max(axis=-1, keepdims=True))
    answers = values / values.sum(axis=-1, keepdims=True)
    off = (answers - wanted) * weights[..., None]
    off_hidden = (off @ layers[2].swapaxes(1, 2)) * bend
    return [
        inputs.T @ off_hidden, off_hidden.sum(axis=1, keepdims=True),
        hidden.swapaxes(1, 2) @ off, off.sum(axis=1, keepdims=True),
    ]  # fmt: skip


class _Adam:
    """Adam (Kingma and Ba 2015) with decoupled decay of weights. State over time.

    All in place and in single precision: these arrays are most of what is read and written.
    """

    def __init__(self, layers: list[np.ndarray]) -> None:
        self._layers = layers
        self._mean = [np.zeros_like(layer) for layer in layers]
        self._square = [np.zeros_like(layer) for layer in layers]
        self.count = 0

    def step(self, slopes: list[np.ndarray], size: float) -> None:
        """Uses up the slopes."""
        self.count += 1
        steady, rough = 1 - 0.9**self.count, 1 - 0.998**self.count
        for index, (layer, mean, square, slope) in enumerate(
            zip(self._layers, self._mean, self._square, slopes, strict=True)
        ):
            np.add(mean, np.float32(0.1) * (slope - mean), out=mean)
            np.multiply(slope, slope, out=slope)
            np.add(square, np.float32(0.002) * (slope - square), out=square)
            np.sqrt(square / np.float32(rough), out=slope)
            np.divide(mean, slope + np.float32(1e-8), out=slope)
            kept = 1.0 if index % 2 else 1.0 - size * DECAY
            np.multiply(layer, np.float32(kept), out=layer)
            np.subtract(layer, np.float32(size / steady) * slope, out=layer)
