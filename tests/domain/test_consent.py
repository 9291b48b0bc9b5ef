"""Stances on a decision: which are refused, which count, and what they are about."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_stances import stance
from made_up_workshop import hallmarks, metrics, mission, segments, success
from pydantic import ValidationError
from strategies_answers import consents

from cxworkshop.domain.answer_events import ConsentGiven
from cxworkshop.domain.consents import LONGEST, read_out, stances
from cxworkshop.domain.events import MissionStated
from cxworkshop.domain.fold import replay
from cxworkshop.domain.workshop import Workshop


@settings(max_examples=30)
@given(st.lists(consents, max_size=6))
def test_what_a_person_said_last_of_a_decision_counts(said):
    found = replay([ConsentGiven(consent=one) for one in said]).consents
    last = {(one.person.casefold(), one.decision): one for one in said}

    assert {(one.person.casefold(), one.decision): one for one in found} == last
    assert len(found) == len(last)


@pytest.mark.parametrize("reason", [" ", "\n\t"])
def test_a_block_without_a_reason_is_refused(reason):
    with pytest.raises(ValidationError, match="a block needs a reason"):
        stance("block", reason=reason)


@pytest.mark.parametrize("kind", ["agree", "can_live"])
def test_who_does_not_block_needs_no_reason(kind):
    assert stance(kind).reason == ""


def _said(sentence, *people):
    stated = mission().model_copy(update={"sentence": sentence})
    return [MissionStated(mission=stated), *(ConsentGiven(consent=one) for one in people)]


def test_a_changed_wording_makes_stances_count_no_more():
    log = _said("First", stance(about="First"), stance(about="First"))

    assert len(stances(replay(log), "mission")) == 2
    assert stances(replay([*log, *_said("Second")]), "mission") == ()


def test_stances_count_again_when_the_wording_comes_back():
    log = [*_said("First", stance(about="First")), *_said("Second"), *_said("First")]

    assert len(stances(replay(log), "mission")) == 1


def test_stances_on_another_decision_do_not_count():
    assert stances(replay(_said("First", stance(about="First"))), "success") == ()


@pytest.mark.parametrize("decision", ["mission", "success", "segments", "hallmarks", "metrics"])
def test_without_a_decision_nothing_is_read_out_and_no_stance_counts(decision):
    empty = stance(about="").model_copy(update={"decision": decision})

    assert read_out(Workshop(consents=(empty,)), decision) == ""
    assert stances(Workshop(consents=(empty,)), decision) == ()


@pytest.mark.parametrize(
    ("decision", "word"),
    [
        ("mission", mission().sentence),
        ("success", success().sentence),
        ("segments", segments().targets[0]),
        ("hallmarks", hallmarks().picks[0].label),
        ("metrics", metrics().chosen[0].name),
    ],
)
def test_every_decision_can_be_read_out(decision, word):
    decided = Workshop(
        mission=mission(), success=success(), segments=segments(), hallmarks=hallmarks(), metrics=metrics()
    )

    assert word in read_out(decided, decision)


def test_of_a_decision_too_long_to_keep_a_change_at_its_end_is_noticed():
    picks = hallmarks().picks
    long = [
        hallmarks().model_copy(
            update={"picks": (picks[0].model_copy(update={"experience": "a" * 3000 + end}),)}
        )
        for end in "bc"
    ]
    first, second = (read_out(Workshop(hallmarks=one), "hallmarks") for one in long)

    assert len(first) == len(second) == LONGEST
    assert first != second
