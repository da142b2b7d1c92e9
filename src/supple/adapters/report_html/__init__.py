"""Writes reports of checks as HTML: each one file that needs nothing else, and no script.

Pictures, styles and the typeface are inside it, and its own policy forbids it to load anything.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from supple.app.locales import Locale
from supple.app.report import Report
from supple.app.report_index import Index
from supple.app.words import capital, tick_words
from supple.core.errors import PoseError, Problem

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the pages share with the product: CSS of colours and drawings, the typeface (WOFF2)."""

    tokens: str
    font: bytes


def render_report(
    report: Report,
    pictures: Sequence[bytes],
    *,
    look: Look,
    locale: Locale,
    to_index: str = "",
) -> str:
    """The page of one check. `pictures` are JPEGs, one for each of the report's shots, empty
    where there is none; `to_index` is where the list of all files is, if there is one.
    """
    shown = [
        (shot, _data("image/jpeg", data) if data else "")
        for shot, data in zip(report.shots, pictures, strict=True)
    ]
    return _render("report.html", look, locale, report=report, shown=shown, to_index=to_index)


def render_index(index: Index, *, look: Look, locale: Locale) -> str:
    """The list of all files that were looked at."""
    return _render("index.html", look, locale, index=index)


def write_page(text: str, path: Path) -> None:
    """Raises PoseError where `path` cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise _problem(path, f"it cannot be written ({error.strerror})") from None


def check_target(path: Path) -> None:
    """Raises PoseError where no report can be written to `path`, before any work is done."""
    if path.suffix.lower() not in (".html", ".htm"):
        raise _problem(path, "a report is a page; give it a name that ends in .html")
    if not path.parent.is_dir():
        raise _problem(path, "its folder is not there; make it, or name another")


def _render(template: str, look: Look, locale: Locale, **values: object) -> str:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["capital"] = capital
    style = look.tokens + (HERE / "report.css").read_text("utf-8")
    return environment.get_template(template).render(
        values,
        t=locale.say,
        clock=tick_words,
        drawing=Markup,
        language=locale.language,
        style=Markup(style),  # noqa: S704 our own files
        font=Markup(_data("font/woff2", look.font)),  # noqa: S704 base64
    )


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode('ascii')}"


def _problem(path: Path, what: str) -> PoseError:
    return PoseError([Problem(str(path), what)])
