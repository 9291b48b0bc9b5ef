"""What could be said better, under the fields while one types; nothing is blocked by it."""

import pytest
from made_up_metrics import scorecard

from cxworkshop.domain.events import MetricsChosen
from cxworkshop.ui.steps import MissionStep


@pytest.fixture
def step(empty_session):
    return MissionStep(empty_session)


def _type(form, **values):
    for name, value in values.items():
        form.fields[name].value = value


def test_a_finding_has_its_quote_its_rule_why_and_a_better_direction(step):
    _type(step.mission_form, customers="Every guest", experience="gets outstanding service")
    said = step.mission_card.review.box.value

    assert "<strong>Vague</strong>: <q>outstanding" in said
    assert "two people picture the same thing" in said


def test_nothing_is_said_while_nothing_is_typed(step):
    assert step.mission_card.review.box.value == ""
    assert step.success_card.review.box.value == ""


def test_a_mission_with_findings_can_be_saved(step, press, empty_session):
    _type(step.mission_form, customers="Every guest", experience="is delighted", identity="we are the best")
    press(step.mission.children[-1])

    assert empty_session.workshop.mission.sentence.startswith("Every guest is delighted")


def test_what_a_success_statement_still_lacks_is_said_last(step):
    _type(step.success_form, customer_outcome="Guests come back without being asked")
    said = step.success_card.review.box.value

    assert "Still to say" in said
    assert "<strong>An owner</strong>" in said


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script> outstanding", "x" * 50_000, "😀😀", "שלום לכולם"]
)
def test_whatever_is_typed_is_reviewed_and_stays(step, text):
    _type(step.mission_form, experience=text)

    assert "<script>" not in step.mission_card.review.box.value
    assert step.mission_card.review.box.value
    assert step.mission_form.fields["experience"].value == text


def test_every_rule_that_comes_with_the_product_has_a_name(step):
    from cxworkshop.inputs.statement_rules import statement_rules  # noqa: PLC0415

    assert {rule.id for rule in statement_rules().rules} <= set(step.texts["review"]["rules"])


def test_a_metric_of_step_five_can_be_taken_over(step, press, empty_session):
    chosen = scorecard()
    empty_session.record(MetricsChosen(metrics=chosen))
    pointer = step.success_card.metrics
    press(pointer.take.row)
    first, values = chosen.chosen[0], step.success_form.values()

    assert (values["measure"], values["target"], values["owner"]) == (first.name, first.target, first.owner)


def test_before_step_five_it_is_said_where_metrics_will_come_from(step, shown):
    assert "Value drivers" in shown(step.success_card.metrics.box)
