"""Transactions as they shouldn't be: a sentence each, no traceback, and nothing lost without a word."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from math import inf, nan
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.errors import EmptyTableError, MixedCurrenciesError, NotNumericError, UnreadableSourceError
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm

Write = Callable[[pd.DataFrame], str]


@pytest.fixture(params=["csv", "parquet", "xlsx"])
def write(request, tmp_path: Path) -> Write:
    """Return a writer of tables as text, typed, and as a workbook."""

    def save(frame: pd.DataFrame) -> str:
        path = tmp_path / f"orders.{request.param}"
        {"csv": frame.to_csv, "parquet": frame.to_parquet, "xlsx": frame.to_excel}[request.param](
            path, index=False
        )
        return str(path)

    return save


def _attach(source: str, **mapping: tuple[str, ...]) -> AttachedTable:
    return attach(Role.TRANSACTIONS, source, mapping)


def _said(attached: AttachedTable) -> str:
    return " ".join(check.text for check in attached.checks)


def _rows(attached: AttachedTable):
    return Firm({Role.TRANSACTIONS: attached}).transactions()


def _sum(attached: AttachedTable) -> float:
    return float(_rows(attached).revenue.sum().execute())


def test_customers_without_an_id_are_counted_and_left_out(write):
    attached = _attach(
        write(pd.DataFrame({"customer": ["a", None, "n/a", "b"], "revenue": [1.0, 2.0, 3.0, 4.0]}))
    )

    assert "2 of 4 rows have no customer; they are left out" in _said(attached)
    assert (attached.rows, _sum(attached)) == (4, 5.0)


def test_an_id_that_is_stored_as_a_float_is_the_number_without_its_gap(write):
    attached = _attach(write(pd.DataFrame({"customer": [12346.0, nan, 7.0], "revenue": [1, 2, 4]})))

    assert sorted(_rows(attached).to_pyarrow()["customer"].to_pylist()) == ["12346", "7"]
    assert "1 of 3 rows have no customer" in _said(attached)


def test_a_column_of_two_currencies_is_refused(write):
    orders = pd.DataFrame(
        {"customer": [*"aab"], "revenue": [1.0, 2.0, 3.0], "currency": ["EUR", " eur", "USD"]}
    )
    with pytest.raises(
        MixedCurrenciesError, match="currency has EUR: 2 rows, USD: 1 rows; convert it into one, or attach"
    ):
        _attach(write(orders))


def test_rows_without_a_currency_are_taken_for_the_one_there_is(write):
    orders = pd.DataFrame(
        {"customer": [*"aab"], "revenue": [1.0, 2.0, 3.0], "currency": ["EUR", None, "EUR"]}
    )
    attached = _attach(write(orders))

    assert "1 of 3 rows have no currency; their money is taken for EUR" in _said(attached)
    assert Firm({Role.TRANSACTIONS: attached}).currency() == "EUR"


def test_amounts_in_two_currencies_are_refused(write):
    orders = pd.DataFrame({"customer": [*"aab"], "revenue": ["€ 1.50", "2 EUR", "$3"]})
    with pytest.raises(MixedCurrenciesError, match="revenue has EUR: 2 rows, USD: 1 rows"):
        _attach(write(orders))


def test_revenue_and_cost_in_two_currencies_are_refused(write):
    orders = pd.DataFrame({"customer": [*"ab"], "revenue": ["€1", "€2"], "cost": ["£1", "£1"]})
    with pytest.raises(MixedCurrenciesError, match="revenue and cost has EUR: 2 rows, GBP: 2 rows"):
        _attach(write(orders))


INVOICES = pd.DataFrame(
    {
        "customer": ["a", "a", "b", "b", "c", "c"],
        "date": pd.to_datetime(["2026-01-02"] * 6),
        "revenue": [10.0, 10.0, 20.0, 20.0, 5.0, 7.0],
        "invoice": ["1", "1", "2", "2", "3", "3"],
        "note": ["x", "x", "first", "again", "y", "z"],
    }
)


def test_copies_and_repeated_invoices_are_told_with_their_money_and_kept(write):
    attached = _attach(write(INVOICES))
    said = _said(attached)

    assert "1 rows are exact copies of others, 10.00 of revenue in total; each is counted" in said
    assert "1 rows repeat the invoice, customer, date, revenue of another row" in said
    assert "without being exact copies, 20.00 of revenue in total; each is counted" in said
    assert _sum(attached) == 72.0


def test_lines_of_one_invoice_are_no_copies(write):
    assert "repeat" not in _said(_attach(write(INVOICES.iloc[4:])))


def _days(write: Write, *days: str) -> AttachedTable:
    return _attach(
        write(pd.DataFrame({"customer": [*"abcdefgh"][: len(days)], "revenue": 1.0, "date": days}))
    )


def test_dates_with_the_day_first_and_the_month_first_are_left_out(write):
    attached = _days(write, "13/02/2026", "01/02/2026", "02/14/2026", "25/12/2026")
    said = _said(attached)

    assert "some dates have the day first ('13/02/2026' in data row 1)" in said
    assert "others the month first ('02/14/2026' in data row 3), so its dates are left out" in said
    assert _rows(attached).date.count().execute() == 0
    assert _sum(attached) == 4.0


def test_dates_written_another_way_than_most_are_named(write):
    attached = _days(write, "2026-01-31", "31.01.2026", "2026-02-01", "1.2.2026", "2026-02-03")

    assert (
        "2 values of date can't be read as dates and are left out; the first is '31.01.2026' in data row 2"
        in (_said(attached))
    )
    assert _rows(attached).date.count().execute() == 3


def test_revenue_as_text_with_thousands_separators_is_read(write):
    attached = _attach(
        write(pd.DataFrame({"customer": [*"abc"], "revenue": ["1,234.50", "-2,000", "1,000,000"]}))
    )

    assert _sum(attached) == 999_234.5


@pytest.mark.parametrize("number", [inf, -inf, 1e308, -1e16])
def test_infinite_and_absurd_money_is_refused_with_its_row(tmp_path, number):
    frame = pd.DataFrame({"customer": [*"abc"], "revenue": [1.0, number, 2.0]})
    for name, save in (("t.csv", frame.to_csv), ("t.parquet", frame.to_parquet)):
        save(tmp_path / name, index=False)
        with pytest.raises(
            NotNumericError, match=r"revenue .* in data row 2 isn't a number that can be meant"
        ):
            _attach(str(tmp_path / name))


def test_an_absurd_number_in_a_workbook_is_refused_with_its_row(tmp_path):
    pd.DataFrame({"customer": [*"ab"], "revenue": [1.0, 1e300]}).to_excel(tmp_path / "t.xlsx", index=False)
    with pytest.raises(NotNumericError, match=r"'1e\+300' in data row 2"):
        _attach(str(tmp_path / "t.xlsx"))


def test_one_customer_alone_is_attached(write):
    assert _sum(_attach(write(pd.DataFrame({"customer": ["a", "a"], "revenue": [1.0, 2.0]})))) == 3.0


def test_equal_profits_are_attached(write):
    assert (
        _sum(_attach(write(pd.DataFrame({"customer": [*"abc"], "revenue": [1.0] * 3, "cost": [1.0] * 3}))))
        == 3.0
    )


def test_a_table_without_rows_is_refused(write):
    with pytest.raises(EmptyTableError, match="no rows"):
        _attach(write(pd.DataFrame({"customer": pd.Series(dtype="str"), "revenue": pd.Series(dtype=float)})))


def test_money_that_is_missing_everywhere_is_refused(write):
    with pytest.raises(EmptyTableError, match=r"revenue .* is empty"):
        _attach(write(pd.DataFrame({"customer": [*"ab"], "revenue": [None, None], "x": [1, 2]})))


def _typed(tmp_path: Path, **columns: pa.Array) -> str:
    pq.write_table(pa.table(columns), tmp_path / "typed.parquet")
    return str(tmp_path / "typed.parquet")


def test_stored_types_are_read_as_they_are(tmp_path):
    source = _typed(
        tmp_path,
        customer=pa.array([2**62, None, 7], pa.int64()),
        revenue=pa.array([Decimal("10.25"), Decimal("-1.00"), None], pa.decimal128(18, 2)),
        cost=pa.array([1.5, nan, 2.5], pa.float32()),
        date=pa.array([0, 86_400_000_000, None], pa.timestamp("us", tz="UTC")),
    )
    attached = _attach(source)
    rows = _rows(attached).order_by("customer").to_pyarrow().to_pylist()

    assert rows == [
        {"customer": str(2**62), "revenue": 10.25, "cost": 1.5, "date": date(1970, 1, 1)},
        {"customer": "7", "revenue": 0.0, "cost": 2.5, "date": None},
    ]
    assert "1 of 3 rows have no cost; each counts as 0" in _said(attached)


def test_unsigned_and_huge_whole_numbers_are_read(tmp_path):
    source = _typed(
        tmp_path,
        customer=pa.array([2**64 - 1, 1], pa.uint64()),
        revenue=pa.array([Decimal(10**14), Decimal(1)], pa.decimal128(38, 0)),
    )

    assert _sum(_attach(source)) == 1e14 + 1


def test_customers_that_are_no_single_value_are_text(tmp_path):
    source = _typed(
        tmp_path,
        customer=pa.array([date(2026, 1, 2), date(2026, 1, 3)]),
        revenue=pa.array([True, False]),
        tags=pa.array([["x"], ["y", "z"]]),
        kind=pa.array([{"a": 1}, {"a": 2}]),
    )
    rows = _rows(_attach(source))

    assert sorted(rows.to_pyarrow()["customer"].to_pylist()) == ["2026-01-02", "2026-01-03"]


def test_a_parquet_file_cut_short_is_a_sentence(tmp_path):
    pd.DataFrame({"customer": [str(n) for n in range(9999)], "revenue": 1.0}).to_parquet(
        tmp_path / "t.parquet"
    )
    whole = (tmp_path / "t.parquet").read_bytes()
    (tmp_path / "t.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableSourceError, match=r"can't be read as \.parquet"):
        _attach(str(tmp_path / "t.parquet"))


def test_damage_inside_a_parquet_file_is_a_sentence(tmp_path):
    pd.DataFrame({"customer": [str(n) for n in range(9999)], "revenue": 1.0}).to_parquet(
        tmp_path / "t.parquet"
    )
    whole = bytearray((tmp_path / "t.parquet").read_bytes())
    whole[100:4000] = b"\xff" * 3900
    (tmp_path / "t.parquet").write_bytes(whole)
    with pytest.raises(UnreadableSourceError, match="can't be read"):
        _attach(str(tmp_path / "t.parquet"))


def test_what_looks_like_a_cost_and_is_not_counted_is_named(write_table):
    one = _attach(write_table("customer,revenue,cost,freight", "a,1,1,1"))
    two = _attach(write_table("customer,revenue,Sales Commission,freight", "a,1,1,1"))
    none = _attach(write_table("customer,revenue,cost,freight", "a,1,1,1"), cost=("cost", "freight"))

    assert "freight looks like a cost and isn't counted." in _said(one)
    assert _said(one).endswith("--map cost=cost,freight")
    assert "Sales Commission, freight look like costs" in _said(two)
    assert _said(two).endswith("--map 'cost=Sales Commission,freight'")
    assert "like" not in _said(none)
