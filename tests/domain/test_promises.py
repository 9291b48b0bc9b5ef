"""What leaders write about the promise, and its fold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from strategies_answers import promise_answers

from cxworkshop.domain.answer_events import PromisesWritten
from cxworkshop.domain.events import EventRevoked
from cxworkshop.domain.fold import replay
from cxworkshop.domain.promises import PromiseAnswers


@settings(max_examples=30)
@given(st.lists(promise_answers, max_size=5), promise_answers)
def test_undoing_what_was_written_brings_back_what_stood_before(earlier, written):
    log = [PromisesWritten(answers=one) for one in earlier]
    last = PromisesWritten(answers=written)

    assert replay([*log, last, EventRevoked(event_id=last.id)]) == replay(log)


@settings(max_examples=30)
@given(promise_answers)
def test_the_second_round_leaves_the_first_as_it_was(written):
    first, second = (written.model_copy(update={"round": number}) for number in (1, 2))

    assert replay([PromisesWritten(answers=first), PromisesWritten(answers=second)]).promises == (
        first,
        second,
    )


def test_nobody_is_named_unless_they_say_so():
    assert PromiseAnswers(person="Ana", answers={"promise": "A key in two minutes"}).named is False


@pytest.mark.parametrize("answers", [{}, {"slogan": "x"}, {"promise": "x" * 2001}])
def test_answers_that_break_a_rule_are_refused(answers):
    with pytest.raises(ValidationError):
        PromiseAnswers(person="Ana", answers=answers)


def test_answers_need_a_person():
    with pytest.raises(ValidationError):
        PromiseAnswers(person=" ", answers={"promise": "x"})
