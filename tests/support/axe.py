"""Whether a page is open to everybody, as far as axe can tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

OF_COLOURS = ["color-contrast", "link-in-text-block"]
# The colours go over slowly; what is looked at is where they end.
SETTLED = "Promise.all(document.getAnimations().map((one) => one.finished))"


def violations(page: Page, rules: Sequence[str] = RULES) -> list[str]:
    """What axe finds: where, which rule, and the element."""
    page.evaluate(AXE.read_text("utf-8"))
    asked = f"axe.run({{runOnly: {list(rules)!r}, resultTypes: ['violations']}})"
    return [
        f"{page.url}: {one['id']}: {one['help']}: {node['html'][:160]}"
        for one in page.evaluate(asked)["violations"]
        for node in one["nodes"]
    ]
