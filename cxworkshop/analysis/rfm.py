"""Recency, frequency, money: ready-made segments from the transactions alone."""

import ibis.expr.types as ir
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.domain.profit import RFM
from cxworkshop.errors import EmptyTableError, MissingColumnError, UndefinedMeasureError

BEST = "Best (recent, frequent, high spend)"
LOYAL = "Loyal (frequent)"
NEW = "New (bought once, lately)"
BIG = "Big spenders (seldom, high spend)"
OCCASIONAL = "Occasional (recent, modest spend)"
COOLING = "Cooling (modest, not seen lately)"
SLIPPING = "Slipping away (good, not seen for long)"
LOST = "Lost (modest, not seen for long)"

_LOW, _HIGH = 1, 3
_DIGITS = 12


def rfm(transactions: ir.Table) -> pd.DataFrame:
    """Sort customers into eight ready-made segments by when, how often and for how much they bought.

    Parameters
    ----------
    transactions
        Columns customer, date, revenue. It is added up where it lies, in one query; only one row per
        customer comes back. Recency and frequency count days with revenue above 0, money is net of returns.

    Returns
    -------
    DataFrame
        Columns customer and :data:`cxworkshop.domain.profit.RFM`, sorted by customer. A customer without a
        dated purchase has no segment.

    Raises
    ------
    MissingColumnError, EmptyTableError, UndefinedMeasureError
        There is no date or no dated purchase, or all are on one day.

    References
    ----------
    Hughes (1994), Strategic Database Marketing.
    """
    if "date" not in transactions.columns:
        msg = "Recency needs a date, but the transactions have none; say which column holds the date."
        raise MissingColumnError(msg)
    found: pd.DataFrame = _by_customer(transactions).to_pyarrow().to_pandas(date_as_object=False)
    customers = found.sort_values("customer", ignore_index=True)
    buyers = customers[customers["days"] > 0]
    if buyers.empty:
        msg = "No transaction has both a date and revenue above 0; check which columns hold them."
        raise EmptyTableError(msg)
    if buyers["first"].min() == buyers["last"].max():
        msg = (
            f"All purchases are on {buyers['last'].max():%Y-%m-%d}, so nobody bought more lately or more "
            "often than others; check which column holds the date."
        )
        raise UndefinedMeasureError(msg)
    segments = _segments(buyers).reindex(customers.index)
    return pd.DataFrame({"customer": customers["customer"], RFM: segments})


def _by_customer(transactions: ir.Table) -> ir.Table:
    """Return the query for each customer's purchase days and net revenue."""
    rows = transactions.filter(transactions["customer"].notnull())  # noqa: PD004 - an Ibis column
    rows = rows.mutate(revenue=rows["revenue"].cast("float64"), date=rows["date"].cast("date"))
    bought = rows["revenue"] > 0
    return rows.group_by("customer").aggregate(
        first=rows["date"].min(where=bought),
        last=rows["date"].max(where=bought),
        days=rows["date"].nunique(where=bought),
        money=rows["revenue"].sum().fill_null(0),
    )


def _segments(buyers: pd.DataFrame) -> pd.Series:
    """Return each buyer's segment; the first rule that fits counts."""
    # Sums of the same amounts in another order differ in their last digits, which must break no tie.
    money = (buyers["money"] / (buyers["money"].abs().max() or 1.0)).round(_DIGITS)
    age = buyers["last"].max() - buyers["last"]
    since, frequency, spend = (_third(values) for values in (age, buyers["days"], money))
    recent, gone = since == _LOW, since == _HIGH
    often, much = frequency == _HIGH, spend == _HIGH
    rules = {
        BEST: recent & often & much,
        SLIPPING: gone & (often | much),
        LOST: gone,
        LOYAL: often,
        NEW: recent & (buyers["days"] == 1).to_numpy(),
        BIG: much,
        OCCASIONAL: recent,
    }
    rule = np.select(list(rules.values()), range(len(rules)), len(rules))
    return pd.Series(np.array([*rules, COOLING], dtype=object)[rule], index=buyers.index)


def _third(values: pd.Series) -> NDArray[np.int64]:
    """Return 1 to 3 by how many customers lie below: the lowest third, the middle one, the highest.

    Equal values are in the same third, the lower one: whoever bought on the latest day is recent, and buying
    once is never frequent, however many do so.
    """
    below = values.rank(method="min").to_numpy() - 1
    return 1 + (3 * below // len(values)).astype(np.int64)
