"""The file of the figure's surface is what tools/make_body.py makes of this body."""

from __future__ import annotations

import numpy as np
import pytest

import make_body
from supple.core.figure.bones import BIND_SAID, BONES
from supple.core.figure.flesh import flesh
from supple.core.figure.kinematics import placed
from supple.core.figure.posture import posture
from supple.core.figure.skeleton import PART_NAMES

HEAD, ARRAYS = make_body.read()


def test_it_was_made_of_the_body_as_it_is() -> None:
    assert HEAD["made_from"] == make_body.fingerprint(), "the body changed: `make body`"
    assert tuple(name for name, _ in HEAD["parts"]) == PART_NAMES
    assert [name for name, _ in HEAD["bones"]] == [bone.name for bone in BONES]


def test_it_is_small() -> None:
    assert make_body.FILE.stat().st_size < 200_000


def test_it_fits_closely_round_the_flesh() -> None:
    skin = flesh()
    centres = skin.centres_m(placed(posture(BIND_SAID)))
    low = (centres - skin.radii_m[:, None]).min(axis=0)
    high = (centres + skin.radii_m[:, None]).max(axis=0)

    assert np.array(HEAD["low_m"]) == pytest.approx(low, abs=0.03)
    assert np.array(HEAD["high_m"]) == pytest.approx(high, abs=0.05)


def test_the_shares_of_each_corner_make_a_whole() -> None:
    shares = ARRAYS["share"].reshape(-1, 4).astype(int)

    assert (shares.sum(axis=1) == 255).all()
    assert ARRAYS["bone"].max() < len(BONES)


def test_every_triangle_has_corners_that_there_are() -> None:
    corners = ARRAYS["place"].size // 3

    assert ARRAYS["triangle"].max() == corners - 1
    assert ARRAYS["triangle"].size == sum(HEAD["surfaces"].values())
    assert ARRAYS["normal"].size == 3 * corners
    lengths = np.linalg.norm(ARRAYS["normal"].reshape(-1, 3) / 127.0, axis=1)
    assert lengths == pytest.approx(1.0, abs=0.03)


def test_it_is_as_broad_to_the_left_as_to_the_right() -> None:
    assert HEAD["low_m"][2] == pytest.approx(-HEAD["high_m"][2], abs=0.002)
