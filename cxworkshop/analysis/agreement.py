"""How far people agree: the order they put items in, and the values they give them."""

import numpy as np
from numpy.typing import NDArray

from cxworkshop.analysis.concordance import concordance, in_own_order
from cxworkshop.analysis.intervals import LEVEL, check_resamples, tails
from cxworkshop.analysis.ratings import FEWEST_RATERS, Ratings, cells_of, check_enough, ratings_of
from cxworkshop.domain.agreement import Agreement, Measurement, Reliability
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.settings import SEED

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_AT_A_TIME = 2_000_000
"""Most cells of an array of resamples."""

_DIGITS = 12


def kendall_w(
    ratings: Ratings, *, bootstrap: int = 1000, seed: int = SEED, level: float = LEVEL
) -> Agreement:
    """Tell how alike raters order items.

    Kendall's W with p from χ² = m (n − 1) W on n − 1 degrees of freedom, and the percentiles of W in
    resamples of the items. Order of raters or items changes nothing.

    Parameters
    ----------
    ratings
        Ratings or ranks, shape (raters, items); a higher number may be better or worse, the same way for all.
        None or NaN where somebody gave none: only items count that all rated who rated any.
    bootstrap, seed, level
        Resamples (at least 50), their seed, and the interval's level (0–1).

    Raises
    ------
    UndefinedMeasureError, NotNumericError
        Fewer than 2 raters, fewer than 3 items rated by all, everybody rates all the same, or text.
    """
    check_resamples(bootstrap)
    interval = tails(level)
    values = ratings_of(ratings)
    values = values[~np.isnan(values).all(axis=1)]
    complete = ~np.isnan(values).any(axis=0)
    raters, items = len(values), int(complete.sum())
    check_enough(raters, items, rated="rated by all")
    values = in_own_order(values[:, complete])
    once = concordance(values, np.ones((1, items), dtype=np.int64))
    if np.isnan(once.corrected[0]):
        msg = (
            "Everybody rates all items the same, so there is no order to agree on; "
            "ask for a ranking, or for a rating that tells items apart."
        )
        raise UndefinedMeasureError(msg)
    w, plain_w = float(once.corrected[0]), float(once.plain[0])
    draws = np.concatenate(
        [concordance(values, counts).corrected for counts in _resampled(items, bootstrap, seed)]
    )
    low, high = np.nanquantile(draws, interval)
    freedom = items - 1
    chi2, plain_chi2 = raters * freedom * w, raters * freedom * plain_w
    return Agreement(
        raters=raters,
        items=items,
        left_out=int((~complete).sum()),
        w=w,
        low=min(float(low), w),
        high=max(float(high), w),
        chi2=chi2,
        freedom=freedom,
        p=_beyond(chi2, freedom),
        plain_w=plain_w,
        plain_chi2=plain_chi2,
        plain_p=_beyond(plain_chi2, freedom),
        level=level,
        bootstrap=bootstrap,
        seed=seed,
    )


def krippendorff_alpha(
    ratings: Ratings,
    measurement: Measurement,
    *,
    bootstrap: int = 500,
    seed: int = SEED,
    level: float = LEVEL,
) -> Reliability:
    """Tell how far raters give the same items the same values.

    Krippendorff's alpha (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability) as the library
    ``krippendorff`` computes it, and its percentiles in resamples of the items.

    Parameters
    ----------
    ratings
        Shape (raters, items), None or NaN where somebody gave none; names only where ``measurement`` is
        nominal. Items with at least two ratings count.
    measurement
        What ratings are: names, an order, equal steps, or equal steps from a true zero.
    bootstrap, seed, level
        Resamples (at least 50), their seed, and the interval's level (0–1).

    Raises
    ------
    UndefinedMeasureError, NotNumericError
        Fewer than 2 raters, fewer than 3 items with two ratings, all ratings the same, a negative one on a
        scale with a true zero, or text where numbers are needed.
    """
    check_resamples(bootstrap)
    interval = tails(level)
    raters, counts, domain = _counted(ratings, measurement)
    pairable = counts.sum(axis=1) >= FEWEST_RATERS
    left_out, counts = int((~pairable).sum()), counts[pairable]
    check_enough(raters, len(counts), rated="that two people rated")
    if (counts.sum(axis=0) > 0).sum() == 1:
        msg = (
            "All ratings are the same, so agreement can't be told from a scale nobody uses; "
            "ask something on which people may differ."
        )
        raise UndefinedMeasureError(msg)
    counts = counts[np.lexsort(counts.T)]
    drawn = np.concatenate(list(_resampled(len(counts), bootstrap, seed)))
    draws = [_alpha(np.repeat(counts, times, axis=0), domain, measurement) for times in drawn]
    found = _alpha(counts, domain, measurement)
    low, high = np.nanquantile(draws, interval)
    return Reliability(
        measurement=measurement,
        raters=raters,
        items=len(counts),
        left_out=left_out,
        ratings=int(counts.sum()),
        alpha=found,
        low=min(float(low), found),
        high=max(float(high), found),
        level=level,
        bootstrap=bootstrap,
        seed=seed,
    )


def _counted(ratings: Ratings, measurement: Measurement) -> tuple[int, Ints, Floats]:
    """Return the raters, how often each value was given to each item (items, values), and the values."""
    if measurement == "nominal":
        cells = cells_of(ratings)
        kinds = {str(cell) for cell in cells.flat if cell is not None}
        numbers = {kind: number for number, kind in enumerate(sorted(kinds))}
        numbered = [np.nan if cell is None else numbers[str(cell)] for cell in cells.flat]
        values = np.array(numbered, dtype=float).reshape(cells.shape)
    else:
        values = ratings_of(ratings)
    if measurement == "ratio" and (values < 0).any():
        msg = (
            f"A scale with a true zero has no negative ratings, but one is {np.nanmin(values):g}; correct it."
        )
        raise UndefinedMeasureError(msg)
    there = ~np.isnan(values)
    domain = np.unique(values[there])
    return int(there.any(axis=-1).sum()), (values.T[..., None] == domain).sum(axis=1), domain


def _alpha(counts: Ints, domain: Floats, measurement: Measurement) -> float:
    """Return alpha, NaN where only one value is left."""
    import krippendorff  # noqa: PLC0415 - only when asked for

    used = counts.sum(axis=0) > 0
    if used.sum() == 1:
        return float("nan")
    alpha = krippendorff.alpha(
        value_counts=counts[:, used], value_domain=domain[used], level_of_measurement=measurement
    )
    return min(round(float(alpha), _DIGITS), 1.0)


def _resampled(items: int, bootstrap: int, seed: int) -> list[Ints]:
    """Return how often each item occurs in resamples, some at a time, shape (some, items)."""
    counts = np.random.default_rng(seed).multinomial(items, np.full(items, 1 / items), size=bootstrap)
    return np.array_split(counts, 1 + counts.size // _AT_A_TIME)


def _beyond(chi2: float, freedom: int) -> float:
    from scipy.special import chdtrc  # noqa: PLC0415 - takes a quarter of a second to import

    return float(chdtrc(freedom, chi2))
