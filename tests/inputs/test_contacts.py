"""Comments, requests and a journey's figures: read, and what is worth knowing of them."""

import pandas as pd
import pytest

from cxworkshop.domain.tables import Role
from cxworkshop.errors import EmptyTableError, MissingColumnError, NotNumericError
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.units import unit_of_time

COMMENTS = (
    "Customer ID,Datum,Topic,stars,Comment",
    "a,2026-01-02,Check-In,4,Two desks open",
    "b,,wifi,99,",
    "c,2026-01-04,,,Lovely",
    "d,2026-01-05,Pool,1,  ",
    "e,2026-01-06,The bed,3,Soft",
)


def _checks(role: Role, source: str, missing: tuple[float, ...] = ()) -> list[tuple[str, str]]:
    return [(check.level, check.text) for check in attach(role, source, missing=missing).checks]


@pytest.fixture
def comments(write_table):
    return attach(Role.VERBATIMS, write_table(*COMMENTS, name="comments.csv"), missing=(99,))


@pytest.fixture
def surveyed(write_table):
    """A survey of three touchpoints, and the journey that calls the second one The bed."""
    survey = write_table("recommend,check_in,sleep,pool", "9,5,4,3", "7,2,1,1", "3,1,1,5", name="survey.csv")
    journey = write_table("touchpoint,label", "check_in,Arrival", "sleep,The bed", name="journey.csv")
    return {
        Role.SURVEY: attach(Role.SURVEY, survey, {"touchpoint": ("check_in", "sleep", "pool")}),
        Role.JOURNEY: attach(Role.JOURNEY, journey),
    }


def test_comments_are_understood_by_usual_names(comments):
    assert comments.mapping == {
        "customer": ("Customer ID",),
        "date": ("Datum",),
        "touchpoint": ("Topic",),
        "rating": ("stars",),
        "text": ("Comment",),
    }


def test_comments_are_read_without_the_blank_ones(comments):
    read = Firm({Role.VERBATIMS: comments}).verbatims()

    assert read["text"].tolist() == ["Two desks open", "Lovely", "Soft"]
    assert read["touchpoint"].tolist() == ["Check-In", "", "The bed"]
    assert read["rating"].fillna(-1).tolist() == [4, -1, 3]
    assert read["date"].tolist() == [pd.Timestamp(f"2026-01-0{day}") for day in (2, 4, 6)]


def test_comments_find_the_surveys_column_by_its_name_or_label(comments, surveyed):
    read = Firm({Role.VERBATIMS: comments, **surveyed}).verbatims()

    assert read["touchpoint"].tolist() == ["check_in", "", "sleep"]


def test_comments_of_words_alone(write_table):
    read = Firm({Role.VERBATIMS: attach(Role.VERBATIMS, write_table("text,x", "Hello,1"))}).verbatims()

    assert list(read.columns) == ["touchpoint", "text", "rating", "date"]
    assert read["touchpoint"].tolist() == [""]
    assert read["rating"].isna().all()
    assert read["date"].isna().all()
    assert pd.api.types.is_datetime64_any_dtype(read["date"])


def test_blank_comments_and_those_about_nothing_are_counted(comments):
    assert [(check.level, check.text) for check in comments.checks[1:]] == [
        ("note", "2 of 5 comments are blank; they are left out."),
        ("note", "1 of 5 comments have no Topic; they are counted at no touchpoint."),
    ]


def test_comments_that_are_all_blank_are_refused(write_table):
    with pytest.raises(EmptyTableError, match=r"column text \(text\) of the verbatims table is empty"):
        attach(Role.VERBATIMS, write_table("text,touchpoint", ",a", " ,b"))


def test_a_table_of_comments_needs_comments(write_table):
    with pytest.raises(MissingColumnError, match="--map text=COLUMN"):
        attach(Role.VERBATIMS, write_table("touchpoint,rating", "a,1"))


REQUESTS = ("channel,hours", "E-mail,0.5", "Phone,", "E-mail,-2", ",3", "Phone,999", "Phone,2")


def test_requests_are_read_without_those_that_cannot_be(write_table):
    firm = Firm({Role.REQUESTS: attach(Role.REQUESTS, write_table(*REQUESTS), missing=(999,))})
    read = firm.requests()

    assert list(read.columns) == ["channel", "time"]
    assert read["channel"].tolist() == ["E-mail", "Phone", "Phone", "Phone"]
    assert read["time"].fillna(-1).tolist() == [0.5, -1, -1, 2]
    assert firm.request_unit() == "hours"


def test_requests_without_channel_or_time_are_counted_problems_first(write_table):
    assert _checks(Role.REQUESTS, write_table(*REQUESTS), missing=(999,))[1:] == [
        ("problem", "1 of 6 requests have no channel; they are left out. Fill it in if they should count."),
        ("problem", "1 of 6 requests have a time below 0 in hours; they are left out. Mend them."),
        ("note", "2 of 6 requests have no time in hours; they count as not answered yet."),
    ]


def test_requests_with_a_code_below_0_have_no_time(write_table):
    source = write_table("channel,hours", "Phone,-1", "Phone,2")

    assert [level for level, _ in _checks(Role.REQUESTS, source, missing=(-1,))] == ["ok", "note"]


def test_a_time_whose_unit_is_not_named_is_told(write_table):
    source = write_table("Kanal,Antwortzeit", "Telefon,1", "Brief,2")
    level, text = _checks(Role.REQUESTS, source)[1]

    assert (level, text.split(".")[0]) == (
        "note",
        "The name Antwortzeit doesn't tell whether its times are hours, minutes, seconds or days",
    )


def test_times_of_the_clock_are_refused(write_table):
    with pytest.raises(NotNumericError, match="hours must hold numbers, but '2:30' in data row 2"):
        attach(Role.REQUESTS, write_table("channel,hours", "Phone,1", "Phone,2:30"))


@pytest.mark.parametrize(
    ("column", "unit"),
    [
        ("hours", "hours"),
        ("response_time_min", "minutes"),
        ("Antwortzeit (Std.)", "hours"),
        ("responseHours", "hours"),
        ("Délai de réponse (jours)", "days"),
        ("wait_secs", "seconds"),
        ("response time", ""),
        ("hours_or_days", ""),
        ("minority", ""),
    ],
)
def test_the_unit_is_told_by_the_columns_name(column, unit):
    assert unit_of_time(column) == unit


def test_a_journeys_figures_are_read_where_they_are(write_table):
    source = write_table("touchpoint,volume,cost", "a,1200,2.5", "b,,", "c,-5,-1")
    journey = Firm({Role.JOURNEY: attach(Role.JOURNEY, source)}).journey()

    assert journey["volume"].fillna(-1).tolist() == [1200, -1, -1]
    assert journey["cost"].fillna(-1).tolist() == [2.5, -1, -1]


def test_a_journeys_figures_below_0_are_told_and_empty_ones_are_not(write_table):
    source = write_table("touchpoint,volume,cost", "a,1200,2.5", "b,,", "c,-5,-1")

    assert _checks(Role.JOURNEY, source)[1:] == [
        ("problem", "1 values of volume are below 0; they are left out."),
        ("problem", "1 values of cost are below 0; they are left out."),
    ]
