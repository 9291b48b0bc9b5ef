"""Leaders say what they believe customers feel, one after the other, before the evidence."""

import pytest
from made_up_survey import touchpoints
from made_up_tables import SHA

from cxworkshop.domain.events import BeliefsGiven, EvidenceRecorded, MapDrawn, TableAttached
from cxworkshop.domain.journey_map import Journey, JourneyMap, Stage
from cxworkshop.domain.perception import Beliefs
from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.domain.touchpoint import Touchpoint
from cxworkshop.settings import texts
from cxworkshop.ui.steps.hallmarks.beliefs import BeliefForm


def _survey(scale=(1, 10)):
    return AttachedTable(
        role=Role.SURVEY,
        source="survey.csv",
        mapping={"outcome": ("recommend",), "touchpoint": ("check_in", "room", "staff")},
        rows=900,
        sha256=SHA[Role.SURVEY],
        scale=scale,
    )


@pytest.fixture
def form(made_up):
    return _form(made_up(TableAttached(table=_survey()), revealed=False))


def _form(session):
    form = BeliefForm(session, texts("hallmarks")["predict"])
    form.show(session.workshop)
    session.on_change(form.show)
    return form


@pytest.fixture
def say(press):
    def enter(form, who, function="", **scores):
        form.who.value, form.function.value = who, function
        for name, score in scores.items():
            form.scores[name].value = score
        return press(form.save.row)

    return enter


def _page(form):
    return " ".join(str(child.value) for child in form.box.children if hasattr(child, "value"))


def _given(form):
    return form._session.workshop.beliefs


def test_one_leader_after_the_other_says_what_they_believe(form, say):
    say(form, "Ana", "Operations", check_in="8", room="7.5")
    say(form, " Bo ", "Finance", staff="6")

    assert _given(form) == (
        Beliefs(person="Ana", function="Operations", scores={"check_in": 8, "room": 7.5}),
        Beliefs(person="Bo", function="Finance", scores={"staff": 6}),
    )


def test_the_next_leader_finds_the_fields_empty(form, say):
    said = say(form, "Ana", "Operations", check_in="8")

    assert "Now the next person" in said
    assert {form.who.value, form.function.value, *(field.value for field in form.scores.values())} == {""}


def test_before_the_evidence_only_who_answered_is_shown(form, say):
    say(form, "Ana", "Operations", check_in="8.25")

    assert "One answer so far: Ana." in _page(form)
    assert "8.25" not in _page(form)


def test_functions_given_already_are_suggested(form, say):
    say(form, "Ana", "Operations", check_in="8")
    say(form, "Bo", "Finance", check_in="8")

    assert form.function.options == ("Finance", "Operations")


def test_a_second_answer_takes_the_place_of_the_first(form, say):
    say(form, "Ana", check_in="8")
    said = say(form, "Ana", room="3")

    assert "the earlier answer is replaced" in said
    assert [beliefs.scores for beliefs in _given(form)] == [{"room": 3}]


@pytest.mark.parametrize("score", ["a lot", "0", "11", "nan", "inf", "7,5"])
def test_a_score_off_the_scale_is_refused_and_what_was_typed_stays(form, say, score):
    said = say(form, "Ana", "Operations", room="7", check_in=score)

    assert "must be a number from 1 to 10" in said
    assert score in said
    assert (form.who.value, form.scores["room"].value, form.scores["check_in"].value) == ("Ana", "7", score)
    assert _given(form) == ()


def test_without_a_score_nothing_is_saved(form, say):
    assert "at least one touchpoint from 1 to 10" in say(form, "Ana")
    assert _given(form) == ()


@pytest.mark.parametrize("who", ["", "  ", "\x07"])
def test_a_leader_without_a_name_is_asked_for_it(form, say, who):
    assert "Fill in “Name or initials” first" in say(form, who, check_in="8")


def test_a_name_too_long_is_refused(form, say):
    assert "more than 80 characters" in say(form, "A" * 81, check_in="8")


def test_touchpoints_are_called_and_ordered_as_on_the_map(made_up):
    form = _form(made_up(TableAttached(table=_survey()), MapDrawn(map=_map()), revealed=False))

    assert [(name, field.description) for name, field in form.scores.items()] == [
        ("staff", "The people"),
        ("check_in", "Key in hand"),
        ("room", "Room"),
    ]


def _map():
    places = (
        Touchpoint(id="staff", name="The people"),
        Touchpoint(id="k", name="Key in hand", column="check_in"),
    )
    stage = Stage(id="stay", name="Stay", touchpoints=places)
    return JourneyMap(id="m", name="Map", journeys=(Journey(id="j", name="A stay", stages=(stage,)),))


def test_without_a_survey_it_is_said_what_to_do(empty_session):
    assert "Attach a survey" in _page(_form(empty_session))


def test_without_a_known_scale_nobody_is_asked(made_up):
    form = _form(made_up(TableAttached(table=_survey(scale=None)), revealed=False))

    assert "which scale" in _page(form)
    assert form.who not in form.box.children


def test_after_the_evidence_nobody_is_asked_any_more(form, say):
    say(form, "Ana", check_in="8")
    form._session.record(EvidenceRecorded(evidence=touchpoints()))

    assert "What one person believed is kept" in _page(form)
    assert "stays as it was" in say(form, "Bo", room="7")
    assert [beliefs.person for beliefs in _given(form)] == ["Ana"]


def test_what_somebody_is_typing_stays_when_another_page_saves(form):
    form.who.value, form.scores["room"].value = "Ana", "6"
    beliefs = Beliefs(person="Bo", scores={"room": 2})
    form._session.record(BeliefsGiven(beliefs=beliefs))

    assert (form.who.value, form.scores["room"].value) == ("Ana", "6")
    assert "Bo" in _page(form)
