"""`supple check` as it is typed: what it prints, and how it ends, on real files."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest

from supple.adapters.pictures_cv2 import Photo, Video
from supple.adapters.recording import RecordingWriter
from supple.cli import main
from supple.core.framecode import encode
from supple.core.pose import empty_frame
from support.clips import fold_clip
from support.films import Film
from support.videos import write_video

Ended = subprocess.CompletedProcess[str]
Command = Callable[..., Ended]


def typed(*words: str | Path) -> Ended:
    """The command in a process of its own, as a person starts it."""
    return subprocess.run(
        [sys.executable, "-m", "supple", "check", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


@pytest.fixture
def supple_check(capsys: pytest.CaptureFixture[str]) -> Command:
    """The command in this process, which need not load everything anew."""

    def run(*words: str | Path) -> Ended:
        capsys.readouterr()
        code = main(["check", *map(str, words)])
        said = capsys.readouterr()
        return Ended(["supple", "check"], code, said.out, said.err)

    return run


def objects(ended: Ended) -> list[dict]:
    return [json.loads(line) for line in ended.stdout.splitlines()]


def one_sentence(ended: Ended, *says: str | Path) -> None:
    """One line on standard error, with these words, and nothing of a traceback."""
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    for words in says:
        assert str(words) in ended.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("made")


@pytest.fixture(scope="module")
def nobody(made: Path) -> Path:
    """A photo of an empty room."""
    room = np.full((240, 320, 3), 205, np.uint8)
    room[170:] = (120, 150, 175)
    path = made / "room.jpg"
    cv2.imwrite(str(path), room)
    return path


@pytest.fixture(scope="module")
def held(made: Path, cobra_video: Path) -> Path:
    """A photo of a held cobra."""
    picture = next(picture for at_s, picture in Video(cobra_video).pictures() if at_s >= 7.5)
    path = made / "held cobra.png"
    cv2.imwrite(str(path), picture)
    return path


@pytest.fixture(scope="module")
def cut_off(made: Path, cobra_video: Path) -> Path:
    """A video cut off in the middle; its index stands before what is lost."""
    pictures = (picture for _, picture in Video(cobra_video, rate_at_most_hz=10).pictures())
    path = made / "cut.avi"
    write_video(path, islice(pictures, 90), rate_hz=10, code="MJPG")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("words.mp4", "This is a letter, not a video.\n" * 30, "text"),
        ("words.jpg", "This is a letter, not a photo.\n" * 30, "not a photo"),
        ("words.supple", "This is a letter, not a recording.\n", "not a landmark recording"),
        ("empty.mp4", "", "empty"),
        ("nowhere.mp4", None, "no such file"),
    ],
)
def test_what_cannot_be_read_at_all_ends_with_2_and_one_sentence(
    supple_check: Command, tmp_path: Path, name: str, content: str | None, says: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    ended = supple_check(path, "--json")
    assert ended.returncode == 2
    assert ended.stdout == ""
    one_sentence(ended, path, says)


def test_an_unknown_exercise_ends_with_2_and_names_the_nearest(
    supple_check: Command, nobody: Path
) -> None:
    ended = supple_check(nobody, "--exercise", "cobraa")
    assert ended.returncode == 2
    one_sentence(ended, "cobraa", "did you mean cobra")


def test_a_photo_with_nobody_in_it_ends_with_1_and_says_so(
    supple_check: Command, nobody: Path
) -> None:
    ended = supple_check(nobody, "--json")
    assert ended.returncode == 1
    (report,) = objects(ended)
    assert report["kind"] == "photo"
    assert (report["frames"], report["frames_with_person"]) == (1, 0)
    assert report["exercise"] is None
    assert report["confidence"] is None
    assert report["holds"] == []
    one_sentence(ended, nobody, "Nobody was found")


def test_a_video_cut_off_is_judged_as_far_as_it_goes_and_ends_with_1(
    supple_check: Command, cut_off: Path
) -> None:
    ended = supple_check(cut_off, "--exercise", "cobra", "--json")
    assert ended.returncode == 1
    (report,) = objects(ended)
    assert 25 < report["frames"] < 65
    assert report["frames_with_person"] > 0
    one_sentence(ended, cut_off, "breaks off at", "of 9.0 s")


def test_a_photo_of_a_held_cobra_is_recognised_and_judged(
    supple_check: Command, held: Path
) -> None:
    ended = supple_check(held, "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    (report,) = objects(ended)
    assert report["exercise"] in ("cobra", "cobra_low")
    assert report["view"] == "side"
    assert {finding["result"] for finding in report["findings"]} & {"pass", "warn"}
    assert set(report) == {
        "path", "kind", "frames", "frames_analysed", "frames_with_person", "fps", "exercise",
        "confidence", "alternatives", "view", "holds", "repetitions", "repetition_peaks_s",
        "sides", "findings", "movement", "cannot_tell",
    }  # fmt: skip


def test_for_a_person_the_report_is_words(supple_check: Command, held: Path) -> None:
    ended = supple_check(held, "--exercise", "cobra")
    assert (ended.returncode, ended.stderr) == (0, "")
    first, *rest = ended.stdout.splitlines()
    assert first.startswith(str(held))
    assert "Cobra" in first
    assert "seen from the side" in first
    assert any(line.startswith("  Good: ") for line in rest)


def test_several_paths_give_one_object_a_line_and_end_as_the_worst(
    supple_check: Command, held: Path, nobody: Path, tmp_path: Path
) -> None:
    ended = supple_check(held, nobody, "--json")
    assert ended.returncode == 1
    assert {report["path"] for report in objects(ended)} == {str(held), str(nobody)}
    gone = tmp_path / "gone.mp4"
    ended = supple_check(gone, nobody, "--json")
    assert ended.returncode == 2
    assert [report["path"] for report in objects(ended)] == [str(nobody)]
    assert len(ended.stderr.splitlines()) == 2


def test_a_folder_stands_for_the_files_in_it(
    supple_check: Command, tmp_path: Path, nobody: Path
) -> None:
    ended = supple_check(tmp_path)
    assert ended.returncode == 2
    one_sentence(ended, tmp_path, "no photo, video or landmark recording")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "room.jpg").write_bytes(nobody.read_bytes())
    (tmp_path / "notes.txt").write_text("not looked at")
    ended = supple_check(tmp_path, "--json")
    assert ended.returncode == 1
    assert [report["path"] for report in objects(ended)] == [str(tmp_path / "inside" / "room.jpg")]


def test_a_landmark_recording_is_checked_like_a_video(
    supple_check: Command, tmp_path: Path
) -> None:
    path = tmp_path / "session.supple"
    with RecordingWriter(path) as recording:
        recording.text('{"type": "hello", "width": 640, "height": 480, "last_event": 0}')
        nobody = [empty_frame(time_s=index / 10, aspect_ratio=4 / 3) for index in range(20)]
        recording.frames(encode(nobody, first_number=1))
    ended = supple_check(path, "--json")
    assert ended.returncode == 1
    (report,) = objects(ended)
    assert (report["kind"], report["frames"], report["fps"]) == ("recording", 20, 10.0)
    one_sentence(ended, "Nobody was found")


@pytest.mark.parametrize(
    ("target", "says"),
    [
        (lambda held, folder: held, "to be checked"),
        (lambda held, folder: folder / "drawn.doc", "ending"),
        (lambda held, folder: folder / "gone" / "drawn.jpg", "folder is not there"),
    ],
)
def test_a_drawing_that_cannot_be_made_is_refused_at_once(
    supple_check: Command,
    held: Path,
    tmp_path: Path,
    target: Callable[[Path, Path], Path],
    says: str,
) -> None:
    before = held.read_bytes()
    ended = supple_check(held, "--annotate", target(held, tmp_path), "--json")
    assert ended.returncode == 2
    assert ended.stdout == ""
    one_sentence(ended, says)
    assert held.read_bytes() == before


def test_a_photo_is_drawn_with_words_below_it(
    supple_check: Command, held: Path, tmp_path: Path
) -> None:
    drawn = tmp_path / "drawn.png"
    assert supple_check(held, "--annotate", drawn).returncode == 0
    ((_, before),) = Photo(held).pictures()
    ((_, after),) = Photo(drawn).pictures()
    assert after.shape[0] > before.shape[0]
    assert abs(after.shape[1] - before.shape[1]) <= 1


def test_each_way_to_end_is_the_same_where_it_is_typed(
    held: Path, nobody: Path, tmp_path: Path
) -> None:
    words = tmp_path / "words.mp4"
    words.write_text("This is a letter, not a video.\n" * 30)
    for path, code in ((held, 0), (nobody, 1), (words, 2)):
        ended = typed(path, "--json")
        assert ended.returncode == code
        assert len(objects(ended)) == (code < 2)
        assert len(ended.stderr.splitlines()) == (code > 0)  # and nothing of the model's chatter


def test_the_cobra_is_held_once_from_the_side_and_never_during_the_title(
    film: Film, tmp_path: Path
) -> None:
    drawn = tmp_path / "drawn.mp4"
    ended = typed(film.path, "--annotate", drawn, "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    (report,) = objects(ended)
    assert report["exercise"] == "cobra"
    first_s, last_s = film.held_s
    holds = report["holds"]
    inside = [hold for hold in holds if hold["start_s"] >= first_s and hold["end_s"] <= last_s]
    assert len(inside) == 1
    assert inside[0]["credited_s"] > 1
    assert all(hold["start_s"] >= film.calm_s for hold in holds)
    seen, original = ([at_s for at_s, _ in Video(path).pictures()] for path in (drawn, film.path))
    assert seen[-1] == pytest.approx(original[-1], abs=0.2)


def test_what_is_called_a_cobra_but_is_none_is_not_taken_for_one(
    supple_check: Command, shared_data: Path | None, made: Path
) -> None:
    if shared_data is None:
        called_cobra = fold_clip(made)
    else:
        (called_cobra,) = (shared_data / "videos").glob("MISLABELLED_cobra*")
    (report,) = objects(supple_check(called_cobra, "--json"))
    assert report["exercise"] != "cobra"
    assert report["frames_with_person"] > 0
