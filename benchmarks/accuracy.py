"""How right the eye is on real data: one table a kind of it. Prints; fails nothing.

    PYTHONPATH=.:tests:tools python -m benchmarks.accuracy [--only NAME] [--verbose]

SUPPLE_DATA names the data (see its README).
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import (
    back_line,
    landmarks,
    mocap,
    photos,
    photos_judged,
    photos_recognised,
    videos,
    views,
)

Table = Callable[[Path, bool], None]
"""Prints what a folder of data comes to; all that is wrong by name if asked."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=TABLES, help="one table instead of all")
    parser.add_argument("--verbose", action="store_true", help="name everything that is wrong")
    chosen = parser.parse_args()
    data = Path(os.environ.get("SUPPLE_DATA", "../shared/data"))
    for name, table in TABLES.items():
        if chosen.only in (None, name):
            table(data, chosen.verbose)


def of_photos(data: Path, verbose: bool) -> None:
    seen, missed = photos.load(data)
    photos_recognised.print_recognition(seen, missed)
    photos_recognised.print_others(data)
    every, labels = photos.names(data), photos.read_labels(data / "labels.csv")
    photos_judged.print_found(seen, every)
    held = [name for name in every if labels[name].get("phase", "held") == "held"]
    photos_judged.print_cues(seen, held)
    photos_judged.print_unread(seen)
    photos_judged.print_labels(seen, labels)
    if verbose:
        photos_judged.print_wrong(seen)


def of_renders(data: Path, verbose: bool) -> None:
    """Needs a browser, so that nothing of it is loaded where only the other tables are wanted."""
    from benchmarks import rendered

    rendered.print_rendered(data, verbose)


def of_rendered_backs(data: Path, verbose: bool) -> None:
    """Needs a browser, too."""
    from benchmarks import rendered_backs

    rendered_backs.print_rendered_backs(data, verbose)


TABLES: Mapping[str, Table] = {
    "photos": of_photos,
    "views": views.of_views,
    "backs": back_line.print_made_backs,
    "videos": videos.print_videos,
    "landmarks": landmarks.print_rows,
    "mocap": mocap.print_mocap,
    "rendered": of_renders,
    "rendered-backs": of_rendered_backs,
}


if __name__ == "__main__":
    main()
