"""The satisfaction trap: how many answers of those who left had said that they were satisfied."""

from math import ceil

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.answers import checked_weights
from cxworkshop.analysis.intervals import (
    LEVEL,
    effective_answers,
    normal_quantile,
    student_quantile,
    wilson,
)
from cxworkshop.domain.drivers import SatisfactionTrap
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.inputs.scales import Scale
from cxworkshop.settings import SMALLEST_GROUP

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.intp]


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
    clusters: ArrayLike | None = None,
    level: float = LEVEL,
) -> SatisfactionTrap:
    """Return what share of the answers of those who left were satisfied, and of those who stayed.

    Answers are counted, since a customer may say one thing at one visit and another at the next.

    Parameters
    ----------
    score
        What each answer says, shape (n,), NaN where there is none.
    stayed
        1 where the customer stayed, 0 where the customer left, NaN where that isn't known, shape (n,).
    weights
        Weight of each answer, shape (n,), 0 or more.
    satisfied_from
        The lowest answer that counts as satisfied.
    name
        The score's column.
    clusters
        Which answers belong together (one customer's), shape (n,); an answer without a cluster stands for
        itself. None: all do.
    level
        Of the intervals: Wilson (1927), with as many answers as weights (Kish 1965) and clusters leave (Korn
        & Graubard 1998, Survey Methodology 24(2), with Wilson's interval for theirs).

    Raises
    ------
    UndefinedMeasureError
        Fewer than 3 answers, or groups of answers that belong together, are of those who left, of those who
        stayed, or satisfied, of those whose score and whose staying are both known.
    """
    said, did = np.asarray(score, dtype=float), np.asarray(stayed, dtype=float)
    weight = checked_weights(weights, len(said))
    known = ~np.isnan(said) & ~np.isnan(did) & (weight > 0)
    satisfied, left, weight = said[known] >= satisfied_from, did[known] == 0, weight[known]
    groups = _groups(clusters, known)
    belonging = np.arange(len(weight)) if groups is None else groups
    _expect_enough(left, belonging, "come from customers who left", name)
    _expect_enough(~left, belonging, "come from customers who stayed", name)
    _expect_enough(satisfied, belonging, f"say {satisfied_from:g} or more", name)

    def bounded(hits: Flags, those: Flags) -> tuple[float, float, float]:
        return _share(hits[those], weight[those], None if groups is None else groups[those], level)

    share, low, high = bounded(satisfied, left)
    stayed_share, stayed_low, stayed_high = bounded(satisfied, ~left)
    lost, lost_low, lost_high = bounded(left, satisfied)
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
        clusters=None if groups is None else len(np.unique(groups)),
        level=level,
    )


def _groups(clusters: ArrayLike | None, known: Flags) -> Codes | None:
    """Return a number for each known answer's group, shape (known,); one without a group has its own."""
    if clusters is None:
        return None
    codes = pd.factorize(np.asarray(clusters, dtype=object)[known])[0]
    alone = codes < 0
    codes[alone] = codes.max(initial=-1) + 1 + np.arange(alone.sum())
    return codes


def _share(hits: Flags, weights: Floats, groups: Codes | None, level: float) -> tuple[float, float, float]:
    share = float(np.average(hits, weights=weights))
    return share, *wilson(share, _independent(hits, share, weights, groups, level), level)


def _independent(hits: Flags, share: float, weights: Floats, groups: Codes | None, level: float) -> float:
    """Return as many independent answers as tell as much of the share, never more than the weights leave.

    Groups are drawn, however many answers each brings (Cochran 1977, 9A). Where all say the same, nothing
    tells how alike a group's answers are: then each group counts as one answer.
    """
    answers = effective_answers(weights)
    if groups is None:
        return answers
    relative = weights / weights.sum()
    codes = np.unique(groups, return_inverse=True)[1]
    count = int(codes.max()) + 1
    if 0 < share < 1:
        apart = np.bincount(codes, relative * (hits - share))
        error = count / (count - 1) * float((apart**2).sum())
        found = min(answers, share * (1 - share) / error) if error > 0 else answers
    else:
        found = effective_answers(np.bincount(codes, relative).astype(float))
    return found * (normal_quantile(level) / student_quantile(level, count - 1)) ** 2


def _expect_enough(those: Flags, belonging: NDArray[np.intp], what: str, name: str) -> None:
    if not those.any():
        some = "None"
    elif those.sum() < SMALLEST_GROUP:
        some = f"Fewer than {SMALLEST_GROUP}"
    elif len(np.unique(belonging[those])) < SMALLEST_GROUP:
        some = f"Fewer than {SMALLEST_GROUP} groups that belong together"
    else:
        return
    msg = (
        f"{some} of the {len(those):,} answers with {name} whose customers are known to have stayed or left "
        f"{what}, so what leavers had said can't be told."
    )
    raise UndefinedMeasureError(msg)
