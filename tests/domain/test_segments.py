import pytest
from pydantic import ValidationError

from cxworkshop.domain.events import PersonaDescribed, read_event, write_event
from cxworkshop.domain.fold import replay
from cxworkshop.domain.segments import MOST_LINES, Persona, TargetSegments


def test_a_segment_is_not_target_and_deliberately_none_at_once():
    with pytest.raises(ValidationError, match="Business can't be a target and deliberately none"):
        TargetSegments(by="kind", targets=("Business", "Leisure"), not_targets=("Business",))


def test_targets_of_another_attribute_are_none_here():
    chosen = TargetSegments(by="kind", targets=("Business",))

    assert chosen.among("kind") == ("Business",)
    assert chosen.among("region") == ()


def test_the_last_persona_of_a_segment_counts():
    first = Persona(by="kind", segment="Business", name="Bea")
    other = Persona(by="region", segment="Business", name="Rolf")
    second = Persona(by="kind", segment="Business", name="Berit", needs=("Sleep",))
    workshop = replay(PersonaDescribed(persona=persona) for persona in (first, other, second))

    assert workshop.persona("kind", "Business") == second
    assert workshop.persona("region", "Business") == other
    assert workshop.persona("kind", "Leisure") is None


def test_a_persona_survives_the_log():
    event = PersonaDescribed(persona=Persona(by="kind", segment="B", name="Bea", quotes=("“Never wait.”",)))

    assert read_event(write_event(event)) == event


def test_a_persona_stays_short_enough_for_its_card():
    with pytest.raises(ValidationError):
        Persona(by="kind", segment="B", name="Bea", needs=("one more",) * (MOST_LINES + 1))
