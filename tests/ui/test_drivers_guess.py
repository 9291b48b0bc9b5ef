import pytest
from made_up_drivers import driver_evidence
from made_up_survey import SHARES

from cxworkshop.domain.events import EvidenceRecorded, TableAttached
from cxworkshop.domain.predictions import FIRST_DRIVER, guesses
from cxworkshop.domain.tables import Role
from cxworkshop.settings import texts
from cxworkshop.ui.steps.drivers.guess import GuessCard


@pytest.fixture
def card_of():
    """``card_of(session)``: the guesses, following their workshop."""

    def make(session):
        card = GuessCard(session, texts("drivers")["predict"])
        card.show(session.workshop)
        session.on_change(card.show)
        return card

    return make


@pytest.fixture
def card(made_up, card_of):
    """Guesses with no evidence yet, about the hotel's touchpoints."""
    session = made_up(revealed=False)
    survey = session.workshop.tables[Role.SURVEY]
    asked = {"outcome": ("recommend",), "touchpoint": tuple(SHARES)}
    session.record(TableAttached(table=survey.model_copy(update={"mapping": asked})))
    return card_of(session)


def _guess(card, who, driver):
    card.who.value, card.driver.value = who, driver
    card.save.run()
    return card.save.row.children[-1].value


def _reveal(card):
    card._session.record(EvidenceRecorded(evidence=driver_evidence()))


def test_without_a_survey_nobody_is_asked(empty_session, card_of, shown):
    assert "Attach a survey" in shown(card_of(empty_session).box)


def test_what_one_person_guessed_is_hidden_from_the_next(card, shown):
    _guess(card, "Ana", "wifi")

    assert "One guess so far: Ana." in shown(card.box)
    assert card.driver.value is None


def test_a_second_guess_of_a_person_replaces_the_first(card):
    _guess(card, "Ana", "wifi")

    assert "replaced" in _guess(card, "Ana", "staff")
    assert guesses(card._session.workshop, FIRST_DRIVER) == {"Ana": "staff"}


def test_a_guess_needs_a_touchpoint(card):
    assert "Choose a touchpoint first" in _guess(card, "Ana", None)


def test_all_guesses_stand_beside_the_evidence(card, shown):
    for who, driver in {"Ana": "wifi", "Bo": "staff", "": "check_in"}.items():
        _guess(card, who, driver)
    _reveal(card)

    said = shown(card.box)
    assert "Check-in, Staff and When something goes wrong matter most" in said
    assert "2 of 3 guesses name one of those that lead." in said
    assert "<td>Bo</td><td>Staff</td>" in said


def test_one_guess_is_called_right_or_wrong(card, shown):
    _guess(card, "", "wifi")
    _reveal(card)

    assert "Wi-Fi and desk, isn't among those that lead" in shown(card.box).replace("&#x27;", "'")


def test_nobody_having_guessed_is_said(card, shown):
    _reveal(card)

    assert "Nobody guessed" in shown(card.box)


def test_a_guess_after_the_reveal_is_refused(card):
    _reveal(card)

    assert "stays as it was" in _guess(card, "Ana", "wifi").replace("&#x27;", "'")
    assert guesses(card._session.workshop, FIRST_DRIVER) == {}
