import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxworkshop.domain.tables import short_name, spoken_name


@pytest.mark.parametrize(("column", "said"), [("check_in", "Check in"), ("Q7ART", "Q7ART"), ("", "")])
def test_a_column_is_shown_as_words(column, said):
    assert said == spoken_name(column)


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("/home/anna/secret/t.csv", "t.csv"),
        ("/home/anna/secret/t.sqlite::sales", "t.sqlite::sales"),
        ("duckdb:///home/anna/t.duckdb::sales", "t.duckdb::sales"),
        (r"C:\Users\anna\t.csv", "t.csv"),
        ("t.csv", "t.csv"),
    ],
)
def test_a_short_name_tells_no_folders(source, short):
    assert short == short_name(source)


@given(st.text("a:/\\ duckb.", max_size=30))
def test_a_short_name_stays_as_it_is(source):
    assert short_name(source) == short_name(short_name(source))
