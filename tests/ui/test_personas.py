"""A face for each target segment."""

import pytest
from made_up_workshop import persona, segments

from cxworkshop.domain.events import PersonaDescribed, SegmentsChosen
from cxworkshop.domain.segments import MOST_LINES
from cxworkshop.ui.steps import SegmentsStep

TARGET = "Business regulars"
TWO = segments().model_copy(update={"targets": (TARGET, "Leisure")})


@pytest.fixture
def step(made_up):
    return SegmentsStep(made_up(SegmentsChosen(segments=TWO)))


@pytest.fixture
def save(press):
    return lambda step: press(step.personas.children[-1])


def _form(step, target=TARGET):
    return step.cards.forms["customer kind", target].fields


def test_each_target_has_its_form(step):
    assert tuple(step.cards.which.options) == (TARGET, "Leisure")


def test_lines_become_points_and_empty_lines_none(step, save):
    fields = _form(step)
    fields["name"].value = " Frequent Fiona "
    fields["needs"].value = "a desk\n\n  her key \n"
    save(step)
    told = step.workshop.persona("customer kind", TARGET)

    assert (told.name, told.needs, told.jobs) == ("Frequent Fiona", ("a desk", "her key"), ())


def test_a_persona_needs_a_name(step, save):
    assert "Name, and who they are" in save(step)
    assert step.workshop.personas == ()


def test_a_card_holds_so_many_lines(step, save):
    _form(step)["name"].value = "Fiona"
    _form(step)["jobs"].value = "\n".join("a" * (MOST_LINES + 1))

    assert f"{MOST_LINES + 1} lines" in save(step)
    assert step.workshop.personas == ()


def test_the_card_shows_what_was_saved_and_escapes_it(step, save):
    _form(step)["name"].value = "<b>Fiona</b>"
    _form(step)["quotes"].value = "My key & nothing else"
    save(step)

    assert "&lt;b&gt;Fiona" in step.cards.card.value
    assert "My key &amp; nothing else" in step.cards.card.value
    assert "&lt;b&gt;Fiona" in step.slide.value


def test_what_they_value_stands_beside_the_form(step):
    assert "from the survey" in step.cards.valued.value
    assert "answers; share of what the touchpoints explain" in step.cards.valued.value


def test_turning_to_another_target_keeps_what_is_typed(step):
    _form(step)["name"].value = "half a na"
    step.cards.which.value = "Leisure"
    step.cards.which.value = TARGET

    assert _form(step)["name"].value == "half a na"
    assert step.cards.fields.children[0] is _form(step)["name"]


def test_a_persona_described_elsewhere_fills_the_form(made_up):
    step = SegmentsStep(made_up(SegmentsChosen(segments=segments())))
    step.session.record(PersonaDescribed(persona=persona()))

    assert _form(step)["name"].value == "Frequent Fiona"
    assert _form(step)["needs"].value.splitlines() == list(persona().needs)


def test_undo_empties_the_form_again(made_up):
    step = SegmentsStep(made_up(SegmentsChosen(segments=segments()), PersonaDescribed(persona=persona())))
    step.personas.children[-1].children[1].children[0].click()

    assert step.workshop.personas == ()
    assert _form(step)["name"].value == ""


def test_without_targets_it_says_what_comes_first(made_up):
    step = SegmentsStep(made_up())

    assert "Save the target segments first" in step.personas.children[0].value
