"""One thing at a time, safety first, and never a nag."""

from __future__ import annotations

from supple.core.coaching.cueing import CUE_APART_S, SAME_CUE_COUNT, Cueing
from supple.core.events import Finding, Result


def fault(criterion: str, severity: str = "technique") -> Finding:
    return Finding(
        criterion=criterion,
        severity=severity,
        result=Result.FAIL,
        value=1.0,
        unit="deg",
        uncertainty=1.0,
        at_s=0.0,
    )


def said(cueing: Cueing, seconds: int, *faults: Finding) -> list[str]:
    choices = (cueing.choose(float(second), faults) for second in range(seconds))
    return [choice.say.criterion for choice in choices if choice.say is not None]


def test_safety_is_said_before_technique_and_technique_before_effect() -> None:
    faults = [fault("depth", "effectiveness"), fault("knees"), fault("neck", "safety")]
    assert said(Cueing(), 1, *faults) == ["neck"]


def test_six_seconds_lie_between_two_cues() -> None:
    assert len(said(Cueing(), int(CUE_APART_S), fault("a"), fault("b", "safety"))) == 1
    assert len(said(Cueing(), int(CUE_APART_S) + 1, fault("a"), fault("b", "safety"))) == 2


def test_the_third_time_an_easier_form_is_offered_and_then_it_is_left_alone() -> None:
    cueing = Cueing()
    choices = [cueing.choose(10.0 * turn, [fault("knees")]) for turn in range(6)]
    assert sum(choice.say is not None for choice in choices) == SAME_CUE_COUNT
    assert [choice.offer_easier for choice in choices] == [False, False, True] + [False] * 3


def test_what_is_mended_is_said_to_be_mended_once() -> None:
    cueing = Cueing()
    cueing.choose(0.0, [fault("knees")])
    assert cueing.choose(1.0, []).resolved == ("knees",)
    assert cueing.choose(2.0, []).resolved == ()


def test_what_the_camera_was_wrong_about_is_not_said_again_in_any_set() -> None:
    cueing = Cueing()
    cueing.silence("knees")
    cueing.begin_set()
    assert said(cueing, 60, fault("knees")) == []


def test_what_is_only_noted_is_never_spoken() -> None:
    assert said(Cueing(), 60, fault("depth", "info")) == []
