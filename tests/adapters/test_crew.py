"""Worker processes: what ends one of them costs one job and no more."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from supple.adapters.crew import Crew


@contextmanager
def doer() -> Iterator[Callable[[str], str]]:
    yield do


def do(job: str) -> str:
    if job == "abort":
        os.abort()
    if job == "leave":
        os._exit(7)
    if job.startswith("wait"):
        Path(job[5:]).write_text(str(os.getpid()))
        signal.pause()
    return f"{job} done"


def crashed(job: str, code: int) -> str:
    return f"{job} crashed with {code}"


@pytest.fixture
def crew() -> Crew[str, str]:
    return Crew(doer, 2, crashed)


def test_every_job_is_answered(crew):
    jobs = [f"job {index}" for index in range(7)]
    assert sorted(crew.done(jobs)) == [f"{job} done" for job in jobs]
    assert list(crew.done([])) == []


def test_a_process_that_breaks_down_costs_its_job_only(crew):
    answers = sorted(crew.done(["a", "abort", "b", "leave", "c", "d"]))
    assert answers == [
        "a done",
        f"abort crashed with {-signal.SIGABRT}",
        "b done",
        "c done",
        "d done",
        "leave crashed with 7",
    ]


def test_jobs_are_taken_only_when_somebody_is_free(crew):
    taken = []

    def jobs() -> Iterator[str]:
        for index in range(50):
            taken.append(index)
            yield f"{index}"

    with closing(crew.done(jobs())) as answers:
        next(answers)
        assert len(taken) <= 3


def test_stopped_early_the_processes_end_at_once(crew, tmp_path):
    told = tmp_path / "pid"
    with closing(crew.done(["a", f"wait {told}"])) as answers:
        assert next(answers) == "a done"
        while not told.exists() or not told.read_text():
            time.sleep(0.01)
        assert alive(int(told.read_text()))
    assert not alive(int(told.read_text()))


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
