"""From a firm's tables to the evidence of who earns the profit, as it enters the workshop's log."""

from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from cxworkshop.analysis.customer_money import CustomerMoney, customer_money
from cxworkshop.analysis.firm_segments import attributes
from cxworkshop.analysis.growth import segment_growth
from cxworkshop.analysis.intervals import LEVEL
from cxworkshop.analysis.profit import segment_profit
from cxworkshop.analysis.rfm import rfm
from cxworkshop.analysis.segment_names import segment_names
from cxworkshop.analysis.segment_values import segment_values
from cxworkshop.analysis.sensitivity import sensitivity
from cxworkshop.analysis.splits import find_splits
from cxworkshop.analysis.whale import ranking_notes, whale_curve, whale_groups
from cxworkshop.domain.costs import Costs
from cxworkshop.domain.profit import RFM, ProfitEvidence
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import Role
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.inputs.firm import Firm
from cxworkshop.settings import SEED

MOST_SEGMENTS = 40
QUICK_BOOTSTRAP = 200
"""Resamples where an answer must come at once."""

Progress = Callable[[float], None]

_OPENED, _EARNED, _GROWN, _SPLIT = 0.3, 0.5, 0.6, 0.8
"""How far the work is after each step."""


class OpenProfits:
    """A firm's customers in memory, so that profit at other believed costs is there at once.

    Attributes
    ----------
    costs
        The usual believed figures.
    """

    def __init__(self, firm: Firm, by: str, *, all_attributes: bool, ids: bool) -> None:
        own = attributes(firm)
        labels = own if all_attributes else tuple(name for name in own if name == by)
        bought = None if by in own or by == RFM else by
        self.money = customer_money(firm, by=bought, attributes=labels, ids=ids or by == RFM)
        self.by, self.costs = by, self.money.costs
        self.segments = _segments(firm, by, self.money)
        self._currency = firm.currency()
        self._period = firm.period()
        self._provenance = tuple(money_provenance(firm, by, labels))

    def evidence(
        self,
        costs: Costs | None = None,
        *,
        bootstrap: int = QUICK_BOOTSTRAP,
        progress: Progress | None = None,
    ) -> ProfitEvidence:
        """Return profit at believed costs, without growth, splits and what segments value.

        Parameters
        ----------
        costs
            The believed figures; what they lack is taken from the usual ones.
        bootstrap
            Resamples for the intervals of profit per customer.
        progress
            Called with the share of the work done (0–1).
        """
        profit = self.money.profit(costs)
        frame = pd.DataFrame({"segment": self.segments, "profit": profit, "revenue": self.money.revenue})
        return ProfitEvidence(
            by=self.by,
            whale=whale_curve(profit),
            segments=segment_profit(frame, "segment", bootstrap=bootstrap, level=LEVEL, progress=progress),
            cost_to_serve=self.money.cost_to_serve(costs),
            acquisition=float(self.money.acquisition.sum()),
            currency=self._currency,
            first_day=self._period[0] if self._period else None,
            last_day=self._period[1] if self._period else None,
            costs=self.money.believing(costs),
            groups=whale_groups(profit, self.segments),
            sensitivity=sensitivity(self.money, costs, self.segments),
            notes=(*self.money.notes, *ranking_notes(profit)),
            level=LEVEL,
            bootstrap=bootstrap,
            seed=SEED,
            provenance=self._provenance,
        )


def open_profits(firm: Firm, by: str) -> OpenProfits:
    """Read what each customer brings and costs, for evidence that must come at once.

    Parameters
    ----------
    firm, by
        As in :func:`profit_evidence`.

    Raises
    ------
    WorkshopError
        As there.
    """
    return OpenProfits(firm, by, all_attributes=False, ids=False)


def profit_evidence(
    firm: Firm,
    by: str,
    costs: Costs | None = None,
    *,
    bootstrap: int = 1000,
    progress: Progress | None = None,
) -> ProfitEvidence:
    """Return who earns the profit: whale curve, segments, and which attributes split it.

    Parameters
    ----------
    firm
        With transactions; service events, unit costs, customers and a survey where there are any.
    by
        An attribute of customers, or "Recency, frequency, money", or else a column of the transactions.
    costs
        The believed figures; what they lack, or have for other tables, is taken from the usual ones.
    bootstrap
        Resamples for the intervals of profit per customer.
    progress
        Called with the share of the work done (0–1).

    Raises
    ------
    WorkshopError
        A table is missing, or the attribute makes no segments; the sentence says which.
    """
    opened = OpenProfits(firm, by, all_attributes=True, ids=True)
    _tell(progress, _OPENED)
    found = opened.evidence(costs, bootstrap=bootstrap, progress=_part(progress, _OPENED, _EARNED))
    labels = opened.money.labels
    segment_of = pd.Series(opened.segments.array, index=labels["customer"])
    growth, growth_note = segment_growth(firm.transactions(), segment_of)
    _tell(progress, _GROWN)
    splits = find_splits(opened.money.profit(costs), labels.drop(columns="customer"), seed=SEED)
    _tell(progress, _SPLIT)
    names = [segment.name for segment in found.segments]
    values = segment_values(firm, by, names, progress=_part(progress, _SPLIT, 1.0))
    return found.model_copy(
        update={
            "segments": tuple(
                segment.model_copy(update={"growth": growth.get(segment.name)}) for segment in found.segments
            ),
            "splits": splits,
            "values": values,
            "notes": (*found.notes, *((growth_note,) if growth_note else ())),
            "provenance": (*found.provenance, *(_survey_provenance(firm) if values else ())),
        }
    )


def _segments(firm: Firm, by: str, money: CustomerMoney) -> pd.Series:
    """Return the name of each customer's segment."""
    if by == RFM:
        bought = rfm(firm.transactions()).set_index("customer")[RFM]
        values = money.labels["customer"].map(bought)
    else:
        values = money.labels[by]
    names = segment_names(values, values)
    if (segments := len(names.cat.categories)) > MOST_SEGMENTS:
        msg = (
            f"{by} splits the customers into {segments} segments, more than {MOST_SEGMENTS}; "
            "choose an attribute with fewer values."
        )
        raise InvalidChoiceError(msg)
    return names


def money_provenance(firm: Firm, by: str | None, labels: Sequence[str]) -> Iterator[Provenance]:
    """Yield the tables and columns behind what customers bring and cost, and their attributes ``labels``."""
    bought = () if by is None or by in attributes(firm) or by == RFM else (by,)
    yield firm.provenance(Role.TRANSACTIONS, ("customer", "date", "revenue", "cost", *bought))
    if firm.has(Role.SERVICE):
        yield firm.provenance(Role.SERVICE, ("customer", "event", "cost", "count"))
    if firm.has(Role.UNIT_COSTS):
        yield firm.provenance(Role.UNIT_COSTS, ("event", "cost", "low", "high"))
    if labels or firm.acquisition() is not None:
        yield firm.provenance(Role.CUSTOMERS, ("customer", *labels, "acquisition"))


def _survey_provenance(firm: Firm) -> Iterator[Provenance]:
    yield firm.provenance(Role.SURVEY, ("customer", "outcome", "weight", "touchpoint"))
    if firm.has(Role.JOURNEY):
        yield firm.provenance(Role.JOURNEY, ("touchpoint", "label"))


def _tell(progress: Progress | None, done: float) -> None:
    if progress:
        progress(done)


def _part(progress: Progress | None, start: float, end: float) -> Progress | None:
    return (lambda done: progress(start + (end - start) * done)) if progress else None
