"""`supple bench`: it prints its figures, and never judges them."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path

from supple.adapters.pictures_cv2 import Video
from supple.adapters.recording import RecordingWriter
from supple.core.framecode import encode
from supple.core.pose import empty_frame
from support.videos import write_video


def bench(video: Path, option: str = "--video") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "supple", "bench", option, str(video)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def figures(ended: subprocess.CompletedProcess[str]) -> dict[str, dict]:
    assert (ended.returncode, ended.stderr) == (0, "")
    lines = map(json.loads, ended.stdout.splitlines())
    return {line["figure"]: line for line in lines}


def test_a_video_times_the_coach_the_model_and_the_check_beside_a_plain_loop(
    cobra_video: Path, tmp_path: Path
) -> None:
    pictures = (picture for _, picture in Video(cobra_video, rate_at_most_hz=5).pictures())
    path = tmp_path / "short.avi"
    write_video(path, islice(pictures, 25, 45), rate_hz=5, code="MJPG")
    found = figures(bench(path))
    assert set(found) == {"coach_us_per_frame", "pose_model_ms_per_frame", "check_frames_per_s"}
    for name in ("coach_us_per_frame", "pose_model_ms_per_frame"):
        assert 0 < found[name]["median"] <= found[name]["p99"]
        assert found[name]["of"] == "short.avi"
    compared = found["check_frames_per_s"]
    assert compared["frames"] == 20
    assert compared["check"] > 0
    assert compared["plain_loop"] > 0
    assert 0 < compared["analysed"] <= 20


def test_what_a_check_finds_is_printed_beside_what_every_picture_gives(
    cobra_video: Path, tmp_path: Path
) -> None:
    pictures = (picture for at_s, picture in Video(cobra_video).pictures() if at_s >= 7)
    write_video(tmp_path / "short.avi", islice(pictures, 45), rate_hz=30, code="MJPG")
    (tmp_path / "photo.png").write_text("left alone")
    (found,) = figures(bench(tmp_path, "--same")).values()
    assert (found["figure"], found["of"]) == ("check_sameness", "short.avi")
    assert found["frames"] == 45
    assert 0 < found["analysed"] <= 45
    assert found["findings_differ"] == []
    assert found["repetitions"] == [0, 0]


def test_a_recording_times_the_coach_alone(tmp_path: Path) -> None:
    path = tmp_path / "kept.supple"
    with RecordingWriter(path) as recording:
        recording.text('{"type": "hello", "width": 640, "height": 480, "last_event": 0}')
        nobody = [empty_frame(time_s=index / 10, aspect_ratio=4 / 3) for index in range(20)]
        recording.frames(encode(nobody, first_number=1))
    assert set(figures(bench(path))) == {"coach_us_per_frame"}


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    ended = bench(tmp_path / "gone.mp4")
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [
        f"{tmp_path / 'gone.mp4'}: there is no such file; check the path"
    ]
