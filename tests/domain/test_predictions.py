import pytest

from cxworkshop.domain.predictions import (
    TOP_FIFTH_SHARE,
    guessed_share,
    guessed_shares,
    guesses,
    top_segment,
)
from cxworkshop.domain.workshop import Workshop


@pytest.mark.parametrize(("answer", "share"), [("60", 0.6), ("62.5", 0.625), ("many", None), ("nan", None)])
def test_a_guess_is_read_as_a_share(answer, share):
    assert share == guessed_share(Workshop(predictions={TOP_FIFTH_SHARE: {"": answer}}))


def test_no_guess_is_no_share():
    assert guessed_share(Workshop()) is None


def test_several_people_guess_and_the_middle_one_counts():
    answers = {"Ana": "40", "Bo": "90", "Cy": "60", "Di": "no idea", "Ed": "inf"}
    workshop = Workshop(predictions={TOP_FIFTH_SHARE: answers})

    assert guessed_shares(workshop) == {"Ana": 0.4, "Bo": 0.9, "Cy": 0.6}
    assert guessed_share(workshop) == 0.6


def test_each_attribute_has_its_own_question_of_the_top_segment():
    workshop = Workshop(predictions={top_segment("kind"): {"Ana": "Leisure"}})

    assert guesses(workshop, top_segment("kind")) == {"Ana": "Leisure"}
    assert guesses(workshop, top_segment("region")) == {}


def test_the_question_of_the_top_segment_stays_a_phrase():
    assert len(top_segment("x" * 400)) <= 300
