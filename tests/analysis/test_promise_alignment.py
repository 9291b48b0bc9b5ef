"""Promise alignment, question by question: anonymous means anonymous, and what a second round changed."""

import pytest

from cxworkshop.analysis.promise_alignment import promise_alignment, word_shift
from cxworkshop.domain.promises import PromiseAnswers

WORDS = {
    "Ana": "hosts and sleep",
    "Bo": "hosts and breakfast",
    "Cy": "hosts and quiet",
    "Di": "hosts and speed",
}


def _written(named=(), number=1, words=WORDS):
    return [
        PromiseAnswers(person=person, round=number, named=person in named, answers={"promise": text})
        for person, text in words.items()
    ]


def _named_in(found):
    own = {one.person for one in found.own if one.person}
    return own | {person for cluster in found.clusters for person in cluster.people}


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ((), set()),
        (("Ana",), {"Ana"}),
        (("Ana", "Bo"), set()),
        (("Ana", "Bo", "Cy"), set()),
        (tuple(WORDS), set(WORDS)),
    ],
)
def test_people_are_named_unless_the_others_could_be_told_by_elimination(named, shown):
    assert _named_in(promise_alignment(_written(named), "promise", 1)) == shown


def test_under_three_answers_only_their_number_is_told():
    two = dict(list(WORDS.items())[:2])
    found = promise_alignment(_written(named=two, words=two), "promise", 1)

    assert (found.n, found.likeness) == (2, None)
    assert (found.words, found.own, found.clusters) == ((), (), ())


def test_answers_of_another_round_or_question_do_not_count():
    written = [*_written(), *_written(number=2)]

    assert promise_alignment(written, "promise", 1).n == len(WORDS)
    assert promise_alignment(written, "identity", 1).n == 0


def test_shared_words_come_stay_and_go():
    before = promise_alignment(_written(), "promise", 1)
    after = promise_alignment(
        _written(number=2, words=dict.fromkeys(WORDS, "quiet nights with breakfast")), "promise", 2
    )

    assert "breakfast" in word_shift(before, after).new
    assert word_shift(before, after).gone == ("hosts",)
    assert word_shift(before, before) == ((), ("hosts",), ())
