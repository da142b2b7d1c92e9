"""The line of the back in a real browser: the page's worker finds what Python finds."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from supple import wiring
from supple.adapters.pictures_cv2 import Photo
from supple.adapters.pose_mediapipe import PoseFromPhoto, PoseModel
from supple.core.measuring.measures import Calibration, read
from supple.core.pose import Frame, frame_from_picture
from supple.core.seeing.kinematics import stance
from support.clips import picture

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from support.server import SuppleServer

LOOK = """
async ({ pixels, width, height, wishes }) => {
  const bytes = Uint8ClampedArray.from(atob(pixels), (letter) => letter.charCodeAt(0));
  const worker = new Worker("/static/js/player/eye_worker.js", { type: "module" });
  const answers = [];
  let heard = () => {};
  worker.onmessage = ({ data }) => {
    if (data.type !== "progress") { answers.push(data); heard(); }
  };
  const next = (type) => new Promise((resolve) => {
    heard = () => {
      const at = answers.findIndex((answer) => answer.type === type || answer.type === "failed");
      if (at >= 0) resolve(answers.splice(at, 1)[0]);
    };
    heard();
  });
  worker.postMessage({ type: "load", bundle: "/static/vendor/models/pose_landmarker_full.task" });
  const loaded = await next("ready");
  if (loaded.type === "failed") return [loaded];
  const seen = [];
  let time_s = 0;
  for (const wanted of wishes) {
    worker.postMessage({ type: "back_line", wanted });
    const bitmap = await createImageBitmap(new ImageData(bytes, width, height));
    worker.postMessage({ type: "frame", picture: bitmap, time_s: (time_s += 1) }, [bitmap]);
    const { landmarks, back_line, type, detail } = await next("seen");
    seen.push({ type, detail, landmarks: landmarks && [...landmarks],
      back_line: back_line && [...back_line] });
  }
  worker.terminate();
  return seen;
}
"""


def in_python(picture: np.ndarray, folder: Path) -> Frame:
    path = folder / "cat.png"
    cv2.imwrite(str(path), picture)
    with PoseModel(wiring.pose_model(), back_line=True) as model:
        (frame,) = PoseFromPhoto(Photo(path), model).frames()
    return frame


def in_the_page(told: dict[str, Any], picture: np.ndarray) -> Frame:
    return frame_from_picture(
        time_s=0.0,
        landmarks=np.array(told["landmarks"]).reshape(33, 4),
        back_line=np.array(told["back_line"]).reshape(24, 2),
        width=picture.shape[1],
        height=picture.shape[0],
    )


def dense(line: np.ndarray) -> np.ndarray:
    at = np.linspace(0, len(line) - 1, 400)
    return np.column_stack([np.interp(at, range(len(line)), line[:, axis]) for axis in (0, 1)])


def test_the_worker_finds_the_line_that_python_finds_and_only_when_it_is_wanted(
    page: Page, home: SuppleServer, tmp_path: Path
) -> None:
    cat = picture("cat_camel", "peak")
    page.goto(home.url)
    colours = cv2.cvtColor(cat, cv2.COLOR_BGR2RGBA)
    given = {
        "pixels": base64.b64encode(colours.tobytes()).decode(),
        "width": cat.shape[1],
        "height": cat.shape[0],
        "wishes": [False, True, True, False],
    }
    told = page.evaluate(LOOK, given)
    assert [answer["type"] for answer in told] == ["seen"] * 4, told
    assert [answer["back_line"] is not None for answer in told] == [False, True, True, False]
    frame, here = in_the_page(told[2], cat), in_python(cat, tmp_path)
    assert frame.back_line is not None
    assert here.back_line is not None
    # Tracking places hip and shoulder a little elsewhere, so points slide along the same line.
    scale = stance(here).scale
    apart = np.hypot(*(frame.back_line[:, None] - dense(here.back_line)[None]).transpose(2, 0, 1))
    assert apart.min(axis=1)[2:-2].max() < 0.02 * scale
    page_idx, python_idx = (
        read("back_curvature_idx", each, Calibration()).value for each in (frame, here)
    )
    assert abs(page_idx - python_idx) < 0.02
