"""From transactions and service costs to one row per customer."""

from typing import Any

import pandas as pd

from cxworkshop.errors import EmptyTableError, InvalidChoiceError

_OWN = ("customer", "revenue", "cost", "cost_to_serve", "profit")


def customer_profit(
    transactions: Any,  # noqa: ANN401 - Ibis publishes no types
    service: Any | None = None,  # noqa: ANN401
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
    if by in _OWN:
        msg = f"Customers can't be split by {by}, which is a figure or the customer; choose another column."
        raise InvalidChoiceError(msg)
    customers = _fetched(_by_customer(transactions, by))
    if customers.empty:
        msg = "No transaction names a customer; check which column holds the customer."
        raise EmptyTableError(msg)
    if margin is not None:
        customers["cost"] = _cost_at(margin, customers)
    customers = _with_service(customers, service)
    customers["profit"] = customers["revenue"] - customers["cost"] - customers["cost_to_serve"]
    columns = [*_OWN, by] if by else [*_OWN]
    return customers.sort_values("customer", ignore_index=True)[columns]


def _by_customer(transactions: Any, by: str | None) -> Any:  # noqa: ANN401 - Ibis publishes no types
    """Return the query that adds up transactions per customer."""
    import ibis  # noqa: PLC0415 - takes a second to import

    cost = transactions["cost"] if "cost" in transactions.columns else ibis.literal(0)
    known = transactions["customer"].notnull()  # noqa: PD004 - an Ibis column
    rows = transactions.filter(known).mutate(cost=cost)
    money = {name: rows[name].cast("float64").sum().fill_null(0) for name in ("revenue", "cost")}
    if by is None:
        return rows.group_by("customer").aggregate(**money)
    values = rows.group_by(["customer", by]).aggregate(**money)
    unknown = values[by].isnull()  # noqa: PD003 - an Ibis column
    most_revenue_first = [unknown, values["revenue"].desc(), values[by]]
    place = f"place of {by}"  # a name that no other column here has
    placed = values.mutate(
        **{place: ibis.row_number().over(group_by="customer", order_by=most_revenue_first)}
    )
    return placed.group_by("customer").aggregate(
        revenue=placed["revenue"].sum(),
        cost=placed["cost"].sum(),
        **{by: placed[by].max(where=placed[place] == 0)},
    )


def _cost_at(margin: float, customers: pd.DataFrame) -> pd.Series:
    if not 0 <= margin <= 1:
        msg = f"The margin is a share of revenue between 0 and 1, but {margin:g} came; 0.4 means 40 %."
        raise InvalidChoiceError(msg)
    if (customers["cost"] != 0).any():
        msg = "The transactions have costs, so a margin would count them twice; give the one or the other."
        raise InvalidChoiceError(msg)
    return customers["revenue"] * (1 - margin)


def _with_service(customers: pd.DataFrame, service: Any | None) -> pd.DataFrame:  # noqa: ANN401
    """Join the cost to serve; the two tables may lie in different places, so they meet here."""
    if service is None:
        return customers.assign(cost_to_serve=0.0)
    served = service.filter(service["customer"].notnull())  # noqa: PD004 - an Ibis column
    cost_to_serve = served["cost"].cast("float64").sum().fill_null(0)
    costs = _fetched(served.group_by("customer").aggregate(cost_to_serve=cost_to_serve))
    return customers.merge(costs, on="customer", how="outer").fillna(
        {"revenue": 0.0, "cost": 0.0, "cost_to_serve": 0.0}
    )


def _fetched(query: Any) -> pd.DataFrame:  # noqa: ANN401
    # By way of Arrow: Ibis 12 warns when it makes a pandas 3 table itself.
    frame: pd.DataFrame = query.to_pyarrow().to_pandas()
    return frame
