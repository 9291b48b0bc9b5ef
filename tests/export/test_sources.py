import pytest
from made_up_profit import MARGIN, profit, splits
from made_up_survey import touchpoints
from made_up_value import value

from cxworkshop.domain.costs import Costs
from cxworkshop.export.methods import method_of, method_of_splits
from cxworkshop.export.sources import customers_basis, file_name


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("orders.csv", "orders.csv"),
        ("/home/ana/firm/orders.csv.gz", "orders.csv.gz"),
        ("C:\\Users\\ana\\orders.xlsx", "orders.xlsx"),
        ("/home/ana/firm.sqlite::orders", "firm.sqlite, table orders"),
        ("postgres://ana:secret@host:5432/firm?sslmode=require::sales.orders", "firm, table sales.orders"),
        ("postgres://ana:secret@host", "postgres"),
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


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"costs": Costs(), "acquisition": 96_000.0},
            (
                "revenue less the costs mapped, cost to serve (418 k EUR in all) and "
                "the cost of winning customers (96 k EUR in all);"
            ),
        ),
        ({"costs": Costs(), "cost_to_serve": 0.0}, "revenue less the costs mapped;"),
        (
            {"costs": Costs(believed=(MARGIN,))},
            "revenue at the believed margin of 40 % less cost to serve (418 k EUR in all);",
        ),
        (
            {"costs": Costs(believed=(MARGIN,)), "cost_to_serve": 0.0},
            "revenue at the believed margin of 40 %;",
        ),
    ],
)
def test_the_method_of_profit_says_what_was_subtracted(changes, expected):
    assert f"profit per customer is {expected}" in method_of(profit(**changes)).replace("\u00a0", " ")


@pytest.mark.parametrize(("found", "told"), [(splits(), True), (splits(proposals=(), measured=0), False)])
def test_the_method_of_splits_tells_of_proposals_where_there_are_any(found, told):
    assert told == ("measured on the other" in method_of_splits(found))
