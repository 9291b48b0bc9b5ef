"""Rounds of promises: what is shown takes no more answers."""

from hypothesis import given
from hypothesis import strategies as st
from strategies_answers import promise_answers

from cxworkshop.domain.answer_events import PromiseRoundClosed, PromisesWritten
from cxworkshop.domain.fold import replay
from cxworkshop.domain.promises import PromiseAnswers


def _written(answers):
    return [PromisesWritten(answers=one) for one in answers]


@given(st.lists(promise_answers, max_size=3), promise_answers)
def test_a_round_that_is_out_takes_no_more_answers(before, late):
    closed = [*_written(before), PromiseRoundClosed(round=late.round)]

    assert replay([*closed, PromisesWritten(answers=late)]) == replay(closed)


def test_the_next_round_takes_answers_while_the_first_stays_as_it_was():
    first, second = (
        PromiseAnswers(person="Ana", round=number, answers={"promise": "rest"}) for number in (1, 2)
    )

    workshop = replay([*_written([first]), PromiseRoundClosed(round=1), *_written([second])])

    assert workshop.promises == (first, second)
    assert workshop.promises_out == 1
