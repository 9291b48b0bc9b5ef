"""Which segment a firm's customers belong to: by an attribute, by what they bought, or ready-made."""

from collections.abc import Iterator, Sequence

import pandas as pd

from cxworkshop.analysis.customer_money import customer_money
from cxworkshop.analysis.rfm import rfm
from cxworkshop.analysis.segment_names import SMALL_GROUPS, segment_names
from cxworkshop.domain.profit import RFM
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import Role
from cxworkshop.inputs.firm import Firm


def attributes(firm: Firm) -> tuple[str, ...]:
    """Return the attributes of customers that segments can be made of."""
    return firm.attached(Role.CUSTOMERS).columns("attribute") if firm.has(Role.CUSTOMERS) else ()


def values_of(firm: Firm, by: str) -> pd.Series:
    """Return each customer's value of ``by``, indexed by customer.

    ``by`` is an attribute of customers, or "Recency, frequency, money", or a column of the transactions.
    """
    if by in attributes(firm):
        customers = firm.customers()
    elif by == RFM:
        customers = rfm(firm.transactions())
    else:
        customers = customer_money(firm, by=by, ids=True).labels
    return customers.set_index("customer")[by].astype(object)


def segments_of(firm: Firm, customers: pd.Series, by: str, asked: Sequence[str]) -> pd.Series:
    """Return the segments of customers, called as in the profit by segment.

    Which segments are small takes all transactions to say, and matters only where these are ``asked`` for.
    """
    values = values_of(firm, by)
    known = customer_money(firm, ids=True).labels["customer"] if SMALL_GROUPS in asked else customers.iloc[:0]
    return segment_names(customers.map(values), known.map(values))


def segment_provenance(firm: Firm, by: str, asked: Sequence[str]) -> Iterator[Provenance]:
    """Yield the tables and columns that :func:`segments_of` goes by."""
    of_customers, small_groups = by in attributes(firm), SMALL_GROUPS in asked
    if of_customers or (small_groups and firm.acquisition() is not None):
        columns = ("customer", *((by,) if of_customers else ()), *(("acquisition",) if small_groups else ()))
        yield firm.provenance(Role.CUSTOMERS, columns)
    if small_groups or not of_customers:
        columns = () if of_customers else ("date", "revenue") if by == RFM else ("revenue", by)
        yield firm.provenance(Role.TRANSACTIONS, ("customer", *columns))
    if small_groups and firm.has(Role.SERVICE):
        yield firm.provenance(Role.SERVICE, ("customer",))
