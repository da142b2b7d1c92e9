"""The page finds the same line of the back as the core: one rule, written twice."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from benchmarks.made_backs import Made

from supple.core.pose import Frame, frame_from_picture
from supple.core.seeing.back_line import BackLine, back_line
from tests.core.backs import odd_bodies, plain_bodies

SCRIPT = Path(__file__).parents[2] / "js" / "back_lines.js"
WIDTH, HEIGHT = 4.0, 3.0


@pytest.fixture(scope="module")
def cases() -> list[dict[str, object]]:
    """Masks of another shape than a square, and landmarks as the model gives them."""
    bodies = [given for _, given in plain_bodies()] + list(odd_bodies(60))
    return [case_of(given) for given in bodies] + list(strange(case_of(bodies[0])))


def case_of(given: Made) -> dict[str, object]:
    """The middle of the made picture, every other cell of it, as of a picture of 4 by 3."""
    rows = len(given.mask)
    cut = rows // 8
    mask = given.mask[cut : rows - cut : 2, ::2]
    frame = given.frame
    y = ((1.0 - frame.points[:, 1]) * rows - cut) / (rows - 2 * cut)
    landmarks = np.column_stack((frame.points[:, 0], y, frame.depth, frame.visibility))
    return {
        "width": mask.shape[1],
        "height": mask.shape[0],
        "cells": mask.astype(np.float64).ravel().tolist(),
        "landmarks": landmarks.astype(np.float32).astype(np.float64).ravel().tolist(),
        "aspect_ratio": WIDTH / HEIGHT,
    }


def strange(case: dict[str, object]) -> Iterator[dict[str, object]]:
    """Nobody found, as JSON has it; nobody seen well; nothing where the body is; all one body."""
    landmarks = np.array(case["landmarks"]).reshape(33, 4)
    cells = np.array(case["cells"])
    yield case | {"landmarks": [None] * 132}
    yield case | {"landmarks": (landmarks * [1, 1, 1, 0.3]).ravel().tolist()}
    yield case | {"cells": (cells * 0).tolist()}
    yield case | {"cells": (cells * 0 + 1).tolist()}
    yield case | {"landmarks": (landmarks * [0.1, 1, 1, 1]).ravel().tolist()}
    rough = np.random.default_rng(5).uniform(0, 0.9, len(cells))
    yield case | {"cells": (cells * 0.3 + 0.7 * rough).tolist()}


def told_here(case: dict[str, object]) -> tuple[Frame, BackLine]:
    landmarks = np.array(case["landmarks"], dtype=np.float64).reshape(33, 4)
    frame = frame_from_picture(time_s=0.0, landmarks=landmarks, width=WIDTH, height=HEIGHT)
    mask = np.array(case["cells"]).reshape(case["height"], case["width"])
    return frame, back_line(mask, frame)


def test_page_and_core_tell_the_same_lines_and_the_same_reasons(
    cases: list[dict[str, object]],
) -> None:
    done = subprocess.run(
        ["node", str(SCRIPT)], input=json.dumps(cases), capture_output=True, text=True, check=True
    )
    whys: Counter[str] = Counter()
    for case, page in zip(cases, json.loads(done.stdout), strict=True):
        frame, here = told_here(case)
        whys[here.why] += 1
        assert page["why"] == here.why
        if here.points is None:
            assert page["points"] is None
            continue
        line = np.array(page["points"]).reshape(24, 2)
        seen = np.column_stack((line[:, 0] * frame.aspect_ratio, 1.0 - line[:, 1]))
        np.testing.assert_allclose(seen, here.points, atol=1e-6)
    assert whys[""] > 40, "lines were compared"
    assert len(whys) >= 4, f"and reasons: {whys}"
