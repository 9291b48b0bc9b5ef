"""The firm's small tables as data frames: role columns by the workshop's names, without what can't be used.

Each reader takes the rows where they can be read, what is known of the table, and its columns of numbers.
"""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
import pandas as pd

from cxworkshop.domain.tables import AttachedTable, spoken_name
from cxworkshop.inputs.answers import HIGHEST_OUTCOME, LOWEST_OUTCOME
from cxworkshop.inputs.dates import as_date
from cxworkshop.inputs.ids import as_text

Numbers = Mapping[str, ir.Value]


def read_survey(table: ir.Table, attached: AttachedTable, numbers: Numbers) -> pd.DataFrame:
    """Return :meth:`cxworkshop.inputs.firm.Firm.survey`."""
    touchpoints = attached.columns("touchpoint")
    useful = ("outcome", "satisfaction", "weight", "stayed")
    mapped = {name: column for name in useful if (column := attached.column(name))}
    columns = {"customer": _text(table, attached, "customer")}
    columns |= {name: numbers[column] for name, column in mapped.items()}
    dated = {"date": _date(table, attached)} if attached.column("date") else {}
    factors = {name: as_text(table[name]) for name in attached.columns("factor")}
    frame = _frame(table, columns | dated | {name: numbers[name] for name in touchpoints} | factors)
    frame["outcome"] = frame["outcome"].where(frame["outcome"].between(LOWEST_OUTCOME, HIGHEST_OUTCOME))
    frame["weight"] = frame["weight"].where(frame["weight"] >= 0) if "weight" in mapped else 1.0
    if "stayed" in mapped:
        frame["stayed"] = frame["stayed"].where(frame["stayed"].isin((0, 1)))
    ratings = [*touchpoints, *({"satisfaction"} & set(mapped))]
    frame[ratings] = frame[ratings].where(~frame[ratings].isin(attached.missing))
    return frame


def read_never_used(table: ir.Table, attached: AttachedTable, numbers: Numbers) -> pd.DataFrame:
    """Return :meth:`cxworkshop.inputs.firm.Firm.never_used`."""
    ratings = _frame(table, {name: numbers[name] for name in attached.columns("touchpoint")})
    return ratings.isin(attached.never_used)


def read_journey(table: ir.Table, attached: AttachedTable, numbers: Numbers) -> pd.DataFrame:
    """Return :meth:`cxworkshop.inputs.firm.Firm.journey`."""
    columns = {name: _text(table, attached, name) for name in ("touchpoint", "label", "stage")}
    columns |= {name: _number(attached, numbers, name) for name in ("order", "volume", "cost")}
    frame = _frame(table, columns).dropna(subset="touchpoint").drop_duplicates("touchpoint")
    frame["label"] = frame["label"].fillna(frame["touchpoint"].map(spoken_name))
    frame["stage"] = frame["stage"].fillna("")
    places = pd.Series(range(1, len(frame) + 1), index=frame.index, dtype=float)
    frame["order"] = frame["order"].fillna(places)
    figures = ["volume", "cost"]
    frame[figures] = frame[figures].where(frame[figures] >= 0)
    return frame.sort_values("order", kind="stable", ignore_index=True)


def read_verbatims(table: ir.Table, attached: AttachedTable, numbers: Numbers) -> pd.DataFrame:
    """Return :meth:`cxworkshop.inputs.firm.Firm.verbatims`, with touchpoints as the table names them."""
    columns = {name: _text(table, attached, name) for name in ("touchpoint", "text")}
    columns |= {"rating": _number(attached, numbers, "rating"), "date": _date(table, attached)}
    frame = _frame(table, columns).dropna(subset="text").reset_index(drop=True)
    frame["touchpoint"] = frame["touchpoint"].fillna("")
    frame["rating"] = frame["rating"].where(~frame["rating"].isin(attached.missing))
    return frame


def read_requests(table: ir.Table, attached: AttachedTable, numbers: Numbers) -> pd.DataFrame:
    """Return :meth:`cxworkshop.inputs.firm.Firm.requests`."""
    columns = {
        "channel": _text(table, attached, "channel"),
        "time": _number(attached, numbers, "time"),
    }
    frame = _frame(table, columns).dropna(subset="channel")
    frame["time"] = frame["time"].where(~frame["time"].isin(attached.missing))
    return frame[~(frame["time"] < 0)].reset_index(drop=True)


def read_metrics(table: ir.Table, attached: AttachedTable, numbers: Numbers) -> pd.DataFrame:
    """Return :meth:`cxworkshop.inputs.firm.Firm.metrics`."""
    columns = {"metric": _text(table, attached, "metric"), "date": _date(table, attached)}
    columns |= {name: _number(attached, numbers, name) for name in ("value", "target")}
    columns |= {name: _text(table, attached, name) for name in ("unit", "site")}
    frame = _frame(table, columns)
    figures = ["value", "target"]
    frame[figures] = frame[figures].where(~frame[figures].isin(attached.missing))
    frame = frame.dropna(subset=["metric", "date", "value"])
    words = ["unit", "site"]
    frame[words] = frame[words].fillna("")
    return frame.sort_values("date", kind="stable", ignore_index=True)


def _text(table: ir.Table, attached: AttachedTable, name: str) -> ir.Value:
    column = attached.column(name)
    return as_text(table[column]) if column else ibis.null("string")


def _number(attached: AttachedTable, numbers: Numbers, name: str) -> ir.Value:
    column = attached.column(name)
    return numbers[column] if column else ibis.null("float64")


def _date(table: ir.Table, attached: AttachedTable) -> ir.Value:
    column = attached.column("date")
    return as_date(table, column) if column else ibis.null("date")


def _frame(table: ir.Table, columns: dict[str, ir.Value]) -> pd.DataFrame:
    frame: pd.DataFrame = table.select(**columns).execute()
    if "date" in columns:
        frame["date"] = pd.to_datetime(frame["date"])
    return frame
