"""The size of a photo from its header alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from supple.app.picture_size import told_size

PICTURE = np.random.default_rng(0).integers(0, 255, (37, 53, 3), dtype=np.uint8)


@pytest.mark.parametrize("kind", [".jpg", ".png", ".bmp", ".webp", ".tiff", ".avif"])
def test_each_kind_of_photo_tells_its_size(kind):
    good, data = cv2.imencode(kind, PICTURE)
    assert good
    assert told_size(data.tobytes()) == (53, 37)


def test_webp_without_loss_and_with_transparency_tells_its_size_too():
    for picture in (PICTURE, np.dstack((PICTURE, PICTURE[:, :, 0]))):
        _, data = cv2.imencode(".webp", picture, (cv2.IMWRITE_WEBP_QUALITY, 101))
        assert told_size(data.tobytes()) == (53, 37)


@pytest.mark.parametrize("kind", [".jpg", ".png", ".bmp", ".webp", ".tiff", ".avif"])
def test_what_breaks_off_anywhere_tells_its_size_or_nothing(kind):
    data = cv2.imencode(kind, PICTURE)[1].tobytes()
    assert {told_size(data[:length]) for length in range(400)} <= {None, (53, 37)}


def test_what_is_no_photo_tells_nothing():
    for data in (b"", b"words", b"\xff\xd8\xff", b"\xff\xd8\xff" + bytes(300), bytes(300)):
        assert told_size(data) is None
