"""How long channels take to answer, side by side, and which of them nobody can count on."""

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.analysis.answers import numbers
from cxworkshop.analysis.intervals import check_resamples, tails, wilson
from cxworkshop.domain.consistency import ChannelTimes, ResponseTimes
from cxworkshop.errors import EmptyTableError, MissingColumnError, UndefinedMeasureError
from cxworkshop.settings import SEED

Floats = NDArray[np.float64]

FEWEST_REQUESTS = 10
"""Fewest answered requests that a channel is shown for: nine in ten means nothing below."""

SLOW = 0.9
WIDE = 2.0


_Resampling = Callable[[Floats], tuple[Floats, Floats]]


class _Channel(NamedTuple):
    """One channel's figures, and draws of its spread where it has one."""

    times: ChannelTimes
    spreads: Floats | None


def response_times(  # noqa: PLR0913 - options of one calculation
    requests: pd.DataFrame,
    channel: str,
    time: str,
    *,
    limit: float | None = None,
    level: float = 0.95,
    bootstrap: int = 1000,
    seed: int = SEED,
) -> ResponseTimes:
    """Set the times until an answer side by side, channel by channel.

    Parameters
    ----------
    requests
        One row per request; neither their order nor another channel changes a channel's figures.
    channel, time
        The columns of channels and of times until the answer, 0 or more, NaN where there is none (yet).
    limit
        The longest time that was promised, in the same unit.
    level, bootstrap, seed
        Level of the intervals (0–1), resamples for them (at least 50), and their seed.

    Returns
    -------
    ResponseTimes
        Channels of fewer than 10 answered requests are left out, and a note names them.

    Raises
    ------
    MissingColumnError, NotNumericError, UndefinedMeasureError, EmptyTableError
        A column isn't there, times aren't numbers of 0 or more, or no channel has enough of them.

    References
    ----------
    Efron (1982), The Jackknife, the Bootstrap and Other Resampling Plans, ch. 10, on resampled order
    statistics; Wilson (1927), Journal of the American Statistical Association 22, on the interval of a share.
    """
    check_resamples(bootstrap)
    if channel not in requests.columns:
        msg = f"There is no column {channel}; the table has {', '.join(map(str, requests.columns))}."
        raise MissingColumnError(msg)
    times = pd.Series(_checked(requests, time), index=requests.index)
    by_channel = {str(name): rows for name, rows in times.groupby(requests[channel], observed=True)}
    answered = {name: rows.notna().sum() for name, rows in by_channel.items()}
    few = [name for name in by_channel if answered[name] < FEWEST_REQUESTS]
    found = [
        _channel(name, np.asarray(rows, dtype=float), limit, level, _resampling(bootstrap, seed, name))
        for name, rows in by_channel.items()
        if name not in few
    ]
    if not found:
        msg = f"No channel has {FEWEST_REQUESTS} answered requests; put channels together or wait for more."
        raise EmptyTableError(msg)
    found.sort(key=lambda one: (one.times.median, one.times.channel))
    return ResponseTimes(
        channels=tuple(one.times for one in found),
        inconsistent=tuple(_inconsistent(found, level)),
        limit=limit,
        notes=tuple(
            f"{name} has fewer than {FEWEST_REQUESTS} answered requests and is left out." for name in few
        ),
        level=level,
        bootstrap=bootstrap,
        seed=seed,
    )


def _checked(requests: pd.DataFrame, time: str) -> Floats:
    times = numbers(requests, time)
    if (times < 0).any():
        msg = f"Times in {time} must be 0 or more, but {np.nanmin(times):g} came; correct it or leave it out."
        raise UndefinedMeasureError(msg)
    return times


def _channel(
    name: str, times: Floats, limit: float | None, level: float, resampling: _Resampling
) -> _Channel:
    answered = np.sort(times[~np.isnan(times)])
    median, slow = (float(answered[_place(len(answered), share)]) for share in (0.5, SLOW))
    medians, slows = resampling(answered)
    spreads = slows / medians if medians.min() > 0 else None
    interval = _interval(medians, level), _interval(slows, level)
    spread = (None, None) if spreads is None else _interval(spreads, level)
    within = (None, None, None) if limit is None else _share(answered <= limit, level)
    figures = ChannelTimes(
        channel=name,
        n=len(answered),
        unanswered=len(times) - len(answered),
        median=median,
        median_low=interval[0][0],
        median_high=interval[0][1],
        slow=slow,
        slow_low=interval[1][0],
        slow_high=interval[1][1],
        spread=None if spreads is None else slow / median,
        spread_low=spread[0],
        spread_high=spread[1],
        within=within[0],
        within_low=within[1],
        within_high=within[2],
    )
    return _Channel(figures, spreads)


def _interval(drawn: Floats, level: float) -> tuple[float, float]:
    low, high = np.quantile(drawn, tails(level), method="inverted_cdf")
    return float(low), float(high)


def _place(n: int, share: float) -> int:
    """Return the place, from 0, of the smallest of n sorted values that ``share`` of them don't exceed."""
    return ceil(n * share - 1e-9) - 1


def _resampling(bootstrap: int, seed: int, name: str) -> _Resampling:
    """Return what makes median and slow end of resamples, each shape (bootstrap,), of sorted values.

    The k-th smallest of n values drawn with replacement is the value at the place that the k-th smallest of n
    even draws falls on, and that one has a beta distribution; so has the next among the draws above it. So
    the number of values costs nothing.
    """
    random = np.random.default_rng([seed, *name.encode()])

    def resample(ordered: Floats) -> tuple[Floats, Floats]:
        n = len(ordered)
        middle, high = _place(n, 0.5) + 1, _place(n, SLOW) + 1
        at_middle = random.beta(middle, n - middle + 1, bootstrap)
        at_high = at_middle + (1 - at_middle) * random.beta(high - middle, n - high + 1, bootstrap)
        medians, slows = (ordered[np.minimum((at * n).astype(int), n - 1)] for at in (at_middle, at_high))
        return medians, slows

    return resample


def _share(within: NDArray[np.bool_], level: float) -> tuple[float, float, float]:
    """Return a share with Wilson's interval."""
    share = float(within.mean())
    return (share, *wilson(share, len(within), level))


def _inconsistent(channels: Sequence[_Channel], level: float) -> Iterator[str]:
    """Yield the channels whose spread is beyond uncertainty more than twice that of the steadiest."""
    spread = [(one.times, one.spreads) for one in channels if one.spreads is not None]
    if not spread:
        return
    _, steadiest = min(spread, key=lambda one: one[0].spread or 0.0)
    for times, spreads in spread:
        if np.quantile(spreads / steadiest, tails(level)[0]) > WIDE:
            yield times.channel
