"""How large a photo is, from its first bytes, before anything of it is made pictures of.

A file of a few kilobytes can promise a picture of gigabytes. Only what its header says is read.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from contextlib import suppress
from typing import Final

Size = tuple[int, int]


def told_size(data: bytes | memoryview) -> Size | None:
    """(width, height) as the header says, before any turning; None where it is not found.

    Knows JPEG, PNG, BMP, WebP, TIFF and AVIF.
    """
    head = bytes(data[:64])
    with suppress(struct.error, IndexError):
        for starts, reader in _READERS:
            if starts(head):
                return reader(data)
    return None


def _png(data: bytes | memoryview) -> Size:
    return _pair(">II", data, 16)


def _bmp(data: bytes | memoryview) -> Size:
    width, height = _pair("<ii", data, 18)
    return abs(width), abs(height)


def _jpeg(data: bytes | memoryview) -> Size | None:
    """The first frame header; segments before it are stepped over."""
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            at += 1
            continue
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = _pair(">HH", data, at + 5)
            return width, height
        if marker == 0xFF:
            at += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD8:
            at += 2
        else:
            at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    return None


def _webp(data: bytes | memoryview) -> Size | None:
    kind = bytes(data[12:16])
    if len(data) < 30:
        return None
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return width, height
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = _pair("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _tiff(data: bytes | memoryview) -> Size | None:
    order = "<" if bytes(data[:2]) == b"II" else ">"
    at = struct.unpack_from(order + "I", data, 4)[0]
    found: dict[int, int] = {}
    for index in range(struct.unpack_from(order + "H", data, at)[0]):
        entry = at + 2 + 12 * index
        tag, kind = _pair(order + "HH", data, entry)
        found[tag] = struct.unpack_from(order + ("H" if kind == 3 else "I"), data, entry + 8)[0]
    return (found[_WIDTH], found[_HEIGHT]) if {_WIDTH, _HEIGHT} <= found.keys() else None


def _avif(data: bytes | memoryview) -> Size | None:
    at = bytes(data[: 1 << 16]).find(b"ispe")
    return _pair(">II", data, at + 8) if at > 0 else None


def _pair(form: str, data: bytes | memoryview, at: int) -> Size:
    first, second = struct.unpack_from(form, data, at)
    return int(first), int(second)


_WIDTH, _HEIGHT = 256, 257
_READERS: Final[
    tuple[tuple[Callable[[bytes], bool], Callable[[bytes | memoryview], Size | None]], ...]
] = (
    (lambda head: head[:8] == b"\x89PNG\r\n\x1a\n", _png),
    (lambda head: head[:3] == b"\xff\xd8\xff", _jpeg),
    (lambda head: head[:2] == b"BM", _bmp),
    (lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", _webp),
    (lambda head: head[:4] in (b"II*\0", b"MM\0*"), _tiff),
    (lambda head: head[4:8] == b"ftyp", _avif),
)
