"""The firm's small tables, which come as data frames: the survey and what stands beside it."""

from collections.abc import Callable

import ibis.expr.types as ir
import pandas as pd

from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.inputs.attached_tables import AttachedTables
from cxworkshop.inputs.frames import (
    Numbers,
    read_journey,
    read_metrics,
    read_never_used,
    read_requests,
    read_survey,
    read_verbatims,
)
from cxworkshop.inputs.matching import columns_named
from cxworkshop.inputs.naming import plain
from cxworkshop.inputs.units import unit_of_time

_Reader = Callable[[ir.Table, AttachedTable, Numbers], pd.DataFrame]


class SmallTables(AttachedTables):
    """Survey, journey, comments, requests and the firm's own metrics."""

    def survey(self) -> pd.DataFrame:
        """Return ``customer``, ``outcome``, ``satisfaction``, ``weight``, ``stayed``, ``date`` and more.

        Ratings and factors follow and keep their own names. ``satisfaction`` (overall), ``stayed`` and
        ``date`` are there where mapped. A customer is text or missing; factors are text. What can't be used
        becomes NaN: codes for "no answer" in ratings and satisfaction, an outcome outside 0–10, a weight
        below 0, a ``stayed`` other than 0 or 1, a date that can't be read. Where no weight is mapped, every
        weight is 1.
        """
        return self._frame(Role.SURVEY, read_survey)

    def never_used(self) -> pd.DataFrame:
        """Return whether the answer is a code for "never used": the rows of :meth:`survey` × its ratings."""
        return self._frame(Role.SURVEY, read_never_used)

    def journey(self) -> pd.DataFrame:
        """Return ``touchpoint``, ``label``, ``stage``, ``order``, ``volume`` and ``cost``, in its order.

        Without a label the touchpoint's name serves, without a stage "", without an order the table's.
        ``volume`` (contacts a year) and ``cost`` (of one contact) are NaN where they aren't given or below 0.
        """
        return self._frame(Role.JOURNEY, read_journey)

    def verbatims(self) -> pd.DataFrame:
        """Return ``touchpoint``, ``text``, ``rating`` and ``date`` per comment; blank comments are left out.

        Where a survey is attached, a touchpoint written like one of its columns, or like that column's label
        in the journey, gets the column's name; others stay as they are, "" where none is named. ``rating``
        is NaN and ``date`` NaT where there is none.
        """
        frame = self._frame(Role.VERBATIMS, read_verbatims)
        if self.has(Role.SURVEY):
            columns = self.attached(Role.SURVEY).columns("touchpoint")
            journey = self.journey() if self.has(Role.JOURNEY) else None
            labels = (
                {} if journey is None else dict(zip(journey["touchpoint"], journey["label"], strict=True))
            )
            named = columns_named(columns, labels)
            frame["touchpoint"] = frame["touchpoint"].map(lambda name: named.get(plain(name), name))
        return frame

    def requests(self) -> pd.DataFrame:
        """Return ``channel`` and ``time`` per request; NaN where there is no answer yet.

        Requests without a channel and those with a time below 0 are left out. The unit is
        :meth:`request_unit`.
        """
        return self._frame(Role.REQUESTS, read_requests)

    def request_unit(self) -> str:
        """Return in what the requests' times are: seconds, minutes, hours, days, "" where that isn't told."""
        return unit_of_time(self.attached(Role.REQUESTS).mapping["time"][0])

    def metrics(self) -> pd.DataFrame:
        """Return ``metric``, ``date``, ``value``, ``target``, ``unit`` and ``site`` per value, oldest first.

        Rows without a metric, a value or a date that can be read are left out. ``target`` is NaN, ``unit``
        and ``site`` are "" where there is none.
        """
        return self._frame(Role.METRICS, read_metrics)

    def _frame(self, role: Role, read: _Reader) -> pd.DataFrame:
        table = self._rows(role)
        return read(table, self.attached(role), self._numbers(role, table))
