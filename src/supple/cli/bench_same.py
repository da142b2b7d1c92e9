"""What a check finds in a video, beside what it finds with every picture looked at in turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from supple import wiring
from supple.app.checking import CheckReport, check
from supple.app.ports import PoseSource
from supple.core.pose import Frame


class Kept:
    """A source that keeps the frames it gives, and gives them again without looking again."""

    def __init__(self, source: PoseSource) -> None:
        self._source = source
        self.kind = source.kind
        self.seen: list[Frame] = []
        self._whole = False

    @property
    def cut_short(self) -> str:
        return self._source.cut_short

    @property
    def analysed_count(self) -> int:
        return self._source.analysed_count

    def frames(self) -> Iterator[Frame]:
        if self._whole:
            yield from self.seen
            return
        for frame in self._source.frames():
            self.seen.append(frame)
            yield frame
        self._whole = True


def load() -> None:
    """What is loaded once a process, whatever the number of files; it is timed on neither side."""
    import scipy.signal  # noqa: F401

    with suppress(ImportError):  # where it cannot be had, a check says so
        import mediapipe.tasks.python.vision  # noqa: F401


def sameness(video: Path) -> dict[str, Any]:
    """One figure: pairs are of the check first, then of every picture in turn.

    The exercise judged is the one recognised with every picture looked at. `ratio` is against the
    plain loop, which gives silhouettes as well; `hold_edges_differ_s` is None where the numbers
    of holds differ.
    """
    load()
    started, worked = perf_counter(), process_time()
    plain = wiring.plain_loop(video, back_line=True)
    plain_s, plain_work_s = perf_counter() - started, process_time() - worked
    started, worked = perf_counter(), process_time()
    soon = _seen(video, every_picture=False)
    soon_s, soon_work_s = perf_counter() - started, process_time() - worked
    whole = _seen(video, every_picture=True)
    exercises = wiring.catalogue().exercises()
    named = [check(kept, exercises).exercise for kept in (soon, whole)]
    told = named[1].id if named[1] else None
    reports = [check(kept, exercises, told) for kept in (soon, whole)]
    return {
        "of": video.name,
        "frames": len(plain.model_ms),
        "analysed": soon.analysed_count,
        "ratio": round(plain_s / soon_s, 3),
        "processor_ratio": round(plain_work_s / soon_work_s, 3),
        "frame_s": round(1 / reports[1].rate_hz, 3) if reports[1].rate_hz > 0 else None,
        "exercise": [one.id if one else None for one in named],
        "holds": [len(one.observed.holds) for one in reports],
        "hold_edges_differ_s": _edges_differ_s(*reports),
        "repetitions": [one.observed.repetitions_count for one in reports],
        "findings": len(reports[1].observed.findings),
        "findings_differ": _findings_differ(*reports),
    }


def _seen(video: Path, *, every_picture: bool) -> Kept:
    threads_count = wiring.cores_count()
    with wiring.pose_sources(
        threads_count=threads_count, every_picture=every_picture
    ) as source_of:
        kept = Kept(source_of(video))
        for _ in kept.frames():
            pass
        return kept


def _edges_differ_s(soon: CheckReport, whole: CheckReport) -> float | None:
    with suppress(ValueError):
        pairs = list(zip(soon.observed.holds, whole.observed.holds, strict=True))
        apart_s = [abs(one.start_s - other.start_s) for one, other in pairs]
        apart_s += [abs(one.end_s - other.end_s) for one, other in pairs]
        return round(max(apart_s, default=0.0), 3)
    return None


def _findings_differ(soon: CheckReport, whole: CheckReport) -> list[list[str]]:
    return [
        [one.criterion, str(one.result), str(other.result)]
        for one, other in zip(soon.observed.findings, whole.observed.findings, strict=True)
        if one.result is not other.result
    ]
