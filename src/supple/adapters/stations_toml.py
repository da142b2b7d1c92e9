"""The stations between exercises, from data/stations.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from supple.core.errors import CatalogueError, Problem
from supple.core.exercise import Pose
from supple.core.figure.contacts import touches
from supple.core.figure.posture import posture
from supple.core.figure.stations import Stations, Step

NOT_POSES = ("steps", "begun_from")


@cache
def own() -> Stations:
    """Supple's own stations.

    Raises
    ------
    CatalogueError
        If a pose has an angle or a part that there is none of, or a step a station.
    """
    table = tomllib.loads(
        resources.files("supple.data").joinpath("stations.toml").read_text("utf-8")
    )
    poses = {
        name: Pose(
            phase=name,
            angles={angle: float(value) for angle, value in said.get("angles", {}).items()},
            touches=tuple(said["touches"]),
        )
        for name, said in table.items()
        if name not in NOT_POSES
    }
    for pose in poses.values():
        posture(pose.angles)
        touches(pose.touches)
    steps = [
        Step((one["between"][0], one["between"][1]), one["duration_s"]) for one in table["steps"]
    ]
    named = {*(name for step in steps for name in step.between), *table["begun_from"].values()}
    if unknown := sorted(named - set(poses)):
        raise CatalogueError([Problem("stations.toml", f"there is no station {unknown[0]!r}")])
    return Stations(poses=poses, steps=steps, begun_from=table["begun_from"])
