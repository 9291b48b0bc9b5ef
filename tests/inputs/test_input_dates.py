"""Dates, however they are written."""

from datetime import date

import pandas as pd
import pytest

from cxworkshop.inputs.dates import as_date, date_writing
from cxworkshop.inputs.sources import open_table


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["2026-01-31", "2026-02-01 10:30:00"], ["2026-01-31", "2026-02-01"]),
        (["2026-01-31T23:59:59", ""], ["2026-01-31", None]),
        (["31.01.2026", "1.2.2026 08:00"], ["2026-01-31", "2026-02-01"]),
        (["31/01/2026", "01/02/2026"], ["2026-01-31", "2026-02-01"]),
        (["01/31/2026", "02/01/2026"], ["2026-01-31", "2026-02-01"]),
        (["20260131", "20260201"], ["2026-01-31", "2026-02-01"]),
        (["05/05/2026", "06/06/2026"], ["2026-05-05", "2026-06-06"]),
    ],
)
def test_dates_are_read_in_the_one_way_that_fits(write_table, values, expected):
    table = open_table(write_table("day;x", *(f"{value};1" for value in values)))
    read = table.select(day=as_date(table, "day").cast("string")).to_pyarrow()["day"].to_pylist()

    assert expected == read


def test_day_and_month_that_cannot_be_told_apart(write_table):
    writing = date_writing(open_table(write_table("day", "01/02/2026", "03/04/2026")), "day")

    assert (writing.form, writing.ambiguous) == (None, True)


def test_unreadable_dates_are_counted(write_table):
    table = open_table(write_table("day", "2026-01-02", "soon", "2026-02-30"))

    assert date_writing(table, "day").unreadable == 2


def test_no_date_at_all(write_table):
    table = open_table(write_table("day", "x", "y"))

    assert date_writing(table, "day").unreadable == 2
    assert table.select(day=as_date(table, "day")).execute()["day"].isna().all()


def test_stored_dates_stay(tmp_path):
    pd.DataFrame({"day": pd.to_datetime(["2026-01-02 13:00"])}).to_parquet(tmp_path / "t.parquet")
    table = open_table(str(tmp_path / "t.parquet"))

    assert [date(2026, 1, 2)] == table.select(day=as_date(table, "day")).to_pyarrow()["day"].to_pylist()
