"""Which segment the survey's answers come from, for comparing drivers."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from cxworkshop.analysis.asked_drivers import Asked
from cxworkshop.analysis.driver_answers import Rows
from cxworkshop.analysis.firm_segments import segments_of
from cxworkshop.analysis.segment_drivers import MOST_SEGMENTS
from cxworkshop.analysis.segment_names import SMALL_GROUPS
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role
from cxworkshop.inputs.firm import Firm
from cxworkshop.settings import SMALLEST_GROUP


class DriverGroups(NamedTuple):
    """Which segment of ``by`` each answer comes from, missing where none; else why that can't be told.

    Without either, nobody asked for segments and none offer themselves.
    """

    by: str | None = None
    segments: pd.Series | None = None
    refusal: str | None = None

    def rows(self, names: tuple[str, ...]) -> Rows:
        """Return which answers come from these segments."""
        if self.segments is None:
            return np.zeros(0, dtype=bool)
        found: Rows = self.segments.isin(names).to_numpy()
        return found

    def pooled(self, customers: pd.Series) -> pd.Series | None:
        """Return the segments; those of fewer than 3 customers who answered have one name together."""
        if self.segments is None:
            return None
        sizes = customers.groupby(self.segments).nunique()
        small = sizes.index[sizes < SMALLEST_GROUP]
        return self.segments.where(~self.segments.isin(small), SMALL_GROUPS)


def driver_groups(firm: Firm, asked: Asked, target: TargetSegments | None) -> DriverGroups:
    """Return the segments of the target's attribute, or of the first one that has few values."""
    targets = target.targets if target else ()
    by = target.by if target and targets else _first_attribute(firm)
    if by is None:
        return DriverGroups()
    if firm.attached(Role.SURVEY).column("customer") is None:
        refusal = "The survey doesn't name customers, so its answers can't be told apart by segment."
        return DriverGroups(refusal=refusal if targets else None)
    customers = asked.survey["customer"].dropna()
    segments = segments_of(firm, customers, by, targets).astype(object)
    return DriverGroups(by, segments.reindex(asked.survey.index))


def _first_attribute(firm: Firm) -> str | None:
    if not firm.has(Role.CUSTOMERS):
        return None
    table = firm.attached(Role.CUSTOMERS)
    sizes = ((name, len(table.categories.get(name, ()))) for name in table.columns("attribute"))
    return next((name for name, size in sizes if 2 <= size <= MOST_SEGMENTS), None)  # noqa: PLR2004
