"""`supple check` over folders, in processes of its own, as it is typed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import cv2
import pytest

from supple.adapters.pictures_cv2 import Video
from supple.cli.check import summary_words
from support.videos import write_video

WORDS = [sys.executable, "-m", "supple", "check"]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory, cobra_video: Path) -> Path:
    """A folder of good and bad files."""
    folder = tmp_path_factory.mktemp("mixed")
    pictures = [
        picture for _, picture in islice(Video(cobra_video, rate_at_most_hz=5).pictures(), 25, 45)
    ]
    cv2.imwrite(str(folder / "held.png"), pictures[12])
    (folder / "inside").mkdir()
    write_video(folder / "inside" / "short.avi", pictures, rate_hz=5, code="MJPG")
    shutil.copy(folder / "held.png", folder / "inside" / "short.png")
    shutil.copy(folder / "held.png", os.fsencode(folder) + b"/caf\xe9\nline.png")
    png = bytearray((folder / "held.png").read_bytes())
    struct.pack_into(">II", png, 16, 100_000, 100_000)
    (folder / "huge.png").write_bytes(png)
    (folder / "words.mp4").write_text("This is a letter, not a video.\n" * 30)
    (folder / "gone.jpg").symlink_to(folder / "nowhere.jpg")
    (folder / "inside" / "up").symlink_to(folder)
    return folder


@pytest.fixture
def long_film(tmp_path: Path, cobra_video: Path) -> Path:
    """A film that takes a while, in a folder with two photos, one before and one after it."""
    folder = tmp_path / "folder"
    folder.mkdir()
    pictures = [picture for at_s, picture in Video(cobra_video).pictures() if 7 <= at_s < 7.5]
    for name in ("a.png", "z.png"):
        cv2.imwrite(str(folder / name), pictures[0])
    jpegs = [
        cv2.imencode(".jpg", cv2.convertScaleAbs(picture, alpha=1 + 0.1 * (index % 2)))[1]
        for index, picture in enumerate(pictures)
    ]
    (folder / "long.avi").write_bytes(b"".join(jpeg.tobytes() for jpeg in jpegs) * 200)
    return folder


@contextmanager
def started(*words: str | Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*WORDS, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def lines_of(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_every_file_of_a_folder_is_done_whatever_the_others_are(mixed, tmp_path):
    drawn, out = tmp_path / "drawn", tmp_path / "results.jsonl"
    drawn.mkdir()
    words = [mixed, "--exercise", "cobra", "--out", out, "--workers", "2"]
    with started(*words, "--annotate", drawn) as process:
        printed, said = process.communicate(timeout=150)
    assert process.returncode == 2
    odd = os.fsdecode(os.fsencode(mixed) + b"/caf\xe9\nline.png")
    good = [odd, *(str(mixed / name) for name in ("held.png", "inside/short.avi"))]
    good.append(str(mixed / "inside" / "short.png"))
    by_path = {line["path"]: line for line in lines_of(out)}
    assert set(by_path) == {*good, str(mixed / "huge.png"), str(mixed / "words.mp4")}
    assert {path for path, line in by_path.items() if "kind" in line} == set(good)
    *each, last = printed.splitlines()
    assert len(each) == 4
    assert last == "6 files checked: 4 wholly, 0 in part, 2 could not be read."
    assert sorted(line.split(": ", 1)[0] for line in said.splitlines()) == [
        str(mixed / "huge.png"),
        str(mixed / "words.mp4"),
    ]
    names = sorted(str(path.relative_to(drawn)) for path in drawn.rglob("*.*"))
    assert [name for name in names if "caf" not in name] == [
        "held.checked.jpg",
        "inside/short.checked.mp4",
        "inside/short.png.checked.jpg",
    ]
    assert len(names) == 4
    with started(*words, "--json") as process:
        printed, said = process.communicate(timeout=60)
    assert (process.returncode, printed, said) == (2, "", "")
    assert len(lines_of(out)) == 6


def test_ended_with_ctrl_c_it_goes_on_where_it_was(long_film, tmp_path):
    out = tmp_path / "results.jsonl"
    words = [long_film, "--exercise", "cobra", "--out", out, "--workers", "1", "--json"]
    with started(*words) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["path"] == str(long_film / "a.png")
        process.send_signal(signal.SIGINT)
        # To a shell both are 130: where the signal comes while a module is being loaded (a
        # dataclass is made by exec), Python ends by the signal itself, also when it was caught.
        assert process.wait(timeout=20) in (130, -signal.SIGINT)
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert [line["path"] for line in lines_of(out)] == [str(long_film / "a.png")]
    (long_film / "long.avi").unlink()
    with started(*words) as process:
        printed, _ = process.communicate(timeout=100)
    assert process.returncode == 0
    assert [json.loads(line)["path"] for line in printed.splitlines()] == [
        str(long_film / "z.png")
    ]


def test_a_process_that_breaks_down_costs_one_file(long_film):
    with started(long_film, "--exercise", "cobra", "--workers", "1", "--json") as process:
        assert process.stdout is not None
        process.stdout.readline()
        (worker,) = workers_of(process.pid)
        os.kill(worker, signal.SIGKILL)
        printed, said = process.communicate(timeout=100)
    assert process.returncode == 2
    assert [json.loads(line)["path"] for line in printed.splitlines()] == [
        str(long_film / "z.png")
    ]
    (sentence,) = said.splitlines()
    assert sentence.startswith(f"{long_film / 'long.avi'}: the process that looked at it broke")
    assert "signal 9" in sentence


def workers_of(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [
        int(child)
        for child in children
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def test_the_summary_counts_what_was_done_now_and_before():
    assert summary_words({0: 1, 1: 0, 2: 0}, 0) == "1 file checked: 1 wholly, 0 in part."
    assert summary_words({0: 0, 1: 0, 2: 0}, 3) == (
        "0 files checked. 3 done before and not changed."
    )
