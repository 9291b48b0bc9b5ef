"""The policy spectrum: position and spread of five policies between anything goes and by the book."""

from collections.abc import Sequence
from typing import get_args

import numpy as np
import pandas as pd

from cxworkshop.analysis.dissent import dissent, dissent_by_function
from cxworkshop.analysis.intervals import LEVEL
from cxworkshop.analysis.scores import mean_interval
from cxworkshop.domain.agreement import ItemByFunction, ItemDissent
from cxworkshop.domain.policies import Policy, PolicyPlacement
from cxworkshop.domain.policy_spread import FunctionPlace, PolicySpread, PolicyStanding

POLICIES: tuple[Policy, ...] = get_args(Policy)

ENDS = (0.0, 100.0)


def policy_spread(placements: Sequence[PolicyPlacement], *, level: float = LEVEL) -> PolicySpread:
    """Sum up where leaders place the policies.

    Parameters
    ----------
    placements
        One per person, in any order; a policy that doesn't concern somebody has no position there.
    level
        Level of the means' intervals (0–1), Student's.

    Returns
    -------
    PolicySpread
        Per policy that at least 3 people placed. Functions are withheld as
        :func:`cxworkshop.analysis.withholding.withheld` says.

    Raises
    ------
    UndefinedMeasureError
        Fewer than 3 people placed anything.
    """
    table = pd.DataFrame(
        [[one.positions.get(policy) for policy in POLICIES] for one in placements],
        columns=list(POLICIES),
        dtype=np.float64,
    )
    apart = dissent(table, scale=ENDS)
    functions = [one.function or None for one in placements]
    by_function = {one.item: one for one in dissent_by_function(table, functions, scale=ENDS)}
    standings = [
        _standing(policy, found, table[policy], by_function[policy], level)
        for found in apart.items
        for policy in POLICIES
        if policy == found.item
    ]
    return PolicySpread(
        n=len(placements),
        standings=tuple(standings),
        too_few=tuple(policy for policy in POLICIES if policy in apart.withheld),
        level=level,
    )


def _standing(
    policy: Policy, found: ItemDissent, column: "pd.Series[float]", split: ItemByFunction, level: float
) -> PolicyStanding:
    positions = np.sort(column.dropna().to_numpy())
    n, mean, low, high = mean_interval(positions, level=level)
    return PolicyStanding(
        policy=policy,
        n=n,
        positions=tuple(map(float, positions)),
        mean=mean,
        low=max(low, ENDS[0]),
        high=min(high, ENDS[1]),
        dissent=found.dissent,
        functions=tuple(
            FunctionPlace(function=one.function, n=one.n, mean=one.mean)
            for one in sorted(split.shown, key=lambda one: one.function)
        ),
        withheld=split.withheld,
    )
