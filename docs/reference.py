"""Fill in what the documents say about the code: commands, settings, measures, states, numbers.

    make reference

A part stands in a Markdown file between `<!-- made: NAME -->` and `<!-- end -->`; the rest of the
file is written by hand. `tests/test_docs.py` sees that every part is as the code is.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from supple import cli, settings, wiring
from supple.adapters.locales_toml import read_locales
from supple.core.coaching import coach, cueing, guide, work
from supple.core.events import Command, State
from supple.core.exercise import Status, View
from supple.core.measuring.measures import MEASURES, Measure
from supple.core.measuring.names import DECLARED
from supple.core.seeing.guards import GUARDS
from support.coach_states import Ways, ways

ROOT = Path(__file__).resolve().parent.parent
PART = re.compile(r"(<!-- made: (\w+) -->)(\n?).*?(<!-- end -->)", re.DOTALL)
VIEWS = {View.SIDE: "side", View.FRONT: "front", View.FEET_END: "feet"}
FROM = {View.SIDE: "the side", View.FRONT: "the front", View.FEET_END: "the feet"}
KNOWN_BEFORE = {
    "floor_y": "the floor",
    "prone_hip_y": "lying flat",
    "prone_shoulder_y": "lying flat",
    "start_points": "where the set began",
    "ear_shoulder_gap": "quiet standing",
    "standing_neck_deg": "quiet standing",
    "standing_face_deg": "quiet standing",
}


def filled(text: str) -> str:
    """A Markdown text with every part made anew; a part within a line stays in it."""

    def made(found: re.Match[str]) -> str:
        around = found[3] * 2
        return f"{found[1]}{around}{PARTS[found[2]]()}{around}{found[4]}"

    return PART.sub(made, text)


def parts(text: str) -> list[str]:
    """The names of the parts that stand in a text."""
    return [found[2] for found in PART.finditer(text)]


def documents() -> list[Path]:
    """The Markdown files of the repository that are ours."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def main() -> int:
    for path in documents():
        old = path.read_text("utf-8")
        new = filled(old)
        if new != old:
            path.write_text(new, "utf-8")
            print(f"{path.relative_to(ROOT)} is made anew.")
    return 0


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    cells = [tuple(head), *(tuple(row) for row in rows)]
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells]
    return "\n".join([lines[0], "|" + "---|" * len(cells[0]), *lines[1:]])


# Commands


def commands() -> str:
    """Every command with its words, from the parser itself."""
    return "\n\n".join(_command(cli._parser()))


def _command(parser: argparse.ArgumentParser, about: str = "") -> Iterator[str]:
    inner = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    left_out = (argparse._SubParsersAction, argparse._HelpAction)
    own = [one for one in parser._actions if not isinstance(one, left_out)]
    asked = [_asked(one) for one in own if not one.option_strings]
    yield f"## {' '.join([parser.prog, *asked])}"
    yield parser.description or f"{about[0].upper()}{about[1:]}."
    yield "\n".join(
        f"- `{' '.join([', '.join(one.option_strings), _value(one)]).strip()}`: {one.help}"
        for one in own
    )
    for action in inner:
        helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for name, one in action.choices.items():
            yield from _command(one, helps[name])


def _asked(action: argparse.Action) -> str:
    return {"+": "{}...", "?": "[{}]"}.get(str(action.nargs), "{}").format(_value(action))


def _value(action: argparse.Action) -> str:
    return "" if action.nargs == 0 else str(action.metavar or action.dest)


# Settings


def setting_table() -> str:
    options = {option for action in cli._parser()._actions for option in action.option_strings}
    return table(
        ("variable", "option", "default", "what it is"),
        (
            (
                f"`{one.variable}`",
                f"`--{one.name}`" if f"--{one.name}" in options else "",
                one.default,
                one.help,
            )
            for one in settings.SETTINGS
        ),
    )


# Measures


def frame_measures() -> str:
    return _measures(one for one in MEASURES.values() if not (one.over_time or one.describes))


def time_measures() -> str:
    return _measures(one for one in MEASURES.values() if one.over_time)


def shape_measures() -> str:
    return _measures(one for one in MEASURES.values() if one.describes)


def coming_measures() -> str:
    names = [f"- `{name}`, {unit}" for name, unit in DECLARED.items() if name not in MEASURES]
    return "\n".join(names) or "None."


def _measures(measures: Iterable[Measure]) -> str:
    return table(
        ("name", "unit", "view", "±", "turned", "what it is", "known before", "source"),
        (
            (
                f"`{one.name}`",
                one.unit,
                "any"
                if one.any_view
                else ", ".join(VIEWS[view] for view in View if view in one.views),
                f"{one.typical_sd:g}" if one.typical_sd else "",
                f"{one.turned_sd:g}" if one.turned_sd and not one.any_view else "",
                one.definition,
                ", ".join(KNOWN_BEFORE.get(name, name) for name in one.needs)
                + (f", else ± {one.assumed_sd:g} more" if one.assumed_sd else ""),
                one.source,
            )
            for one in measures
        ),
    )


# The coach


def coach_ways() -> str:
    found = _walked()
    lines = [
        f"    {one} --> {other}"
        for one in State
        for other in State
        if other in found.by_itself[one]
    ]
    ends = [f"    {state} --> [*]" for state in coach.OVER]
    start = "    [*] --> placing\n    [*] --> getting_ready"
    return "\n".join(["```mermaid", "stateDiagram-v2", start, *lines, *ends, "```"])


def coach_commands() -> str:
    found = _walked().by_command
    leading = [command for command in Command if command in found]
    return table(
        ("in", *(command.value.replace("_", " ") for command in leading)),
        (
            (state.value, *(_where(found[command][state]) for command in leading))
            for state in State
        ),
    )


def coach_times() -> str:
    return table(
        ("seconds", "what"),
        (
            (f"{coach.PLACED_S:g}", "the whole body in view before an exercise begins"),
            (f"{coach.PLACING_MAX_S:g}", "placing at most; then it goes on all the same"),
            (f"{coach.READY_S:g}", "getting ready the first time"),
            (f"{coach.READY_AGAIN_S:g}", "getting ready again"),
            (f"{coach.SWITCH_S:g}", "switching sides"),
            (f"{work.PATIENCE_S:g}", "without recognising the pose, until the clock counts"),
            (f"{work.PLACE_PATIENCE_S:g}", "asking to be shown the body, until the clock counts"),
            (f"{work.ABSENT_S:g}", "with nobody in the picture, until it pauses by itself"),
            (f"{work.WAIT_MAX_S:g}", "with nothing held or counted, until the set ends"),
            (f"{cueing.CUE_APART_S:g}", "between two cues"),
            (
                f"{guide.BACK_TO_LAST_S:g}",
                "into an exercise, *back* still means the one before it",
            ),
        ),
    )


def _where(states: set[State]) -> str:
    return "back" if len(states) > 1 else "".join(states)


_found: list[Ways] = []


def _walked() -> Ways:
    """Walking takes a few seconds; once is enough."""
    if not _found:
        _found.append(ways())
    return _found[0]


# The catalogue


def guard_table() -> str:
    """What every frame is asked before it is judged, in the order of the telling."""
    english = read_locales(ROOT / "src" / "supple" / "data" / "locales")["en"]
    return table(
        ("code", "what is said", "where the threshold comes from"),
        (
            (f"`{code}`", english.say(f"placement.{code}"), guard.source)
            for guard in GUARDS
            for code in guard.codes
        ),
    )


def counts() -> str:
    exercises = wiring.catalogue().exercises().values()
    judged = [one for one in exercises if one.judged]
    views = Counter(one.camera.view for one in judged)
    from_where = ", ".join(f"{views[view]} from {words}" for view, words in FROM.items())
    criteria = sum(len(one.criteria) for one in exercises)
    general = len({each.id for one in exercises for each in one.global_criteria})
    drafts = all(one.status is Status.DRAFT for one in exercises)
    return (
        f"There are {len(exercises)} exercises with {criteria} criteria "
        f"and {general} global ones.\n"
        f"{len(judged)} exercises are judged live: {from_where}.\n"
        f"{len(exercises) - len(judged)} are guided by voice and clock, and say *not judged yet*."
        + drafts
        * "\nAll are drafts: no physiotherapist has reviewed them yet."
    )


def errors() -> str:
    """The best and the worst of the angles that one moment tells."""
    errors_deg = [
        one.typical_sd
        for one in MEASURES.values()
        if one.unit == "deg" and not (one.over_time or one.describes)
    ]
    return (
        f"From {min(errors_deg):g} to {max(errors_deg):g} degrees where it stands well, "
        "more where it does not. Nothing is called a fault within that error."
    )


def programmes() -> str:
    return "\n".join(
        f"- **{one.words().name}.** {one.words().summary}"
        for one in wiring.catalogue().programmes().values()
    )


def not_judged() -> str:
    exercises = wiring.catalogue().exercises().values()
    names = [one.words().name.lower() for one in exercises if not one.judged]
    return f"Not judged yet: {'; '.join(names)}."


PARTS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "settings": setting_table,
    "frame_measures": frame_measures,
    "time_measures": time_measures,
    "shape_measures": shape_measures,
    "coming_measures": coming_measures,
    "guards": guard_table,
    "coach_ways": coach_ways,
    "coach_commands": coach_commands,
    "coach_times": coach_times,
    "counts": counts,
    "not_judged": not_judged,
    "errors": errors,
    "programmes": programmes,
}

if __name__ == "__main__":
    sys.exit(main())
