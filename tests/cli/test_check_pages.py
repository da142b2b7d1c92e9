"""`supple check --report` as it is typed: a page a file, and a list over a folder."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path, PurePath
from urllib.parse import unquote

import cv2
import numpy as np
import pytest

from supple.adapters.recording import RecordingWriter
from supple.cli import main
from supple.cli.check_pages import page_names
from supple.core.framecode import encode
from supple.core.pose import Frame
from support.clips import nobody_picture, picture
from support.films import Film
from tests.app.test_checking import COBRA, PRONE
from tests.app.test_checking import film as frames_of

Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def supple_check(capsys: pytest.CaptureFixture[str]) -> Typed:
    def run(*words: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["check", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def jpeg(path: Path, pixels: np.ndarray) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), pixels)
    return path


def titles(text: str) -> list[str]:
    return re.findall(r"<h[12][^>]*>(.*?)</h[12]>", text)


def test_a_video_has_a_page_with_its_hold_its_pictures_and_its_line_of_time(
    supple_check: Typed, film: Film, tmp_path: Path
) -> None:
    target = tmp_path / "cobra.html"
    code, said, complaints = supple_check(film.path, "--report", target, "--json")
    assert (code, complaints) == (0, "")
    assert json.loads(said)["exercise"] == "cobra"
    text = target.read_text("utf-8")
    assert titles(text)[0] == "Cobra"
    assert "From beginning to end" in titles(text)
    assert "You held it" in text
    assert 1 <= text.count("<img ") <= 6
    assert "could not be read again" not in text
    assert film.path.name in text


def test_a_folder_has_a_page_for_each_file_and_a_list_of_them(
    supple_check: Typed, tmp_path: Path
) -> None:
    looked_at, target = tmp_path / "looked at", tmp_path / "pages"
    jpeg(looked_at / "a b" / "one.jpg", picture("cobra", "hold"))
    jpeg(looked_at / "c" / "one.jpg", nobody_picture())
    (looked_at / "c" / "words.mp4").write_text("This is a letter, not a video.\n")
    target.mkdir()
    code, _, _ = supple_check(looked_at, "--report", target)
    assert code == 2
    listed = (target / "index.html").read_text("utf-8")
    assert "3 files, looked at on" in listed
    assert "It is text, not a video" in listed
    pages = [target / unquote(name) for name in re.findall(r'href="(.*?)"', listed)]
    assert [page.parent.name for page in pages] == ["a b", "c"]
    first, second = (page.read_text("utf-8") for page in pages)
    assert titles(first)[0] in ("Cobra", "Low cobra")
    assert titles(second)[0] == "Nobody was found"
    assert 'href="../index.html"' in first


def test_the_list_has_also_what_an_earlier_run_looked_at(
    supple_check: Typed, tmp_path: Path
) -> None:
    looked_at, target = tmp_path / "looked at", tmp_path / "pages"
    words = (looked_at, "--report", target, "--out", tmp_path / "results.jsonl")
    jpeg(looked_at / "one.jpg", picture("cobra", "hold"))
    (looked_at / "words.mp4").write_text("This is a letter, not a video.\n")
    target.mkdir()
    supple_check(*words)
    jpeg(looked_at / "two.jpg", nobody_picture())
    supple_check(*words)
    listed = (target / "index.html").read_text("utf-8")
    assert "3 files, looked at on" in listed
    assert "It is text, not a video" in listed
    assert re.findall(r'href="(.*?)"', listed) == ["one.jpg.report.html", "two.jpg.report.html"]


def test_a_landmark_recording_is_drawn_on_a_plain_ground(
    supple_check: Typed, tmp_path: Path
) -> None:
    path = tmp_path / "session.supple"
    with RecordingWriter(path) as recording:
        recording.text('{"type": "hello", "width": 640, "height": 360, "last_event": 0}')
        frames = cobra_frames_made()
        recording.frames(encode(frames, first_number=1))
    target = tmp_path / "session.html"
    code, _, _ = supple_check(path, "--exercise", "cobra", "--report", target)
    assert code == 0
    text = target.read_text("utf-8")
    assert "<img " in text
    assert "landmark recording" in text or "You held it" in text


def cobra_frames_made() -> list[Frame]:
    return list(frames_of((PRONE, 3), (COBRA, 6)).frames())


@pytest.mark.parametrize(
    ("name", "says"), [("page.pdf", "ends in .html"), ("gone/page.html", "folder is not there")]
)
def test_a_page_that_cannot_be_made_is_refused_before_any_work(
    supple_check: Typed, tmp_path: Path, name: str, says: str
) -> None:
    one = jpeg(tmp_path / "one.jpg", nobody_picture())
    code, said, complaint = supple_check(one, "--report", tmp_path / name)
    assert (code, said) == (2, "")
    assert says in complaint
    assert len(complaint.splitlines()) == 1


def test_one_page_cannot_stand_for_several_files(supple_check: Typed, tmp_path: Path) -> None:
    files = [jpeg(tmp_path / name, nobody_picture()) for name in ("one.jpg", "two.jpg")]
    code, _, complaint = supple_check(*files, "--report", tmp_path / "page.html")
    assert code == 2
    assert "name a folder" in complaint


def test_files_of_one_name_have_two_pages_and_the_same_ones_each_time(tmp_path: Path) -> None:
    files = [tmp_path / "a" / "one.jpg", tmp_path / "b" / "one.jpg", tmp_path / "two.jpg"]
    names = page_names(files)
    assert list(names.values()) == [
        PurePath("a/one.jpg.report.html"),
        PurePath("b/one.jpg.report.html"),
        PurePath("two.jpg.report.html"),
    ]
    assert page_names(files) == names
    assert page_names([]) == {}
    assert page_names([files[0]]) == {files[0]: PurePath("one.jpg.report.html")}
