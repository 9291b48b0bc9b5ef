"""The health check is answered by one person after the other, or by one alone."""

from itertools import pairwise

import pytest
from made_up_health import sheet

from cxworkshop.domain.answer_events import HealthAnswered, HealthRoundClosed
from cxworkshop.domain.health import HealthAnswer
from cxworkshop.live.session import open_session
from cxworkshop.settings import texts
from cxworkshop.ui.steps.health.check import CheckForm
from cxworkshop.ui.widgets.questionnaire import Answer


@pytest.fixture
def form(empty_session):
    form = CheckForm(empty_session, texts("health"))
    form.show(empty_session.workshop)
    empty_session.on_change(form.show)
    return form


@pytest.fixture
def answer(press):
    def enter(form, who="", choice="often", **others):
        ids = [question["id"] for question in form.sheet.questions]
        form.sheet.answers = {name: {"level": choice, "example": ""} for name in ids} | others
        form.who.value = who
        return press(form.save.row)

    return enter


def _elsewhere(form, event):
    """Record in another page, of which this one hasn't heard yet."""
    other = open_session(form._session.path)
    other.record(event)
    other.close()


def _health(form):
    return form._session.workshop.health


def test_every_mistake_is_asked_once_in_its_theme(form):
    themes = [question["theme"] for question in form.sheet.questions]

    assert len(themes) == 30
    assert len(set(themes)) == 7
    assert sum(one != other for one, other in pairwise(themes)) == 6


def test_people_answer_one_after_the_other_on_an_empty_sheet(form, answer):
    said = answer(form, "Ana", "always", S1={"level": "unknown", "example": " last year "})

    (given,) = _health(form)[0].answers
    assert given.answers["S1"] == HealthAnswer(level=None, example="last year")
    assert given.answers["S2"] == HealthAnswer(level="always")
    assert "Now the next person" in said
    assert (form.who.value, form.sheet.answers) == ("", {})


def test_before_the_round_is_closed_only_how_many_answered_is_shown(form, answer, shown):
    for who in ("Ana", "Bo"):
        answer(form, who)

    assert "2 people have answered so far" in shown(form.box)
    assert "Ana" not in shown(form.box)


def test_a_second_sheet_takes_the_place_of_the_first_however_the_name_is_spelt(form, answer):
    answer(form, "Ana", "never")

    assert "replaced" in answer(form, "ANA", "always")
    assert [one.answers["S1"].level for one in _health(form)[0].answers] == ["always"]


def test_who_leaves_questions_open_must_press_twice(form, answer, press):
    said = answer(form, "Ana", "", S1={"level": "never", "example": ""})

    assert "29 of 30 questions are still open" in said
    assert _health(form) == ()
    assert "Kept" in press(form.save.row)
    assert list(_health(form)[0].answers[0].answers) == ["S1"]


def test_an_example_without_an_answer_is_kept_as_not_known_after_a_second_press(form, answer, press):
    said = answer(form, "Ana", "", S1={"level": "never", "example": ""}, D3={"level": "", "example": "May"})

    assert "29 of 30 questions are still open, 1 of them with an example" in said
    press(form.save.row)
    assert _health(form)[0].answers[0].answers == {
        "S1": HealthAnswer(level="never"),
        "D3": HealthAnswer(level=None, example="May"),
    }


def test_an_example_alone_is_no_sheet(form, answer):
    assert "at least one question" in answer(form, "Ana", "", D3={"level": "", "example": "May"})


def test_what_the_page_may_not_send_is_no_answer(form, answer):
    assert "at least one question" in answer(form, "Ana", "", S1={"level": "very", "example": 3}, nobody="x")


def test_in_a_team_a_name_is_asked_for_and_the_sheet_stays(form, answer):
    assert "Name or initials" in answer(form)
    assert form.sheet.given["S1"] == Answer("often", "")


def test_a_team_of_two_is_told_why_its_results_are_not_shown(form, answer, press):
    for who in ("Ana", "Bo"):
        answer(form, who)

    assert "from three people on" in press(form.close.row)
    assert not _health(form)[0].closed


def test_a_round_is_closed_by_a_second_press(form, answer, press):
    for who in ("Ana", "Bo", "Cy"):
        answer(form, who)

    assert "3 have answered so far. Press once more" in press(form.close.row)
    assert not _health(form)[0].closed
    press(form.close.row)
    assert _health(form)[0].closed


def test_a_closed_round_takes_no_more_answers(form, answer, press):
    for who in ("Ana", "Bo", "Cy"):
        answer(form, who)
    for _ in range(2):
        press(form.close.row)

    assert "closed" in answer(form, "Di")
    form._session.record(HealthAnswered(answers=sheet("Ed", {"S1": 3})))
    assert len(_health(form)[0].answers) == 3


def test_one_alone_needs_no_name_and_closes_the_round_at_once(form, answer):
    form.mode.value = "alone"
    answer(form)

    assert _health(form)[0].closed
    assert "one person answered alone" in form.closed._said.value


def test_one_alone_closes_no_round_that_others_began_in_another_page(form, answer):
    form.mode.value = "alone"
    _elsewhere(form, HealthAnswered(answers=sheet("Bo", {"S1": 3})))

    assert "Name or initials" in answer(form)
    assert not _health(form)[0].closed


def test_the_second_press_counts_what_came_in_another_page(form, answer, press):
    for who in ("Ana", "Bo", "Cy"):
        answer(form, who)
    press(form.close.row)
    _elsewhere(form, HealthAnswered(answers=sheet("Di", {"S1": 3})))

    assert "4 have answered" in press(form.close.row)
    assert not _health(form)[0].closed


def test_a_sheet_that_another_page_closed_out_is_refused_and_stays(form, answer):
    for who in ("Ana", "Bo", "Cy"):
        answer(form, who)
    _elsewhere(form, HealthRoundClosed())

    assert "closed" in answer(form, "Di")
    assert form.sheet.given["S1"] == Answer("often", "")


def test_one_alone_may_change_their_answers(form, answer, press):
    form.mode.value = "alone"
    answer(form, choice="always")
    press(form.closed.change.row)

    assert not _health(form)[0].closed
    assert form.sheet.given["S1"] == Answer("always", "")
    answer(form, choice="never")
    assert [one.answers["S1"].level for one in _health(form)[0].answers] == ["never"]
    assert _health(form)[0].closed


def test_a_team_s_round_can_not_be_opened_again(form, answer, press, shown):
    for who in ("Ana", "Bo", "Cy"):
        answer(form, who)
    for _ in range(2):
        press(form.close.row)

    assert "Change my answers" not in shown(form.box)


def test_a_new_round_begins_beside_the_first(form, press):
    form._session.record(HealthAnswered(answers=sheet("Ana", {"S1": 3})))
    form._session.record(HealthRoundClosed())

    assert "Fill in" in press(form.closed.begin.row)
    form.closed.name.value = "first round"
    assert "already" in press(form.closed.begin.row)
    form.closed.name.value = "May"
    press(form.closed.begin.row)

    assert [(each.name, each.closed) for each in _health(form)] == [("First round", True), ("May", False)]
    assert form.sheet in form.box.children
