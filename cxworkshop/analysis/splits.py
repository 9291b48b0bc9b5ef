"""Which attributes of customers split their profit, and which segments that proposes."""

from collections.abc import Sequence
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.attribute_groups import AttributeGroups, attribute_groups
from cxworkshop.analysis.explained import chances, epsilon_squared, resampled_deviations
from cxworkshop.analysis.intervals import check_resamples, tails
from cxworkshop.analysis.proposals import propose
from cxworkshop.analysis.whale import settled
from cxworkshop.domain.profit import AttributeSplit, Splits
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.settings import SEED

Floats = NDArray[np.float64]

SPLITS_BELOW = 0.05
"""An attribute splits profit where chance alone would do as much less often than this."""

_WINSORISED = 0.01
_MOST_DRAWN = 20_000
_DIGITS = 12


def find_splits(  # noqa: PLR0913 - options of one calculation
    profit: ArrayLike,
    attributes: pd.DataFrame,
    *,
    seed: int = SEED,
    level: float = 0.95,
    bootstrap: int = 200,
    permutations: int = 999,
) -> Splits:
    """Rank attributes by how much of the differences in profit they explain, and propose segments.

    An attribute's figure is ε² of winsorised profit, the share of its variance that lies between the
    attribute's groups, less what chance would put there. The proposals are measured on profit as it is, and
    on customers that they weren't found on (:func:`cxworkshop.analysis.proposals.propose`).

    Parameters
    ----------
    profit
        Profit of each customer, shape (n,).
    attributes
        The customers' attributes, n rows in the same order, columns of text; missing is "Not known".
    seed, level, bootstrap
        Seed of all that is drawn, level of the intervals (0–1), resamples for them (at least 50).
    permutations
        How often profit is shuffled to learn what chance explains.

    Returns
    -------
    Splits
        Neither the order of rows or columns nor the unit of money changes it. Above 20,000 customers that
        many are drawn for intervals and chance. Notes say what was left out or refused, and why.

    Raises
    ------
    EmptyTableError, UndefinedMeasureError
        There is no customer, one without a profit, or not one row of attributes for each.

    References
    ----------
    Kelley (1935), PNAS 21(9), on ε²; Westfall & Young (1993), Resampling-based Multiple Testing, on ``p``.
    """
    check_resamples(bootstrap)
    values = settled(profit)
    if len(values) != len(attributes):
        msg = f"There must be one profit per row of attributes, but {len(values)} came for {len(attributes)}."
        raise UndefinedMeasureError(msg)
    groups, notes = attribute_groups(attributes)
    scaled = _scaled(values)
    keys: list[NDArray[Any]] = [values, *(group.codes for group in groups), scaled]
    order = np.lexsort(keys)
    values, groups = values[order], [group.of(order) for group in groups]
    clipped = _winsorised(scaled[order])
    if refusal := _refusal(clipped, groups):
        return Splits(n=len(values), notes=(*notes, refusal))
    random = np.random.default_rng(seed)
    ranked = _ranked(clipped, groups, random, tails(level), (bootstrap, permutations))
    by_name = {group.attribute: group for group in groups}
    splitting = [by_name[split.attribute] for split in ranked if split.p <= SPLITS_BELOW]
    proposals, measured, why_none = propose(
        values, clipped, splitting, seed=seed, level=level, bootstrap=bootstrap
    )
    drawn = () if len(values) <= _MOST_DRAWN else (_drawn_note(len(values)),)
    refused = (why_none,) if why_none else ()
    return Splits(
        ranked=ranked,
        proposals=proposals,
        n=len(values),
        measured=measured,
        notes=(*notes, *drawn, *refused),
    )


def _scaled(values: Floats) -> Floats:
    """Return profit between −1 and 1, cut off beyond what 99 % of customers keep within.

    Freed of the unit, and of last digits that differ with the order in which a sum was made: neither may
    decide the order that customers are drawn in.
    """
    size = np.quantile(np.abs(values), 1 - _WINSORISED, method="lower") or np.abs(values).max() or 1.0
    return np.array(np.round(np.clip(values, -size, size) / size, _DIGITS), dtype=float)


def _winsorised(ordered: Floats) -> Floats:
    """Return sorted profits with the outer 1 % at either end, at least one, drawn in to the next."""
    n = len(ordered)
    outer = min(ceil(_WINSORISED * n), (n - 1) // 2)
    drawn_in: Floats = np.clip(ordered, ordered[outer], ordered[n - 1 - outer])
    return drawn_in


def _refusal(clipped: Floats, groups: Sequence[AttributeGroups]) -> str | None:
    if not groups:
        return "There is no attribute to split profit by, so no segments are proposed."
    if clipped[0] == clipped[-1]:
        return "Nearly all customers earn the same profit, so no attribute can split it."
    return None


def _drawn_note(n: int) -> str:
    return (
        f"How far chance alone would go, and the intervals, were worked out from {_MOST_DRAWN:,} "
        f"customers drawn at random from the {n:,}."
    )


def _ranked(
    clipped: Floats,
    groups: Sequence[AttributeGroups],
    random: np.random.Generator,
    interval: tuple[float, float],
    draws: tuple[int, int],
) -> tuple[AttributeSplit, ...]:
    """Return the attributes, what explains most first; ``draws`` are resamples and permutations."""
    n, (bootstrap, permutations) = len(clipped), draws
    drawn = min(n, _MOST_DRAWN)
    rows = np.sort(random.choice(n, drawn, replace=False, shuffle=False))
    sample, codes = clipped[rows], [group.codes[rows].astype(np.intp) for group in groups]
    explained = [epsilon_squared(clipped, group.codes) for group in groups]
    # Of fewer customers ε² strays further: the m out of n bootstrap (Bickel, Götze & van Zwet 1997).
    strays = resampled_deviations(sample, codes, random, bootstrap) * np.sqrt(drawn / n)
    bounds = explained + np.quantile(strays, interval, axis=0)
    splits = [
        AttributeSplit(
            attribute=group.attribute,
            groups=len(group.names),
            n=n,
            explained=share,
            low=low,
            high=high,
            p=p,
        )
        for group, share, low, high, p in zip(
            groups,
            *np.clip([explained, *bounds], 0, 1).tolist(),
            chances(sample, codes, random, permutations).tolist(),
            strict=True,
        )
    ]
    return tuple(splits[place] for place in np.argsort(-np.array(explained), kind="stable"))
