"""The file of results: it is gone on with, repaired where it was torn, and never another's."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from supple.cli.check_results import Results, json_line
from supple.core.errors import PoseError

WITH = "supple 1, exercise cobra"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "a.jpg"
    path.write_text("a photo")
    return path


@pytest.fixture
def kept(tmp_path: Path, photo: Path) -> Path:
    """Results with one line."""
    path = tmp_path / "results.jsonl"
    with Results(path, WITH) as results:
        results.add(str(photo), {"path": str(photo), "kind": "photo"}, 1, ["Nobody."])
    return path


def code(kept: Path, photo: Path, checked_with: str = WITH) -> int | None:
    with Results(kept, checked_with) as results:
        return results.code_of(photo)


def test_a_line_holds_what_was_found_and_what_it_was_found_in(kept, photo):
    (line,) = kept.read_text().splitlines()
    state = photo.stat()
    assert json.loads(line) == {
        "path": str(photo),
        "kind": "photo",
        "checked": {
            "size": state.st_size,
            "modified_ns": state.st_mtime_ns,
            "with": WITH,
            "exit": 1,
            "said": ["Nobody."],
        },
    }


def test_what_is_as_it_was_need_not_be_checked_again(kept, photo):
    assert code(kept, photo) == 1


def test_what_has_changed_or_is_new_must_be(kept, photo, tmp_path):
    assert code(kept, photo, "supple 1, exercise plow") is None
    assert code(kept, tmp_path / "b.jpg") is None
    os.utime(photo, ns=(1, 1))
    assert code(kept, photo) is None


def test_of_two_lines_for_a_path_the_last_counts(kept, photo):
    photo.write_text("another photo")
    with Results(kept, WITH) as results:
        results.add(str(photo), None, 2, ["It cannot be read."])
    assert code(kept, photo) == 2
    assert len(kept.read_text().splitlines()) == 2


@pytest.mark.parametrize("lost", [1, 20, 150])
def test_a_last_line_that_was_cut_off_is_taken_away(kept, photo, lost):
    line = kept.read_bytes()
    kept.write_bytes(line + line[:-lost])
    assert code(kept, photo) == 1
    assert kept.read_bytes() == line


@pytest.mark.parametrize(
    "content",
    [b"A diary.\nDear diary\n", b"no line", b"\x89PNG\r\n\x1a\n", b'{"a": 1}\n', b"[]\n"],
)
def test_a_file_that_is_something_else_is_refused_and_left_as_it_is(tmp_path, content):
    path = tmp_path / "diary"
    path.write_bytes(content)
    with pytest.raises(PoseError, match="line 1 of it is no result"):
        Results(path, WITH)
    assert path.read_bytes() == content


def test_a_place_where_nothing_can_be_written_is_named(tmp_path):
    with pytest.raises(PoseError, match="cannot be written"):
        Results(tmp_path, WITH)
    with pytest.raises(PoseError, match="cannot be written"):
        Results(tmp_path / "gone" / "results.jsonl", WITH)


def test_a_name_that_is_no_text_comes_back_as_it_was(kept, tmp_path):
    odd = os.fsdecode(b"caf\xe9\n.jpg")
    assert json.loads(json_line({"path": odd}).encode()) == {"path": odd}
    with Results(kept, WITH) as results:
        results.add(odd, {"path": odd}, 0, [])
    assert len(kept.read_bytes().splitlines()) == 2
