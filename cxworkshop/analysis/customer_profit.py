"""From transactions and service costs to one row per customer."""

from collections.abc import Callable

import ibis
import ibis.expr.types as ir
import pandas as pd

from cxworkshop.errors import EmptyTableError, InvalidChoiceError
from cxworkshop.inputs.sources import gather

NOBODY = "No transaction names a customer; check which column holds the customer."

_OWN = ("customer", "revenue", "cost", "cost_to_serve", "profit")


def money_by_customer(
    transactions: ir.Table, by: str | None = None, tidied: Callable[[ir.Column], ir.Column] | None = None
) -> ir.Table:
    """Return the query that adds up transactions per customer: columns customer, revenue, cost and ``by``.

    Parameters
    ----------
    transactions, by
        As in :func:`customer_profit`.
    tidied
        How ids are made comparable. They are added up as they are written first, so that it is done once
        per customer and not once per row.

    Raises
    ------
    InvalidChoiceError
        ``by`` is one of the figures.
    """
    if by in _OWN:
        msg = f"Customers can't be split by {by}, which is a figure or the customer; choose another column."
        raise InvalidChoiceError(msg)
    rows = transactions.mutate(
        revenue=transactions["revenue"].cast("float64"),
        cost=(transactions["cost"] if "cost" in transactions.columns else ibis.literal(0)).cast("float64"),
    )
    if tidied is not None:
        written = _added_up(rows, by)
        rows = written.mutate(customer=tidied(written["customer"]))
    known = rows.filter(rows["customer"].notnull())  # noqa: PD004 - an Ibis column
    if by is None:
        return _added_up(known, by)
    values = _on_duckdb(_added_up(known, by))
    return values.group_by("customer").aggregate(
        revenue=values["revenue"].sum(),
        cost=values["cost"].sum(),
        **{by: values[by].first(order_by=[values["revenue"].desc(), values[by]])},
    )


def _on_duckdb(rows: ir.Table) -> ir.Table:
    """Return rows where the first value in an order can be asked for, which Spark can't."""
    return rows if rows.get_backend().name == "duckdb" else gather(rows)


def _added_up(rows: ir.Table, by: str | None) -> ir.Table:
    keys = ["customer"] if by is None else ["customer", by]
    return rows.group_by(keys).aggregate(
        revenue=rows["revenue"].sum().fill_null(0.0), cost=rows["cost"].sum().fill_null(0.0)
    )


def customer_profit(
    transactions: ir.Table,
    service: ir.Table | None = None,
    margin: float | None = None,
    by: str | None = None,
) -> pd.DataFrame:
    """Add up profit per customer: revenue less cost less cost to serve.

    Each table is added up where it lies, in one query; only one row per customer comes back.

    Parameters
    ----------
    transactions
        Ibis table with columns customer, revenue, cost (absent: no cost), and ``by`` where given. Rows
        without a customer are left out.
    service
        Ibis table with columns customer, cost: what serving a customer cost. A customer who appears only
        here counts with revenue 0.
    margin
        Gross margin (0–1) where transactions have no cost: cost is then revenue × (1 − margin).
    by
        Column of ``transactions`` to split by. A customer with several values gets the one with the most
        revenue.

    Returns
    -------
    DataFrame
        Columns customer, revenue, cost, cost_to_serve, profit and ``by`` where given; sorted by customer.

    Raises
    ------
    EmptyTableError, InvalidChoiceError
        No transaction has a customer, the margin is outside 0–1 or comes on top of costs, or ``by`` is
        one of the figures.
    """
    customers = _fetched(money_by_customer(transactions, by))
    if customers.empty:
        raise EmptyTableError(NOBODY)
    if margin is not None:
        customers["cost"] = _cost_at(margin, customers)
    customers = _with_service(customers, service)
    customers["profit"] = customers["revenue"] - customers["cost"] - customers["cost_to_serve"]
    columns = [*_OWN, by] if by else [*_OWN]
    return customers.sort_values("customer", ignore_index=True)[columns]


def _cost_at(margin: float, customers: pd.DataFrame) -> pd.Series:
    if not 0 <= margin <= 1:
        msg = f"The margin is a share of revenue between 0 and 1, but {margin:g} came; 0.4 means 40 %."
        raise InvalidChoiceError(msg)
    if (customers["cost"] != 0).any():
        msg = "The transactions have costs, so a margin would count them twice; give the one or the other."
        raise InvalidChoiceError(msg)
    return customers["revenue"] * (1 - margin)


def _with_service(customers: pd.DataFrame, service: ir.Table | None) -> pd.DataFrame:
    """Join the cost to serve; the two tables may lie in different places, so they meet here."""
    if service is None:
        return customers.assign(cost_to_serve=0.0)
    served = service.filter(service["customer"].notnull())  # noqa: PD004 - an Ibis column
    cost_to_serve = served["cost"].cast("float64").sum().fill_null(0)
    costs = _fetched(served.group_by("customer").aggregate(cost_to_serve=cost_to_serve))
    return customers.merge(costs, on="customer", how="outer").fillna(
        {"revenue": 0.0, "cost": 0.0, "cost_to_serve": 0.0}
    )


def _fetched(query: ir.Table) -> pd.DataFrame:
    # By way of Arrow: Ibis 12 warns when it makes a pandas 3 table itself.
    frame: pd.DataFrame = query.to_pyarrow().to_pandas()
    return frame
