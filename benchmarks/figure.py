"""What the moving figure costs: bytes of the player's scripts, time to its first picture, and the
work of a frame.

    .venv/bin/python -m benchmarks.figure

A browser without a graphics chip draws in software: then only "the page's own work" says something
of other machines.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tools")]

if TYPE_CHECKING:
    from playwright.sync_api import Page

STATIC = ROOT / "src" / "supple" / "web" / "static"
LIMIT_BYTES = 350_000

FRAMES = """async ([width, height]) => {
  const began = performance.now();
  const from = (name) => import(`/static/js/figure/${name}.js`);
  const [{ readBody }, { readPoses, readWays }, { FigureScene }, { Travel }] =
    await Promise.all(["body", "motion", "scene", "travel"].map(from));
  const [file, poses] = await Promise.all([
    fetch("/static/figure/body.bin").then((answer) => answer.arrayBuffer()),
    fetch("/figures/cobra").then((answer) => answer.json()),
  ]);
  const canvas = document.createElement("canvas");
  document.body.append(canvas);
  const scene = new FigureScene(canvas, readBody(file), false);
  if (scene.software) scene.plain();
  const motion = readPoses(poses);
  scene.size(width, height, 1);
  scene.furnish(motion);
  const travel = new Travel(motion, "start");
  const gl = canvas.getContext("webgl2");
  const pixel = new Uint8Array(4);
  const draw = () => {
    const before = performance.now();
    travel.go("hold", 1 / 60, 3);
    scene.pose(travel.moment, Math.random(), 1);
    scene.look(motion.azimuth_deg, motion.above_deg, false);
    scene.render();
    const own = performance.now() - before;
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    return [own, performance.now() - before];
  };
  const [own_first, whole_first] = draw();
  const first = performance.now() - began - (whole_first - own_first);
  motion.ways = readWays(await (await fetch("/figures/cobra/ways")).json());
  const times = Array.from({ length: 40 }, draw).slice(10);
  const middle = (column) => times.map((one) => one[column]).sort((a, b) => a - b)[15];
  const names = gl.getExtension("WEBGL_debug_renderer_info");
  canvas.remove();
  return { first, own: middle(0), whole: middle(1),
    chip: gl.getParameter(names.UNMASKED_RENDERER_WEBGL) };
}"""


def main() -> None:
    from playwright.sync_api import sync_playwright

    from support.chromium import launch
    from support.server import SuppleServer

    sizes()
    server = SuppleServer(Path(tempfile.mkdtemp()))
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            page = browser.new_page()
            page.set_default_timeout(120_000)
            page.goto(f"{server.url}/welcome")
            for size in ((1280, 720), (390, 300)):
                frames(page, size)
            browser.close()
    finally:
        server.stop()


def sizes() -> None:
    """Compressed as a server would; our own modules are served as they are written."""
    modules = sorted(
        [*(STATIC / "js" / "figure").glob("*.js"), *(STATIC / "js" / "player").glob("*.js")]
    )
    own = sum(packed(module) for module in modules)
    three = sum(packed(module) for module in STATIC.glob("vendor/three-*/*.js"))
    body = STATIC / "figure" / "body.bin"
    print(f"scripts, compressed: three {three} + own {own} = {three + own} bytes"
          f" ({'under' if three + own < LIMIT_BYTES else 'OVER'} {LIMIT_BYTES})")  # fmt: skip
    print(f"surface: {body.stat().st_size} bytes, {packed(body)} compressed")


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def frames(page: Page, size: tuple[int, int]) -> None:
    found: dict[str, Any] = page.evaluate(FRAMES, list(size))
    print(f"{size[0]} x {size[1]}: first picture with the chip after {found['first']:.0f} ms; "
          f"a frame takes {found['own']:.2f} ms of the page's own work, {found['whole']:.0f} ms "
          f"with drawing ({found['chip']})")  # fmt: skip


if __name__ == "__main__":
    main()
