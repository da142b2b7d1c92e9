"""The model of one bundle, for any number of photos and films, and who follows a film with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite, nan
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple

import numpy as np

from supple.adapters.pose_mediapipe.landmarker import Found, Landmarker, Picture
from supple.adapters.pose_mediapipe.padding import in_pixels, padded, unpadded
from supple.core.pose import Frame, empty_frame, frame_from_picture
from supple.core.seeing.back_line import back_line
from supple.core.seeing.looks import body_length
from supple.core.seeing.others import JOINTS, nearest, second_person_ratio

LENIENT_SCORE: Final = 0.3
"""The detector's score that is enough where nobody was found for sure (else 0.5)."""


class PoseModel:
    """Close it, or use `with`: left to the interpreter's end, MediaPipe complains.

    `back_line`: frames have the line of the back where it can be told.
    """

    def __init__(self, bundle: Path, *, back_line: bool = False) -> None:
        self._bundle = bundle
        self._back_line = back_line
        self._still: Landmarker | None = None
        self._again: Landmarker | None = None
        self._lenient: Landmarker | None = None
        self._making = Lock()

    def __enter__(self) -> PoseModel:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        for landmarker in (self._still, self._again, self._lenient):
            if landmarker is not None:
                landmarker.close()
        self._still = self._again = self._lenient = None

    def still(self) -> Landmarker:
        """For single pictures; it keeps nothing from one to the next, so one does for all."""
        with self._making:
            if self._still is None:
                self._still = Landmarker(self._bundle, moving=False, masks=self._back_line)
            return self._still

    def again(self) -> Landmarker:
        """For second looks at single pictures of a film, of which no silhouette is wanted: the
        look takes a third less."""
        with self._making:  # the parts of a film ask for it at the same time
            if self._again is None:
                self._again = Landmarker(self._bundle, moving=False)
            return self._again

    def lenient(self) -> Landmarker:
        """For single pictures in which nobody was found for sure."""
        with self._making:
            if self._lenient is None:
                self._lenient = Landmarker(self._bundle, moving=False, score=LENIENT_SCORE)
            return self._lenient

    def follower(self) -> Follower:
        """For pictures of one film, in time order. Close it."""
        tracker = Landmarker(self._bundle, moving=True, masks=self._back_line)
        return Follower(tracker, self.again())


class Follower:
    """Follows one person from picture to picture of a film."""

    def __init__(self, tracker: Landmarker, fresh: Landmarker) -> None:
        self._tracker = tracker
        self._fresh = fresh

    def look(self, time_s: float, picture: Picture, *, anew: bool) -> Frame:
        """The frame of a later picture; with `anew` what a second look at it says, too."""
        people = self._tracker.look(picture, time_s)
        found = people[0] if people else None
        second = Second()
        if anew and found is not None:
            second = second_look(found, self._fresh.look(padded(picture)), picture)
        return frame_of(time_s, picture, found, second)

    def close(self) -> None:
        self._tracker.close()


class Second(NamedTuple):
    """What a second look said: `core.pose.Frame` has both."""

    agreement: float = nan
    second_person_ratio: float = 0.0


def second_look(found: Found, people: Sequence[Found], picture: Picture) -> Second:
    """From the person found and all that the look at the padded picture found.

    `agreement` is how far the main joints are apart in the two, in body lengths (ear, shoulder,
    hip, knee, ankle of the side that looks longer): about 0.01 where the model is right, above
    0.1 where it is not to be trusted; 1 where the second look finds nobody.
    """
    person = in_pixels(found, picture)
    bodies = [in_pixels(unpadded(each, picture), picture) for each in people]
    if not bodies:
        return Second(1.0)
    again = bodies[nearest(person, bodies)]
    joints = list(JOINTS)
    moved = float(np.hypot(*(person[joints, :2] - again[joints, :2]).T).mean())
    length = body_length(person[:, :2])
    agreement = min(moved / length, 1.0) if length > 0 else 1.0
    return Second(agreement if isfinite(agreement) else 1.0, second_person_ratio(person, bodies))


def frame_of(time_s: float, picture: Picture, found: Found | None, second: Second) -> Frame:
    """The frame of a picture, with the line of the back if there is a silhouette."""
    height, width = picture.shape[:2]
    if found is None:
        return empty_frame(time_s=time_s, aspect_ratio=width / height)
    frame = frame_from_picture(
        time_s=time_s,
        landmarks=found.landmarks,
        world=found.world,
        width=width,
        height=height,
        agreement=second.agreement,
        second_person_ratio=second.second_person_ratio,
    )
    if found.silhouette is None:
        return frame
    return replace(frame, back_line=back_line(found.silhouette, frame).points)
