from datetime import date

import ibis
import pandas as pd
import pytest
from cdnow_sample import UNTIL, firm

from cxworkshop.analysis.cohorts import retention


def bought(*visits):
    """Transactions of (customer, ISO day) visits."""
    rows = [(who, date.fromisoformat(day), 10.0) for who, day in visits]
    return ibis.memtable(pd.DataFrame(rows, columns=["customer", "date", "revenue"]))


def three(*days):
    return [(who, day) for who in "abc" for day in days]


def test_shares_are_of_those_who_first_bought_in_the_period():
    visits = [
        *three("2025-01-05", "2025-01-20"),
        ("a", "2025-02-01"),
        ("b", "2025-03-31"),
        ("d", "2025-01-07"),
    ]
    found = retention(bought(*visits), date(2025, 1, 5), date(2025, 3, 31))

    assert [cohort.model_dump() for cohort in found.cohorts] == [
        {"start": "2025-01", "customers": 4, "kept": (1, 0.25, 0.25)}
    ]


def test_a_month_that_is_not_over_is_not_shown():
    found = retention(bought(*three("2025-01-05", "2025-02-10")), date(2025, 1, 5), date(2025, 2, 27))

    assert found.cohorts[0].kept == (1,)


def test_cohorts_under_three_customers_are_left_out_and_it_is_said():
    visits = [*three("2025-01-05"), ("d", "2025-02-05"), ("e", "2025-02-07")]
    found = retention(bought(*visits), date(2025, 1, 5), date(2025, 3, 1))

    assert [cohort.start for cohort in found.cohorts] == ["2025-01"]
    assert "Left out, with fewer than 3 customers: 1 cohort of first buyers." in found.notes


@pytest.mark.parametrize(
    ("first", "unit", "start"),
    [
        ("2024-01-01", "month", "2025-01"),
        ("2021-01-01", "quarter", "2023-Q1"),
        ("2001-01-01", "year", "2014"),
    ],
)
def test_long_tables_are_split_coarsely_and_the_latest_twelve_cohorts_stay(first, unit, start):
    begin, until = date.fromisoformat(first), date(2025, 12, 31)
    days = pd.date_range(begin, until, freq="MS").date
    visits = [(f"{place}{who}", str(day)) for place, day in enumerate(days) for who in range(3)]
    found = retention(bought(*visits), begin, until)

    assert (found.unit, found.cohorts[0].start, len(found.cohorts)) == (unit, start, 12)
    assert [len(cohort.kept) for cohort in found.cohorts] == list(range(12, 0, -1))


def test_without_a_full_period_there_is_a_sentence():
    found = retention(bought(*three("2025-01-05")), date(2025, 1, 5), date(2025, 1, 30))

    assert found.cohorts == ()
    assert found.notes == ("No month is complete with enough first buyers, so cohorts aren't shown.",)


def test_cohorts_of_cdnow_are_those_counted_in_pandas():
    rows = firm().transactions().to_pyarrow().to_pandas()
    rows = rows[pd.to_datetime(rows["date"]) <= pd.Timestamp(UNTIL)]
    month = pd.to_datetime(rows["date"]).dt.strftime("%Y-%m")
    first = month.groupby(rows["customer"]).transform("min")
    active = rows["customer"].groupby([first, month]).nunique()
    found = retention(firm().transactions(), date(1997, 1, 1), UNTIL)

    assert len(found.cohorts) == 3
    for cohort in found.cohorts:
        counts = active[cohort.start].to_numpy()
        assert cohort.customers == counts[0]
        assert cohort.kept == pytest.approx(counts / counts[0])


def test_days_after_the_end_do_not_count():
    visits = [*three("2025-01-05"), *three("2025-03-01")]
    found = retention(bought(*visits), date(2025, 1, 5), date(2025, 2, 28))

    assert found.cohorts[0].kept == (1, 0)
