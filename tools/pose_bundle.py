"""Make the pose model bundles from the pinned npm package that carries their parts.

    python tools/pose_bundle.py FROM TO      # node_modules/@mediapipe/pose  .../vendor/models

MediaPipe's PoseLandmarker, in the browser and in Python, reads one `.task` file: an uncompressed
zip of a person detector and a landmark model. npm's `@mediapipe/pose` holds both models, but
without the note that says how a picture's bytes become the model's numbers, and the landmarker
refuses a model that lacks it. This script adds the note and zips the two, the same bytes on every
machine; what goes in and what comes out are compared with the checksums below.

Standard library only, so that it runs before anything is installed and on machines that
MediaPipe's Python package is not published for (their browsers still want the model).
"""

from __future__ import annotations

import hashlib
import struct
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

INPUTS = {
    "pose_solution_packed_assets.data": (  # a bare model, in spite of its name: the detector
        "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85"
    ),
    "pose_landmark_full.tflite": (
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f"
    ),
    "pose_landmark_lite.tflite": (
        "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61"
    ),
}
OUTPUTS = {
    "pose_landmarker_full.task": (
        "8f1d1f4ba9ab7d9c4008ea9d1d50043bc350d3dc873b484603f0af64d9cf48f8"
    ),
    "pose_landmarker_lite.task": (
        "7f84bfdf74c8c78b5d0ded0dd2d1417ae05ac41da27346bda7d845b8460fd8c5"
    ),
}


class Old(NamedTuple):
    """A place in the model that is being extended."""

    at: int


class U32(NamedTuple):
    """A number that stands in its table itself."""

    value: int


# What a flatbuffer is made of: a table {slot: value}, a vector of references, a vector of floats,
# a string, bytes, or a reference into the old model.
Node = dict[int, "Node | U32"] | list["Node"] | tuple[float, ...] | str | bytes | Old


class FlatBuffer:
    """Writes tables front to back: every reference in the format points forward."""

    def __init__(self, identifier: bytes, root: Node) -> None:
        self.out = bytearray(struct.pack("<I4s", 0, identifier))
        self.into_old: list[tuple[int, int]] = []
        self.refer(0, root)

    def refer(self, at: int, node: Node) -> None:
        """Let the four bytes at `at` point to `node`, which is written at the end."""
        if isinstance(node, Old):
            self.into_old.append((at, node.at))
        else:
            self.set_u32(at, self.append(node) - at)

    def set_u32(self, at: int, value: int) -> None:
        self.out[at : at + 4] = struct.pack("<I", value)

    def pad(self, size: int, before: int = 0) -> None:
        """Fill up so that what follows `before` more bytes is aligned to `size`."""
        self.out += bytes(-(len(self.out) + before) % size)

    def append(self, node: Node) -> int:
        if isinstance(node, dict):
            return self.append_table(node)
        if isinstance(node, str):
            node = node.encode() + b"\0"
            length = len(node) - 1
        else:
            length = len(node)
        self.pad(16, before=4)  # model data must be aligned to 16; the rest may be
        at = len(self.out)
        self.out += struct.pack("<I", length)
        if isinstance(node, bytes):
            self.out += node
        elif isinstance(node, tuple):
            self.out += struct.pack(f"<{length}f", *node)
        else:
            self.out += bytes(4 * length)
            for index, item in enumerate(node):
                self.refer(at + 4 + 4 * index, item)
        return at

    def append_table(self, fields: dict[int, Node | U32]) -> int:
        slots = max(fields) + 1
        places = {slot: 4 + 4 * index for index, slot in enumerate(sorted(fields))}
        size = 4 + 2 * slots
        self.pad(4, before=size)
        self.out += struct.pack("<HH", size, 4 + 4 * len(fields))
        self.out += struct.pack(f"<{slots}H", *(places.get(slot, 0) for slot in range(slots)))
        at = len(self.out)
        self.out += struct.pack("<i", size) + bytes(4 * len(fields))
        for slot, value in fields.items():
            if isinstance(value, U32):
                self.set_u32(at + places[slot], value.value)
            else:
                self.refer(at + places[slot], value)
        return at

    def before(self, old: bytes) -> bytes:
        """These bytes followed by `old`, into which they may point."""
        self.pad(16)  # keeps the alignment of everything in `old`
        for at, place in self.into_old:
            self.set_u32(at, len(self.out) + place - at)
        return bytes(self.out) + old


def u32(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def target(data: bytes, at: int) -> int:
    return at + u32(data, at)


def field(data: bytes, table: int, slot: int) -> int:
    """Where a table's field stands."""
    vtable = table - int.from_bytes(data[table : table + 4], "little", signed=True)
    at = vtable + 4 + 2 * slot
    return table + int.from_bytes(data[at : at + 2], "little")


def items(data: bytes, vector: int) -> list[Node]:
    first = vector + 4
    return [Old(target(data, first + 4 * index)) for index in range(u32(data, vector))]


def normalisation(mean: float, std: float) -> bytes:
    """The note: each picture byte b becomes (b - mean) / std."""
    options: Node = {0: (mean,), 1: (std,)}  # NormalizationOptions
    unit: Node = {0: U32(1), 1: options}  # ProcessUnit, of the kind NormalizationOptions
    subgraph: Node = {2: [{4: [unit]}]}  # SubGraphMetadata > its input > how it is processed
    return bytes(FlatBuffer(b"M001", {3: [subgraph]}).out)


def annotated(model: bytes, note: bytes) -> bytes:
    """The model with the note among its metadata, everything else as it was.

    A new root is put before the model; all that it does not replace, it points to.
    """
    root = target(model, 0)
    version, codes, subgraphs, description, buffers, order, metadata = (
        field(model, root, slot) for slot in range(7)
    )
    old_buffers = items(model, target(model, buffers))
    entry: Node = {0: "TFLITE_METADATA", 1: U32(len(old_buffers))}
    new_root: Node = {
        0: U32(u32(model, version)),
        1: Old(target(model, codes)),
        2: Old(target(model, subgraphs)),
        3: Old(target(model, description)),
        4: [*old_buffers, {0: note}],
        5: Old(target(model, order)),
        6: [*items(model, target(model, metadata)), entry],
    }
    return FlatBuffer(b"TFL3", new_root).before(model)


def bundle(detector: bytes, landmarks: bytes, path: Path) -> None:
    """Zip both uncompressed (the landmarker maps them into memory), with a fixed date."""
    parts = {
        "pose_detector.tflite": annotated(detector, normalisation(127.5, 127.5)),
        "pose_landmarks_detector.tflite": annotated(landmarks, normalisation(0.0, 255.0)),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3  # else the byte differs on Windows
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)


def checked(path: Path, expected: str) -> bytes:
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        raise SystemExit(f"{path} is not the file expected: sha256 {found}, not {expected}.")
    return data


def build(source: Path, folder: Path) -> None:
    """Write both bundles from `source` into `folder`, checking what goes in and comes out."""
    read = {name: checked(source / name, expected) for name, expected in INPUTS.items()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, expected in OUTPUTS.items():
        landmarks = name.replace("pose_landmarker_", "pose_landmark_").replace("task", "tflite")
        path = folder / name
        unchecked = path.with_suffix(".part")  # a bundle in place is always a checked one
        bundle(read["pose_solution_packed_assets.data"], read[landmarks], unchecked)
        checked(unchecked, expected)
        unchecked.replace(path)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit("Usage: pose_bundle.py FOLDER-OF-@mediapipe/pose FOLDER-FOR-THE-BUNDLES")
    build(Path(sys.argv[1]), Path(sys.argv[2]))
