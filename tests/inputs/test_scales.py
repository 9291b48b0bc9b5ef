"""The scale of a survey's ratings, columns on another one, and columns that tell nothing."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cxworkshop.domain.tables import Role
from cxworkshop.errors import EmptyTableError
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.scales import Ends, mute_columns, other_scales, usual_scale

ROWS = 120


@pytest.fixture
def survey(write_table):
    """``survey(room=[1, 2, 3], …)`` writes 120 answers, each column's repeated; it gives the source."""

    def write(**columns: list) -> str:
        columns = {"recommend": [7, 8, 9]} | columns
        rows = (",".join(str(column[n % len(column)]) for column in columns.values()) for n in range(ROWS))
        return write_table(",".join(columns), *rows)

    return write


def _attach(source: str, *touchpoints: str, missing: tuple[float, ...] = ()):
    return attach(Role.SURVEY, source, {"touchpoint": touchpoints}, missing)


@pytest.mark.parametrize(
    ("lowest", "highest", "scale"),
    [
        (1, 5, (1, 5)),
        (2, 3, (1, 5)),
        (1, 6, (1, 7)),
        (2, 10, (1, 10)),
        (0, 4, (0, 10)),
        (0, 100, (0, 100)),
        (-2, 2, (-2, 2)),
        (1.5, 4.5, (1, 5)),
    ],
)
def test_the_scale_is_the_smallest_usual_one_that_holds_the_answers(lowest, highest, scale):
    assert usual_scale(lowest, highest) == scale


@settings(max_examples=50)
@given(st.floats(-100, 100), st.floats(-100, 100))
def test_a_scale_holds_its_answers_and_is_its_own(one, other):
    low, high = usual_scale(min(one, other), max(one, other))

    assert low <= min(one, other) <= max(one, other) <= high
    assert usual_scale(low, high) == (low, high)


def test_attaching_finds_the_scale_of_all_ratings_together(survey):
    assert _attach(survey(room=[2, 3], help=[4, 7]), "room", "help").scale == (1, 7)


def test_codes_for_no_answer_are_on_no_scale(survey):
    source = survey(room=[0, 3, 5, 99])

    assert _attach(source, "room", missing=(0, 99)).scale == (1, 5)


def test_only_a_survey_has_a_scale(write_table):
    assert attach(Role.TRANSACTIONS, write_table("customer,revenue", "a,1")).scale is None


def test_ratings_on_another_scale_are_named_with_both_scales_and_the_remedy(survey):
    attached = _attach(survey(room=[3, 10], help=[1, 9], pool=[1, 5]), "room", "help", "pool")

    assert attached.checks[1].level == "problem"
    assert attached.checks[1].text == (
        "pool is answered on 1–5, the other ratings on 1–10, so they can't be set side by side. Put all "
        "ratings on one scale in the table, or leave pool out: attach the table again with: "
        "--map touchpoint=room,help"
    )
    assert attached.columns("touchpoint") == ("room", "help", "pool")


def test_several_ratings_on_another_scale_are_named_together(survey):
    columns = {"a": [1, 5], "b": [2, 5], "c": [3, 5], "d": [1, 10], "e": [2, 10]}
    found = _attach(survey(**columns), *columns).checks

    assert [check.text.split(",")[:2] for check in found[1:]] == [["d", " e are answered on 1–10"]]


def test_after_the_remedy_nothing_is_mixed_any_more(survey):
    source = survey(room=[3, 10], help=[1, 9], pool=[1, 5])

    assert [check.level for check in _attach(source, "room", "help").checks] == ["ok"]


def test_a_code_hides_the_scale_until_it_is_given(survey):
    source = survey(room=[3, 10, 0], pool=[1, 5, 0])

    assert "answered on" not in " ".join(check.text for check in _attach(source, "room", "pool").checks)
    assert "pool is answered on 1–5" in _attach(source, "room", "pool", missing=(0,)).checks[1].text


@pytest.mark.parametrize(
    ("ends", "why"),
    [
        ({"a": Ends(1, 10, 90), "b": Ends(1, 5, 49)}, "too few answers"),
        ({"a": Ends(1, 7, 900), "b": Ends(1, 5, 499)}, "a disliked touchpoint"),
        ({"a": Ends(1, 7, 90), "b": Ends(1, 5, 90), "c": Ends(1, 5, 90)}, "two disliked touchpoints"),
        ({"a": Ends(1, 6, 90), "b": Ends(1, 5, 90)}, "6 may be a code"),
        ({"a": Ends(1, 100, 90), "b": Ends(1, 5, 90)}, "no usual scale"),
        ({"a": Ends(0, 10, 90), "b": Ends(1, 10, 90)}, "the same top"),
        ({"a": Ends(1, 5, 90)}, "alone"),
        ({}, "nothing"),
    ],
)
def test_what_is_not_evident_is_not_told(ends, why):
    assert other_scales(ends) is None, why


@pytest.mark.parametrize(
    ("ends", "found"),
    [
        ({"a": Ends(1, 7, 90), "b": Ends(1, 7, 90), "c": Ends(1, 5, 500)}, {"c": (1, 5)}),
        ({"a": Ends(1, 7, 90), "b": Ends(1, 5, 250), "c": Ends(1, 5, 250)}, {"a": (1, 7)}),
        ({"a": Ends(0, 10, 90), "b": Ends(2, 9, 90), "c": Ends(1, 5, 50)}, {"c": (1, 5)}),
    ],
)
def test_close_scales_are_told_apart_by_many_answers_and_others_by_fifty(ends, found):
    assert other_scales(ends).others == found


ENDS = st.builds(Ends, st.integers(0, 2), st.integers(3, 11), st.integers(1, 200))


@settings(max_examples=50)
@given(st.dictionaries(st.text(min_size=1, max_size=2), ENDS, max_size=6))
def test_those_on_another_scale_are_never_more_than_the_rest(ends):
    mixed = other_scales(ends)
    assume(mixed)

    assert len(mixed.others) < len(ends)
    assert all(scale[1] != mixed.most[1] for scale in mixed.others.values())


def test_a_rating_that_everybody_gave_alike_is_left_out(survey):
    attached = _attach(survey(room=[3, 4], pool=[5], help=[2, 4]), "room", "pool", "help")

    assert attached.columns("touchpoint") == ("room", "help")
    assert attached.checks[1].level == "problem"
    assert attached.checks[1].text.startswith("Everybody answered pool with 5, so it can't move anything")


def test_codes_do_not_make_a_constant_vary(survey):
    assert _attach(survey(room=[3, 4], pool=[5, 99]), "room", "pool", missing=(99,)).columns(
        "touchpoint"
    ) == ("room",)


@pytest.mark.parametrize("nothing", ["", "99"])
def test_a_rating_that_nobody_gave_is_left_out(survey, nothing):
    attached = _attach(survey(room=[3, 4], pool=[nothing]), "room", "pool", missing=(99,))

    assert attached.columns("touchpoint") == ("room",)
    assert attached.checks[1].text.startswith("pool holds no answer, so it is left out.")
    assert list(Firm({Role.SURVEY: attached}).survey().columns) == ["customer", "outcome", "room", "weight"]


def test_where_nothing_varies_nothing_is_left_out(survey):
    attached = _attach(survey(room=[3], pool=[5]), "room", "pool")

    assert attached.columns("touchpoint") == ("room", "pool")
    assert "room is the same in every row" in attached.checks[1].text


def test_without_any_rating_the_table_is_refused(survey):
    with pytest.raises(EmptyTableError, match=r"The column room, pool \(touchpoint\) of the survey table is"):
        _attach(survey(room=[""], pool=[""]), "room", "pool")


def test_one_answer_alone_is_no_constant():
    assert mute_columns({"a": Ends(4, 4, 2), "b": Ends(1, 5, 9)}, ("a", "b")) == ()


@pytest.mark.reference
def test_the_airport_as_a_whole_is_read_with_its_blanks_left_out(reference_data: Path):
    source = str(reference_data / "sfo_2017_survey_slim.csv.gz")
    attached = _attach(source, "Q7ALL", "Q7ART", "Q9BOARDING", missing=(0, 6))
    answers = Firm({Role.SURVEY: attached}).survey()[["Q7ALL", "weight"]].dropna()
    weighted = (answers["Q7ALL"] * answers["weight"]).sum() / answers["weight"].sum()

    assert attached.scale == (1, 5)
    assert len(answers) == 2688
    assert (round(answers["Q7ALL"].mean(), 4), round(weighted, 4)) == (4.0644, 4.0712)
