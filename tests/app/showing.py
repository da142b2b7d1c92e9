"""A live session that a figure goes through before a simulated camera, frame by frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import numpy as np

from supple.adapters.catalogue_toml import own
from supple.app.desk import Desk, Opened, Seat
from supple.app.posing import azimuth_deg
from supple.app.showing_faults import Instant
from supple.core.coaching.guide import Place
from supple.core.events import Command
from supple.core.exercise import Exercise, FaultPose
from supple.core.figure.kinematics import Placed
from supple.core.figure.lens import Lens, Sighting, frame_of, middle_m, sighting
from supple.core.figure.modelling import pose_of, settled_pose, with_fault
from supple.core.framecode import encode
from supple.core.pose import Frame
from supple.core.programme import Session
from tests.core import stage

EXERCISES = own().exercises
WIDTH, HEIGHT = 1280, 720
RATE_HZ = 10.0


def fault_of(exercise: Exercise, criterion: str) -> FaultPose:
    return next(one for one in exercise.fault_poses if one.criterion == criterion)


def camera_of(exercise: Exercise, body: Placed, *, turned_deg: float = 0.0) -> Sighting:
    """Where the exercise wants the camera, or turned away from there."""
    turn = azimuth_deg(exercise.camera.view, body) + turned_deg
    return sighting(Lens(azimuth_deg=turn, height_m=exercise.camera.height_m), middle_m(body))


def seat_of(exercise: str, *, sets_count: int = 2, hold_s: float = 8.0) -> Seat:
    """A seat in a session of one exercise, with the camera, started at 0 s."""
    entry = stage.entry(exercise, hold_s=hold_s, sets_count=sets_count)
    session = Session(programme="one", entries=(entry,))
    opened = Opened(session=session, person="p", place=Place(), easier=lambda _entry: None)
    ids = iter(range(1, 100))
    desk = Desk(
        exercises=EXERCISES,
        opened=lambda _session: opened,
        keep=lambda _records: None,
        now=lambda: "2026-11-21T08:00:00.000Z",
        new_id=lambda: UUID(int=next(ids)),
        tape=lambda _session: None,
    )
    seat = desk.seat("s")
    seat.join("{}", width=WIDTH, height=HEIGHT, last_event=0, camera=True)
    seat.command("{}", Command.START, 0.0, None)
    return seat


class Before:
    """Somebody before the camera of a seat: shows frames of a body for a while."""

    def __init__(self, seat: Seat, exercise: Exercise, *, turned_deg: float = 0.0) -> None:
        self.seat = seat
        self.exercise = exercise
        self.number = 0
        self.camera = camera_of(exercise, self.body("start"), turned_deg=turned_deg)
        self._chance = np.random.default_rng(7)

    @property
    def now_s(self) -> float:
        return self.number / RATE_HZ

    def body(self, phase: str, fault: str = "") -> Placed:
        pose = pose_of(self.exercise, phase)
        assert pose is not None
        broken = with_fault(pose, fault_of(self.exercise, fault)) if fault else pose
        return settled_pose(broken).body

    def stays(self, phase: str, seconds: float, *, fault: str = "") -> Iterator[Frame]:
        """Each frame after the seat has seen it."""
        still = frame_of(self.body(phase, fault), self.camera)
        for _ in range(round(seconds * RATE_HZ)):
            trembles = self._chance.normal(0.0, 0.001, still.points.shape)
            frame = replace(still, time_s=self.now_s, points=still.points + trembles)
            self.seat.frames(encode([frame], first_number=self.number))
            self.number += 1
            yield frame


def instant_of(exercise: Exercise, fault: str) -> Instant | None:
    """What is kept of a set that was held with a fault until its cue came, and then mended."""
    seat = seat_of(exercise.id)
    before = Before(seat, exercise)
    for phase, seconds, how in (("start", 14.0, ""), ("hold", 20.0, fault), ("hold", 20.0, "")):
        for _ in before.stays(phase, seconds, fault=how):
            if seat.instant is not None:
                return seat.instant
    for _ in before.stays("start", 20.0):
        pass
    return seat.instant
