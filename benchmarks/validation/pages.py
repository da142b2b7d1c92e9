"""The pages: one a measure, one for all that only describe a pose. Markdown, no data in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final

from benchmarks.photos_judged import PARTS, Agreement
from benchmarks.validation.comparison import Against, Comparison
from benchmarks.validation.still_photos import BASE

from supple.core.exercise import View
from supple.core.measuring.measures import LEFT_RIGHT, MEASURES, Measure

SHAPES: Final = "pose_shapes"
"""The page of the measures that describe a pose."""

VIEWS: Final = {View.SIDE: "the side", View.FRONT: "the front", View.FEET_END: "the feet"}
DIGITS: Final = {"deg": 1, "deg/s": 1, "TL": 3, "ratio": 2, "s": 2, "count": 1}
WORDS: Final = {"deg": "°", "as its base": "°", "deg/s": "°/s", "TL": " TL", "s": " s"}
SAYS: Final = {
    Against.LOOKS: "**Itself.** The model looks at the same photo again, padded or mirrored. "
    "The spread is the chance in one look (the frame that is judged is the median of at least "
    "three). It cannot show an error that all looks share.",
    Against.MODEL: "**Another model.** Bias is the heavy model's reading less ours. Both were "
    "trained on like pictures and may be wrong together. Where one took a limb for another, the "
    "standard deviation is large and the 95 % is the fairer figure.",
    Against.MADE: "**Made bodies.** Drawn from numbers, so the truth is known; the camera looks "
    "down by up to 15° and the landmarks tremble. It shows what view and noise do, and nothing of "
    "how a model errs on real people. What is nearly straight or nearly touching can only tremble "
    "one way, hence a bias. Of 100 bodies those are missing that were refused: turned "
    "too far, or a point not seen.",
    Against.MOCAP: "**Motion capture.** One healthy person; each instant of a recording counts, "
    "so they depend on each other. The picture's proportions are assumed.",
    Against.EYE: "**By eye.** Instants read off a video, exact to a tenth of a second or so. "
    "So few show that it can be right, not that it is.",
    Against.STILL: "**People who keep still.** Whatever is read there is trembling of the "
    "landmarks and what people sway, before the noise floor of the film is allowed for.",
    Against.SIMULATED: "**Simulated movements.** A known course with the trembling of real videos "
    "on it; the truth is what the same course reads without.",
}
LABELS_SAY: Final = (
    "**Labels.** A vision model looked at each photo twice; no clinician has seen them. "
    "Borderline and unclear ones are left out. There are few faults in the photos, so they show "
    "that little is called a fault that is none, and hardly how many faults are found. A fault "
    "that only gets a warning counts as not found."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that was compared, and when."""

    date: str
    comparisons: Sequence[Comparison]
    agreements: Mapping[tuple[str, str], Agreement]
    noise_tl: float

    def of(self, name: str) -> list[Comparison]:
        """Of one measure, in the order of the kinds."""
        order = list(Against)
        mine = [each for each in self.comparisons if each.measure == name]
        return sorted(mine, key=lambda each: order.index(each.kind))

    def labels(self, name: str) -> list[tuple[str, Agreement]]:
        found = ((part, self.agreements.get((name, part))) for part in PARTS)
        return [(part, agreement) for part, agreement in found if agreement is not None]


def page_of(name: str) -> str:
    """The file of a measure's page."""
    return f"{SHAPES if MEASURES[name].describes else name}.md"


def pages(findings: Findings) -> dict[str, str]:
    """Every page but the one over all, by file name."""
    shapes = [measure for measure in MEASURES.values() if measure.describes]
    made = {
        page_of(name): _page(f"# `{name}`", [measure], findings)
        for name, measure in MEASURES.items()
        if not measure.describes
    }
    made[f"{SHAPES}.md"] = _page("# What pose it is", shapes, findings)
    return made


def _page(title: str, measures: Sequence[Measure], findings: Findings) -> str:
    parts = [title]
    if len(measures) > 1:
        parts.append("These tell which pose somebody is in. No criterion stands on them.")
    for measure in measures:
        if len(measures) > 1:
            parts.append(f"## `{measure.name}`")
        parts += _measure(measure, findings)
    kinds = {each.kind for measure in measures for each in findings.of(measure.name)}
    notes = [SAYS[kind] for kind in Against if kind in kinds]
    if any(findings.labels(measure.name) for measure in measures):
        notes.append(LABELS_SAY)
    if notes:
        parts += ["## What these figures can tell", "\n".join(f"- {note}" for note in notes)]
    parts.append(f"Made by `make validation` on {findings.date}. [How to read it](README.md).")
    return "\n\n".join(parts) + "\n"


def _measure(measure: Measure, findings: Findings) -> list[str]:
    parts = [_about(measure)]
    compared = findings.of(measure.name)
    labels = findings.labels(measure.name)
    if compared:
        parts.append(_compared(measure, compared))
    if labels:
        parts += ["Judged by it, against the labels of the photos:", _labelled(labels)]
    if not compared:
        parts.append(f"Its value is **not compared with anything yet**. {needed(measure)}")
    elif not measure.over_time and all(each.kind is Against.MADE for each in compared):
        parts.append(f"On real people it is **not compared with anything yet**. {needed(measure)}")
    return parts


def _about(measure: Measure) -> str:
    lines = [f"- What it is: {measure.definition}"]
    if measure.any_view:
        lines.append("- Read from anywhere")
    else:
        lines.append(
            f"- Read from {', '.join(VIEWS[view] for view in View if view in measure.views)}"
        )
    lines.append(f"- Unit: {measure.unit}")
    if measure.name == LEFT_RIGHT:
        lines.append(f"- Compared here: left against right of `{BASE}`")
    lines.append(f"- Registered error: {_error(measure)}")
    lines.append(f"- Where that comes from: {_source(measure)}")
    if measure.refused:
        lines.append(f"- **Nothing is judged by it**: `{measure.refused}`")
    return "\n".join(lines)


def _views(measure: Measure, between: str) -> str:
    return between.join(VIEWS[view] for view in View if view in measure.views)


def _error(measure: Measure) -> str:
    if not measure.typical_sd:
        return "that of its base, on both sides" if measure.name == LEFT_RIGHT else "none"
    said = f"±{measure.typical_sd:g}{WORDS.get(measure.unit, '')} (one standard deviation)"
    if measure.turned_sd and not measure.any_view:
        said += f"; a turn of 45° away from the view adds {measure.turned_sd:g}"
    if measure.assumed_sd:
        said += f"; where the person's own neutral was not seen, {measure.assumed_sd:g} more"
    return said


def _source(measure: Measure) -> str:
    return "an engineering judgement (ENG)" if measure.source == "ENG" else measure.source


def _compared(measure: Measure, compared: Iterable[Comparison]) -> str:
    return table(
        ("compared with", "part", "n", "bias", "spread (SD)", "95 % within"),
        (
            (
                each.against,
                each.part,
                str(each.count),
                number(measure, each.bias, signed=True),
                number(measure, each.spread),
                number(measure, each.worst),
            )
            for each in compared
        ),
    )


def _labelled(labels: Iterable[tuple[str, Agreement]]) -> str:
    return table(
        ("part", "labelled", "judged", "agreed", "faults found", "false faults"),
        (
            (
                part,
                str(of.labelled),
                str(of.judged),
                f"{of.agreed} of {of.judged}",
                f"{of.found} of {of.faults}",
                str(of.false),
            )
            for part, of in labels
        ),
    )


def needed(measure: Measure) -> str:
    """What data it would take to compare it."""
    if measure.name == "breath_gap_s":
        return "It would take videos of people who hold a pose with a breathing belt on."
    if measure.over_time:
        return "It would take videos in which those instants are marked by hand."
    if "start_points" in measure.needs:
        return "It would take videos in which somebody moves by a known way during a set."
    if "ear_shoulder_gap" in measure.needs:
        return (
            "It would take pairs of photos of the same people, standing quietly and in the pose."
        )
    if View.SIDE not in measure.views:
        views = _views(measure, " or ")
        return f"It would take photos from {views}; nearly all that are at hand are from the side."
    return "It would take photos in which it can be read, or motion capture."


def number(measure: Measure, value: float, *, signed: bool = False) -> str:
    """A value in the measure's unit, as exact as it makes sense; a dash for none."""
    if not isfinite(value):
        return "–"
    digits = DIGITS.get(measure.unit, 1)
    shown = round(value, digits) + 0.0
    text = f"{shown:+.{digits}f}" if signed and shown else f"{shown:.{digits}f}"
    return text.replace("-", "−") + WORDS.get(
        measure.unit, "°" if measure.unit == "as its base" else ""
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
