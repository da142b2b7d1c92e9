"""What can only be told of a criterion when a set is over: its ways, its start, its count."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan
from typing import Final

from supple.core.events import Finding
from supple.core.following.ways import Way
from supple.core.judging.starts import Starts
from supple.core.judging.tally import Tally
from supple.core.measuring.measures import MEASURES
from supple.core.measuring.times import read_of_hold, read_over_time
from supple.core.series.history import Signal

OF_WAYS: Final = ("enter", "exit", "ways", "any")
COUNT: Final = "rep_count"
LAG: Final = "onset_lag_s"
SPEED: Final = "peak_speed_deg_s"
SUDDEN: Final = "jerk_events"


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What a set came to as a whole.

    `held`: the signal from the first hold to the last, in its unbroken stretches; `repeated`: all
    of it, where something was repeated. `floor_deg`: the noise of the signal, NaN where it is not
    known, infinite where it is too high for it.
    """

    ways_in: tuple[Way, ...] = ()
    ways_out: tuple[Way, ...] = ()
    held: tuple[Signal, ...] = ()
    repeated: tuple[Signal, ...] = ()
    lags_s: tuple[float, ...] = ()
    repetitions_count: int = 0
    floor_deg: float = nan
    ends_s: float = nan


def afterwards(tally: Tally, came: Came, starts: Starts) -> Finding:
    """The finding of a tally, with all that is known now; the tally may have begun already."""
    criterion = tally.criterion
    if criterion.measure == COUNT and came.repetitions_count:
        tally.take(nan, float(came.repetitions_count), 0.0)
    if criterion.measure == LAG:
        for lag_s in came.lags_s:
            tally.take(nan, lag_s, MEASURES[LAG].typical_sd, "way_not_seen")
        return tally.finding()
    ways = [
        *([] if criterion.phase == "exit" else came.ways_in),
        *([] if criterion.phase == "enter" else came.ways_out),
    ]
    if criterion.measure == SUDDEN:
        tally.take(came.ends_s, *_sudden_count(ways, came))
        return tally.finding()
    for way in ways:
        tally.take(way.ends_s, *_of_way(tally, way, came.floor_deg, starts))
    return tally.finding()


def _sudden_count(ways: list[Way], came: Came) -> tuple[float, float, str]:
    """Of all ways and holds that were seen; why none was, if none was."""
    told = [
        read_over_time(SUDDEN, way.times_s, way.values, noise_floor_deg=came.floor_deg)
        for way in ways
        if not way.why
    ]
    told += [
        read_over_time(SUDDEN, *part, noise_floor_deg=came.floor_deg) for part in came.repeated
    ]
    told += [read_of_hold(SUDDEN, part, noise_floor_deg=came.floor_deg) for part in came.held]
    counts = [reading.value for reading in told if not isnan(reading.value)]
    if counts:
        return sum(counts), MEASURES[SUDDEN].typical_sd, ""
    whys = [*(reading.why for reading in told), *(way.why for way in ways), "not_reached"]
    return nan, nan, whys[0]


def _of_way(tally: Tally, way: Way, floor_deg: float, starts: Starts) -> tuple[float, float, str]:
    if way.why:
        return nan, nan, way.why
    name, error = tally.criterion.measure, MEASURES[tally.criterion.measure].typical_sd
    if not MEASURES[name].over_time:
        return starts.before(way.begins_s, tally.criterion.id)
    if name == "phase_time_s":
        return way.lasts_s, max(error, way.error_s), ""
    value, why = read_over_time(name, way.times_s, way.values, noise_floor_deg=floor_deg)
    return value, error, why
