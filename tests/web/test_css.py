"""The two tiers of colour: what is text has contrast, by day and in the evening."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import supple

CSS = Path(supple.__file__).parent / "web" / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text("utf-8")
VALUES = dict(re.findall(r"--([a-z]+-\d): (#[0-9a-f]{6});", TOKENS))
MEANINGS = re.findall(
    r"--([a-z-]+): light-dark\(var\(--([a-z0-9-]+)\), var\(--([a-z0-9-]+)\)\)", TOKENS
)
BY_DAY = {name: VALUES[day] for name, day, _ in MEANINGS}
IN_THE_EVENING = {name: VALUES[evening] for name, _, evening in MEANINGS}

TEXT_ON = [
    ("ink", "ground"),
    ("ink", "ground-raised"),
    ("ink", "ground-sunk"),
    ("ink", "floor"),
    ("ink", "stage"),
    ("ink", "do-soft"),
    ("ink", "mind-soft"),
    ("ink-soft", "ground"),
    ("ink-soft", "ground-raised"),
    ("ink-soft", "ground-sunk"),
    ("ink-soft", "do-soft"),
    ("ink-soft", "mind-soft"),
    ("ink-soft", "stage"),
    ("do", "ground"),
    ("do", "ground-raised"),
    ("do-strong", "ground"),
    ("do-ink", "do"),
    ("do-ink", "do-strong"),
    ("mind", "ground"),
    ("mind", "stage"),
]
EDGES = [("line-strong", "ground"), ("line-strong", "ground-raised"), ("focus", "ground")]


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(
        part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True)
    )


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [BY_DAY, IN_THE_EVENING], ids=["day", "evening"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_words_can_be_read(colours: dict[str, str], text: str, ground: str) -> None:
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [BY_DAY, IN_THE_EVENING], ids=["day", "evening"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_can_be_seen(colours: dict[str, str], edge: str, ground: str) -> None:
    assert contrast(colours[edge], colours[ground]) >= 3.0


PAGES = sorted(set(CSS.glob("*.css")) - {CSS / "player.css"})  # it also draws over a picture


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_only_the_first_tier_names_a_colour(file: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.S)
    if file.name == "tokens.css":
        text = re.sub(r"--(?:[a-z]+-\d|figure-[a-z-]+): [^;]+;", "", text)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(", text) == []


@pytest.mark.parametrize("file", sorted(CSS.glob("*.css")), ids=lambda file: file.name)
def test_every_custom_property_is_defined_somewhere(file: Path) -> None:
    everything = "\n".join(one.read_text("utf-8") for one in CSS.glob("*.css"))
    scripts = "\n".join(one.read_text("utf-8") for one in CSS.parent.glob("js/**/*.js"))
    defined = set(re.findall(r"(--[a-z0-9-]+):", everything))
    defined |= set(re.findall(r"[\"'`](--[a-z0-9-]+)", scripts))
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", file.read_text("utf-8")))

    assert sorted(used - defined) == []
