"""What to know of the firm's own metrics before they are shown: what is left out, and what there is."""

from collections.abc import Iterator, Mapping, Sequence

import ibis
import ibis.expr.types as ir

from cxworkshop.domain.tables import Mapping as Columns
from cxworkshop.inputs.answers import Finding
from cxworkshop.inputs.dates import as_date
from cxworkshop.inputs.ids import as_text


def check_metrics(
    table: ir.Table, mapping: Columns, numbers: Mapping[str, ir.Value], missing: Sequence[float], rows: int
) -> Iterator[Finding]:
    """Yield how many rows lack a metric, a value or a date, how many metrics there are, and since when."""
    (metric,), (day,), (value,) = (mapping[name] for name in ("metric", "date", "value"))
    number = numbers[value]
    if missing:
        number = number.isin(missing).ifelse(ibis.null("float64"), number)
    read = table.select(
        name=as_text(table[metric]), day=as_text(table[day]), date=as_date(table, day), number=number
    )
    is_named, has_value = read["name"].notnull(), read["number"].notnull()
    whole = is_named & has_value & read["date"].notnull()
    found = read.aggregate(
        unnamed=(~is_named).sum().fill_null(0),
        empty=(is_named & ~has_value).sum().fill_null(0),
        undated=read["day"].isnull().sum().fill_null(0),
        metrics=read["name"].nunique(where=whole),
        first=read["date"].min(where=whole).cast("string"),
        last=read["date"].max(where=whole).cast("string"),
    )
    row = found.execute().iloc[0]
    lost = (("no_metric", "unnamed", metric), ("no_value", "empty", value), ("no_day", "undated", day))
    for key, counted, column in lost:
        if count := int(row[counted]):
            yield key, {"count": f"{count:,}", "rows": f"{rows:,}", "column": column}
    if not (metrics := int(row["metrics"])):
        yield "no_metrics", {}
        return
    gaps = {"metrics": f"{metrics:,}", "first": str(row["first"]), "last": str(row["last"])}
    yield "one_metric" if metrics == 1 else "metrics", gaps
