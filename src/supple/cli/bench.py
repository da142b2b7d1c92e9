"""`supple bench`: how fast the coach is, with what it is compared with beside it."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from supple.cli.bench_same import Kept
    from supple.core.exercise import Exercise
    from supple.core.pose import Frame

COACHED_COUNT = 6000
"""Frames through the coach: ten minutes at ten a second."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The words of the command."""
    parser = subparsers.add_parser(
        "bench",
        help="how fast it is, one JSON object a line",
        description="Time the coach, the pose model and supple check on one video.",
    )
    parser.add_argument(
        "--video",
        metavar="FILE",
        help="a video or a landmark recording (else the cobra of SUPPLE_DATA, else the last "
        "recording that you kept)",
    )
    parser.add_argument("--exercise", metavar="ID", default="cobra", help="what is done in it")
    parser.add_argument("--pairs", metavar="N", type=int, default=1, help="runs of each kind")
    parser.add_argument(
        "--same",
        metavar="PATH",
        nargs="+",
        help="instead, videos or folders of them: what a check finds in each, beside what it "
        "finds with every picture looked at by one tracker",
    )
    parser.add_argument("--json", action="store_true", help="as it is anyway")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the figures. Nothing fails on them."""
    from supple import wiring
    from supple.app.checking import known
    from supple.cli.quiet import native_quiet
    from supple.core.errors import InputError, NotFoundError

    try:
        if arguments.same is not None:
            with native_quiet():
                return _compare(arguments.same)
        exercise = known(arguments.exercise, wiring.catalogue().exercises())
        path = _what_to_time(arguments.video)
        if path is None:
            _coach_figures(exercise, _still_frames(), "one still frame, repeated")
            return 0
        with native_quiet(), wiring.pose_sources() as source_of:
            if source_of(path).kind == "recording":
                _coach_figures(exercise, list(source_of(path).frames()), path.name)
                return 0
        with native_quiet():
            _figures_of(path, exercise, max(1, arguments.pairs))
    except (InputError, NotFoundError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _figures_of(video: Path, exercise: Exercise, pairs_count: int) -> None:
    from time import perf_counter, process_time

    from supple import wiring
    from supple.app.checking import check
    from supple.cli.bench_same import Kept, load
    from supple.core.measuring.measures import needs_back_line

    load()
    lined = needs_back_line(exercise)
    took: dict[str, list[tuple[float, float]]] = {"plain": [], "check": []}
    model_ms: list[float] = []
    kept = None
    for pair in range(pairs_count):
        for kind in ("plain", "check") if pair % 2 == 0 else ("check", "plain"):
            started, worked = perf_counter(), process_time()  # the making of the model included
            if kind == "plain":
                model_ms += wiring.plain_loop(video, back_line=lined).model_ms
            else:
                with wiring.pose_sources(
                    threads_count=wiring.cores_count(), back_line=lined
                ) as source_of:
                    kept = Kept(source_of(video))
                    check(kept, {exercise.id: exercise}, exercise.id)
            took[kind].append((perf_counter() - started, process_time() - worked))
    assert kept is not None
    _coach_figures(exercise, kept.seen, video.name)
    _print("pose_model_ms_per_frame", **_spread(model_ms), frames=len(model_ms), of=video.name)
    _print_speed(video.name, took, kept, len(model_ms) // pairs_count)


def _print_speed(
    of: str, took: Mapping[str, Sequence[tuple[float, float]]], kept: Kept, plain_count: int
) -> None:
    """Frames are those that the film has; a faster one than 30 a second is thinned by the check.

    The processor's time says what the clock does not where a machine has other work too.
    """
    plain_s, plain_work_s = map(sum, zip(*took["plain"], strict=True))
    check_s, check_work_s = map(sum, zip(*took["check"], strict=True))
    pairs_count = len(took["plain"])
    _print(
        "check_frames_per_s",
        check=round(plain_count * pairs_count / check_s, 1),
        plain_loop=round(plain_count * pairs_count / plain_s, 1),
        ratio=round(plain_s / check_s, 3),
        processor_ratio=round(plain_work_s / check_work_s, 3),
        pairs=pairs_count,
        frames=plain_count,
        analysed=kept.analysed_count,
        of=of,
    )


def _compare(paths: Sequence[str]) -> int:
    """A line a video. Photos and recordings in the folders are left alone."""
    from pathlib import Path

    from supple import wiring
    from supple.cli.bench_same import sameness
    from supple.cli.check_folders import files_of
    from supple.core.errors import PoseError, Problem

    problems: list[Problem] = []
    for file in files_of(map(Path, paths), problems):
        if wiring.is_video(file.path):
            _print("check_sameness", **sameness(file.path))
    if problems:
        raise PoseError(problems)
    return 0


def _coach_figures(exercise: Exercise, frames: Sequence[Frame], of: str) -> None:
    """The frames go round and round on one clock; the hold asked for never ends."""
    from dataclasses import replace
    from time import perf_counter_ns

    from supple.core.coaching.coach import Coach
    from supple.core.programme import Block, SessionEntry

    entry = SessionEntry(
        exercise=exercise.id,
        block=Block.MAIN,
        sets_count=1000,
        sides=(),
        rest_s=0.0,
        hold_s=1e6,
    )
    coach = Coach(exercise, entry, camera=True)
    coach.begin(0.0)
    lap_s = frames[-1].time_s + 0.1
    taken_us = []
    for index in range(max(COACHED_COUNT, len(frames))):
        lap, at = divmod(index, len(frames))
        frame = replace(frames[at], time_s=frames[at].time_s + lap * lap_s)
        before = perf_counter_ns()
        coach.receive(frame)
        taken_us.append((perf_counter_ns() - before) / 1000)
    _print("coach_us_per_frame", **_spread(taken_us), frames=len(taken_us), of=of)


def _spread(taken: Sequence[float]) -> dict[str, float]:
    import numpy as np

    middle, worst = np.percentile(taken, (50, 99))
    return {"median": round(float(middle), 1), "p99": round(float(worst), 1)}


def _what_to_time(named: str | None) -> Path | None:
    import os
    from pathlib import Path

    from supple import settings
    from supple.core.errors import PoseError, Problem

    if named is not None:
        path = Path(named)
        if not path.is_file():
            raise PoseError([Problem(named, "there is no such file; check the path")])
        return path
    data = os.environ.get("SUPPLE_DATA")
    cobras = sorted(Path(data, "videos").glob("cobra__*.mp4")) if data else []
    if cobras:
        return cobras[0]
    kept = settings.read(os.environ).recordings.rglob("*.supple")
    return max(kept, key=lambda path: path.stat().st_mtime, default=None)


def _still_frames() -> list[Frame]:
    """A body lying on its side of the picture: no real one, but as much work for the coach."""
    import numpy as np

    from supple.core.pose import frame_from_picture

    points = np.column_stack(
        (np.linspace(0.2, 0.8, 33), np.linspace(0.4, 0.7, 33), np.zeros(33), np.ones(33))
    )
    return [
        frame_from_picture(time_s=index / 10, landmarks=points, width=640, height=480)
        for index in range(100)
    ]


def _print(figure: str, **values: object) -> None:
    print(json.dumps({"figure": figure, **values}), flush=True)
