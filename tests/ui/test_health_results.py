"""What came of the health check: views, the first thing to stop, the slide."""

from datetime import date, timedelta
from html import escape

import pytest
from made_up_health import sheet

from cxworkshop.domain.answer_events import HealthAnswered, HealthRoundBegun, HealthRoundClosed
from cxworkshop.domain.health_rounds import FirstStop
from cxworkshop.domain.mistakes import asked_once
from cxworkshop.inputs.mistakes import mistakes
from cxworkshop.live.session import open_session
from cxworkshop.ui.steps import HealthStep

IDS = [asked.first.id for asked in asked_once(mistakes())]


def _sheets(levels, examples=None):
    """Return a sheet per level; functions in threes."""
    return [
        sheet(f"P{place}", dict.fromkeys(IDS, level), ("Sales", "Service")[place // 3 % 2], examples)
        for place, level in enumerate(levels)
    ]


@pytest.fixture
def answered(empty_session):
    """``answered(levels)``: a step after these closed rounds."""

    def make(*rounds, closed=True, examples=None):
        for place, levels in enumerate(rounds):
            if place:
                empty_session.record(HealthRoundBegun(name=f"Round {place + 1}"))
            for one in _sheets(levels, examples):
                empty_session.record(HealthAnswered(answers=one))
            if closed:
                empty_session.record(HealthRoundClosed())
        return HealthStep(empty_session)

    return make


def _look(step, view):
    step.found.view.value = view
    return step.found._html.value


def test_nothing_is_shown_before_all_have_answered(answered, shown):
    step = answered([0, 1, 3], closed=False)

    assert "appear here" in shown(step.results)
    assert "Look at the results first" in shown(step.stop)


def test_themes_are_shown_by_function_with_n(answered):
    html = _look(answered([0, 1, 1, 3, 3, 2]), "themes")

    assert ">Sales<" in html
    assert "n = 6" in html
    assert "n = 3" in html


def test_a_function_under_three_people_is_named_but_not_shown(answered):
    html = _look(answered([1, 1, 1, 3]), "themes")

    assert ">Service<" not in html
    assert "Not shown apart everywhere" in html


@pytest.mark.parametrize("view", ["themes", "apart", "stops", "agenda"])
def test_no_view_shows_a_name(answered, view):
    html = _look(answered([0, 1, 3, 2]), view)

    assert not any(f">P{place}<" in html for place in range(4))


def test_disagreement_is_shown_with_n(answered):
    assert "largest spread there can be (n = 4)" in _look(answered([0, 0, 3, 3]), "apart")


def test_what_can_be_stopped_first_comes_with_examples_and_a_table(answered):
    html = _look(answered([1, 2, 3], examples={"S1": "<b>The board</b>"}), "stops")

    assert "what to stop first" in html
    assert "3 of 3" in html
    assert "&lt;b&gt;The board&lt;/b&gt;" in html


@pytest.fixture
def told(answered):
    """Return a step that shows what to stop first, with an example, the facilitator's part open."""
    step = answered([1, 2, 3], examples={"S1": "The night shift of May"})
    _look(step, "stops")
    step.found.care.fold.open()
    return step


def test_the_facilitator_takes_an_example_out_of_every_page(told, press, empty_session):
    told.found.care.which.value = "The night shift of May"
    press(told.found.care.strike.row)
    later = HealthStep(open_session(empty_session.path))

    assert not any("night shift" in _look(step, "stops") for step in (told, later))
    assert "night shift" not in str(later.found.care.which.options)


def test_an_example_taken_out_by_mistake_comes_back(told, press):
    told.found.care.which.value = "The night shift of May"
    press(told.found.care.strike.row)
    press(told.found.care.undo.row)

    assert "The night shift of May" in _look(told, "stops")


def test_no_example_chosen_is_named(told, press):
    assert "Choose an example first" in press(told.found.care.strike.row)


def test_examples_are_taken_out_where_they_are_shown_alone(told, shown):
    _look(told, "themes")

    assert "take out an example" not in shown(told.results)


def test_every_row_of_what_to_stop_first_says_how_it_shows_what_to_do_and_all_its_sources(answered):
    html = _look(answered([1, 2, 3]), "stops")
    twins = next(asked for asked in asked_once(mistakes()) if asked.first.id == "S3")
    other = next(one for one in mistakes() if one.id == "T6")

    assert html.count("How it shows:") == len(IDS)
    assert twins.first.instead in html
    assert twins.first.exercise.what in html
    assert escape(other.signs[0]) in html
    assert "S3, T6. Sources: five ways in which leaders" in html
    assert "; nine ways to tragic customer outcomes" in html


def test_under_where_we_disagree_stands_how_far_an_order_is_shared(empty_session):
    for place in range(3):
        levels = dict(zip(IDS[:4], (0, 1, 2, 3), strict=True)) | {IDS[4]: place}
        empty_session.record(HealthAnswered(answers=sheet(f"P{place}", levels)))
    empty_session.record(HealthRoundClosed())

    assert "The 3 people put the 5 items in" in _look(HealthStep(empty_session), "apart")


def test_the_agenda_follows_the_time_chosen(answered, shown):
    step = answered([1, 2, 3])
    day = _look(step, "agenda")
    step.found.minutes.value = 90

    assert "240 minutes" in day
    assert "90 minutes" in step.found._html.value
    assert "Profitable segments" in step.found._html.value
    assert "Time for the workshop" in shown(step.results)


def test_one_alone_gets_all_of_it_but_disagreement(answered):
    step = answered([2])

    assert "n = 1" in _look(step, "themes")
    assert "nobody to disagree with" in _look(step, "apart")
    assert "one person (n = 1)" in _look(step, "stops")
    assert "(n = 1)" in _look(step, "agenda")


def test_a_second_round_is_drawn_against_the_first(answered):
    step = answered([3, 3, 2, 3], [1, 1, 0, 0])
    html = _look(step, "rounds")

    assert "it got better" in html
    assert "First round (n = 4) and Round 2 (n = 4)" in html


def test_with_one_round_there_is_no_then_and_now(answered):
    assert "rounds" not in dict(answered([1, 2, 3]).found.view.options).values()


def test_an_earlier_round_stays_visible_while_the_next_is_answered(answered, empty_session):
    step = answered([1, 2, 3])
    empty_session.record(HealthRoundBegun(name="May"))
    empty_session.record(HealthAnswered(answers=sheet("Ana", {"S1": 3})))

    assert "First round: 3 people" in _look(step, "themes")


def _bar(step):
    return step.stop.children[-1]


def _fill(step, due):
    form = step.choice.form.fields
    form["mistake"].value = form["mistake"].options[1][1]
    form["step"].value, form["owner"].value, form["due"].value = "Meet a customer each month", "Kim Lund", due
    return form["mistake"].options[1]


def test_the_first_thing_to_stop_is_recorded_and_on_the_slide(answered, press, next_year):
    step = answered([1, 2, 3])
    name, mistake = _fill(step, next_year)
    press(_bar(step))

    assert step.workshop.first_stop == FirstStop(
        mistake=mistake, step="Meet a customer each month", owner="Kim Lund", due=next_year
    )
    assert name in step.slide.value
    assert "Kim Lund" in step.slide.value


def test_a_day_that_is_not_ahead_is_refused(answered, press):
    step = answered([1, 2, 3])
    _fill(step, date.today() - timedelta(days=1))  # noqa: DTZ011 - the day on this machine is meant

    assert "not ahead" in press(_bar(step))
    assert step.workshop.first_stop is None


def test_without_a_mistake_nothing_is_recorded(answered, press):
    step = answered([1, 2, 3])

    assert "What we stop first" in press(_bar(step))
