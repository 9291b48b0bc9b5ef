"""Numbers, however they are written."""

import math
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.errors import NotNumericError
from cxworkshop.inputs.numbers import as_numbers, writings
from cxworkshop.inputs.sources import open_table


def _open(folder: Path, values: list[str]):
    pd.DataFrame({"value": values}).to_csv(folder / "t.tsv", index=False, sep="\t")
    return open_table(str(folder / "t.tsv"))


def _read(folder: Path, values: list[str]) -> list[float]:
    table = _open(folder, values)
    return table.select(**as_numbers(table, ["value"])).execute()["value"].tolist()


def _written(number: float, thousands: str, point: str, pattern: str) -> str:
    text = f"{abs(number):,.2f}".replace(",", "T").replace(".", point).replace("T", thousands)
    minus = number < 0
    return pattern.format(text) if not minus else _MINUS[pattern].format(text)


_MINUS = {
    "{}": "-{}",
    "${}": "-${}",
    "{} €": "−{} €",
    "CHF {}": "CHF -{}",
    "£{}": "(£{})",
    "{} kr": "{}- kr",
}
_LOCALES = [
    (",", "."),
    (".", ","),
    ("\u202f", ","),
    ("\u00a0", ","),
    (" ", ","),
    ("’", "."),
    ("'", "."),
    ("", ","),
]


@settings(max_examples=20, deadline=None)  # a column takes a tenth of a second, however many numbers it has
@given(
    cents=st.lists(st.integers(-(10**11), 10**11), min_size=1, max_size=16),
    locale=st.sampled_from(_LOCALES),
    pattern=st.sampled_from(sorted(_MINUS)),
)
def test_money_written_in_any_way_is_read_back(cents, locale, pattern):
    numbers = [value / 100 for value in cents]
    with TemporaryDirectory() as folder:
        read = _read(Path(folder), [_written(number, *locale, pattern) for number in numbers])

    assert numbers == read


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.floats(-1e15, 1e15, allow_subnormal=False).filter(lambda x: len(repr(x).split(".")[-1]) != 3),
        min_size=1,
        max_size=16,
    )
)
def test_what_a_program_writes_is_read_to_the_last_digit(numbers):
    with TemporaryDirectory() as folder:
        read = _read(Path(folder), [repr(number) for number in numbers])

    assert numbers == read


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["1", "2.5", "NA", "n/a", ""], [1, 2.5, None, None, None]),
        (["1", "Blank", "Never used", "no answer"], [1, None, None, None]),
        (["1.234,50", "€ 3", "2.000"], [1234.5, 3, 2000]),
        (["1.234.567", "1.234"], [1234567, 1234]),
        (["1.234", "0.5"], [1.234, 0.5]),
        (["1.234", "1234.567"], [1.234, 1234.567]),
        (["1,234", "1,5"], [1.234, 1.5]),
        ([".5", "5."], [0.5, 5]),
        (["-", "3"], [None, 3]),
        (["true", "FALSE", "Yes", "no"], [1, 0, 1, 0]),
    ],
)
def test_a_column_is_read_as_a_whole(tmp_path, values, expected):
    read = [None if math.isnan(value) else value for value in _read(tmp_path, values)]

    assert expected == read


@pytest.mark.parametrize(
    ("values", "place", "why"),
    [
        (["1", "twelve"], "'twelve' in data row 2", "text where a number belongs"),
        (["7", "1,234"], "'1,234' in data row 2", "read in two ways"),
        (["1.234", "5.678"], "'1.234' in data row 1", "read in two ways"),
        (["1.5", "2.5", "3,25"], "'3,25' in data row 3", "written another way"),
        (["1", "12 %"], "'12 %' in data row 2", "text where a number belongs"),
        (["1", "1 2 3"], "'1 2 3' in data row 2", "text where a number belongs"),
        (["1", "$"], "'$' in data row 2", "text where a number belongs"),
        (["1", "inf"], "'inf' in data row 2", "isn't a number that can be meant"),
        (["1", "1e300"], "'1e300' in data row 2", "isn't a number that can be meant"),
        (["1", "2026-01-02"], "'2026-01-02' in data row 2", "text where a number belongs"),
    ],
)
def test_what_stands_in_the_way_is_named(tmp_path, values, place, why):
    with pytest.raises(NotNumericError, match=why) as refused:
        _read(tmp_path, values)

    assert f"The column value must hold numbers, but {place} " in str(refused.value)


def test_a_column_of_dates_is_no_column_of_numbers(tmp_path):
    pd.DataFrame({"day": pd.to_datetime(["2026-01-02"])}).to_parquet(tmp_path / "t.parquet")
    with pytest.raises(NotNumericError, match="choose a column of numbers"):
        as_numbers(open_table(str(tmp_path / "t.parquet")), ["day"])


def test_stored_numbers_stay_as_they_are(tmp_path):
    frame = pd.DataFrame({"x": [1.0, math.nan], "n": [2**40, 3], "b": [True, False]})
    frame.to_parquet(tmp_path / "t.parquet")
    table = open_table(str(tmp_path / "t.parquet"))
    read = table.select(**as_numbers(table, ["x", "n", "b"])).execute()

    assert read.iloc[0].tolist() == [1.0, 2.0**40, 1.0]
    assert read["x"].isna()[1]


def test_a_column_may_be_asked_for_twice_and_none_at_all(tmp_path):
    table = _open(tmp_path, ["1"])

    assert list(as_numbers(table, ["value", "value"])) == ["value"]
    assert as_numbers(table, []) == {}


def test_currency_signs_are_noticed(tmp_path):
    assert writings(_open(tmp_path, ["€ 1,50", "2"]), ["value"])["value"].currency
    assert not writings(_open(tmp_path, ["1,50", "2"]), ["value"])["value"].currency
