"""How far it is, in words."""

from __future__ import annotations

import io

import pytest

from supple.cli.check_progress import Progress, duration_words, progress_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (80, "80 seconds"),
        (120, "2 minutes"),
        (3500, "58 minutes"),
        (3700, "1 hour"),
        (90000, "25 hours"),
    ],
)
def test_durations_are_said_as_people_say_them(seconds, words):
    assert duration_words(seconds) == words


def test_the_line_says_how_many_how_fast_and_how_long_still():
    assert progress_words(12, 400, 4.0) == "12 of 400 files, 3.0 a second, about 2 minutes left"
    assert progress_words(1, 3, 60.0) == "1 of 3 files, 1.0 a minute, about 2 minutes left"
    assert progress_words(0, 3, 0.0) == "0 of 3 files"


def test_in_a_log_nothing_is_said_of_what_is_soon_done():
    log = io.StringIO()
    progress = Progress(3, log)
    for _ in range(3):
        progress.step()
    progress.clear()
    assert log.getvalue() == ""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_line_is_taken_away_at_the_end(monkeypatch):
    monkeypatch.setattr("supple.cli.check_progress.REDRAWN_S", 0.0)
    terminal = Terminal()
    progress = Progress(3, terminal)
    for _ in range(3):
        progress.step()
    progress.clear()
    assert "2 of 3 files" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
