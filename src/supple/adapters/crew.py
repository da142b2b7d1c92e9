"""Worker processes that do one job after another. What ends one of them costs one job, no more.

Each is a process of its own, begun anew ("spawn"): native libraries with threads cannot be copied.
Jobs and answers go through pipes, so both must be picklable, and so must what makes a worker.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

Job = TypeVar("Job")
Answer = TypeVar("Answer")
Maker = Callable[[], AbstractContextManager[Callable[[Job], Answer]]]
"""Called once in each process; what it gives does one job."""


class Crew(Generic[Job, Answer]):
    """A number of workers."""

    def __init__(
        self,
        maker: Maker[Job, Answer],
        workers_count: int,
        crashed: Callable[[Job, int], Answer],
    ) -> None:
        """`crashed` answers a job whose process ended, with its exit code (a signal below 0)."""
        self._maker = maker
        self._workers_count = workers_count
        self._crashed = crashed

    def done(self, jobs: Iterable[Job]) -> Generator[Answer, None, None]:
        """The answers, as they come. No more jobs are taken than workers are free.

        Closed early, it ends the workers at once.
        """
        waiting = iter(jobs)
        free: list[_Worker[Job, Answer]] = []
        busy: dict[Connection, _Worker[Job, Answer]] = {}
        try:
            while True:
                while len(busy) < self._workers_count:
                    try:
                        job = next(waiting)
                    except StopIteration:
                        break
                    worker = free.pop() if free else _Worker(self._maker)
                    busy[worker.pipe] = worker
                    worker.begin(job)
                if not busy:
                    return
                for pipe in wait(list(busy)):
                    assert isinstance(pipe, Connection)
                    worker = busy.pop(pipe)
                    answer = worker.finish(self._crashed)
                    if worker.alive:
                        free.append(worker)
                    yield answer
        finally:
            for worker in (*busy.values(), *free):
                worker.kill()


class _Worker(Generic[Job, Answer]):
    """One process, from our side."""

    def __init__(self, maker: Maker[Job, Answer]) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_work, args=(maker, theirs), daemon=True
        )
        self._process.start()
        theirs.close()  # so that its end is seen here
        self._job: list[Job] = []
        self.alive = True

    def begin(self, job: Job) -> None:
        self._job = [job]
        with suppress(OSError):  # it is gone already: finish says so
            self.pipe.send(job)

    def finish(self, crashed: Callable[[Job, int], Answer]) -> Answer:
        (job,) = self._job
        try:
            answer: Answer = self.pipe.recv()
        except (EOFError, OSError):
            self.alive = False
            self.kill()
            answer = crashed(job, self._process.exitcode or 0)
        return answer

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self.pipe.close()


def _work(maker: Maker[Job, Answer], pipe: Connection) -> None:
    """One process, from its own side. Ctrl-C is for the one who began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError), maker() as do:  # nobody is there any more
        while True:
            pipe.send(do(pipe.recv()))
