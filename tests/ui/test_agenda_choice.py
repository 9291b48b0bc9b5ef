from cxworkshop.domain.events import AgendaChosen
from cxworkshop.ui.steps import StartStep


def _outcome(action):
    return action.row.children[-1].value


def test_the_plan_looked_at_is_taken_on_a_press(empty_session):
    choice = StartStep(empty_session).choice
    choice.plan.value = "half_day"

    assert empty_session.workshop.agenda == ""
    choice.use.run()
    assert empty_session.workshop.agenda == "half_day"


def test_without_a_plan_the_press_says_what_is_missing(empty_session):
    choice = StartStep(empty_session).choice
    choice.use.run()

    assert "Choose a plan first." in _outcome(choice.use)
    assert empty_session.workshop.agenda == ""


def test_a_plan_chosen_elsewhere_is_shown(empty_session):
    choice = StartStep(empty_session).choice
    empty_session.record(AgendaChosen(agenda="full_day"))

    assert choice.plan.value == "full_day"


def test_another_change_leaves_the_plan_that_is_looked_at(empty_session):
    empty_session.record(AgendaChosen(agenda="full_day"))
    step = StartStep(empty_session)
    step.choice.plan.value = "half_day"
    step.show(empty_session.workshop)

    assert step.choice.plan.value == "half_day"


def test_a_plan_that_is_gone_leaves_the_choice_open(empty_session):
    empty_session.record(AgendaChosen(agenda="two_hours"))

    assert StartStep(empty_session).choice.plan.value == ""
