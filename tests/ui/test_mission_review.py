"""What could be said better, under the fields while one types; nothing is blocked by it."""

import asyncio

import pytest
from made_up_metrics import scorecard

from cxworkshop.analysis.wording_phrases import any_of
from cxworkshop.domain.events import MetricsChosen
from cxworkshop.inputs.statement_rules import read_rules
from cxworkshop.ui.steps import MissionStep
from cxworkshop.ui.steps.mission import review_view


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


def test_a_teams_broken_rule_is_said_with_file_and_line_and_what_is_typed_stays(step, tmp_path, monkeypatch):
    (tmp_path / "own.yaml").write_text("rules:\n  jargon:\n    patterns: ['(']\n", "utf-8")
    monkeypatch.setattr(review_view, "statement_rules", lambda: read_rules(tmp_path))
    _type(step.mission_form, customers="Every guest")

    assert "own.yaml, line 3: the pattern “(”" in step.mission_card.review.box.value
    assert step.mission_form.fields["customers"].value == "Every guest"


def test_on_a_page_a_broken_rule_is_said_a_moment_after_the_last_key(empty_session, tmp_path, monkeypatch):
    (tmp_path / "own.yaml").write_text('rules:\n  jargon:\n    patterns: ["(a+"]\n', "utf-8")
    monkeypatch.setattr(review_view, "statement_rules", lambda: read_rules(tmp_path))

    async def type_on_a_page():
        step = MissionStep(empty_session)
        box, said = step.mission_card.review.box, asyncio.get_running_loop().create_future()
        box.observe(lambda change: said.set_result(change.new), "value")
        _type(step.mission_form, customers="Every guest")
        return await asyncio.wait_for(said, 10)

    said = asyncio.run(type_on_a_page())
    assert "own.yaml, line 3: the pattern “(a+”" in said
    assert 'class="cx-callout warn"' in said


def test_on_a_page_the_rules_are_prepared_before_anybody_types(empty_session):
    any_of.cache_clear()

    async def open_page():
        step = MissionStep(empty_session)
        await asyncio.get_running_loop().shutdown_default_executor()
        return step

    step = asyncio.run(open_page())
    prepared = any_of.cache_info().misses
    _type(step.mission_form, customers="Every guest", experience="gets outstanding rest")

    assert prepared
    assert any_of.cache_info().misses == prepared
