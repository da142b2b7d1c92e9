"""A check's report as plain data: exactly the keys of DESIGN.md section 7, NaN as None."""

from __future__ import annotations

from math import isfinite

from supple.app.checking import CheckReport
from supple.core.events import Finding, Result

_SAID = {
    "nobody": "nobody in view",
    "second_person": "two people in view",
    "too_far": "too far away",
    "too_close": "too close",
    "out_left": "partly outside on the left",
    "out_right": "partly outside on the right",
    "out_top": "partly outside at the top",
    "out_bottom": "partly outside at the bottom",
    "turn_side_on": "not seen from the side",
    "turn_to_face": "not seen from the front",
    "too_dark": "too dark",
    "head_hidden": "the head is hidden",
    "feet_hidden": "the legs are hidden",
    "unsteady": "the body is not seen clearly",
    "frontal_fold": "a forward bend cannot be judged from the front",
    "body_unclear": "the limbs are not seen clearly",
    "limb_jumped": "a limb was not seen clearly for a moment",
    "sides_swapped": "left and right were mixed up for a moment",
    "not_in_pose": "this pose is not seen",
    "not_reached": "it did not come to that",
    "way_not_seen": "the way there was not seen whole",
    "rest_not_seen": "the rest before or after it was not seen",
    "way_too_small": "the way there was too small to tell",
    "in_steps": "it was done in steps",
    "jumped": "the body was not seen clearly on the way",
    "start_not_seen": "the start was not seen",
    "one_repetition": "it takes two repetitions to tell",
    "needs_both_sides": "it takes both sides to tell",
    "turn_not_measurable": "one camera cannot measure how far a body turns about its spine",
    "breath_not_seen": "breathing is not seen",
    "out_of_rhythm": "the movement's own rhythm says another number",
    "in_pieces": "the film jumps too often to follow anybody in it",
    "too_noisy": "the picture is too restless",
    "too_short": "it was too short to tell",
    "not_measured_yet": "this is not measured yet",
}
_DECIMALS = {"deg": 1, "deg_per_s": 1, "s": 2, "hz": 2, "cm": 1}


def plain(report: CheckReport, path: str) -> dict[str, object]:
    """The report of the file at `path`, ready to be written as JSON."""
    observed, movement = report.observed, report.observed.movement
    return {
        "path": path,
        "kind": report.kind,
        "frames": report.frames_count,
        "frames_analysed": report.analysed_count,
        "frames_with_person": report.frames_with_person_count,
        "fps": _rounded(report.rate_hz, 2),
        "exercise": report.exercise.id if report.exercise else None,
        "confidence": _rounded(report.confidence, 3),
        "alternatives": [[name, _rounded(share, 3)] for name, share in report.alternatives],
        "view": observed.view,
        "holds": [
            {
                "start_s": _rounded(hold.start_s, 2),
                "end_s": _rounded(hold.end_s, 2),
                "credited_s": _rounded(hold.credited_s, 2),
            }
            for hold in observed.holds
        ],
        "repetitions": observed.repetitions_count,
        "repetition_peaks_s": [_rounded(peak_s, 2) for peak_s in observed.peaks_s],
        "sides": [side.value for side in observed.sides],
        "findings": [_finding(finding, report) for finding in observed.findings],
        "movement": {
            "peak_speed_deg_per_s": _rounded(movement.peak_speed_deg_per_s, 1),
            "sudden_movements": movement.sudden_movements_count,
            "sparc": _rounded(movement.sparc, 2),
            "noise_floor_deg": _rounded(movement.noise_floor_deg, 2),
        },
        "cannot_tell": [{"what": what, "why": in_words(why)} for what, why in untold(report)],
    }


def untold(report: CheckReport) -> list[tuple[str, str]]:
    """What is not judged and why (codes): the pose first, then criteria.

    The observer begins with nobody in view; where somebody is in every frame that is no reason.
    """
    always = report.frames_with_person_count == report.frames_count
    pairs = [pair for pair in report.observed.cannot_tell if not (always and pair[1] == "nobody")]
    pairs += [
        (finding.criterion, finding.why)
        for finding in report.observed.findings
        if finding.result is Result.CANNOT_TELL
    ]
    return pairs


def cue(finding: Finding, report: CheckReport) -> str | None:
    """What the coach would say to this finding, from the exercise file."""
    if finding.cue is not None or finding.result is not Result.FAIL or report.exercise is None:
        return finding.cue
    return report.exercise.words().cues.get(finding.criterion)


def in_words(code: str) -> str:
    """A code (a reason, a criterion, a measure) as it is said."""
    return _SAID.get(code, code.replace("_", " "))


def _finding(finding: Finding, report: CheckReport) -> dict[str, object]:
    decimals = _DECIMALS.get(finding.unit, 3)
    return {
        "criterion": finding.criterion,
        "severity": str(finding.severity),
        "result": str(finding.result),
        "value": _rounded(finding.value, decimals),
        "unit": finding.unit,
        "uncertainty": _rounded(finding.uncertainty, decimals),
        "at_s": _rounded(finding.at_s, 2),
        "cue": cue(finding, report),
    }


def _rounded(value: float, decimals: int) -> float | None:
    return round(value, decimals) if isfinite(value) else None
