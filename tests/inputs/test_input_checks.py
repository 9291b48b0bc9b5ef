"""What checking a table finds, in plain words."""

from datetime import date
from pathlib import Path

import pytest

from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.errors import EmptyTableError, MissingColumnError, NotNumericError
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.checks import check_table
from cxworkshop.inputs.sources import open_table
from cxworkshop.inputs.tables import guess_mapping

TODAY = date(2026, 11, 23)


def _checks(role: Role, source: str, missing: tuple[float, ...] = ()) -> list[tuple[str, str]]:
    table = open_table(source)
    given = {"touchpoint": ("room",)} if role is Role.SURVEY else None
    checks = check_table(role, table, guess_mapping(role, table, given), missing, today=TODAY)
    return [(check.level, check.text) for check in checks]


def test_a_clean_table_gives_one_line(write_table):
    source = write_table("customer,date,revenue", "a,2026-01-02,1", "b,2026-01-03,2")

    assert _checks(Role.TRANSACTIONS, source) == [("ok", "2 rows read; nothing needs mending.")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["a,2026-01-02,1", "a,2026-01-02,1"], ("note", "1 rows are exact copies")),
        ([",2026-01-02,1", "b,2026-01-03,1"], ("problem", "1 of 2 rows have no customer; they are left out")),
        (["a,soon,1", "b,2026-01-03,1"], ("problem", "1 values of date can't be read as dates")),
        (["a,01/02/2026,1", "b,03/04/2026,1"], ("problem", "day and month can't be told apart")),
        (["a,2027-01-02,1", "b,2026-01-03,1"], ("note", "lie in the future (the latest is 2027-01-02)")),
        (["a,2026-01-02,$1", "b,2026-01-03,1"], ("note", "revenue is written with currency signs")),
        (['a,2026-01-02,"1,5"', "b,2026-01-03,1"], ("note", "revenue is written with decimal commas")),
        (["a,2026-01-02,-7.5", "b,2026-01-03,1"], ("note", "1 rows have a negative revenue, -7.50 in total")),
        (["a,2026-01-02,", "b,2026-01-03,1"], ("note", "1 of 2 rows have no revenue; each counts as 0")),
    ],
)  # fmt: skip
def test_transactions(write_table, rows, expected):
    opening, finding = _checks(Role.TRANSACTIONS, write_table("customer,date,revenue", *rows))

    assert opening == ("ok", "2 rows read.")
    assert expected[0] == finding[0]
    assert expected[1] in finding[1]


def test_another_encoding_is_noted(write_table):
    source = write_table("customer,revenue", "Müller,1", encoding="cp1252")

    assert any("written in cp1252" in check.text for check in attach(Role.TRANSACTIONS, source).checks)


def test_customers_that_come_twice(write_table):
    source = write_table("customer,kind", "a,x", "a,y", "b,y")

    assert "1 rows repeat a customer" in _checks(Role.CUSTOMERS, source)[1][1]


def test_touchpoints_that_come_twice(write_table):
    source = write_table("touchpoint,label", "a,x", "a,y")

    assert "1 rows repeat a touchpoint" in _checks(Role.JOURNEY, source)[1][1]


def _survey(write_table, ratings: list[int], **more: list[str]) -> str:
    header = ",".join(["recommend", "room", *more])
    cells = zip(*more.values(), strict=True) if more else [()] * len(ratings)
    rows = [",".join(["7", str(rating), *cell]) for rating, cell in zip(ratings, cells, strict=True)]
    return write_table(header, "8,3" + ",1" * len(more), *rows)


@pytest.mark.parametrize(
    ("ratings", "codes"),
    [
        ([1, 5, 7, 9, 10, 99], "--missing 99"),
        ([1, 5, 7, 9, 10, 10, 0, 0, 0], "--missing 0"),
        ([1, 2, 3, 4, 5, 5, 0], "--missing 0"),
        ([1, 2, 3, 4, 5, 0, -1], "--missing -1,0"),
    ],
)
def test_blank_codes_are_suspected_with_their_remedy(write_table, ratings, codes):
    found = _checks(Role.SURVEY, _survey(write_table, ratings))

    assert found[-1][0] == "problem"
    assert found[-1][1].endswith(codes)


def test_one_above_the_scale_is_noted(write_table):
    level, text = _checks(Role.SURVEY, _survey(write_table, [1, 2, 3, 4, 5, 6, 6]))[-1]

    assert (level, "one above a 5-point scale" in text) == ("note", True)


@pytest.mark.parametrize("ratings", [[0, 1, 2, 5, 7, 9, 10], [1, 2, 4, 5], [1, 3, 6, 7]])
def test_usual_scales_are_not_suspected(write_table, ratings):
    found = _checks(Role.SURVEY, _survey(write_table, ratings))

    assert [level for level, _ in found if "recommend" not in _] == ["ok"]


def test_known_codes_are_not_suspected_again(write_table):
    source = _survey(write_table, [1, 5, 7, 9, 10, 99, 0, 0, 0])

    assert not any("suspected" in text for _, text in _checks(Role.SURVEY, source, missing=(0, 99)))


def test_outcomes_off_their_scale(write_table):
    source = write_table("recommend,room", "11,3", "8,4", "0,5")

    assert (
        _checks(Role.SURVEY, source)[1][0],
        _checks(Role.SURVEY, source, missing=(11,))[1][0],
    ) == ("problem", "note")
    assert "1 answers in recommend lie outside 0–10 (11)" in _checks(Role.SURVEY, source)[1][1]


def test_weights_flags_constants_and_answers_without_a_customer(write_table):
    source = write_table(
        "customer,recommend,room,help,weight,stayed",
        "a,9,3,4,1,1",
        ",8,4,4,-1,2",
        "c,7,5,4,,0",
        "d,7,2,4,1,0",
    )
    table = open_table(source)
    mapping = guess_mapping(Role.SURVEY, table, {"touchpoint": ("room", "help")})
    found = " ".join(check.text for check in check_table(Role.SURVEY, table, mapping))

    assert "1 of 4 answers have no customer" in found
    assert "2 answers have a missing or negative weight" in found
    assert "1 values of stayed are neither 0 nor 1" in found
    assert "Everybody answered help with 4" in found


def test_problems_come_before_notes(write_table):
    source = write_table("customer,date,revenue", "a,soon,$1", ",2026-01-03,$2")

    assert [level for level, _ in _checks(Role.TRANSACTIONS, source)] == ["ok", "problem", "problem", "note"]


def test_text_where_numbers_belong_stops_the_attaching(write_table):
    with pytest.raises(NotNumericError, match="'a lot' in data row 2"):
        attach(Role.TRANSACTIONS, write_table("customer,revenue", "a,1", "b,a lot"))


def test_a_missing_column_stops_the_attaching(write_table):
    with pytest.raises(MissingColumnError, match="--map revenue=COLUMN"):
        attach(Role.TRANSACTIONS, write_table("customer,worth", "a,1"))


@pytest.mark.parametrize(("row", "column"), [("a,", "revenue"), (",1", "customer")])
def test_a_needed_column_without_any_value_stops_the_attaching(write_table, row, column):
    with pytest.raises(EmptyTableError, match=f"{column} .*is empty"):
        attach(Role.TRANSACTIONS, write_table("customer,revenue", row, row))


def test_an_attached_table_says_what_it_is(write_table):
    source = write_table("customer,revenue", "a,1", "b,2")
    attached = attach(Role.TRANSACTIONS, source, missing=(9,))

    assert (
        AttachedTable(
            role=Role.TRANSACTIONS,
            source=source,
            mapping={"customer": ("customer",), "revenue": ("revenue",)},
            rows=2,
            sha256=attached.sha256,
            missing=(9,),
            checks=attached.checks,
        )
        == attached
    )


@pytest.mark.reference
def test_wholesale_orders_leave_their_freight_to_be_counted(reference_data: Path):
    attached = attach(Role.TRANSACTIONS, str(reference_data / "adventureworks_reseller_orders.csv.gz"))

    assert attached.rows == 3796
    assert len(attached.checks) == 2
    assert attached.checks[1].text.startswith("freight, discount look like costs and aren't counted.")
    assert attached.checks[1].text.endswith("--map cost=product_cost,freight,discount")


@pytest.mark.reference
def test_cancellations_are_counted_and_added_up(reference_data: Path):
    attached = attach(Role.TRANSACTIONS, str(reference_data / "online_retail_invoices.csv.gz"))

    assert "3,654 rows have a negative amount_gbp, -611,342.09 in total" in attached.checks[1].text


@pytest.mark.reference
def test_the_airport_surveys_codes_are_suspected(reference_data: Path):
    mapping = {"touchpoint": ("Q7ART", "Q7FOOD", "Q7INFODOWN", "Q9BOARDING")}
    attached = attach(Role.SURVEY, str(reference_data / "sfo_2017_survey_slim.csv.gz"), mapping)
    found = " ".join(check.text for check in attached.checks)

    assert "84 answers in NETPRO lie outside 0–10 (11)" in found
    assert "--missing 0,6" in found
