from made_up_health import mistake

from cxworkshop.domain.mistakes import asked_once


def _ids(*mistakes):
    return [asked.ids for asked in asked_once(mistakes)]


def test_it_is_enough_that_one_names_the_other():
    assert _ids(mistake("A"), mistake("B"), mistake("C", same_as=("A",))) == [("A", "C"), ("B",)]


def test_those_that_share_a_third_are_one_question():
    assert _ids(mistake("A"), mistake("B"), mistake("C", same_as=("B", "A"))) == [("A", "B", "C")]


def test_the_first_words_the_question_and_every_source_is_shown():
    first, second = (
        mistake("A", sources=("sins", "secret")),
        mistake("B", sources=("tragic",), same_as=("A",)),
    )
    asked = asked_once([first, second])[0]

    assert (asked.first, asked.sources) == (first, ("sins", "secret", "tragic"))
