"""Every photo looked at by the model that Supple uses, and by the heavy one of the same package.

The heavy one is built for this alone, into a folder that is gone afterwards. Both look in several
ways; with the line of the back.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.photos import names
from benchmarks.split import is_kept

from supple import wiring
from supple.adapters.pictures_cv2 import Photo
from supple.adapters.pose_mediapipe import PoseFromPhoto, PoseModel
from supple.core.errors import PoseError
from supple.core.pose import Frame
from supple.core.seeing.guards import AGREEMENT_MAX_RATIO

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "node_modules/@mediapipe/pose"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Looked:
    """One photo as both models see it; a frame has nobody where nobody was found."""

    folder: str
    name: str
    ours: Frame
    heavy: Frame

    @property
    def kept(self) -> bool:
        return is_kept(f"{self.folder}/{self.name}")

    @property
    def both_sure(self) -> bool:
        """Whether both found one body that their own looks agree on."""
        frames = (self.ours, self.heavy)
        return all(frame.found and frame.agreement <= AGREEMENT_MAX_RATIO for frame in frames)


def looked_at(data: Path, *, everything: bool = True) -> Iterator[Looked]:
    """Every photo of `data` that can be read; without the kept part if not `everything`."""
    with _models() as (ours, heavy):
        for folder, name in names(data):
            if is_kept(f"{folder}/{name}") and not everything:
                continue
            photo = Photo(data / "images" / folder / name)
            try:
                (one,), (other,) = (
                    tuple(PoseFromPhoto(photo, model).frames()) for model in (ours, heavy)
                )
            except PoseError as error:
                print(error, file=sys.stderr)
                continue
            yield Looked(folder=folder, name=name, ours=one, heavy=other)


@contextmanager
def _models() -> Iterator[tuple[PoseModel, PoseModel]]:
    with TemporaryDirectory() as folder:
        bundle = _heavy_bundle(Path(folder))
        with (
            PoseModel(wiring.pose_model(), back_line=True) as ours,
            PoseModel(bundle, back_line=True) as heavy,
        ):
            yield ours, heavy


def _heavy_bundle(folder: Path) -> Path:
    sys.path.insert(0, str(ROOT / "tools"))
    from pose_bundle import bundle

    path = folder / "heavy.task"
    detector = (PACKAGE / "pose_solution_packed_assets.data").read_bytes()
    bundle(detector, (PACKAGE / "pose_landmark_heavy.tflite").read_bytes(), path)
    return path
