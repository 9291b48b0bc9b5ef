"""Forward value: what customers are expected to be worth to a horizon, with its uncertainty."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.analysis.bg_nbd import (
    draw_bg_nbd,
    expected_purchases,
    fit_bg_nbd,
    p_alive,
    purchases_if_alive,
)
from cxworkshop.analysis.gamma_gamma import draw_gamma_gamma, expected_spend, fit_gamma_gamma
from cxworkshop.analysis.intervals import tails
from cxworkshop.analysis.likelihood import Floats
from cxworkshop.analysis.purchases import UNIT_DAYS, Purchases
from cxworkshop.domain.value import BgNbd, GammaGamma, Unit
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.settings import SEED

__all__ = [
    "ForwardValue",
    "GroupValue",
    "Terms",
    "draw_bg_nbd",
    "draw_gamma_gamma",
    "expected_purchases",
    "expected_spend",
    "fit_bg_nbd",
    "fit_gamma_gamma",
    "forward_value",
    "p_alive",
    "purchases_if_alive",
]

LONGEST_YEARS = 50
_NODES = 5


class Terms(NamedTuple):
    """What makes value of purchases: ``horizon`` in ``unit``, ``discount`` a year, ``margin`` of revenue.

    The margin is everyone's; groups may have margins of their own.
    """

    horizon: float
    unit: Unit
    discount: float = 0.1
    margin: float = 1.0


class GroupValue(NamedTuple):
    """A group's ``customers``, mean probability to be alive, and mean value with interval.

    ``kept_customer`` is the mean over customers of (value if alive − value as they are).
    """

    customers: int
    alive: float
    mean: float
    low: float
    high: float
    kept_customer: float


class ForwardValue(NamedTuple):
    """Value of all customers and of each group, which add up to it."""

    everyone: GroupValue
    groups: dict[str, GroupValue]


class _Cells(NamedTuple):
    """Customers with the same group and history: how many, and their spend added up."""

    group: NDArray[np.intp]
    frequency: Floats
    recency: Floats
    age: Floats
    customers: Floats
    spend: Floats
    pair: NDArray[np.intp]
    pairs: Floats


def forward_value(  # noqa: PLR0913 - data, two models, terms, and how the interval is made
    purchases: Purchases,
    bg_nbd: BgNbd,
    gamma_gamma: GammaGamma,
    terms: Terms,
    *,
    groups: Sequence[str] | None = None,
    margins: Mapping[str, float] | None = None,
    draws: int = 200,
    seed: int = SEED,
    level: float = 0.95,
    progress: Callable[[float], None] | None = None,
) -> ForwardValue:
    """Return what customers are expected to be worth.

    A customer's value is P(alive) × purchases expected if alive, each discounted from its moment × mean
    spend expected × margin.

    Parameters
    ----------
    purchases, bg_nbd, gamma_gamma
        Histories, and the models fitted to them.
    terms
        Horizon (above 0, at most 50 years), discount (0 or more), margin.
    groups
        Each customer's group, shape (n,).
    margins
        Each group's margin, that of the terms where none is given.
    draws, seed, level
        The interval holds the middle ``level`` of the means under so many models drawn around the fitted
        ones. It speaks of the models' uncertainty, not of what single customers happen to do.
    progress
        Told how far the work is (0–1).

    Raises
    ------
    InvalidChoiceError
        The horizon or the discount can't be used.
    UndefinedMeasureError
        The uncertainty of the mean spend can't be told.
    """
    _check(terms)
    grouped = groups if groups is not None else [""] * len(purchases.customer)
    names, codes = np.unique(np.asarray(grouped, dtype=object), return_inverse=True)
    margin = np.array([(margins or {}).get(str(name), terms.margin) for name in names])
    cells = _cells(purchases, codes)
    history = purchases.frequency, purchases.recency, purchases.age
    paying = purchases.spend > 0
    models = zip(
        draw_bg_nbd(bg_nbd, *history, draws, seed),
        draw_gamma_gamma(gamma_gamma, purchases.frequency[paying], purchases.spend[paying], draws, seed + 1),
        strict=True,
    )
    drawn = []
    for done, (buying, spending) in enumerate(models, start=1):
        drawn.append(margin * _totals(cells, buying, spending, terms)[1])
        if progress:
            progress(done / draws)
    alive, value, if_alive = _totals(cells, bg_nbd, gamma_gamma, terms)
    value, kept = margin * value, margin * (if_alive - value)
    sizes = np.bincount(cells.group, cells.customers)
    interval = tails(level)

    def group(of: NDArray[np.bool_]) -> GroupValue:
        n = float(sizes[of].sum())
        low, high = np.quantile([totals[of].sum() / n for totals in drawn], interval)
        return GroupValue(
            customers=int(n),
            alive=float(alive[of].sum() / n),
            mean=float(value[of].sum() / n),
            low=float(low),
            high=float(high),
            kept_customer=float(kept[of].sum() / n),
        )

    everyone = group(np.ones(len(sizes), dtype=bool))
    if groups is None:
        return ForwardValue(everyone, {})
    return ForwardValue(
        everyone, {str(name): group(np.arange(len(sizes)) == code) for code, name in enumerate(names)}
    )


def discounted_if_alive(model: BgNbd, frequency: Floats, age: Floats, terms: Terms) -> Floats:
    """Return purchases expected to the horizon of customers known to be alive, each discounted.

    A purchase after t years counts (1 + discount)^−t. Integration by parts leaves an integral of expected
    purchases, taken by Gauss–Legendre with 5 nodes.
    """
    rate = np.log1p(terms.discount) * UNIT_DAYS[terms.unit] / UNIT_DAYS["year"]
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    times = terms.horizon * (nodes + 1) / 2
    worth = rate * np.exp(-rate * times) * weights * terms.horizon / 2
    discounted: Floats = np.exp(-rate * terms.horizon) * purchases_if_alive(
        model, frequency, age, terms.horizon
    )
    for time, weight in zip(times, worth, strict=True) if rate else ():
        discounted = discounted + weight * purchases_if_alive(model, frequency, age, time)
    return discounted


def _check(terms: Terms) -> None:
    longest = LONGEST_YEARS * UNIT_DAYS["year"] / UNIT_DAYS[terms.unit]
    if not 0 < terms.horizon <= longest:
        msg = (
            f"The horizon must be above 0 and at most {LONGEST_YEARS} years ({longest:,.0f} {terms.unit}s), "
            f"but {terms.horizon:g} came; a year is usual."
        )
        raise InvalidChoiceError(msg)
    if not 0 <= terms.discount <= 1:
        msg = (
            f"The discount is a yearly rate from 0 to 1, but {terms.discount:g} came; 0.1 means 10 % a year."
        )
        raise InvalidChoiceError(msg)


def _cells(purchases: Purchases, groups: NDArray[np.intp]) -> _Cells:
    frame = pd.DataFrame(
        {
            "group": groups,
            "frequency": purchases.frequency,
            "recency": purchases.recency,
            "age": purchases.age,
            "spend": purchases.spend,
        }
    )
    same = frame.groupby(["group", "frequency", "recency", "age"], sort=True)["spend"]
    cells = same.agg(["size", "sum"]).reset_index()
    history = cells[["frequency", "age"]].to_numpy(dtype=float)
    pairs, pair = np.unique(history, axis=0, return_inverse=True)
    return _Cells(
        group=cells["group"].to_numpy(),
        frequency=history[:, 0],
        recency=cells["recency"].to_numpy(dtype=float),
        age=history[:, 1],
        customers=cells["size"].to_numpy(dtype=float),
        spend=cells["sum"].to_numpy(dtype=float),
        pair=pair,
        pairs=pairs,
    )


def _totals(
    cells: _Cells, buying: BgNbd, spending: GammaGamma, terms: Terms
) -> tuple[Floats, Floats, Floats]:
    """Return of each group: customers alive, what they will spend, and what they would if all were alive."""
    purchases = discounted_if_alive(buying, cells.pairs[:, 0], cells.pairs[:, 1], terms)[cells.pair]
    # Expected spend is a straight line in a customer's own: the mean of a cell stands for each of it.
    spend = expected_spend(spending, cells.frequency, cells.spend / cells.customers)
    alive = p_alive(buying, cells.frequency, cells.recency, cells.age)
    if_alive = cells.customers * purchases * spend
    totals = (cells.customers * alive, alive * if_alive, if_alive)
    of_alive, value, of_all = (np.bincount(cells.group, each).astype(float) for each in totals)
    return of_alive, value, of_all
