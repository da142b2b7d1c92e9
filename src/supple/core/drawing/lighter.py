"""A drawing as a small picture that stands alone: for a page with many of them.

The colours come once, for light and for dark, instead of with every path; places are whole
numbers, each told from the one before it.
"""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import Final

from supple.core.drawing.paint import COLOURS, EDGE, IN_THE_DARK

_ELEMENT: Final = re.compile(r"<path ([^>]*)/>")
_ATTRIBUTE: Final = re.compile(r'([A-Za-z-]+)="([^"]*)"')
_COMMAND: Final = re.compile(r"([MLCQAZ])([^MLCQAZ]*)")
LEAST: Final = 3.0
"""A smaller arc is a corner."""


def lighter(svg: str, parts: int = 1) -> str:
    """The drawing with places told in so many parts of a drawing unit."""
    head, body = svg.split(">", 1)
    edges = map(float, dict(_ATTRIBUTE.findall(head))["viewBox"].split())
    names: dict[tuple[str, ...], str] = {}
    paths = [_path(dict(_ATTRIBUTE.findall(one)), names, parts) for one in _ELEMENT.findall(body)]
    view = " ".join(str(round(edge * parts)) for edge in edges)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">'
        f"<style>{_style(names, parts)}</style>{''.join(paths)}</svg>"
    )


def _path(has: dict[str, str], names: dict[tuple[str, ...], str], parts: int) -> str:
    """A path by the short name of how it is painted."""
    words = has["class"].split()
    how = (words[0].removeprefix("fig-"), *words[1:], "line" * (has["fill"] == "none"))
    short = names.setdefault(how, ascii_lowercase[len(names)])
    opacity = f' opacity="{has["fill-opacity"]}"' if "fill-opacity" in has else ""
    wide = "" if how[-1] == "" else f' stroke-width="{float(has["stroke-width"]) * parts:g}"'
    return f'<path class="{short}"{opacity}{wide} d="{_told(has["d"], parts)}"/>'


def _style(names: dict[tuple[str, ...], str], parts: int) -> str:
    rules = ["svg{color-scheme:light dark}"]
    edged = ",".join(f".{short}" for how, short in names.items() if "fig-edge" in how)
    if edged:
        rules.append(
            f"{edged}{{stroke:{_both('line')};stroke-opacity:{EDGE[0]};"
            f"stroke-width:{EDGE[1] * parts:g};paint-order:stroke}}"
        )
    for how, short in names.items():
        colour = _both(how[0])
        painted = f"fill:{colour}" if how[-1] == "" else f"fill:none;stroke:{colour}"
        rules.append(f".{short}{{{painted}}}")
    return "".join(rules)


def _both(name: str) -> str:
    light, dark = COLOURS[name], IN_THE_DARK[name]
    return light if light == dark else f"light-dark({light},{dark})"


def _told(path: str, parts: int) -> str:
    """Path data of whole numbers, each place from the one before it."""
    x, y, last = 0, 0, ""
    told: list[str] = []
    for letter, rest in _COMMAND.findall(path):
        if letter == "Z":
            told.append("z")
            last = ""
            continue
        numbers = [float(one) * parts for one in rest.split()]
        small = letter == "A" and numbers[0] < LEAST
        arc = letter == "A" and not small
        places = [round(number) for number in (numbers[5:] if letter == "A" else numbers)]
        to_x, to_y = places[-2:]
        if letter in "LA" and abs(to_x - x) + abs(to_y - y) <= (0 if arc else 1):
            continue
        if letter == "M":
            said, last = f"M{to_x}{_joined(to_y)}", ""
        else:
            command = "a" if arc else "l" if letter in "LA" else letter.lower()
            size = round(numbers[0])
            moves = [place - (x, y)[index % 2] for index, place in enumerate(places)]
            said = (f" {size} {size} 0 {int(bool(numbers[3]))}1" if arc else "") + _joined(*moves)
            if command != last:
                said, last = command + said.lstrip(), command
        told.append(said)
        x, y = to_x, to_y
    return "".join(told)


def _joined(*numbers: int) -> str:
    """Numbers with a space between them where there is no sign."""
    return "".join(f"{number}" if number < 0 else f" {number}" for number in numbers)
