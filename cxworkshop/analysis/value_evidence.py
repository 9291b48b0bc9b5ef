"""From a firm's transactions to the evidence on forward value that enters the workshop's log."""

from collections.abc import Callable, Iterator
from datetime import date

import numpy as np
import pandas as pd

from cxworkshop.analysis.bg_nbd import buying_notes, expected_purchases, fit_bg_nbd
from cxworkshop.analysis.cohorts import retention
from cxworkshop.analysis.customer_money import customer_money
from cxworkshop.analysis.firm_segments import attributes
from cxworkshop.analysis.gamma_gamma import fit_gamma_gamma, spend_notes
from cxworkshop.analysis.intervals import LEVEL, check_resamples
from cxworkshop.analysis.margins import find_margins
from cxworkshop.analysis.profit_evidence import OpenProfits, money_provenance
from cxworkshop.analysis.purchases import YEAR, Purchases, read_purchases
from cxworkshop.analysis.segment_names import segment_names
from cxworkshop.analysis.value import GroupValue, Terms, forward_value
from cxworkshop.domain.costs import Costs
from cxworkshop.domain.value import BgNbd, ExpectedValue, SegmentValue, Unit, ValueEvidence
from cxworkshop.inputs.firm import Firm
from cxworkshop.settings import SEED

STRONG_CORRELATION = 0.3
"""From here on, frequency and spend can't pass for having nothing to do with each other."""

_READ, _FITTED, _VALUED = 0.2, 0.3, 0.9


def value_evidence(  # noqa: PLR0913 - what is asked, and how far the work is
    firm: Firm,
    *,
    by: str | None = None,
    costs: Costs | None = None,
    until: date | None = None,
    unit: Unit = "week",
    horizon: float | None = None,
    discount: float = 0.1,
    bootstrap: int = 200,
    progress: Callable[[float], None] | None = None,
) -> ValueEvidence:
    """Return what customers are expected to be worth, in all and by segment, and how many come back.

    Parameters
    ----------
    firm
        With transactions that have dates; service events, unit costs and customers where there are any.
    by
        An attribute of customers, or "Recency, frequency, money", or a column of the transactions.
    costs
        The believed figures behind the margins; the usual ones where none are given. Without them and
        without a cost in the transactions, value is in revenue.
    until
        The last day that the models are fitted to, the table's last where none is given. What comes later
        checks them.
    unit, horizon
        The unit of time, and how many of it value is looked at for: a year where none is given.
    discount
        Yearly rate (0–1).
    bootstrap
        Models drawn for the intervals, at least 50.
    progress
        Told how far the work is (0–1).

    Raises
    ------
    WorkshopError
        A table or its dates are missing, the models can't be fitted, or the attribute makes no segments;
        the sentence says which.
    """
    check_resamples(bootstrap)
    tell = progress or (lambda _done: None)
    transactions = firm.transactions()
    purchases = read_purchases(transactions, until=until, unit=unit)
    tell(_READ)
    paying = purchases.spend > 0
    history = purchases.frequency, purchases.recency, purchases.age
    buying = fit_bg_nbd(*history)
    spending = fit_gamma_gamma(purchases.frequency[paying], purchases.spend[paying])
    tell(_FITTED)
    opened = OpenProfits(firm, by, all_attributes=False, ids=True) if by else None
    names, of_money = _segments(opened, purchases) if opened else (None, None)
    money = opened.money if opened else customer_money(firm)
    margins = find_margins(money, of_money, costs)
    terms = Terms(YEAR[unit] if horizon is None else horizon, unit, discount, margins.overall)
    found = forward_value(
        purchases, buying, spending, terms, groups=names, margins=margins.segments, draws=bootstrap,
        seed=SEED, level=LEVEL, progress=lambda done: tell(_FITTED + (_VALUED - _FITTED) * done),
    )  # fmt: skip
    kept = retention(transactions, purchases.first_day, purchases.until)
    tell(1.0)
    everyone = found.everyone
    return ValueEvidence(
        by=by,
        until=purchases.until,
        unit=unit,
        n=everyone.customers,
        bg_nbd=buying,
        gamma_gamma=spending,
        expected_value=ExpectedValue(
            mean=everyone.mean,
            total=everyone.mean * everyone.customers,
            horizon=terms.horizon,
            low=everyone.low,
            high=everyone.high,
        ),
        discount=discount,
        margin=margins.overall,
        costs=money.believing(costs),
        alive=everyone.alive,
        kept_customer=everyone.kept_customer,
        held_out=_held_out(purchases, buying),
        segments=tuple(
            sorted(
                (_segment(name, value, margins.segments[name]) for name, value in found.groups.items()),
                key=lambda segment: -segment.mean,
            )
        ),
        cohorts=kept.cohorts,
        cohort_unit=kept.unit,
        currency=firm.currency(),
        notes=(
            *margins.notes, *_purchase_notes(purchases), *buying_notes(buying), *spend_notes(spending),
            *kept.notes,
        ),
        level=LEVEL,
        bootstrap=bootstrap,
        seed=SEED,
        provenance=tuple(money_provenance(firm, by, (by,) if by in attributes(firm) else ())),
    )  # fmt: skip


def _segment(name: str, value: GroupValue, margin: float) -> SegmentValue:
    return SegmentValue(
        name=name,
        customers=value.customers,
        alive=value.alive,
        mean=value.mean,
        low=value.low,
        high=value.high,
        total=value.mean * value.customers,
        margin=margin,
        kept_customer=value.kept_customer,
    )


def _segments(opened: OpenProfits, purchases: Purchases) -> tuple[list[str], pd.Series]:
    """Return the segment of each customer with a history, and of each whose money is known.

    Named as in the profit by segment; those with too few histories are put together with the small ones.
    """
    called = opened.segments.astype(object)
    bought = pd.Series(purchases.customer, dtype=object).map(
        pd.Series(called.to_numpy(), index=opened.money.labels["customer"])
    )
    names = segment_names(bought, bought).astype(object)
    shown = dict(zip(bought, names, strict=True))
    return list(names), called.map(shown)


def _held_out(purchases: Purchases, model: BgNbd) -> tuple[float, float] | None:
    """Return purchases expected and made after ``until``, None where the table ends there."""
    if not purchases.after:
        return None
    history = purchases.frequency, purchases.recency, purchases.age
    expected = expected_purchases(model, *history, purchases.after)
    return float(expected.sum()), float(purchases.held_out.sum())


def _purchase_notes(purchases: Purchases) -> Iterator[str]:
    if days := purchases.no_purchase:
        yield (
            f"On {days:,} customer days at least as much came back as went out; "
            f"{'this is' if days == 1 else 'these are'} no purchase."
        )
    if rows := purchases.undated:
        have = "transaction has" if rows == 1 else "transactions have"
        yield f"{rows:,} {have} no readable date and can't be placed in time."
    again = purchases.frequency > 0
    if free := int((again & (purchases.spend <= 0)).sum()):
        who = "customer" if free == 1 else "customers"
        yield f"The model of spend leaves out {free:,} {who} who bought again and paid nothing then."
    frequency, spend = purchases.frequency[again], purchases.spend[again]
    if not np.ptp(frequency):
        return
    correlation = float(np.corrcoef(frequency, spend)[0, 1])
    if abs(correlation) >= STRONG_CORRELATION:
        more = "more" if correlation > 0 else "less"
        yield (
            f"Customers who buy more often spend {more} per purchase (correlation {correlation:.2f}); the "
            "model takes the two as unrelated, so its values are less sure than their intervals say."
        )
