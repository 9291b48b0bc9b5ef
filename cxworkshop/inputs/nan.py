"""Which stored numbers are no numbers (NaN)."""

import ibis
import ibis.expr.types as ir


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
def isfinite(number: float) -> bool:  # type: ignore[empty-body]
    """Return whether a number is neither NaN nor infinite (DuckDB's own)."""


def is_nan(column: ir.Column) -> ir.Column:
    """Return which values of a column of floats are NaN.

    Not by ``isnan`` on DuckDB: it goes by a Parquet file's smallest and largest value, which leave NaN out.
    """
    if column.get_backend().name == "duckdb":
        return ~isfinite(column) & ~column.isinf()
    return column.isnan()
