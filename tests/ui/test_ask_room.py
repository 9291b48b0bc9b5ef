"""The bar "Ask the room" in the steps."""

import made_up_room as room
import pytest

from cxworkshop.domain.responses import DotsAnswer, LineAnswer
from cxworkshop.domain.room_events import ActivityDrafted, ActivityTurned, RoomShut, SeatTaken
from cxworkshop.settings import texts
from cxworkshop.ui.asking import ask_hallmarks, ask_policies
from cxworkshop.ui.steps.health.check import CheckForm
from cxworkshop.ui.steps.health.laundry import LaundrySection
from cxworkshop.ui.steps.mission.policies import PolicySection
from cxworkshop.ui.steps.mission.promise_section import PromiseSection
from cxworkshop.ui.steps.segments.guesses import GuessCard
from cxworkshop.ui.widgets.ask_room import AskRoom


@pytest.fixture(autouse=True)
def _served(monkeypatch):
    room.serve(monkeypatch)


def _bar(*events, seats=3, **options):
    session = room.session(*events, seats=seats, **options)
    return session, AskRoom(session, "policies", ask_policies)


def test_without_an_open_room_nothing_is_there(shown):
    session, bar = _bar(opened=False)
    assert shown(bar.box) == ""
    session.record(room.OPENED)
    assert "Ask the room" in shown(bar.box)
    session.record(RoomShut())

    assert shown(bar.box) == ""


def test_the_bar_leads_through_its_question(shown):
    session, bar = _bar()
    said = [bar.main.button.description]
    bar.main.run()
    said.append(bar.main.button.description)
    room.answer(session, *(LineAnswer(places={"returns": place}) for place in (1, 2, 3)))
    assert "3 of 3 have answered." in shown(bar.box)
    for _ in range(2):
        bar.main.run()
        said.append(bar.main.button.description)

    assert said == ["Ask the room", "Close", "Reveal", "Ask once more"]
    assert session.workshop.policies_closed


def test_while_the_room_is_at_another_question_the_bar_only_says_so(shown):
    ask = room.ask()
    _, bar = _bar(ActivityDrafted(ask=ask), ActivityTurned(activity=ask.id, to="open"))

    assert "“What now?”" in shown(bar.box)
    assert "Ask the room" not in shown(bar.box)


def test_a_refusal_stands_beside_the_button():
    _, bar = _bar()
    bar.main.run()
    bar.main.run()
    bar.main.run()

    assert "Nobody has answered yet" in room.outcome(bar.main)


def test_dots_are_shown_in_a_table_once_revealed(made_up, shown):
    session = made_up(room.OPENED, *(SeatTaken(seat=room.seat(number)) for number in (1, 2, 3)))
    bar = AskRoom(session, "hallmarks", ask_hallmarks)
    bar.main.run()
    first, second, *_ = session.workshop.room.stage.ask.question.ids
    room.answer(session, *(DotsAnswer(dots={first: 1, second: count}) for count in (1, 2, 2)))
    label = session.workshop.room.stage.ask.question.items[1].label
    assert label not in shown(bar.box)
    bar.main.run()
    bar.main.run()

    assert f"<td>{label}</td><td class='number'>3</td><td class='number'>5</td>" in shown(bar.box)


@pytest.mark.parametrize(
    ("section", "words"),
    [
        (CheckForm, texts("health")),
        (LaundrySection, texts("laundry")),
        (PromiseSection, texts("promise")),
        (PolicySection, texts("policies")),
        (GuessCard, texts("segments")["predict"]),
    ],
)
def test_sections_ask_the_room_once_it_is_open(section, words, shown):
    session = room.session(opened=False)
    made = section(session, words)
    made.show(session.workshop)
    assert "Ask the room" not in shown(made.box)
    session.record(room.OPENED)

    assert "Ask the room" in shown(made.box)
