"""What moving a driver's score might be worth, by simulation through the fitted pieces.

A move in points, times what a point goes along with in the recommendation, times how much of that is assumed
to be cause; on to the share that stays, the customers kept, and their profit. Each draw takes all its pieces
from the same resample, so that what belongs together stays together. The causal share is an assumption, never
found in the data.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cxworkshop.analysis.intervals import LEVEL, tails
from cxworkshop.analysis.stakes_money import Money, money_of
from cxworkshop.domain.drivers import StakePieces, rough_note
from cxworkshop.domain.profit import ProfitEvidence
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.stakes import Range, Stake, StakeAssumptions, Stakes
from cxworkshop.settings import SEED

SMALLEST_MOVE = 0.2
LARGEST_MOVE = 1.0
"""In points of the rating: what is believed of a first move at least, and at the most."""

CAUSAL = 0.5
YEARS = 1.0

HIGHEST_OUTCOME = 10.0
"""Recommendation is asked from 0 to 10."""

Draws = NDArray[np.float64]


def first_assumptions(pieces: StakePieces, drivers: Sequence[str]) -> StakeAssumptions:
    """Return what to assume until the team says otherwise.

    Parameters
    ----------
    pieces
        What the simulation is fitted from.
    drivers
        Those that are to move; the ones that the pieces don't know are left out.

    Returns
    -------
    StakeAssumptions
        Each driver moves half the way to the best rated of all touchpoints, but by at least 0.2 and at most
        1.0 point (and not beyond the scale), rounded to 0.1. Half of what goes together is cause; one year.
    """
    means = dict(zip(pieces.drivers, pieces.means, strict=True))
    best = max(pieces.means)
    return StakeAssumptions(
        moves={
            driver: _believable(means[driver], best, pieces.scale_high)
            for driver in drivers
            if driver in means
        },
        causal=CAUSAL,
        years=YEARS,
    )


def value_at_stake(  # noqa: PLR0913 - what is known, what is assumed, and how it is called
    pieces: StakePieces,
    assumptions: StakeAssumptions,
    *,
    labels: Mapping[str, str],
    drivers: Sequence[str],
    profit: ProfitEvidence | None,
    target: TargetSegments | None,
) -> Stakes:
    """Simulate what each driver's move might bring.

    Parameters
    ----------
    pieces
        What the simulation is fitted from.
    assumptions
        What the team believes; a driver without a move gets that of :func:`first_assumptions`.
    labels
        Driver → how it is called on a page.
    drivers
        Those to move, one at a time, the others staying as they are.
    profit, target
        Customers and their profit are those of the target segments, of all segments without targets.

    Returns
    -------
    Stakes
        The middle and the 95 % range of the draws. Nothing goes beyond the possible: a rating not beyond its
        scale, recommendation not beyond 0–10, the share that stays not beyond 0–1. What can't be told is
        None, and ``refusals`` say why; a move cut off at the end of the scale, and ranges that are rough, are
        told there too.
    """
    moves = first_assumptions(pieces, drivers).moves | assumptions.moves
    assumed = assumptions.model_copy(
        update={"moves": {driver: moves[driver] for driver in drivers if driver in moves}}
    )
    money = money_of(profit, target, assumed, draws=len(pieces.per_point), seed=SEED)
    simulated = _Simulation(pieces, assumed, money, labels)
    known = [driver for driver in drivers if driver in pieces.drivers]
    return Stakes(
        segment=pieces.segment,
        n=pieces.n,
        n_stayed=pieces.n_stayed,
        customers=money.customers,
        per_customer=None if money.per_customer is None else _range(money.per_customer),
        currency=profit.currency if profit else None,
        assumptions=assumed,
        stakes=tuple(map(simulated.stake, known)),
        refusals=(*simulated.refusals(drivers), *_other_answers(pieces, target), *money.refusals),
    )


class _Simulation:
    """The pieces as arrays."""

    def __init__(
        self, pieces: StakePieces, assumed: StakeAssumptions, money: Money, labels: Mapping[str, str]
    ) -> None:
        self._pieces = pieces
        self._assumed = assumed
        self._money = money
        self._labels = labels
        self._per_point: Draws = np.asarray(pieces.per_point, dtype=float).reshape(-1, len(pieces.drivers))
        self._staying: Draws | None = (
            np.asarray(pieces.staying, dtype=float)
            if pieces.staying and pieces.stayed_share is not None
            else None
        )

    def stake(self, driver: str) -> Stake:
        place = self._pieces.drivers.index(driver)
        move = min(self._assumed.moves[driver], self._room(driver))
        outcome = self._pieces.outcome_mean
        gain = move * self._per_point[:, place] * self._assumed.causal
        recommendation = _within(gain, outcome, HIGHEST_OUTCOME)
        staying = kept = worth = None
        if self._staying is not None and self._pieces.stayed_share is not None:
            staying = _within(recommendation * self._staying, self._pieces.stayed_share, 1.0)
            kept = None if self._money.customers is None else staying * self._money.customers
        if kept is not None and self._money.per_customer is not None and self._money.earns:
            worth = kept * self._money.per_customer * self._assumed.years
        return Stake(
            driver=driver,
            label=self._label(driver),
            move=move,
            recommendation=_range(recommendation),
            staying=None if staying is None else _range(staying),
            kept=None if kept is None else _range(kept),
            profit=None if worth is None else _range(worth),
        )

    def refusals(self, drivers: Sequence[str]) -> Iterator[str]:
        for driver in drivers:
            if driver not in self._pieces.drivers:
                yield (
                    f"{self._label(driver)} isn't among the drivers looked at in the survey, so nothing can "
                    "be said about moving it; add it to the drivers and look again."
                )
            elif (asked := self._assumed.moves[driver]) > (room := self._room(driver)):
                yield (
                    f"{self._label(driver)} can rise by {room:.2g} points at the most before it reaches the "
                    f"top of its scale, so {room:.2g} is used rather than {asked:.2g}."
                )
        if self._staying is None:
            yield (
                "Nobody knows who stayed, so nothing can be said about staying and profit; "
                "give the survey a column that says who stayed a customer."
            )
        if rough := rough_note(self._pieces.clusters):
            yield rough

    def _room(self, driver: str) -> float:
        mean = self._pieces.means[self._pieces.drivers.index(driver)]
        return max(self._pieces.scale_high - mean, 0.0)

    def _label(self, driver: str) -> str:
        return self._labels.get(driver, driver)


def _believable(mean: float, best: float, highest: float) -> float:
    move = min(max((best - mean) / 2, SMALLEST_MOVE), LARGEST_MOVE)
    return min(round(move, 1), max(highest - mean, 0.0))


def _within(change: Draws, now: float, highest: float) -> Draws:
    """Return changes of a figure that stays between 0 and ``highest``; it may stand beyond already."""
    return np.clip(change, min(-now, 0.0), max(highest - now, 0.0))


def _range(draws: Draws) -> Range:
    low, mid, high = np.quantile(draws, [tails(LEVEL)[0], 0.5, tails(LEVEL)[1]]) + 0.0  # no minus zero
    return Range(mid=mid, low=low, high=high)


def _other_answers(pieces: StakePieces, target: TargetSegments | None) -> Iterator[str]:
    chosen = target.targets if target else ()
    if set(pieces.segment) != set(chosen):
        whose = " and ".join(pieces.segment) or "all customers"
        whom = " and ".join(chosen) or "all customers"
        yield (
            f"What a point goes along with is taken from the answers of {whose}, not from those of {whom}; "
            "they may differ."
        )
