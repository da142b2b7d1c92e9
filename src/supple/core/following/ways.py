"""The way into a hold and out of it, cut out of the primary signal by position. No criteria.

Theory of operation
-------------------
Speed thresholds find the ends of a slow movement badly (science.md 5.2), so a way is cut by
position between the rest it comes from and the pose it goes to. The rest is the place farthest
from the pose at which the signal stayed for a moment; where there is none within `LOOK_S`, or the
way was gone in steps, nobody can say how long it took, and `why` says which. The way out is the
way in, seen backwards.

The first and the last of a movement are so slow that noise hides them. Between 5 and 95 % lies
0.62 of the time of the smoothest possible movement (minimum jerk) and 0.90 of an even one;
`SHARE_OF_TIME_RATIO` stands between, and the error of the time says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np

from supple.core.following.holdtime import Hold
from supple.core.pose import Floats
from supple.core.series import signals
from supple.core.series.history import GAP_S, History, Signal

LOOK_S = 20.0
"""As far as this from a hold is looked for the rest before or after it."""
REST_FOR_S = 0.5
SMALLEST_WAY_DEG = 15.0
ENDS_RATIO = 0.05
CUT_RATIO = 0.10
CUT_MARGIN_S = 0.3
SHARE_OF_TIME_RATIO = 0.75
TIME_ERROR_RATIO = 0.2
LEAST_HOLD_S = 2.0
"""A shorter hold may be a stop on the way."""
QUICKEST_S = 0.35
FASTEST_DEG_PER_S = 250.0
"""Nobody goes into a pose in less, or turns faster; landmarks that do have jumped."""
STEP_S = 2.0
"""Standing still for this long on the way makes it a way in steps."""

_EMPTY = np.empty(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """From rest into a hold, or from the hold back to rest.

    `lasts_s` and `error_s`: how long it took. `times_s`, `values`: the raw signal from 10 to 90 %
    of the way and 0.3 s more on each side. `begins_s`, `ends_s`: at 5 and 95 %. All is NaN or
    empty where it could not be told, and `why` is a code.
    """

    begins_s: float = nan
    ends_s: float = nan
    lasts_s: float = nan
    error_s: float = nan
    times_s: Floats
    values: Floats
    why: str = ""


def way_in(history: History, hold: Hold, *, after_s: float) -> Way:
    """The way into a hold, of what was seen later than `after_s`."""
    since_s = max(hold.start_s - LOOK_S, after_s)
    until_s = min(hold.start_s + 1.0, hold.end_s)
    times, values = history.around(hold.start_s, since_s=since_s, until_s=until_s)
    held = values[times >= hold.start_s]
    return _way(times, values, float(np.median(held)) if len(held) else nan)


def way_out(history: History, hold: Hold, *, before_s: float) -> Way:
    """The way out of a hold, of what was seen earlier than `before_s`."""
    until_s = min(hold.end_s + LOOK_S, before_s)
    since_s = max(hold.end_s - 2.0, hold.start_s)
    times, values = history.around(hold.end_s, since_s=since_s, until_s=until_s)
    held = values[times <= max(hold.end_s - 0.5, since_s + 0.5)]
    back = _way(-times[::-1], values[::-1], float(np.median(held)) if len(held) else nan)
    return Way(
        begins_s=-back.ends_s,
        ends_s=-back.begins_s,
        lasts_s=back.lasts_s,
        error_s=back.error_s,
        times_s=-back.times_s[::-1],
        values=back.values[::-1],
        why=back.why,
    )


def _way(times: Floats, values: Floats, held: float) -> Way:
    grid, smooth = signals.smooth(times, values, longest_gap_s=GAP_S)
    if len(grid) < 2 * REST_FOR_S * signals.RATE_HZ or np.isnan(held):
        return _unknown("way_not_seen")
    rest, why = _rest(smooth, held)
    if why:
        return _unknown(why)
    share = (smooth - rest) / (held - rest)
    begins = int(np.flatnonzero(share <= ENDS_RATIO)[-1])
    arrived = np.flatnonzero(share[begins:] >= 1.0 - ENDS_RATIO)
    if not len(arrived):
        return _unknown("way_not_seen")
    ends = begins + int(arrived[0])
    fastest = float(np.max(np.abs(signals.speeds(grid, smooth))[begins : ends + 1]))
    if grid[ends] - grid[begins] < QUICKEST_S or fastest > FASTEST_DEG_PER_S:
        return _unknown("jumped")
    if _in_steps(share[begins : ends + 1]):
        return _unknown("in_steps")
    lasts_s = float(grid[ends] - grid[begins]) / SHARE_OF_TIME_RATIO
    inside = _cut((times, values), (grid, share), begins, ends)
    return Way(
        begins_s=float(grid[begins]),
        ends_s=float(grid[ends]),
        lasts_s=lasts_s,
        error_s=lasts_s * TIME_ERROR_RATIO,
        times_s=times[inside],
        values=values[inside],
    )


def _rest(smooth: Floats, held: float) -> tuple[float, str]:
    """Where the signal rested, farthest from the hold; or why that is not known."""
    size = round(REST_FOR_S * signals.RATE_HZ)
    windows = np.lib.stride_tricks.sliding_window_view(smooth, size)
    means = windows.mean(axis=1)
    rest = float(means[np.argmax(np.abs(means - held))])
    amplitude = abs(held - rest)
    if amplitude < SMALLEST_WAY_DEG:
        return nan, "way_too_small"
    near = np.abs(smooth - rest) <= max(2.0, ENDS_RATIO * amplitude)
    return (rest, "") if near.sum() >= REST_FOR_S * signals.RATE_HZ else (nan, "rest_not_seen")


def _in_steps(share: Floats) -> bool:
    size = round(STEP_S * signals.RATE_HZ)
    if len(share) <= size:
        return False
    windows = np.lib.stride_tricks.sliding_window_view(share, size)
    return bool((np.ptp(windows, axis=1) < ENDS_RATIO).any())


def _cut(raw: Signal, way: Signal, begins: int, ends: int) -> Floats:
    """Which of the raw samples lie between 10 and 90 % of the way, with a margin."""
    grid, share = way
    inside = np.arange(begins, ends + 1)
    between = (share[inside] >= CUT_RATIO) & (share[inside] <= 1.0 - CUT_RATIO)
    moving = grid[inside[between]] if between.any() else grid[inside]
    return np.asarray((raw[0] >= moving[0] - CUT_MARGIN_S) & (raw[0] <= moving[-1] + CUT_MARGIN_S))


def _unknown(why: str) -> Way:
    return Way(times_s=_EMPTY, values=_EMPTY, why=why)
