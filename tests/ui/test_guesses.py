"""Each person guesses before the evidence; nobody's guess shows until it is out."""

import pytest
from made_up_profit import profit

from cxworkshop.domain.events import EvidenceRecorded
from cxworkshop.domain.predictions import TOP_FIFTH_SHARE, guesses, top_segment
from cxworkshop.ui.steps import SegmentsStep

BY = top_segment("customer kind")


@pytest.fixture
def step(made_up):
    return SegmentsStep(made_up(revealed=False))


@pytest.fixture
def guess(press):
    def enter(step, who, segment, share):
        card = step.guesses
        card.who.value, card.segment.value, card.share.value = who, segment, share
        return press(card.save.row)

    return enter


def _page(step):
    return " ".join(str(child.value) for child in step.predict.children if hasattr(child, "value"))


def test_two_people_guess_one_after_the_other(step, guess):
    guess(step, "Ana", "Leisure", "60")
    guess(step, " Bo ", "Tour groups", "85.5")

    assert guesses(step.workshop, BY) == {"Ana": "Leisure", "Bo": "Tour groups"}
    assert guesses(step.workshop, TOP_FIFTH_SHARE) == {"Ana": "60", "Bo": "85.5"}


def test_the_next_person_finds_the_fields_empty(step, guess):
    said = guess(step, "Ana", "Leisure", "60")
    card = step.guesses

    assert (card.who.value, card.segment.value, card.share.value) == ("", None, "")
    assert "Now the next person" in said


def test_before_the_evidence_only_who_guessed_is_shown(step, guess):
    guess(step, "Ana", "Leisure", "61")
    guess(step, "", "Tour groups", "87")

    assert "2 guesses so far: Ana and The team." in _page(step)
    assert "61" not in _page(step)
    assert "87" not in _page(step)


def test_a_second_guess_of_the_same_person_takes_the_place_of_the_first(step, guess):
    guess(step, "Ana", "Leisure", "60")
    said = guess(step, "Ana", "Leisure", "70")

    assert "the earlier guess is replaced" in said
    assert guesses(step.workshop, TOP_FIFTH_SHARE) == {"Ana": "70"}


@pytest.mark.parametrize("share", ["", "a lot", "-1", "1001", "nan", "inf"])
def test_a_share_that_is_none_is_refused_and_nothing_saved(step, guess, share):
    said = guess(step, "Ana", "Leisure", share)

    assert "as a number from 0 to 1000" in said
    assert step.workshop.predictions == {}
    assert step.guesses.who.value == "Ana"


def test_without_a_segment_nothing_is_saved(step, guess):
    said = guess(step, "Ana", None, "60")

    assert "earns most first" in said
    assert step.workshop.predictions == {}


def test_a_name_too_long_is_refused(step, guess):
    assert "more than 80 characters" in guess(step, "A" * 81, "Leisure", "60")


def test_segments_come_from_what_was_found_on_attaching(step):
    assert tuple(step.guesses.segment.options) == ("Business regulars", "Leisure", "Tour groups")
    assert tuple(step.guesses.about.options) == ("customer kind",)


def test_the_evidence_begins_with_the_attribute_guessed_about(step):
    assert step.shown.by.value == step.guesses.about.value


def test_without_customers_only_the_share_is_asked(empty_session):
    step = SegmentsStep(empty_session)
    step.guesses.share.value = "70"
    step.guesses.save.run()

    assert guesses(step.workshop, TOP_FIFTH_SHARE) == {"": "70"}


def test_after_the_evidence_the_guesses_stand_beside_it(step, guess):
    guess(step, "Ana", "Leisure", "60")
    guess(step, "Bo", "Business regulars", "99")
    step.session.record(EvidenceRecorded(evidence=profit()))
    page = _page(step)

    assert page.index("Ana") < page.index("Bo"), "furthest from the truth first"
    assert "The evidence" in page
    assert "102" in page


def test_a_guess_that_comes_after_the_evidence_is_refused(step, guess):
    step.session.record(EvidenceRecorded(evidence=profit()))

    assert "stays as it was" in guess(step, "Ana", None, "60")
    assert step.workshop.predictions == {}


def test_where_nobody_guessed_it_is_said(made_up):
    assert "Nobody guessed" in _page(SegmentsStep(made_up()))


def test_what_somebody_is_typing_stays_when_another_page_saves(made_up, guess):
    session = made_up(revealed=False)
    step, other = SegmentsStep(session), SegmentsStep(session)
    step.guesses.who.value, step.guesses.share.value = "Ana", "6"
    guess(other, "Bo", "Leisure", "80")

    assert (step.guesses.who.value, step.guesses.share.value) == ("Ana", "6")
    assert "Bo" in _page(step)
