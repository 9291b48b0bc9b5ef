"""Roles, mappings given and guessed."""

from pathlib import Path

import pytest

from cxworkshop.domain.tables import Role
from cxworkshop.errors import InvalidChoiceError, MissingColumnError
from cxworkshop.inputs.naming import plain
from cxworkshop.inputs.sources import open_table
from cxworkshop.inputs.tables import ROLES, check_mapping, guess_mapping, parse_mapping


def test_every_role_has_its_columns():
    assert set(Role) == set(ROLES)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Customer_ID", "customerid"),
        ("Kunden-Nr.", "kundennr"),
        ("Chiffre d'affaires", "chiffredaffaires"),
        ("Coût unitaire", "coutunitaire"),
        ("amount_gbp", "amount"),
        ("EUR", "eur"),
    ],
)
def test_names_are_compared_without_their_dress(name, expected):
    assert expected == plain(name)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "CustomerID,invoice_date,amount_gbp",
            {"customer": ("CustomerID",), "date": ("invoice_date",), "revenue": ("amount_gbp",)},
        ),
        (
            "Kundennr;Belegdatum;Umsatz;Wareneinsatz",
            {
                "customer": ("Kundennr",),
                "date": ("Belegdatum",),
                "revenue": ("Umsatz",),
                "cost": ("Wareneinsatz",),
            },
        ),
        ("Code client;Montant HT", {"customer": ("Code client",), "revenue": ("Montant HT",)}),
        ("customer,SALES,product_cost,freight", {"customer": ("customer",), "revenue": ("SALES",)}
         | {"cost": ("product_cost",)}),
        ("who,what,freight", {}),
    ],
)  # fmt: skip
def test_usual_names_are_guessed(write_table, header, expected):
    separator = ";" if ";" in header else ","
    source = write_table(header, separator.join("1" for _ in header.split(separator)))

    assert expected == guess_mapping(Role.TRANSACTIONS, open_table(source))


def test_two_columns_that_fit_equally_well_are_left_to_the_user(write_table):
    table = open_table(write_table("customer,sales,turnover", "a,1,2"))

    assert guess_mapping(Role.TRANSACTIONS, table) == {"customer": ("customer",)}


def test_the_workshops_own_word_wins(write_table):
    table = open_table(write_table("customer,account_id,revenue,sales", "a,b,1,2"))

    assert guess_mapping(Role.TRANSACTIONS, table) == {"customer": ("customer",), "revenue": ("revenue",)}


def test_what_is_given_is_kept_and_an_empty_choice_is_a_choice(write_table):
    table = open_table(write_table("customer,net,sales,cost", "a,1,2,3"))
    given = {"revenue": ("net",), "cost": ()}

    assert guess_mapping(Role.TRANSACTIONS, table, given) == {"customer": ("customer",), "revenue": ("net",)}


def test_attributes_have_two_to_thirty_values(write_table):
    rows = [f"c{n},{'ab'[n % 2]},same,name {n},{n % 30}" for n in range(60)]
    table = open_table(write_table("customer,kind,constant,name,size", *rows))

    assert guess_mapping(Role.CUSTOMERS, table)["attribute"] == ("kind", "size")


RATINGS = ["a1,2026-01-02,8,3,99,1", "a2,2026-01-03,9,4,5,0", "a3,2026-01-04,3,2,4,2", "a4,,7,2,4,0"]


def test_ratings_are_told_by_their_values(write_table):
    table = open_table(write_table("answer,date,recommend,room,help,food", *RATINGS))

    assert guess_mapping(Role.SURVEY, table)["touchpoint"] == ("room", "help", "food")


def test_ratings_are_not_guessed_beside_other_numbers(write_table):
    rows = [f"{row},{1960 + n // 2}" for n, row in enumerate(RATINGS)]
    table = open_table(write_table("answer,date,recommend,room,help,food,born", *rows))

    assert "touchpoint" not in guess_mapping(Role.SURVEY, table)


SERVED = [f"{8 + n % 3},{1 + n % 5},{n % 3 + 1},{n},2026-01-{n % 28 + 1:02}" for n in range(40)]


def test_who_served_and_where_are_factors_and_no_ratings(write_table):
    table = open_table(write_table("recommend,room,store,employee id,visit date", *SERVED))

    assert guess_mapping(Role.SURVEY, table) == {
        "outcome": ("recommend",),
        "touchpoint": ("room",),
        "factor": ("store",),
        "date": ("visit date",),
    }


def test_a_place_that_is_rated_like_the_others_is_a_touchpoint(write_table):
    rows = [f"{8 + n % 3},{1 + n % 5},{5 - n % 4},{n % 3 + 1},{'ab'[n % 2]}" for n in range(40)]
    guessed = guess_mapping(
        Role.SURVEY, open_table(write_table("recommend,room,location,store,hotel", *rows))
    )

    assert guessed["touchpoint"] == ("room", "location")
    assert guessed["factor"] == ("store", "hotel")


def test_what_is_the_same_everywhere_is_no_factor(write_table):
    table = open_table(write_table("recommend,room,country", "9,1,SE", "8,2,SE", "7,3,SE", "7,3,SE"))

    assert "factor" not in guess_mapping(Role.SURVEY, table)


def test_a_factor_that_is_given_may_be_anything(write_table):
    table = open_table(write_table("recommend,room,mood", "9,1,a", "8,2,b", "7,3,c", "7,3,d"))

    assert guess_mapping(Role.SURVEY, table, {"factor": ("mood",)})["factor"] == ("mood",)


def test_pairs_become_a_mapping():
    pairs = ["customer=Client No", "cost=a, b", "cost=c"]

    assert parse_mapping(Role.TRANSACTIONS, pairs) == {"customer": ("Client No",), "cost": ("a", "b", "c")}


@pytest.mark.parametrize("pair", ["customer", "customer=", "guest=id", "=id"])
def test_a_pair_of_another_form_is_refused(pair):
    with pytest.raises(InvalidChoiceError, match="--map customer=COLUMN"):
        parse_mapping(Role.SERVICE, [pair])


def test_a_needed_column_that_is_not_mapped_is_named():
    with pytest.raises(MissingColumnError) as refused:
        check_mapping(Role.TRANSACTIONS, {"customer": ("id",)}, ("id", "revenu", "date"))

    message = str(refused.value)
    assert "revenue" in message
    assert "it has id, revenu, date (close: revenu)" in message
    assert "--map revenue=COLUMN" in message


def test_a_mapped_column_that_is_not_there_is_named_with_its_likes():
    mapping = {"customer": ("CustomerKey",), "revenue": ("sales",)}
    with pytest.raises(MissingColumnError, match=r"no column 'CustomerKey'.*close: customer_key"):
        check_mapping(Role.TRANSACTIONS, mapping, ("customer_key", "sales"))


def test_one_column_plays_where_one_can():
    with pytest.raises(InvalidChoiceError, match="Only one column"):
        check_mapping(Role.SERVICE, {"customer": ("a", "b"), "cost": ("c",)}, ("a", "b", "c"))


def test_an_attribute_cannot_take_the_workshops_word():
    with pytest.raises(InvalidChoiceError, match="rename the column"):
        check_mapping(Role.CUSTOMERS, {"customer": ("id",), "attribute": ("customer",)}, ("id", "customer"))


def test_an_attribute_cannot_take_the_workshops_word_in_another_case():
    with pytest.raises(InvalidChoiceError, match="rename the column"):
        check_mapping(Role.CUSTOMERS, {"customer": ("id",), "attribute": ("Customer",)}, ("id", "Customer"))


@pytest.mark.parametrize(
    ("role", "mapping"),
    [
        (Role.SURVEY, {"outcome": ("a",), "touchpoint": ("b", "c", "b")}),
        (Role.SURVEY, {"outcome": ("a",), "touchpoint": ("b",), "weight": ("a",)}),
        (Role.SURVEY, {"outcome": ("a",), "touchpoint": ("b", "a")}),
        (Role.TRANSACTIONS, {"customer": ("a",), "revenue": ("b",), "cost": ("b",)}),
        (Role.TRANSACTIONS, {"customer": ("a",), "revenue": ("a",)}),
        (Role.JOURNEY, {"touchpoint": ("a",), "order": ("a",)}),
    ],
)
def test_a_column_plays_one_part(role, mapping):
    with pytest.raises(InvalidChoiceError, match=r"column '[ab]' is given as \w+ and again as \w+"):
        check_mapping(role, mapping, ("a", "b", "c"))


def test_a_touchpoint_may_be_its_own_label():
    check_mapping(Role.JOURNEY, {"touchpoint": ("a",), "label": ("a",)}, ("a",))


def test_the_customer_of_a_customers_table_is_the_id_not_the_kind(write_table):
    rows = [f"{'Private' if n % 2 else 'Firm'},c{n},{n % 3}" for n in range(60)]
    table = open_table(write_table("Customer,CustomerID,size", *rows))

    assert guess_mapping(Role.CUSTOMERS, table) == {"customer": ("CustomerID",), "attribute": ("size",)}


def test_of_two_ids_the_workshops_own_word_is_the_customer(write_table):
    table = open_table(write_table("customer,account_id", "a,1", "b,2"))

    assert guess_mapping(Role.CUSTOMERS, table)["customer"] == ("customer",)


@pytest.mark.reference
def test_wholesale_orders_are_understood(reference_data: Path):
    table = open_table(str(reference_data / "adventureworks_reseller_orders.csv.gz"))
    guessed = guess_mapping(Role.TRANSACTIONS, table)

    assert guessed == {
        "customer": ("ResellerKey",),
        "date": ("order_date",),
        "revenue": ("sales",),
        "cost": ("product_cost",),
        "invoice": ("SalesOrderNumber",),
    }


@pytest.mark.reference
def test_an_airport_survey_is_not_guessed_wildly(reference_data: Path):
    table = open_table(str(reference_data / "sfo_2017_survey_slim.csv.gz"))

    assert guess_mapping(Role.SURVEY, table) == {"outcome": ("NETPRO",), "weight": ("WEIGHT",)}


def test_a_rating_of_the_whole_is_no_touchpoint(tmp_path):
    path = tmp_path / "survey.csv"
    rows = "\n".join(f"{i},{i % 11},{1 + i % 5},{1 + i % 4},{1 + i % 3}" for i in range(40))
    path.write_text(f"customer_id,recommend,Overall,staff,room\n{rows}\n")

    assert guess_mapping(Role.SURVEY, open_table(str(path)))["touchpoint"] == ("staff", "room")


def test_a_date_is_no_attribute(tmp_path):
    path = tmp_path / "customers.csv"
    rows = "\n".join(f"{i},2020-0{1 + i % 6}-12,{'ab'[i % 2]}" for i in range(40))
    path.write_text(f"customer_id,since,kind\n{rows}\n")

    assert guess_mapping(Role.CUSTOMERS, open_table(str(path)))["attribute"] == ("kind",)
