"""`supple figure`: pictures of an exercise, or a contact sheet of all, as SVG or PNG."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

    from supple.core.exercise import Exercise

WIDTH_PX: Final = 1600
WIDTHS_PX: Final = (16, 20000)


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The words of the command."""
    parser = subparsers.add_parser(
        "figure",
        help="pictures of an exercise, or a contact sheet of all",
        description="Draw the phases of an exercise from its reference poses, or without an id "
        "a contact sheet of all exercises. With --json it says what the camera's eye reads in "
        "each pose, which helps to write one.",
    )
    parser.add_argument("id", metavar="ID", nargs="?", help="an exercise (else all of them)")
    parser.add_argument("--phase", metavar="NAME", help="only this phase: start, hold, peak ...")
    parser.add_argument(
        "--from",
        dest="azimuth_deg",
        type=float,
        metavar="DEG",
        help="where to look from: 0 front, 90 the person's left side (else the best side; a "
        "contact sheet has the front too)",
    )
    parser.add_argument(
        "--out", metavar="FILE", help="a .svg or .png file (else SVG on standard output)"
    )
    parser.add_argument(
        "--width", type=_width, default=WIDTH_PX, metavar="PX", help="of a PNG, in pixels"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Draw, and write it where it was asked for."""
    from pathlib import Path

    from supple import wiring
    from supple.core.catalogue.catalogue import Catalogue

    catalogue = Catalogue(wiring.catalogue().exercises().values())
    exercise = None if arguments.id is None else catalogue.exercise(arguments.id)
    drawn = _drawn(arguments, exercise, list(catalogue.values()))
    out = None if arguments.out is None else Path(arguments.out)
    if out is not None:
        _write(out, drawn, arguments.width)
    if arguments.json:
        _print_json(exercise, out)
    elif out is None:
        sys.stdout.write(drawn)
    else:
        print(f"{out} is written.")
    return 0


def _drawn(
    arguments: argparse.Namespace, exercise: Exercise | None, everything: list[Exercise]
) -> str:
    from supple.core.drawing.scene import svg
    from supple.core.drawing.sheet import contact_sheet, strip
    from supple.core.errors import InputError, Problem

    if exercise is None:
        if arguments.phase is not None:
            raise InputError([Problem("--phase", "is of one exercise; name it before")])
        if arguments.azimuth_deg is None:
            return contact_sheet(everything)
        return contact_sheet(everything, azimuths_deg=[arguments.azimuth_deg])
    phases = [pose.phase for pose in exercise.poses]
    if not phases:
        raise InputError([Problem(exercise.id, "has no reference poses yet; its file gives none")])
    if arguments.phase is None:
        return strip(exercise, azimuth_deg=arguments.azimuth_deg)
    if arguments.phase not in phases:
        what = f'"{arguments.phase}" is no phase of it; there are {", ".join(phases)}'
        raise InputError([Problem(exercise.id, what)])
    return svg(exercise, arguments.phase, azimuth_deg=arguments.azimuth_deg)


def _write(out: Path, drawn: str, width_px: int) -> None:
    from supple import wiring
    from supple.core.errors import InputError, Problem

    kind = out.suffix.lower()
    if kind not in (".svg", ".png"):
        raise InputError([Problem(str(out), "is neither .svg nor .png; end its name with one")])
    content = drawn.encode() if kind == ".svg" else wiring.png(drawn, width_px)
    try:
        out.write_bytes(content)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error}); name another file"
        raise InputError([Problem(str(out), what)]) from error


def _print_json(exercise: Exercise | None, out: Path | None) -> None:
    import json

    from supple.app.posing import plain_readings

    answer: dict[str, Any] = {"file": None if out is None else str(out)}
    if exercise is not None:
        answer |= {"exercise": exercise.id, "poses": plain_readings(exercise)}
    print(json.dumps(answer, ensure_ascii=False))


def _width(text: str) -> int:
    low, high = WIDTHS_PX
    if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
        raise argparse.ArgumentTypeError(
            f'"{text}" is no width; give a number of pixels from {low} to {high}'
        )
    return int(text)
