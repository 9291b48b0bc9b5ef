import pytest
from made_up_profit import profit
from made_up_survey import touchpoints
from made_up_value import value

from cxworkshop.export.methods import method_of
from cxworkshop.export.sources import customers_basis, file_name


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("orders.csv", "orders.csv"),
        ("/home/ana/firm/orders.csv.gz", "orders.csv.gz"),
        ("C:\\Users\\ana\\orders.xlsx", "orders.xlsx"),
        ("/home/ana/firm.sqlite::orders", "firm.sqlite, table orders"),
        ("postgres://ana:secret@host:5432/firm?sslmode=require::sales.orders", "firm, table sales.orders"),
        ("postgres://ana:secret@host", "host"),
        ("/home/ana@work/orders.csv", "orders.csv"),
    ],
)
def test_only_the_last_name_is_told(source, expected):
    assert expected == file_name(source)


def test_the_method_of_touchpoints_names_draws_and_seed():
    assert "(500 draws, seed 20261123)" in method_of(touchpoints())


def test_the_method_of_forward_value_names_its_parameters_draws_and_seed():
    said = method_of(value()).replace("\u00a0", " ")

    for words in (
        "n = 1,146",
        "up to 31 March 2026",
        "time in weeks",
        "10 % a year",
        "200 draws, seed 20261123",
    ):
        assert words in said


def test_source_lines_give_the_time_where_it_is_known():
    assert "1 Oct 2024 to 30 Sep 2026" in customers_basis(profit()).replace("\u00a0", " ")
    assert customers_basis(profit(first_day=None)).startswith("2,400 customers, 95")
