"""The page over all measures: how to read it, what the data are, every measure in one line."""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import Final

from benchmarks.split import FOLDS_COUNT, SLICES_COUNT
from benchmarks.validation.comparison import WORST_MIN_COUNT, Against, Comparison
from benchmarks.validation.pages import Findings, number, page_of, table
from benchmarks.validation.whole import Whole

from supple.core.measuring.measures import MEASURES, Measure

WORDS: Final = Path(__file__).with_name("index.md")
"""What is written by hand, with a place for each figure."""


def index(findings: Findings, whole: Whole) -> str:
    head = ("", "tuned", "kept")
    classes = ("class", "n, tuned", "F1, tuned", "n, kept", "F1, kept")
    return WORDS.read_text("utf-8").format(
        slices=FOLDS_COUNT * SLICES_COUNT,
        photos=whole.photos_count,
        videos=whole.videos_count,
        rows=whole.rows_count,
        noise=f"{findings.noise_tl:.3f}",
        lines=table(head, whole.lines),
        right_videos=whole.videos,
        classes=table(classes, whole.classes),
        table=_measures(findings),
        date=findings.date,
    )


def _measures(findings: Findings) -> str:
    head = ("measure", "registered ±", "looks", "another model", "made bodies", "labels", "else")
    return table(head, (_line(measure, findings) for measure in MEASURES.values()))


def _line(measure: Measure, findings: Findings) -> tuple[str, ...]:
    compared = [each for each in findings.of(measure.name) if each.part != "kept"]
    looks = _first(compared, Against.LOOKS)
    model = _first(compared, Against.MODEL)
    made = _first([each for each in compared if _turned(each)], Against.MADE)
    labels = [
        f"{part} {of.agreed} of {of.judged}"
        for part, of in findings.labels(measure.name)
        if of.judged
    ]
    others = (Against.MOCAP, Against.EYE, Against.STILL, Against.SIMULATED)
    return (
        f"[`{measure.name}`]({page_of(measure.name)})",
        number(measure, measure.typical_sd or float("nan")),
        _spread(measure, looks),
        _bias_and_spread(measure, model),
        _bias_and_spread(measure, made),
        "; ".join(labels) or "–",
        ", ".join(kind.value for kind in others if _first(compared, kind)) or "–",
    )


def _turned(each: Comparison) -> bool:
    return "turned 15°" in each.against or "turned 10 to 20°" in each.against


def _first(compared: list[Comparison], kind: Against) -> Comparison | None:
    return next((each for each in compared if each.kind is kind), None)


def _bias_and_spread(measure: Measure, each: Comparison | None) -> str:
    if each is None:
        return "–"
    bias = number(measure, each.bias, signed=True)
    if not isfinite(each.spread):
        return f"{bias}, n {each.count}"
    return f"{bias} ± {_spread(measure, each)}"


def _spread(measure: Measure, each: Comparison | None) -> str:
    """With how many there are, where they are few."""
    if each is None:
        return "–"
    few = f", n {each.count}" if each.count < WORST_MIN_COUNT else ""
    return number(measure, each.spread) + few
