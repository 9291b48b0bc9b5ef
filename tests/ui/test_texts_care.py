"""Looking through texts at the desk: what may be hidden until when."""

import made_up_room as room
import pytest

from cxworkshop.domain.questions import ConsentQuestion
from cxworkshop.domain.responses import ConsentAnswer, TextsAnswer
from cxworkshop.domain.room_events import ActivityDrafted, ActivityTurned
from cxworkshop.ui.steps import DeskStep

HURTFUL = "a word about somebody"
CONSENT = {"question": ConsentQuestion(about="Our mission"), "purpose": "consent", "detail": "mission"}
STANCES = (
    ConsentAnswer(stance="block", reason=HURTFUL),
    ConsentAnswer(stance="agree", reason="Fine"),
    ConsentAnswer(stance="agree"),
)


@pytest.fixture(autouse=True)
def _served(monkeypatch):
    room.serve(monkeypatch)


def _closed(*answers, **changes):
    """A desk with a question that was answered and closed."""
    ask = room.ask(**changes)
    desk = DeskStep(
        room.session(ActivityDrafted(ask=ask), ActivityTurned(activity=ask.id, to="open"), seats=len(answers))
    )
    room.answer(desk.session, *answers)
    desk.stage.main.run()
    return desk, desk.stage


def _laundry():
    texts = ("x", "y", HURTFUL)
    return _closed(
        *(TextsAnswer(texts={"a": text}) for text in texts), question=room.TWO_TEXTS, purpose="laundry"
    )


def _tick(stage, text):
    next(one for one in stage.care.ticks if text in one.description).value = True


def _seen(widget):
    return widget.layout.display != "none"


def test_a_reason_is_hidden_from_step_results_and_desk(shown):
    desk, stage = _closed(*STANCES, **CONSENT)
    _tick(stage, HURTFUL)
    stage.care.hide.run()
    stage.main.run()

    assert HURTFUL not in shown(desk.desk)
    assert "Fine" in shown(stage.box)
    assert sorted(one.reason for one in desk.workshop.consents) == ["", "Fine", "…"]


def test_reasons_are_not_merged():
    _, stage = _closed(*STANCES, **CONSENT)

    assert not _seen(stage.care.merge.row)


def test_reasons_of_two_people_stay_unseen():
    _, stage = _closed(*STANCES[:2], **CONSENT)

    assert stage.care.ticks == []


def test_what_a_step_has_taken_over_is_hidden_no_more_and_the_desk_says_so(shown):
    desk, stage = _laundry()
    assert _seen(stage.care.hide.row)
    stage.main.run()
    _tick(stage, HURTFUL)
    stage.care.hide.run()

    assert not _seen(stage.care.hide.row)
    assert "nothing can be hidden here any more" in shown(stage.care.box)
    assert desk.workshop.room.stage.current.hidden == ()


def test_what_was_hidden_before_the_reveal_is_not_brought_back_into_the_step():
    desk, stage = _laundry()
    _tick(stage, HURTFUL)
    stage.care.hide.run()
    stage.main.run()
    stage.care.undo.run()

    assert HURTFUL not in {entry.text for entry in desk.workshop.laundry.entries}


def test_what_no_step_takes_over_is_hidden_after_the_reveal_as_well(shown):
    desk, stage = _closed("x", "y", HURTFUL)
    stage.main.run()
    _tick(stage, HURTFUL)
    stage.care.hide.run()

    assert HURTFUL not in shown(desk.desk)
