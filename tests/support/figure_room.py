"""Pictures of our own body in a room, as a camera of known place takes them.

A headless Chromium draws in software what the player shows: the same surface, the same modules.
The camera is that of `supple.core.figure.lens`, so what a landmark's place in the picture is, is
known. The same shot is the same picture.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from math import degrees
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.core.figure.lens import Sighting
from supple.core.pose import Floats

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

    from supple.core.figure.playing import Thing

ROOT: Final = Path(__file__).resolve().parent.parent.parent
STATIC: Final = ROOT / "src" / "supple" / "web" / "static"
PAGE: Final = "http://room.invalid"
"""No host: what the page asks for is answered here."""
SOFTWARE: Final = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
KINDS: Final = {".js": "text/javascript", ".bin": "application/octet-stream"}
SIZE_PX: Final = (854, 480)

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One posture in a room. `turns` (BONES, 4) and `place_m` (3,) as in `figure.playing`;
    `light_deg`: how far aside of the camera the light is, + to its left.
    """

    turns: Floats
    place_m: Floats
    camera: Sighting
    colours: Mapping[str, str]
    things: Sequence[Thing] = ()
    held: Sequence[str] = ()
    breath: float = 0.0
    light_deg: float = 42.0
    size_px: tuple[int, int] = SIZE_PX


ROOM: Final = MappingProxyType({
    "boards": "#c9a884", "wall": "#dcd8cf", "skirting": "#f1eee8", "floor": "#cfc7ba",
    "mat": "#5d7f86", "block": "#b98d5e", "prop": "#8a6a4d", "held": "#3c3f52",
    "line": "#4a2f28",
})  # fmt: skip
CLOTHES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({
    name: MappingProxyType({**ROOM, **colours})
    for name, colours in {
        "dark": {"skin": "#d9a583", "top": "#2c2f3a", "legs": "#1f2128", "hair": "#3a2618"},
        "light": {"skin": "#8d5a3c", "top": "#e9e4da", "legs": "#d6d2c8", "hair": "#17110e"},
        "red and blue": {"skin": "#e8bd9e", "top": "#b3322f", "legs": "#27407e",
                         "hair": "#7a5230"},
        "grey": {"skin": "#c58f6a", "top": "#8b8f94", "legs": "#6e7277", "hair": "#25201d"},
        "like the skin": {"skin": "#5b3826", "top": "#7c4f37", "legs": "#38304c",
                          "hair": "#120d0b"},
    }.items()
})  # fmt: skip
"""Patternless, light and dark, strong and pale, on five skins."""


@dataclass(slots=True)
class FigureRoom:
    """Use it `with`: it holds a browser. `plain`: quicker by half, for the body throws no shadow
    on itself.
    """

    plain: bool = False
    browser: Browser | None = None
    """One that is there already, started with SOFTWARE; else it starts one of its own."""
    _open: list[Callable[[], Any]] = field(default_factory=list)
    _page: Any = None

    def __enter__(self) -> FigureRoom:
        browser = self.browser or self._started()
        self._page = browser.new_page(viewport={"width": 320, "height": 200})
        self._open.append(self._page.close)
        self._page.set_default_timeout(120_000)
        self._page.route("**/*", _answer)
        self._page.goto(f"{PAGE}/")
        self._page.evaluate(
            "import('/figure_room.js').then(async (room) => {"
            " window.room = room; await room.open('/static/figure/body.bin'); })"
        )
        if self.plain:
            self._page.evaluate("() => window.room.plain()")
        return self

    def _started(self) -> Browser:
        from playwright.sync_api import sync_playwright

        from support.chromium import launch

        playwright = sync_playwright().start()
        self._open.append(playwright.stop)
        browser = launch(playwright, *SOFTWARE)
        self._open.append(browser.close)
        return browser

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        while self._open:
            self._open.pop()()

    def png(self, shot: Shot) -> bytes:
        """The picture as a PNG file."""
        told = {
            "turns": np.asarray(shot.turns).ravel().tolist(),
            "place": np.asarray(shot.place_m).tolist(),
            "things": [asdict(thing) for thing in shot.things],
            "held": list(shot.held),
            "colours": dict(shot.colours),
            "from_m": shot.camera.place_m.tolist(),
            "at_m": shot.camera.middle_m.tolist(),
            "field_deg": field_deg(shot.camera),
            "light_deg": shot.light_deg,
            "breath": shot.breath,
            "size_px": list(shot.size_px),
        }
        return base64.b64decode(self._page.evaluate("(shot) => window.room.picture(shot)", told))

    def picture(self, shot: Shot) -> Picture:
        """The picture (height, width, 3), blue first."""
        found = cv2.imdecode(np.frombuffer(self.png(shot), np.uint8), cv2.IMREAD_COLOR)
        return np.asarray(found, np.uint8)


def field_deg(camera: Sighting) -> float:
    """What is seen from bottom to top."""
    return degrees(2 * np.arctan(0.5 / camera.focal))


def _answer(route: Route) -> None:
    path = re.sub(r"^https?://[^/]*|[?#].*$", "", route.request.url)
    if path == "/":
        route.fulfill(body="<!doctype html><title>room</title>", content_type="text/html")
        return
    folder = STATIC if path.startswith("/static/") else Path(__file__).parent
    file = folder / path.removeprefix("/static/").lstrip("/")
    if file.is_file() and file.suffix in KINDS:
        route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])
    else:
        route.abort()
