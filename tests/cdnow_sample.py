"""The CDNOW sample that the package brings along, read as a firm's table."""

from datetime import date
from functools import cache

from cxworkshop.analysis.purchases import Purchases, read_purchases
from cxworkshop.domain.tables import Role
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm
from cxworkshop.settings import assets

SOURCE = assets("data") / "cdnow" / "transactions.csv"
UNTIL = date(1997, 9, 30)


@cache
def firm() -> Firm:
    mapping = {"customer": ("customer_id",), "date": ("date",), "revenue": ("revenue",), "cost": ()}
    return Firm({Role.TRANSACTIONS: attach(Role.TRANSACTIONS, str(SOURCE), mapping)})


@cache
def histories() -> Purchases:
    """The first 39 weeks, from which the published figures are."""
    return read_purchases(firm().transactions(), until=UNTIL)
