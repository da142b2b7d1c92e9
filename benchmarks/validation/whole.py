"""What the recogniser makes of photos, of Yoga-82's rows and of videos, summed up for one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.examples import rows
from benchmarks.landmarks import NAMES, Answer, answered, f1, macro_f1
from benchmarks.photos import EXPECTED, Photo
from benchmarks.shares import share
from benchmarks.split import is_kept
from benchmarks.videos import expected_of, untold_of, wrong
from benchmarks.videos_seen import Film, films

Line = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """`lines`: what, tuned, kept. `classes`: class, then n and F1 of each part. Counts of data."""

    lines: tuple[Line, ...]
    classes: tuple[Line, ...]
    videos: str
    photos_count: int
    rows_count: int
    videos_count: int


def whole(data: Path, photos: Sequence[Photo]) -> Whole:
    answers = answered(list(rows(data)))
    parts = [[each for each in answers if is_kept(each.row.image) == kept] for kept in (0, 1)]
    seen = [film for film in films(data) if expected_of(film.name)]
    return Whole(
        lines=(
            *_of_photos(photos),
            ("Yoga-82 landmarks: macro F1", *(f"{macro_f1(part):.2f}" for part in parts)),
            ("Yoga-82 landmarks: right", *(_right(part) for part in parts)),
        ),
        classes=tuple(_class(name, parts) for name in NAMES),
        videos=share(sum(_as_expected(film) for film in seen), len(seen)),
        photos_count=len(photos),
        rows_count=len(answers),
        videos_count=len(films(data)),
    )


def _of_photos(photos: Sequence[Photo]) -> list[Line]:
    held = [photo for photo in photos if photo.held]
    ours = [photo for photo in held if EXPECTED[photo.folder]]
    others = [photo for photo in held if not EXPECTED[photo.folder]]
    told = [
        ("photos of our exercises: somebody found", ours, [p for p in ours if p.found]),
        ("photos of our exercises: recognised", ours, [p for p in ours if p.right]),
        ("photos of other poses: none of ours", others, [p for p in others if p.right]),
    ]
    return [
        (what, *(share(_count(right, kept), _count(every, kept)) for kept in (False, True)))
        for what, every, right in told
    ]


def _count(photos: Sequence[Photo], kept: bool) -> int:
    return sum(is_kept(photo.path) == kept for photo in photos)


def _right(part: Sequence[Answer]) -> str:
    return share(sum(each.label == each.said for each in part), len(part))


def _class(name: str, parts: Sequence[Sequence[Answer]]) -> Line:
    cells = []
    for part in parts:
        cells += [str(sum(each.label == name for each in part)), f"{f1(name, part):.2f}"]
    return (name, *cells)


def _as_expected(film: Film) -> bool:
    expected = expected_of(film.name)
    return expected is not None and not wrong(expected, untold_of(film))
