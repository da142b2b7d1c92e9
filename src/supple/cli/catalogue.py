"""`supple catalogue`: the exercises, one of them in full, or what is wrong with a folder."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from supple.core.catalogue.catalogue import Catalogue

JUDGED, NOT_JUDGED = "judged live", "not judged yet"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The words of the command."""
    parser = subparsers.add_parser(
        "catalogue",
        help="the exercises, their sources, their status",
        description="List the exercises, show one of them in full, or check exercise files.",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run_list)
    actions = parser.add_subparsers(title="more", metavar="ACTION")
    show = actions.add_parser("show", help="one exercise in full")
    show.add_argument("id", metavar="ID", help="its id, as the list shows it")
    show.set_defaults(run=run_show)
    check = actions.add_parser("check", help="every fault of a folder of exercise files")
    check.add_argument(
        "path", metavar="PATH", nargs="?", help="a folder or a file (else our own exercises)"
    )
    check.set_defaults(run=run_check)
    for action in (show, check):
        # Given here or before the action; only where it is given does it change anything.
        action.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object"
        )


def run_list(arguments: argparse.Namespace) -> int:
    """All exercises by category, with what the camera can judge."""
    from supple.cli import catalogue_text

    catalogue = _catalogue()
    _print(arguments, catalogue_text.listed(catalogue), catalogue_text.table(catalogue))
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """One exercise in full."""
    from supple.cli import catalogue_text

    catalogue = _catalogue()
    exercise = catalogue.exercise(arguments.id)
    _print(
        arguments,
        catalogue_text.plain_card(exercise, catalogue),
        catalogue_text.card(exercise, catalogue),
    )
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """Every fault of every file; exit code 2 if there is one."""
    from pathlib import Path

    from supple import wiring
    from supple.core.errors import CatalogueError

    path = None if arguments.path is None else Path(arguments.path)
    try:
        found = _catalogue() if path is None else wiring.exercise_files(path)
    except CatalogueError as error:
        faults = [{"where": problem.where, "what": problem.what} for problem in error.problems]
        if arguments.json:
            _print(arguments, {"exercises": None, "faults": faults}, "")
            return 2
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print(_counted(len(faults), "fault", "found"), file=sys.stderr)
        return 2
    said = f"{_counted(len(found), 'exercise', 'checked')} Nothing is wrong."
    _print(arguments, {"exercises": len(found), "faults": []}, said)
    return 0


def _catalogue() -> Catalogue:
    from supple import wiring
    from supple.core.catalogue.catalogue import Catalogue

    source = wiring.catalogue()
    return Catalogue(source.exercises().values(), source.sources())


def _counted(count: int, thing: str, done: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'} {done}."


def _print(arguments: argparse.Namespace, plain: dict[str, Any], text: str) -> None:
    import json

    print(json.dumps(plain, ensure_ascii=False) if arguments.json else text)
