"""The plan for the day on the home page."""

import pytest

from cxworkshop.apps.frame import page_templates
from cxworkshop.apps.home import overview
from cxworkshop.apps.plan import shown_plan
from cxworkshop.domain.workshop import Workshop


def _page(agenda: str) -> str:
    template = page_templates().get_template("pages/home.html.j2")
    return template.render(**overview(Workshop(name="Acme", agenda=agenda)))


def test_times_follow_each_other_from_the_beginning() -> None:
    (session,) = shown_plan("half_day")["sessions"]
    times = [slot["time"] for slot in session["slots"]]

    assert times[:3] == ["0:00 to 0:10", "0:10 to 0:30", "0:30 to 1:15"]
    assert times[-1].endswith("to 4:00")


def test_each_session_begins_anew_under_its_title() -> None:
    sessions = shown_plan("remote_three_sessions")["sessions"]

    assert [session["slots"][0]["time"][:4] for session in sessions] == ["0:00"] * 3
    assert sessions[1]["title"] == "For whom, and where, 100 minutes"


def test_the_page_says_what_to_say_and_what_to_cut_in_a_folded_part() -> None:
    page = _page("half_day")
    folded = page[page.index("<details") : page.index("</details>")]

    assert "Say: “Four decisions, each with an owner and a date." in folded
    assert "When late: Skip the second round and the marking of words" in folded
    assert "<details open" not in page


def test_the_steps_have_the_minutes_of_the_plan() -> None:
    cards = overview(Workshop(agenda="half_day"))["agenda"]

    assert [card["minutes"] for card in cards] == [f"{n} min" for n in (10, 20, 45, 40, 50, 35, 5)]


def test_without_a_plan_nothing_is_folded() -> None:
    assert "<details" not in _page("")


@pytest.mark.parametrize("name", ["two_hours", "<script>alert(1)</script>"])
def test_a_plan_that_is_gone_is_told_and_the_page_stays(name: str) -> None:
    page = _page(name)

    assert "The plan for the day can't be shown." in page.replace("&#39;", "'")
    assert "choose ninety_minutes, half_day, remote_three_sessions or full_day" in page
    assert "<script>" not in page
    assert "0 of 4 decisions made" in page
