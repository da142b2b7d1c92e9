"""Which adapter keeps which promise. The only module that knows them; each loads on use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supple.adapters.pictures_cv2 import Photo, Video
    from supple.adapters.plain_loop import PlainRun
    from supple.app.checking import CheckReport
    from supple.app.ports import CatalogueSource, PoseSource
    from supple.core.catalogue import Catalogue
    from supple.core.exercise import Exercise
    from supple.core.programme import Programme


class _OwnCatalogue:
    """The exercises, programmes and citations that come with the product, each read once."""

    @cache  # noqa: B019 there is one of these a process
    def _read(self) -> Catalogue:
        from supple.adapters.catalogue_toml import own

        return own()

    def exercises(self) -> Mapping[str, Exercise]:
        return self._read().exercises

    @cache  # noqa: B019
    def programmes(self) -> Mapping[str, Programme]:
        from supple.adapters.programmes_toml import read_programmes

        return read_programmes(exercises=self.exercises(), sources=self.sources())

    def sources(self) -> Mapping[str, str]:
        return self._read().sources


@cache
def catalogue() -> CatalogueSource:
    """The catalogue that comes with the product."""
    return _OwnCatalogue()


def exercise_files(place: Path) -> Catalogue:
    """Somebody's own exercise files, which may build on ours. Raises CatalogueError."""
    from supple.adapters.catalogue_toml import load, own

    return load(place, sources=place / "sources.toml", beside=own())


def pose_model() -> Path:
    """The pose model that `make setup` (or the wheel) puts beside the pages."""
    vendor = Path(__file__).parent / "web" / "static" / "vendor"
    return vendor / "models" / "pose_landmarker_full.task"


def pose_source(path: Path) -> PoseSource:
    """A photo, a video or a landmark recording, told apart by its name, else its first bytes."""
    from supple.adapters.recording import Recording, is_recording

    if is_recording(path):
        return Recording(path)
    from supple.adapters.pose_mediapipe import PoseFromPictures

    return PoseFromPictures(_pictures(path), bundle=pose_model())


def is_checkable(path: Path) -> bool:
    """Whether a file of a folder is one that `pose_source` is for, by its name."""
    from supple.adapters.pictures_cv2 import PHOTO_SUFFIXES, VIDEO_SUFFIXES
    from supple.adapters.recording import SUFFIX

    return path.is_file() and path.suffix.lower() in PHOTO_SUFFIXES | VIDEO_SUFFIXES | {SUFFIX}


def annotate(path: Path, report: CheckReport, target: Path) -> None:
    """Draw a check onto its pictures. Raises PoseError where `target` cannot be written."""
    from supple.adapters import annotate as drawing
    from supple.app.captions import captions

    pictures = None if report.kind == "recording" else _pictures(path).pictures()
    drawing.annotate(pictures, captions(report), target)


def check_drawing_target(target: Path) -> None:
    """Raises PoseError where nothing can be drawn to `target`."""
    from supple.adapters.annotate import check_target

    check_target(target)


def plain_loop(video: Path) -> PlainRun:
    """The plainest loop of the same model over a video, for the bench to compare with."""
    from supple.adapters import plain_loop as plain

    return plain.plain_loop(video, pose_model())


def _pictures(path: Path) -> Photo | Video:
    from supple.adapters.pictures_cv2 import Photo, Video, is_photo

    return Photo(path) if is_photo(path) else Video(path)
