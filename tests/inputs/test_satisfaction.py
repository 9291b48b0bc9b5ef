"""Overall satisfaction and "never used": which column and which codes they are, and how they are read."""

import pytest

from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm

GIVEN = {"touchpoint": ("room", "help")}


def _attached(write_table, name: str, values: list[object], **options) -> AttachedTable:
    rows = [f"{n % 11},{1 + n % 5},{1 + n % 4},{value}" for n, value in enumerate(values)]
    return attach(Role.SURVEY, write_table(f"recommend,room,help,{name}", *rows), **options)


@pytest.mark.parametrize(
    "name",
    [
        "overall",
        "Overall satisfaction",
        "CSAT",
        "Gesamtzufriedenheit",
        "satisfaction globale",
        "satisfacción",
        "satisfaction",
    ],
)
def test_overall_satisfaction_is_found_and_no_touchpoint(write_table, name):
    attached = _attached(write_table, name, [1, 2, 3, 4, 5, 5])

    assert attached.column("satisfaction") == name
    assert attached.columns("touchpoint") == ("room", "help")


@pytest.mark.parametrize("values", [["good", "bad", "fair"] * 2, [71.5, 80, 92.5] * 2])
def test_what_holds_no_ratings_is_no_satisfaction_unless_mapped(write_table, values):
    assert _attached(write_table, "overall", values, mapping=GIVEN).column("satisfaction") is None


def test_two_that_are_named_like_it_are_left_to_be_mapped(write_table):
    attached = _attached(write_table, "overall,csat", [f"{n % 5 + 1},{n % 4 + 1}" for n in range(6)])

    assert attached.column("satisfaction") is None
    assert attached.columns("touchpoint") == ("room", "help")


def test_codes_are_left_out_of_satisfaction_too(write_table):
    attached = _attached(write_table, "overall", [0, 2, 3, 99, 5, "", 5], mapping=GIVEN, missing=(0, 99))
    found = Firm({Role.SURVEY: attached}).survey()

    assert list(found.columns) == ["customer", "outcome", "satisfaction", "room", "help", "weight"]
    assert found["satisfaction"].fillna(-1).tolist() == [-1, 2, 3, -1, 5, -1, 5]


def test_codes_in_satisfaction_are_suspected(write_table):
    attached = _attached(
        write_table, "overall", [1, 2, 3, 99, 5, 5], mapping=GIVEN | {"satisfaction": ("overall",)}
    )

    assert "1 answers in overall" in attached.checks[1].text
    assert attached.checks[1].text.endswith("--missing 99")


SURVEY = ("recommend,room,help", "9,5,99", "8,0,4", "7,3,99", "6,,1")


def test_ratings_left_out_as_codes_are_counted(write_table):
    found = attach(Role.SURVEY, write_table(*SURVEY), GIVEN, (0, 99)).checks

    assert [check.level for check in found] == ["ok", "note"]
    assert found[1].text == "3 of 7 ratings are left out: they are codes for “no answer” (0, 99)."


def test_ratings_never_used_are_counted_beside_them(write_table):
    attached = attach(Role.SURVEY, write_table(*SURVEY), GIVEN, (0, 99), (99,))

    assert attached.never_used == (99,)
    assert attached.checks[1].text.endswith("(0, 99); 2 of them say “never used” (99).")


@pytest.mark.parametrize(("codes", "expected"), [((99,), [True, False, True, False]), ((), [False] * 4)])
def test_never_used_has_the_surveys_rows_and_touchpoints(write_table, codes, expected):
    firm = Firm({Role.SURVEY: attach(Role.SURVEY, write_table(*SURVEY), GIVEN, (0, 99), codes)})
    found = firm.never_used()

    assert list(found.columns) == ["room", "help"]
    assert found.index.equals(firm.survey().index)
    assert found["help"].tolist() == expected
    assert not found["room"].any()


@pytest.mark.parametrize(
    ("missing", "said"), [((0, 99), r"\(0, 99\); name it as both"), ((), "“no answer”; name")]
)
def test_a_code_for_never_used_is_one_for_no_answer(write_table, missing, said):
    with pytest.raises(InvalidChoiceError, match=f"98 is to mean “never used”, but .*{said}"):
        attach(Role.SURVEY, write_table(*SURVEY), GIVEN, missing, (98,))
