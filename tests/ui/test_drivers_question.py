import pytest

from cxworkshop.domain.drivers import DriverEvidence, DriverQuestion
from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.settings import texts
from cxworkshop.ui.steps.drivers.question import QuestionForm

TOUCHPOINTS = ("check_in", "room", "farewell")
ASKED = {"outcome": ("recommend",), "touchpoint": TOUCHPOINTS}


def _survey(never_used=(), **mapped):
    columns = {name: (column,) if isinstance(column, str) else column for name, column in mapped.items()}
    return AttachedTable(
        role=Role.SURVEY,
        source="survey.csv",
        mapping=ASKED | columns,
        rows=900,
        sha256="0" * 64,
        never_used=never_used,
    )


def _workshop(found: DriverEvidence | None = None, **mapped):
    evidence = {"drivers": found} if found else {}
    return Workshop(name="Acme", tables={Role.SURVEY: _survey(**mapped)}, evidence=evidence)


@pytest.fixture
def form():
    return QuestionForm(texts("drivers")["question"])


@pytest.fixture
def asked(made_up):
    """``asked(question)``: the made-up evidence, as if that had been asked."""
    found = made_up().workshop.drivers

    def answer(**question):
        return found.model_copy(update={"question": DriverQuestion(**question)})

    return answer


def _offered(field):
    return [value for _, value in field.options]


def test_without_a_touch_the_form_asks_the_usual_question(form):
    form.show(_workshop(satisfaction="overall", stayed="still_here", customer="guest"))

    assert form.read() == DriverQuestion()


@pytest.mark.parametrize(
    ("mapped", "outcomes"),
    [
        ({}, ["outcome"]),
        ({"satisfaction": "overall"}, ["outcome", "satisfaction"]),
        ({"satisfaction": "overall", "stayed": "kept"}, ["outcome", "satisfaction", "stayed"]),
    ],
)
def test_only_outcomes_that_the_survey_asks_are_offered(form, mapped, outcomes):
    form.show(_workshop(**mapped))

    assert _offered(form.outcome) == outcomes


def test_a_touchpoint_that_is_unticked_is_no_driver(form):
    form.show(_workshop())
    form.ticks["room"].value = False

    assert form.read().drivers == ("check_in", "farewell")


def test_no_touchpoint_ticked_is_refused_with_a_sentence(form):
    form.show(_workshop())
    for tick in form.ticks.values():
        tick.value = False

    with pytest.raises(InvalidChoiceError, match="at least one touchpoint"):
        form.read()


def test_how_it_is_computed_is_folded_away_at_first(form, shown):
    form.show(_workshop())
    before = shown(form.box)
    form.more.open()

    assert "Missing answers" not in before
    assert "Missing answers" in shown(form.box)


def test_odds_of_staying_can_be_asked_where_staying_is_the_outcome(form, shown):
    form.show(_workshop(stayed="kept"))
    form.more.open()
    before = shown(form.box)
    form.outcome.value = "stayed"

    assert "For stayed or left" not in before
    assert "For stayed or left" in shown(form.box)


def test_odds_are_not_asked_of_another_outcome(form):
    form.show(_workshop(stayed="kept"))
    form.fit.value = "logistic"

    assert form.read().fit == "linear"


@pytest.mark.parametrize(("codes", "offered"), [((), False), ((6.0,), True)])
def test_never_used_is_a_rule_only_where_a_code_says_it(form, codes, offered):
    form.show(_workshop(never_used=codes))

    assert ("never_used" in _offered(form.missing)) is offered


def test_answers_of_a_site_can_be_kept_together(form):
    form.show(_workshop(factor=("site", "served_by")))
    form.together.value = "site"

    assert _offered(form.together) == ["", "site", "served_by"]
    assert form.read().together == "site"


@pytest.mark.parametrize(
    ("mapped", "said"), [({"customer": "guest"}, "Those of one customer"), ({}, "Each answer stands")]
)
def test_what_belongs_together_where_nothing_is_said_is_told(form, mapped, said):
    form.show(_workshop(**mapped))

    assert form.together.label.startswith(said)


def test_the_form_shows_what_was_asked_elsewhere(form, asked):
    question = {"outcome": "satisfaction", "drivers": ("room",), "method": "first", "missing": "complete"}
    form.show(_workshop(satisfaction="overall"))
    form.show(_workshop(asked(**question), satisfaction="overall"))

    assert form.read() == DriverQuestion(**question)


def test_what_somebody_is_choosing_stays_when_a_colleague_asks(form, asked):
    form.show(_workshop())
    form.ticks["room"].value = False
    form.show(_workshop(asked(missing="complete")))

    assert form.read() == DriverQuestion(drivers=("check_in", "farewell"))


def test_a_survey_attached_anew_keeps_the_ticks_of_touchpoints_it_still_has(form):
    form.show(_workshop())
    form.ticks["room"].value = False
    form.show(_workshop(touchpoint=("room", "wifi")))

    assert form.read().drivers == ("wifi",)
