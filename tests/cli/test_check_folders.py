"""Which files a check is for, and what else is said of folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from supple.cli.check_folders import files_of
from supple.core.errors import PoseError, Problem


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b/two.mp4", "b/one.jpg", "a/one.jpg", "a/one.mp4", "notes.txt", "z.supple"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


def names(folder: Path, *paths: Path) -> list[str]:
    return [str(file.path.relative_to(folder)) for file in files_of(paths or [folder], [])]


def test_a_folder_is_its_photos_videos_and_recordings_by_name(folder):
    assert names(folder) == ["z.supple", "a/one.jpg", "a/one.mp4", "b/one.jpg", "b/two.mp4"]
    assert names(folder, folder / "b", folder / "notes.txt") == [
        "b/one.jpg",
        "b/two.mp4",
        "notes.txt",
    ]


def test_a_folder_with_nothing_in_it_is_refused(folder):
    (folder / "empty").mkdir()
    with pytest.raises(PoseError, match="no photo, video or landmark recording"):
        files_of([folder / "b", folder / "empty"], [])


def test_links_in_a_circle_are_not_followed(folder):
    (folder / "a" / "up").symlink_to(folder)
    (folder / "a" / "self.jpg").symlink_to(folder / "a" / "self.jpg")
    assert len(names(folder)) == 5


def test_what_was_drawn_is_no_input(folder):
    (folder / "a" / "one.checked.jpg").write_text("x")
    assert len(names(folder)) == 5


def test_no_two_drawings_have_one_name(folder):
    files = files_of([folder / "a", folder / "b", folder / "a" / "one.jpg"], [])
    drawn = [file.drawn_as for file in files]
    assert drawn == ["one", "one.mp4", "one.jpg", "two", "one.jpg 2"]


def test_a_folder_that_cannot_be_opened_is_named_and_the_rest_is_found(folder, monkeypatch):
    """By a file system that refuses, for a test may run as somebody who may do everything."""
    refused = str(folder / "b")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if str(path) == refused:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    problems: list[Problem] = []
    assert len(files_of([folder], problems)) == 3
    assert [problem.where for problem in problems] == [refused]
    assert "Permission denied" in problems[0].what
