"""Yoga-82's landmarks: each row recognised as one of our poses, or as none of them.

The pictures' sizes were not recorded, so each row is seen in pictures of several shapes, as
likely as each other. Rows in which the model found nobody are answered *none* and counted.
An answer that none of the labels stands for (legs up, lying on the back) is none of these.

`rows_wrong.csv` names rows whose skeleton was drawn and seen to be no body in the labelled pose.
Only mistaken rows of the tuned part were looked at, and no picture is there to compare with, so
what is left without them is the most that better recognising alone could come to, not a score.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from benchmarks.examples import KIND_OF_ROW, LIKELY_ASPECT_RATIOS, Row, rows
from benchmarks.shares import share
from benchmarks.split import is_kept, slice_of
from benchmarks.unseen import learned_without

from supple import wiring
from supple.core.recognising.kinds import NONE
from supple.core.recognising.recognition import CONFIDENCE_MIN_RATIO, in_order, see, weighed

NAMES: Final = (*KIND_OF_ROW, "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a row is and what was answered, each a name of NAMES."""

    row: Row
    label: str
    said: str
    confidence: float


def print_rows(data: Path, verbose: bool) -> None:
    """Precision, recall and F1 of each class, the macro F1, the worst confusions."""
    answers = list(answered(list(rows(data))))
    if not answers:
        print("\nno landmark rows in this data")
        return
    parts = {
        "tuned": [answer for answer in answers if not is_kept(answer.row.image)],
        "kept": [answer for answer in answers if is_kept(answer.row.image)],
    }
    head = "".join(f"{part + ': n':>10}  prec   rec    F1" for part in parts)
    print(f"\n{'landmarks, not told':24}{head}")
    for name in NAMES:
        print(f"{name:24}" + "".join(_line(name, part) for part in parts.values()))
    for name, part in parts.items():
        seen = [answer for answer in part if answer.row.found]
        right = sum(answer.label == answer.said for answer in part)
        print(
            f"{name}: macro F1 {macro_f1(part):.3f}; where somebody was found "
            f"({share(len(seen), len(part))}) {macro_f1(seen):.3f}; "
            f"right {share(right, len(part))}"
        )
    _print_without_wrong(parts["tuned"])
    _print_confusions(parts["tuned"], 40 if verbose else 8)
    _print_sureness(parts["tuned"])


def _print_without_wrong(answers: Sequence[Answer]) -> None:
    with Path(__file__).with_name("rows_wrong.csv").open(encoding="utf-8", newline="") as file:
        wrong = {line["image"] for line in csv.DictReader(file)}
    rest = [answer for answer in answers if answer.row.found and answer.row.image not in wrong]
    dropped = sum(answer.row.image in wrong for answer in answers)
    print(
        f"tuned, where somebody was found, without {dropped} rows that show no body: "
        f"macro F1 {macro_f1(rest):.3f} (the mistaken rows were looked at, so no score)"
    )


def answered(every: Sequence[Row]) -> list[Answer]:
    """Each row by the networks that have not seen it."""
    found = []
    for part in sorted({slice_of(row.image) for row in every}):
        mine = [row for row in every if slice_of(row.image) == part]
        seen = [row for row in mine if row.found]
        shares = dict(zip((row.image for row in seen), _shares(seen), strict=True))
        found += [_answer(row, shares.get(row.image)) for row in mine]
    return found


def _shares(every: Sequence[Row]) -> np.ndarray:
    """How likely each of NAMES is for each row."""
    if not every:
        return np.empty((0, len(NAMES)))
    known = in_order(wiring.catalogue().exercises().values())
    learned = learned_without(every[0].image)
    still = [float(exercise.movement_min is None) for exercise in known]
    mean = np.mean(
        [
            weighed(
                known, see(known, [row.frame(shape) for row in every], learned), learned, still
            )
            for shape in LIKELY_ASPECT_RATIOS
        ],
        axis=0,
    )
    ours = np.column_stack(
        [
            mean[:, [i for i, e in enumerate(known) if kind in e.looks_like]].sum(axis=1)
            for kind in KIND_OF_ROW.values()
        ]
    )
    return np.column_stack((ours, 1.0 - ours.sum(axis=1)))


def _answer(row: Row, shares: np.ndarray | None) -> Answer:
    said, confidence = "none", 1.0
    if shares is not None:
        best = int(np.argmax(shares[:-1]))
        confidence = float(shares[best])
        if confidence >= CONFIDENCE_MIN_RATIO:
            said = NAMES[best]
        else:
            confidence = 1.0 - confidence
    label = row.exercise if KIND_OF_ROW.get(row.exercise, NONE) else "none"
    return Answer(row=row, label=label, said=said, confidence=confidence)


def _line(name: str, answers: Sequence[Answer]) -> str:
    labelled = sum(answer.label == name for answer in answers)
    said = sum(answer.said == name for answer in answers)
    right = sum(answer.label == answer.said == name for answer in answers)
    precision, recall = right / max(said, 1), right / max(labelled, 1)
    return f"{labelled:10}{precision:6.2f}{recall:6.2f}{f1(name, answers):6.2f}"


def f1(name: str, answers: Sequence[Answer]) -> float:
    """The F1 of one class; 0 where it neither is nor is said."""
    right = sum(answer.label == answer.said == name for answer in answers)
    either = sum((answer.label == name) + (answer.said == name) for answer in answers)
    return 2 * right / either if either else 0.0


def macro_f1(answers: Sequence[Answer]) -> float:
    """The mean F1 over the classes that the rows have, negatives included."""
    present = {answer.label for answer in answers}
    return sum(f1(name, answers) for name in present) / max(len(present), 1)


def _print_confusions(answers: Sequence[Answer], count: int) -> None:
    wrong = Counter(
        (answer.row.class_name, answer.said) for answer in answers if answer.label != answer.said
    )
    told = [f"{name} as {said} {n}" for (name, said), n in wrong.most_common(count)]
    print("taken for another: " + "; ".join(told))


def _print_sureness(answers: Sequence[Answer]) -> None:
    """How often an answer of a confidence is right, where somebody was found."""
    seen = [answer for answer in answers if answer.row.found and answer.said != "none"]
    told = []
    for low, high in ((0.5, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 1.01)):
        inside = [answer for answer in seen if low <= answer.confidence < high]
        right = sum(answer.label == answer.said for answer in inside)
        told.append(f"{low:.2f} and up: {share(right, len(inside))}")
    print("right by confidence: " + "; ".join(told))
