"""What each customer brings and costs, so that profit at other believed costs is a sum away."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # publishes no types
from numpy.typing import NDArray

from cxworkshop.analysis.customer_profit import NOBODY, money_by_customer
from cxworkshop.analysis.service_costs import EventKind, event_column, event_kinds, events_by_customer
from cxworkshop.domain.costs import Believed, Costs
from cxworkshop.domain.tables import Role
from cxworkshop.errors import EmptyTableError
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.ids import as_text
from cxworkshop.inputs.sources import gather

Floats = NDArray[np.float64]

MARGIN = Believed(kind="margin", name="margin", value=0.4, low=0.2, high=0.6)
"""Gross margin as a share of revenue, where the transactions have no costs."""

_MONEY = ("revenue", "cost", "acquisition")


@dataclass(frozen=True, eq=False)
class CustomerMoney:
    """One row per customer, in no particular order.

    Attributes
    ----------
    revenue, cost, acquisition
        Money, shape (n,); ``cost`` is what the transactions say, ``acquisition`` what is booked.
    events
        How many service events of each kind a customer had, shape (n, k).
    kinds
        The names of the k kinds.
    costs
        The believed figures: a margin where the transactions have no cost, and what one event of each kind
        costs. At these, costs come out as they are booked.
    labels
        n rows: the customers' attributes asked for, as categories, and ``customer`` where asked for.
    notes
        What was made of the tables.
    """

    revenue: Floats
    cost: Floats
    acquisition: Floats
    events: Floats
    kinds: tuple[str, ...]
    costs: Costs
    labels: pd.DataFrame
    notes: tuple[str, ...] = ()

    def believing(self, costs: Costs | None) -> Costs:
        """Return the believed figures at the values of ``costs``.

        What those have beside them, or over another range, belongs to other tables and doesn't count.
        """
        given = (
            {(told.kind, told.name, told.low, told.high): told for told in costs.believed} if costs else {}
        )
        figures = (given.get((own.kind, own.name, own.low, own.high), own) for own in self.costs.believed)
        return Costs(believed=tuple(figures))

    def profit(self, costs: Costs | None = None) -> Floats:
        """Return each customer's profit at believed costs, shape (n,): by default the usual ones."""
        figures = self.believing(costs).believed
        booked = -self.cost - self.acquisition + (0.0 if self.costs.of("margin") else self.revenue)
        return reduce(lambda profit, figure: profit + figure.value * self.effect(figure), figures, booked)

    def effect(self, figure: Believed) -> Floats:
        """Return by how much each customer's profit grows with one more of a believed figure, shape (n,)."""
        if figure.kind == "margin":
            return self.revenue
        return -self.events[:, self.kinds.index(figure.name)]

    def cost_to_serve(self, costs: Costs | None = None) -> float:
        """Return what all service events cost together at believed costs."""
        figures = self.believing(costs).of("unit_cost")
        return float(sum(-figure.value * self.effect(figure).sum() for figure in figures))


def customer_money(
    firm: Firm, *, by: str | None = None, attributes: Iterable[str] = (), ids: bool = False
) -> CustomerMoney:
    """Add up what is known of each customer, from one to four tables.

    Each table is added up where it lies; one row per customer meets the others in the local DuckDB. A
    customer counts who bought, was served, or was acquired at a cost.

    Parameters
    ----------
    firm
        With transactions; service events, unit costs and customers where there are any.
    by
        A column of the transactions to be among the labels. A customer with several values gets the one with
        the most revenue.
    attributes
        Attributes of customers to be among the labels.
    ids
        Whether the customers themselves are.

    Raises
    ------
    WorkshopError
        There are no transactions, none names a customer, or what service events cost isn't known.
    """
    kinds: tuple[EventKind, ...] = ()
    notes: tuple[str, ...] = ()
    own_columns = () if by is None else (by,)
    joined = gather(money_by_customer(firm.transactions(keep=own_columns, tidied=False), by, as_text))
    if firm.has(Role.SERVICE):
        service = firm.service()
        kinds, notes = event_kinds(service, firm.unit_costs() if firm.has(Role.UNIT_COSTS) else None)
        joined = _either(joined, gather(events_by_customer(service, kinds)))
    if (acquisition := firm.acquisition()) is not None:
        joined = _either(joined, gather(acquisition.filter(acquisition["acquisition"] != 0)))
    names = tuple(attributes)
    if names:
        joined = joined.left_join(gather(firm.customer_attributes().select("customer", *names)), "customer")
    figures = [name for name in (*_MONEY, *map(event_column, range(len(kinds)))) if name in joined.columns]
    labels = [*own_columns, *names, *(["customer"] if ids else [])]
    rows = joined.select(*(joined[name].fill_null(0.0).name(name) for name in figures), *labels).to_pyarrow()
    if not rows.num_rows:
        raise EmptyTableError(NOBODY)
    revenue, cost, acquisition = (_numbers(rows, name) for name in _MONEY)
    events = [_numbers(rows, event_column(place)) for place in range(len(kinds))]
    booked = bool(firm.attached(Role.TRANSACTIONS).columns("cost"))
    return CustomerMoney(
        revenue=revenue,
        cost=cost,
        acquisition=acquisition,
        events=np.column_stack(events) if events else np.empty((rows.num_rows, 0)),
        kinds=tuple(kind.figure.name for kind in kinds),
        costs=Costs(believed=(*(() if booked else (MARGIN,)), *(kind.figure for kind in kinds))),
        labels=pd.DataFrame({name: _label(rows, name) for name in labels}),
        notes=notes,
    )


def _either(one: ir.Table, other: ir.Table) -> ir.Table:
    """Return the customers of either table with the columns of both."""
    both = one.outer_join(other, "customer", rname="other {name}")
    customer = ibis.coalesce(both["customer"], both["other customer"])
    return both.mutate(customer=customer).drop("other customer")


def _numbers(rows: pa.Table, name: str) -> Floats:
    """Return a column of numbers, 0 where there is none."""
    return rows[name].to_numpy() if name in rows.column_names else np.zeros(rows.num_rows)


def _label(rows: pa.Table, name: str) -> pd.Series:
    column = rows[name] if name == "customer" else rows[name].dictionary_encode()
    label: pd.Series = column.to_pandas()
    return label
