"""Write docs/validation anew.

    python -m benchmarks.validation [--date YYYY-MM-DD]

Some minutes: every photo is looked at by two models, every video by one. SUPPLE_DATA names the
data. With the same data and date the pages are the same.
"""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks.two_models import looked_at
from benchmarks.validation import made_bodies, over_time, still_photos
from benchmarks.validation.index import index
from benchmarks.validation.pages import Findings, pages
from benchmarks.validation.whole import Whole, whole

FOLDER: Final = Path(__file__).parents[2] / "docs" / "validation"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--date", default=date.today().isoformat(), help="the date of the pages")
    day = parser.parse_args().date
    findings, over_all = gathered(Path(os.environ.get("SUPPLE_DATA", "../shared/data")), day)
    made = {"README.md": index(findings, over_all), **pages(findings)}
    for old in FOLDER.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, "utf-8")
    print(f"{len(made)} pages of {len(findings.comparisons)} comparisons are in docs/validation.")


def gathered(data: Path, day: str) -> tuple[Findings, Whole]:
    """All comparisons that a folder of data allows."""
    looked = list(looked_at(data))
    noise_tl = still_photos.noise_tl(looked)
    checked = still_photos.checked(looked, data)
    findings = Findings(
        date=day,
        comparisons=[
            *still_photos.comparisons(looked),
            *made_bodies.comparisons(noise_tl),
            *over_time.comparisons(data),
        ],
        agreements=still_photos.agreements(checked, data),
        noise_tl=noise_tl,
    )
    return findings, whole(data, checked)


if __name__ == "__main__":
    main()
