"""The satisfaction trap: how many of those who left had said that they were satisfied."""

from math import ceil

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.answers import checked_weights
from cxworkshop.analysis.intervals import LEVEL, effective_answers, wilson
from cxworkshop.domain.drivers import SatisfactionTrap
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.inputs.scales import Scale
from cxworkshop.settings import SMALLEST_GROUP

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def satisfied_on(scale: Scale) -> float:
    """Return the lowest answer of the upper third of a scale: 7 on 0–10 and 1–10, 5 on 1–7, 4 on 1–5."""
    low, high = scale
    return float(ceil(low + 2 * (high - low) / 3))


def satisfaction_trap(  # noqa: PLR0913 - what was said, what was done, and how the shares are bounded
    score: ArrayLike,
    stayed: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    satisfied_from: float,
    name: str,
    level: float = LEVEL,
) -> SatisfactionTrap:
    """Return what share of those who left had said that they were satisfied, and of those who stayed.

    Parameters
    ----------
    score
        What each said, shape (n,), NaN where there is no answer.
    stayed
        1 where a customer stayed, 0 where one left, NaN where that isn't known, shape (n,).
    weights
        Weight of each answer, shape (n,), 0 or more.
    satisfied_from
        The lowest answer that counts as satisfied.
    name
        The score's column.
    level
        Of the intervals (Wilson 1927, with as many answers as the weights leave, Kish 1965).

    Raises
    ------
    UndefinedMeasureError
        Fewer than 3 left, stayed, or said that they were satisfied, of those whose answer and whose staying
        are both known.
    """
    said, did = np.asarray(score, dtype=float), np.asarray(stayed, dtype=float)
    weight = checked_weights(weights, len(said))
    known = ~np.isnan(said) & ~np.isnan(did) & (weight > 0)
    satisfied, left, weight = said[known] >= satisfied_from, did[known] == 0, weight[known]
    _expect_enough(left, "left", name)
    _expect_enough(~left, "stayed", name)
    _expect_enough(satisfied, f"said {satisfied_from:g} or more", name)
    share, low, high = _share(satisfied[left], weight[left], level)
    stayed_share, stayed_low, stayed_high = _share(satisfied[~left], weight[~left], level)
    lost, lost_low, lost_high = _share(left[satisfied], weight[satisfied], level)
    return SatisfactionTrap(
        score=name,
        satisfied_from=satisfied_from,
        leavers=int(left.sum()),
        satisfied_leavers=int((left & satisfied).sum()),
        stayers=int((~left).sum()),
        share=share,
        low=low,
        high=high,
        stayed_share=stayed_share,
        stayed_low=stayed_low,
        stayed_high=stayed_high,
        left_though_satisfied=lost,
        left_low=lost_low,
        left_high=lost_high,
        level=level,
    )


def _share(hits: Flags, weights: Floats, level: float) -> tuple[float, float, float]:
    share = float(np.average(hits, weights=weights))
    return share, *wilson(share, effective_answers(weights), level)


def _expect_enough(those: Flags, who: str, name: str) -> None:
    count = int(those.sum())
    if count < SMALLEST_GROUP:
        some = "Nobody" if not count else f"Fewer than {SMALLEST_GROUP}"
        msg = (
            f"{some} of the {len(those):,} customers whose {name} and whose staying are known {who}, so what "
            "leavers had said can't be told."
        )
        raise UndefinedMeasureError(msg)
