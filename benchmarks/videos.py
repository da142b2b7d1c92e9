"""Every real video, checked without being told what it shows, and then told.

What a video should come to follows from the first words of its name, so that other videos of the
same kinds are scored alike; what is known by eye of one video in particular (its holds and peaks)
is looked for under the whole of its prefix, and printed where there is no such thing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.videos_seen import Film, films

from supple import wiring
from supple.app.checking import CheckReport, check
from supple.core.events import Result
from supple.core.exercise import GRAVE
from supple.core.following.holdtime import Hold

PEAK_ERROR_S: Final = 0.2
HOLD_ERROR_S: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a video shows. `exercises`: the right answers, the first is what it is told; none of
    ours where empty. `still`: nothing is held or repeated in it, whatever it looks like.
    `hold_s`, `none_before_s`, `peaks_s`, `repetitions_count`: known of this one by eye.
    """

    exercises: tuple[str, ...] = ()
    still: bool = False
    hold_s: tuple[float, float] | None = None
    none_before_s: float = 0.0
    peaks_s: tuple[float, ...] = ()
    repetitions_count: int | None = None


NONE_OF_OURS: Final = Expected(still=True)
EXPECTED: Final[Mapping[str, Expected]] = {
    "mislabelled": NONE_OF_OURS,
    "other": NONE_OF_OURS,
    "warmup_squat_reach": Expected(),
    "warmup_jumping_jacks": Expected(exercises=("wu_jumping_jacks",)),
    "warmup_star_jump": Expected(exercises=("wu_jumping_jacks",)),
    "warmup_mountain_climbers": Expected(exercises=("wu_mountain_climbers",)),
    "cat_cow": Expected(exercises=("cat_camel",)),
    "child_pose": Expected(exercises=("child_pose_forward", "child_pose_arms_back")),
    "cobra": Expected(exercises=("cobra", "cobra_low", "sphinx")),
    "supine_twist": Expected(exercises=("supine_twist", "supine_twist_supported")),
    "bridge_shoulder": Expected(exercises=("glute_bridge",)),
    "standing_forward_fold": Expected(exercises=("standing_fold", "standing_fold_supported")),
    "superman": Expected(exercises=("superman", "superman_alternating")),
    "sphinx": Expected(exercises=("sphinx", "cobra_low", "cobra")),
    "wheel": Expected(exercises=("bridge", "bridge_weight_shift", "elbow_bridge")),
    "camel": Expected(exercises=("kneeling_tilt_heels", "kneeling_tilt_supported")),
    "bow": Expected(exercises=("bow", "bow_straight_knees", "bow_half")),
    "plow": Expected(exercises=("plow", "plow_supported")),
    "seated_forward_bend": Expected(exercises=("seated_fold", "seated_fold_easy")),
    "knees_to_chest": Expected(exercises=("knees_to_chest", "single_knee_to_chest")),
}
"""By the first words of the name, in small letters; the longest that fits counts. A name with
"slideshow" in it shows photos in a row: nothing is held in those."""

KNOWN: Final[Mapping[str, Expected]] = {
    "cobra__malikmrllh": Expected(
        exercises=("cobra", "cobra_low", "sphinx"), hold_s=(5.7, 9.4), none_before_s=2.2
    ),
    "cat_cow__mpaskows": Expected(exercises=("cat_camel",), repetitions_count=1),
    "warmup_jumping_jacks__treadtv": Expected(
        exercises=("wu_jumping_jacks",),
        repetitions_count=12,
        peaks_s=(0.3, 1.1, 1.8, 2.5, 3.3, 4.0, 4.8, 5.6, 6.3, 7.1, 7.8, 8.6),
    ),
}
"""What was seen by eye in one video, by its prefix in the data's README."""


def print_videos(data: Path, verbose: bool) -> None:
    """One block a video, and how many of all came to what they should."""
    exercises = wiring.catalogue().exercises()
    print("\nvideos: too few to keep some apart; what is tuned on them stands in decision 18")
    right = total = 0
    for film in films(data):
        expected = expected_of(film.name)
        untold = untold_of(film)
        faults = list(wrong(expected, untold)) if expected else []
        right, total = right + (not faults), total + 1
        print(f"{'  ' if not faults else '! '}{film.name}")
        print(f"    untold: {_seen(untold)}")
        told = expected.exercises[:1] if expected else ()
        for name in told:
            if untold.exercise is None or untold.exercise.id not in expected.exercises:
                print(f"    told {name}: {_seen(check(film, exercises, name))}")
        if verbose:
            print(f"    cannot tell: {dict(untold.observed.cannot_tell)}")
        for fault in faults:
            print(f"    wrong: {fault}")
    print(f"videos as they should be: {right} of {total}")


def untold_of(film: Film) -> CheckReport:
    """What is said of a video without being told, as `supple check` says it.

    What was learned of poses was learned from photos, so no video was seen then.
    """
    return check(film, wiring.catalogue().exercises(), learned=wiring.pose_kinds())


def expected_of(name: str) -> Expected | None:
    """What a video of this name should come to; None where its kind is not known."""
    small = name.lower()
    for table in (KNOWN, EXPECTED):
        fits = [prefix for prefix in table if small.startswith(prefix)]
        if fits:
            found = table[max(fits, key=len)]
            return Expected(still=True) if "slideshow" in small else found
    return None


def wrong(expected: Expected, report: CheckReport) -> list[str]:
    """What a video that was checked untold did not come to."""
    observed = report.observed
    faults = []
    recognised = None if report.exercise is None else report.exercise.id
    if expected.exercises and recognised not in expected.exercises:
        faults.append(f"recognised as {recognised}, not {expected.exercises[0]}")
    if not expected.exercises and not expected.still and recognised is not None:
        faults.append(f"recognised as {recognised}; it is none of ours")
    if expected.still and (recognised or observed.holds or observed.repetitions_count):
        faults.append("an exercise, a hold or a repetition where there is none")
    if any(hold.start_s < expected.none_before_s for hold in observed.holds):
        faults.append("time was credited in the title")
    if expected.hold_s and _hold_error_s(expected.hold_s, observed.holds) > HOLD_ERROR_S:
        faults.append(f"no hold within {HOLD_ERROR_S} s of {expected.hold_s}")
    count = expected.repetitions_count
    if count is not None and observed.repetitions_count != count:
        faults.append(f"{observed.repetitions_count} repetitions, not {count}")
    off = [nearest_s(peak_s, observed.peaks_s) for peak_s in expected.peaks_s]
    if any(error_s > PEAK_ERROR_S for error_s in off):
        faults.append(f"peaks up to {max(off):.2f} s off")
    return faults


def _hold_error_s(true: tuple[float, float], holds: Sequence[Hold]) -> float:
    errors = [max(abs(hold.start_s - true[0]), abs(hold.end_s - true[1])) for hold in holds]
    return min(errors, default=float("inf"))


def nearest_s(at_s: float, peaks_s: Sequence[float]) -> float:
    """How far the nearest peak is away; infinite where there is none."""
    return min((abs(at_s - peak_s) for peak_s in peaks_s), default=float("inf"))


def _seen(report: CheckReport) -> str:
    observed = report.observed
    name = "none" if report.exercise is None else report.exercise.id
    parts = [f"{name} ({report.confidence:.2f}), {observed.view}"]
    parts += [f"held {hold.start_s:.1f}-{hold.end_s:.1f} s" for hold in observed.holds]
    if observed.repetitions_count:
        peaks = " ".join(f"{peak_s:.1f}" for peak_s in observed.peaks_s)
        parts.append(f"{observed.repetitions_count} repetitions with peaks at {peaks} s")
    if observed.sides:
        parts.append(f"sides {', '.join(observed.sides)}")
    results = [found.result for found in observed.findings]
    parts.append(", ".join(f"{results.count(each)} {each}" for each in Result if each in results))
    cues = [
        found.criterion
        for found in observed.findings
        if found.result is Result.FAIL and found.severity in GRAVE
    ]
    if cues:
        parts.append(f"cues {', '.join(cues)}")
    if observed.cannot_tell:
        parts.append("not judged for " + ", ".join(why for _, why in observed.cannot_tell))
    return "; ".join(part for part in parts if part)
