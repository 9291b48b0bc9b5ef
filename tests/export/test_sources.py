import pytest
from made_up_workshop import touchpoints

from cxworkshop.export.sources import file_name, method_of


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
