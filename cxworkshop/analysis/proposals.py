"""Segments that the data propose: found on one half of the customers, measured on the other."""

from collections.abc import Iterator, Sequence
from math import ceil
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from cxworkshop.analysis.attribute_groups import AttributeGroups
from cxworkshop.analysis.resampling import BootstrapMean, bootstrap_mean
from cxworkshop.domain.profit import Condition, Proposal
from cxworkshop.settings import SMALLEST_GROUP

Floats = NDArray[np.float64]
Allowed = tuple[frozenset[int], ...]
"""For each attribute the numbers of the groups that a segment's customers may be in."""

FEWEST_CUSTOMERS = 200
DEEPEST, MOST_SEGMENTS = 3, 6
SMALLEST_SHARE, FEWEST_IN_SEGMENT = 0.05, 20
LEAST_EXPLAINED = 0.01
"""What a split must explain of the variance to be worth a segment."""

_CHANCE = 0.05
_MOST_GROWN_ON = 20_000


def propose(  # noqa: PLR0913 - options of one calculation
    profit: Floats,
    clipped: Floats,
    groups: Sequence[AttributeGroups],
    *,
    seed: int,
    level: float,
    bootstrap: int,
) -> tuple[tuple[Proposal, ...], int, str | None]:
    """Grow a shallow tree on one half of the customers and measure its leaves on the other.

    Parameters
    ----------
    profit, clipped
        Profit of each customer, and the same winsorised, shape (n,), in an order that doesn't depend on the
        table's. The tree is grown on the latter, segments are measured in the former.
    groups
        The attributes that split profit, most first.
    seed, level, bootstrap
        Of the halves and the resamples; of the intervals of profit per customer (0–1); resamples.

    Returns
    -------
    tuple of Proposal, int, str or None
        The proposals, most profit per customer first; how many customers they are measured on (each belongs
        to one of them); or else why there are none.

    References
    ----------
    Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees; Athey & Imbens (2016),
    PNAS 113(27), on honest trees.
    """
    n = len(profit)
    if n < FEWEST_CUSTOMERS:
        return (), 0, f"Segments are proposed from {FEWEST_CUSTOMERS} customers on, but there are {n}."
    if not groups:
        return (), 0, "No attribute splits profit by more than chance, so no segments are proposed."
    drawn = np.random.default_rng(seed).permutation(n)
    grown_on, measured_on = np.sort(drawn[: n // 2][:_MOST_GROWN_ON]), np.sort(drawn[n // 2 :])
    leaves = _leaves(clipped[grown_on], [group.of(grown_on) for group in groups], seed)
    if len(leaves) < 2:  # noqa: PLR2004 - one segment is all customers
        return (), 0, "The attributes explain too little of profit to propose segments by."
    money, members = profit[measured_on], [group.of(measured_on) for group in groups]
    proposals = [
        _proposal(
            money,
            inside,
            _conditions(leaf, groups),
            bootstrap_mean(money[inside], bootstrap=bootstrap, seed=seed, level=level),
        )
        for leaf in leaves
        if (inside := _inside(leaf, members)).sum() >= SMALLEST_GROUP
    ]
    return tuple(sorted(proposals, key=lambda found: -found.profit_per_customer)), len(money), None


def _leaves(clipped: Floats, groups: Sequence[AttributeGroups], seed: int) -> tuple[Allowed, ...]:
    """Return the leaves of a tree pruned until each split explains more than the best would by chance."""
    from sklearn.tree import DecisionTreeRegressor  # noqa: PLC0415 - takes a second to import

    columns = [(place, code) for place, group in enumerate(groups) for code in range(len(group.names))]
    one_hot = np.column_stack([groups[place].codes == code for place, code in columns]).astype(np.float32)
    tries = len(columns) * (MOST_SEGMENTS - 1)
    by_chance = NormalDist().inv_cdf(1 - _CHANCE / tries / 2) ** 2 / len(clipped)
    model = DecisionTreeRegressor(
        max_depth=DEEPEST,
        max_leaf_nodes=MOST_SEGMENTS,
        min_samples_leaf=max(FEWEST_IN_SEGMENT, ceil(SMALLEST_SHARE * len(clipped))),
        ccp_alpha=float(clipped.var()) * max(by_chance, LEAST_EXPLAINED),
        random_state=seed,
    )
    tree = model.fit(one_hot, clipped).tree_

    def below(node: int, allowed: Allowed) -> Iterator[Allowed]:
        if tree.children_left[node] < 0:
            yield allowed
            return
        place, code = columns[tree.feature[node]]
        for child, kept in (
            (tree.children_left[node], allowed[place] - {code}),
            (tree.children_right[node], allowed[place] & {code}),
        ):
            yield from below(child, (*allowed[:place], kept, *allowed[place + 1 :]))

    return tuple(below(0, tuple(frozenset(range(len(group.names))) for group in groups)))


def _inside(leaf: Allowed, groups: Sequence[AttributeGroups]) -> NDArray[np.bool_]:
    """Return which customers belong to a leaf, shape (n,)."""
    inside = np.ones(len(groups[0].codes), dtype=bool)
    for kept, group in zip(leaf, groups, strict=True):
        inside &= np.isin(np.arange(len(group.names)), list(kept))[group.codes]
    return inside


def _conditions(leaf: Allowed, groups: Sequence[AttributeGroups]) -> tuple[Condition, ...]:
    """Return what holds for a leaf's customers, without the attributes that leave it open."""
    return tuple(
        Condition(attribute=group.attribute, values=tuple(group.names[code] for code in sorted(kept)))
        for kept, group in zip(leaf, groups, strict=True)
        if len(kept) < len(group.names)
    )


def _proposal(
    money: Floats, inside: NDArray[np.bool_], conditions: tuple[Condition, ...], mean: BootstrapMean
) -> Proposal:
    customers, total, profit = int(inside.sum()), float(money.sum()), float(money[inside].sum())
    return Proposal(
        conditions=conditions,
        customers=customers,
        share_of_customers=customers / len(money),
        profit=profit,
        share_of_profit=profit / total if total > 0 else None,
        profit_per_customer=profit / customers,
        low=mean.low,
        high=mean.high,
    )
