"""Frames as bytes and back; and whatever a stranger sends, a MessageError or frames."""

from __future__ import annotations

import contextlib
import struct
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple.core import framecode
from supple.core.errors import MessageError
from supple.core.pose import Frame, empty_frame, frame_from_picture

WIDTH, HEIGHT = 640, 480


def a_frame(time_s: float = 1.5, *, seed: int = 0, lined: bool = False) -> Frame:
    rng = np.random.default_rng(seed)
    return frame_from_picture(
        time_s=time_s,
        landmarks=rng.uniform(0, 1, (33, 4)),
        world=rng.uniform(-1, 1, (33, 3)),
        width=WIDTH,
        height=HEIGHT,
        agreement=0.02,
        back_line=rng.uniform(0, 1, (24, 2)) if lined else None,
    )


def message(*frames: Frame, first: int = 7) -> bytes:
    return framecode.encode(frames, first_number=first)


def decode(data: bytes) -> list[framecode.Numbered]:
    return framecode.decode(data, width=WIDTH, height=HEIGHT)


def test_a_frame_takes_936_bytes_and_1128_with_its_back_line() -> None:
    assert len(message(a_frame())) == 16 + 936
    assert len(message(a_frame(lined=True))) == 16 + 1128


def test_the_header_and_the_first_numbers_lie_where_the_contract_says() -> None:
    frame = a_frame()
    data = message(frame)
    assert struct.unpack_from("<BBHI8s", data) == (1, 0, 1, 7, bytes(8))
    time_s, x, y, z, visibility = struct.unpack_from("<d4f", data, 16)
    assert time_s == 1.5
    assert x * WIDTH / HEIGHT == pytest.approx(frame.points[0, 0], abs=1e-6)
    assert 1 - y == pytest.approx(frame.points[0, 1], abs=1e-6)
    assert z * WIDTH / HEIGHT == pytest.approx(frame.depth[0], abs=1e-6)
    assert visibility == pytest.approx(frame.visibility[0], abs=1e-6)


@pytest.mark.parametrize("lined", [False, True])
def test_frames_come_back_as_they_went_with_their_numbers(lined: bool) -> None:
    frames = [a_frame(index / 10, seed=index, lined=lined) for index in range(5)]
    back = decode(message(*frames, first=41))
    assert [number for number, _ in back] == [41, 42, 43, 44, 45]
    for sent, (_, got) in zip(frames, back, strict=True):
        assert got.time_s == sent.time_s
        assert got.aspect_ratio == sent.aspect_ratio
        for name in ("points", "depth", "visibility", "world"):
            np.testing.assert_allclose(getattr(got, name), getattr(sent, name), atol=1e-6)
        assert got.agreement == pytest.approx(0.02, abs=1e-6)
        assert (got.back_line is not None) == lined
        if sent.back_line is not None and got.back_line is not None:
            np.testing.assert_allclose(got.back_line, sent.back_line, atol=1e-6)


def test_how_large_somebody_else_looks_travels_in_the_header_for_the_whole_message() -> None:
    data = message(a_frame(), replace(a_frame(2.0), second_person_ratio=0.82))
    assert data[8] == 82
    assert [frame.second_person_ratio for _, frame in decode(data)] == [pytest.approx(0.82)] * 2
    assert message(replace(a_frame(), second_person_ratio=7.0))[8] == 255
    assert decode(message(a_frame()))[0].frame.second_person_ratio == 0.0


def test_a_frame_with_nobody_comes_back_with_nobody() -> None:
    ((_, got),) = decode(message(empty_frame(time_s=3.0, aspect_ratio=WIDTH / HEIGHT)))
    assert not got.found
    assert got.time_s == 3.0
    assert not got.visibility.any()


def test_among_frames_with_a_back_line_one_without_keeps_none() -> None:
    (_, first), (_, second) = decode(message(a_frame(lined=True), a_frame(seed=1)))
    assert first.back_line is not None
    assert second.back_line is None


def spoiled(offset: int, layout: str, *values: float) -> bytes:
    data = bytearray(message(a_frame(1.0), a_frame(2.0)))
    struct.pack_into(layout, data, offset, *values)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "too few"),
        (b"\x01" * 15, "too few"),
        (spoiled(0, "<B", 2), "version"),
        (spoiled(1, "<B", 2), "flags"),
        (spoiled(1, "<B", 1), "long"),
        (spoiled(2, "<H", 0), "frames"),
        (spoiled(2, "<H", 3), "long"),
        (spoiled(2, "<H", 65535), "frames"),
        (spoiled(4, "<I", 2**32 - 1), "32 bits"),
        (spoiled(9, "<B", 1), "reserved"),
        (message(a_frame())[:-1], "long"),
        (message(a_frame()) + b"x", "long"),
        (spoiled(16, "<d", float("nan")), "time"),
        (spoiled(16, "<d", float("inf")), "time"),
        (spoiled(16, "<d", 1e12), "time"),
        (spoiled(16, "<d", 2.5), "backwards"),
        (spoiled(24, "<f", float("nan")), "lacks"),
        (spoiled(24, "<f", float("inf")), "bounds"),
        (spoiled(24, "<f", 1e9), "bounds"),
        (spoiled(36, "<f", 1.5), "visibility"),
        (spoiled(36, "<f", float("nan")), "visibility"),
        (spoiled(16 + 8 + 528, "<f", float("-inf")), "bounds"),
        (spoiled(16 + 932, "<f", -0.5), "agreement"),
        (spoiled(16 + 932, "<f", float("inf")), "bounds"),
    ],
)
def test_a_malformed_message_is_refused_in_one_sentence(data: bytes, word: str) -> None:
    with pytest.raises(MessageError, match=word) as caught:
        decode(data)
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(("width", "height"), [(0, 480), (640, -1), (float("nan"), 480)])
def test_a_picture_without_a_size_is_refused(width: float, height: float) -> None:
    with pytest.raises(MessageError):
        framecode.decode(message(a_frame()), width=width, height=height)


@given(st.binary(max_size=3000))
def test_any_bytes_give_frames_or_a_message_error(data: bytes) -> None:
    with contextlib.suppress(MessageError):
        decode(data)


@given(st.integers(0, 1), st.integers(1, 2), st.randoms(use_true_random=False), st.integers(0, 40))
def test_any_bytes_under_a_good_header_give_frames_or_a_message_error(
    flags: int, count: int, random: object, spoils: int
) -> None:
    size = 1128 if flags else 936
    whole = bytearray(message(*(a_frame(i, lined=bool(flags)) for i in range(count))))
    assert len(whole) == 16 + count * size
    for _ in range(spoils):
        where = random.randrange(16, len(whole))  # type: ignore[attr-defined]
        whole[where] = random.randrange(256)  # type: ignore[attr-defined]
    try:
        back = decode(bytes(whole))
    except MessageError:
        return
    for _, frame in back:
        assert np.isfinite(frame.time_s)
        assert not frame.found or np.isfinite(frame.points).all()
