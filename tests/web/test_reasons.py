"""Every reason that the core gives for not telling has words, spoken and written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import supple
from supple.adapters.locales_toml import read_locales
from supple.app.locales import Locale
from supple.app.words import cannot_tell_words, why_words
from supple.core.body import Landmark
from supple.core.seeing.guards import GUARDS
from supple.web.pages_session import spoken

PACKAGE = Path(supple.__file__).parent
CODE = re.compile(r"[a-z]+(_[a-z]+)*")
SAYING = {"Unseen", "Reading", "not_judged", "_unknown", "_blind_frame", "_left", "take", "append"}
"""Functions that are given a reason; in `guards`, `append` is given what is missing."""

OF_SIDES = [
    f"{side}_{name.removeprefix('LEFT_').lower()}_hidden"
    for side in ("left", "right")
    for name in Landmark.__members__
    if name.startswith("LEFT_")
]
NOT_REASONS = {"camera", "clock", "corrected", "pose", "repetitions"}


def texts(node: ast.AST) -> Iterator[str]:
    """The texts that an expression can be, `a if b else c` being either."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from texts(value)
    elif isinstance(node, ast.Tuple | ast.List):
        for value in node.elts:
            yield from texts(value)


def named(node: ast.AST) -> str:
    return getattr(node, "attr", None) or getattr(node, "id", "")


def _is_why(node: ast.AST) -> bool:
    """Whether something is given the name `why`."""
    return isinstance(node, ast.Assign) and any("why" in ast.dump(one) for one in node.targets)


def reasons(tree: ast.AST) -> Iterator[str]:
    """What stands where a reason stands: beside NaN, as `why`, in the calls that give one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = named(node.func)
            if name in SAYING:
                for argument in node.args:
                    yield from texts(argument)
            for keyword in node.keywords:
                if keyword.arg in ("why", "default"):
                    yield from texts(keyword.value)
        elif isinstance(node, ast.Tuple) and any(named(one) == "nan" for one in node.elts):
            yield from texts(node)
        elif _is_why(node) or (
            isinstance(node, ast.Return)
            and isinstance(node.value, ast.Tuple | ast.List | ast.IfExp)
        ):
            yield from texts(node.value)


def codes() -> set[str]:
    found: set[str] = set()
    for file in (PACKAGE / "core").rglob("*.py"):
        if file.stem in ("reasons", "exercise_faults", "complications", "screening", "session"):
            continue  # sentences of plans and faults of files, not of the eye
        tree = ast.parse(file.read_text("utf-8"))
        sees = {named(node) for node in ast.walk(tree)} & {
            "Unseen", "Reading", "CannotTell", "PoseLost", "Finding", "nan", "estimate_view",
        }  # fmt: skip
        if sees:
            found |= {one for one in reasons(tree) if CODE.fullmatch(one)}
    found |= {code for guard in GUARDS for code in guard.codes}
    return found - NOT_REASONS


@pytest.fixture(scope="module")
def english() -> Locale:
    return read_locales(PACKAGE / "data" / "locales")["en"]


def test_the_reasons_are_found_where_the_core_gives_them() -> None:
    assert codes() >= {
        "facing_unknown", "neck_foreshortened", "needs_standing_still", "needs_back_line",
        "needs_start_of_set", "no_depth", "floor_unknown", "needs_a_video", "too_short",
        "too_noisy", "not_measured_yet", "needs_both_sides", "not_reached", "placing",
        "pose_not_clear", "primary_signal_hidden", "nobody", "too_far", "unsteady", "wrong_view",
    }  # fmt: skip


def test_every_reason_has_words_that_are_said(english: Locale) -> None:
    default = cannot_tell_words(english, "no such code")
    without = [
        code for code in [*codes(), *OF_SIDES] if cannot_tell_words(english, code) == default
    ]
    assert sorted(without) == []


def test_every_reason_has_words_that_end_a_written_sentence(english: Locale) -> None:
    default = why_words(english, "no such code")
    without = [code for code in [*codes(), *OF_SIDES] if why_words(english, code) == default]
    assert sorted(without) == []


def test_a_hidden_joint_is_named_with_its_side(english: Locale) -> None:
    assert why_words(english, "left_knee_hidden") == "your left knee was hidden"
    assert cannot_tell_words(english, "right_foot_index_hidden") == (
        "I cannot see your right foot, so I cannot tell."
    )


def test_the_player_gets_the_words_of_every_reason(english: Locale) -> None:
    sections = spoken(english)
    known = {*sections["cannot_tell"], *sections["placement"]}
    assert sorted({*codes(), *OF_SIDES} - known) == []
