"""Make the surface of the moving figure from the body of supple.core.figure, as one file.

    PYTHONPATH=tools .venv/bin/python tools/make_body.py

It is committed, and made anew when the body changes (tests/web/test_body_file.py sees that it
was). The file: the length of a head in bytes (uint32), the head as JSON, then at multiples of 4
after it the arrays that the head names. Places are 16 bits over the box `low_m` to `high_m`,
normals and weights 8 bits.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from supple.core.figure.bones import BIND_SAID, BONES, bone_turns
from supple.core.figure.flesh import flesh
from supple.core.figure.kinematics import INDEX, placed
from supple.core.figure.posture import posture
from supple.core.figure.proportions import offsets_m
from supple.core.figure.skeleton import PARTS

ROOT: Final = Path(__file__).resolve().parent.parent
FILE: Final = ROOT / "src" / "supple" / "web" / "static" / "figure" / "body.bin"
ALIGNED: Final = 4


def fingerprint() -> str:
    """Of all of the body that the surface is made from."""
    skin = flesh()
    total = sha256(repr((BONES, sorted(BIND_SAID.items()))).encode())
    for array in (skin.offsets_m, skin.radii_m, offsets_m()):
        total.update(np.round(array, 6).tobytes())
    total.update(np.concatenate((skin.part[:, None].ravel(), skin.pieces.ravel())).tobytes())
    return total.hexdigest()[:16]


def made() -> bytes:
    """The file's content."""
    from body_meshes import joined
    from body_surfaces import surfaces
    from body_weights import weights

    found = surfaces()
    whole = joined(list(found.values()))
    bones, shares = weights(whole.corners)
    low, high = whole.corners.min(axis=0), whole.corners.max(axis=0)
    ratios = (whole.corners - low) / (high - low)
    arrays: dict[str, NDArray[Any]] = {
        "place": np.round(ratios * 65535).astype(np.uint16),
        "triangle": whole.triangles.astype(np.uint16),
        "normal": np.round(whole.normals * 127).astype(np.int8),
        "bone": bones,
        "share": shares,
    }
    assert len(whole.corners) < 65536
    angles = posture(BIND_SAID)
    body = placed(angles)
    counts = {name: 3 * len(mesh.triangles) for name, mesh in found.items()}
    head = {
        "made_from": fingerprint(),
        "parts": [[part.name, INDEX[part.parent] if part.parent else -1] for part in PARTS],
        "offsets_m": np.round(offsets_m(), 5).tolist(),
        "bones": [[bone.name, INDEX[bone.part]] for bone in BONES],
        "bind_turns": np.round(bone_turns(angles, body), 5).tolist(),
        "low_m": low.tolist(),
        "high_m": high.tolist(),
        "surfaces": counts,
    }
    return packed(head, arrays)


def packed(head: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> bytes:
    body, listed = b"", {}
    for name, array in arrays.items():
        body += b"\0" * (-len(body) % ALIGNED)
        listed[name] = [array.dtype.name, len(body), array.size]
        body += array.tobytes()
    words = json.dumps({**head, "arrays": listed}, separators=(",", ":")).encode()
    words += b" " * (-len(words) % ALIGNED)
    return np.uint32(len(words)).tobytes() + words + body


def read(file: Path = FILE) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The head and the arrays of a file, the arrays flat."""
    content = file.read_bytes()
    start = 4 + int(np.frombuffer(content, np.uint32, 1)[0])
    head = json.loads(content[4:start])
    return head, {
        name: np.frombuffer(content, kind, count, start + at)
        for name, (kind, at, count) in head["arrays"].items()
    }


def main() -> None:
    content = made()
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_bytes(content)
    head, arrays = read()
    print(f"{len(content)} bytes, {arrays['place'].size // 3} corners, {head['surfaces']}")


if __name__ == "__main__":
    main()
