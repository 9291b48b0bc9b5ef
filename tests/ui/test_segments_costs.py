"""Believed costs as sliders: a try-out at once, recorded only when it is used."""

import shutil

import pytest
from made_up_profit import profit

from cxworkshop.domain.costs import Costs
from cxworkshop.domain.events import EvidenceRecorded, TableAttached
from cxworkshop.domain.tables import Role
from cxworkshop.live.session import open_session
from cxworkshop.ui.steps import SegmentsStep


@pytest.fixture(scope="module")
def tried_file(walked_file, tmp_path_factory):
    return shutil.copy(walked_file, tmp_path_factory.mktemp("tried") / "sample.cxw")


@pytest.fixture(scope="module")
def tried_step(tried_file):
    """The sample firm's step with its first figure moved to the highest; tests only look at it."""
    step = SegmentsStep(open_session(tried_file))
    step.shown.view.value = "costs"
    field = step.shown.costs.fields[0]
    field.slider.value = field.slider.max
    return step


def _shown(widget):
    inside = getattr(widget, "children", ())
    return "".join(map(_shown, inside)) if inside else str(getattr(widget, "value", ""))


def test_each_believed_figure_has_a_slider_and_a_field_with_names_of_their_own(walked):
    step = SegmentsStep(open_session(walked))
    costs = step.shown.costs
    names = [part.description for field in costs.fields for part in (field.slider, field.exact)]

    assert len(costs.fields) == len(step.workshop.profit.costs.believed) > 0
    assert len(set(names)) == len(names)


def test_a_slider_tells_its_value_only_when_let_go(tried_step):
    assert not any(field.slider.continuous_update for field in tried_step.shown.costs.fields)


def test_a_margin_is_shown_in_per_cent(made_up):
    margin = SegmentsStep(made_up()).shown.costs.fields[1]

    assert (margin.slider.min, margin.slider.max, margin.slider.value) == (30, 50, 40)
    assert "in %" in margin.slider.description


def test_moving_a_figure_draws_other_charts_and_says_that_it_is_a_try_out(tried_step):
    costs = tried_step.shown.costs

    assert costs.trying is not None
    assert costs.trying.whale != tried_step.workshop.profit.whale
    assert costs.banner.layout.display == ""
    assert "Try-out" in _shown(costs.banner)
    assert "more customers are at a loss" in _shown(costs.box)
    assert "order" in _shown(costs.box)


def test_a_try_out_is_not_recorded(tried_step, tried_file):
    assert open_session(tried_file).workshop.profit == tried_step.workshop.profit


def test_the_other_views_show_the_try_out_too(tried_step):
    tried_step.shown.view.value = "whale"
    shown = _shown(tried_step.shown.whale.box)
    tried_step.shown.view.value = "costs"

    assert f"{tried_step.shown.costs.trying.groups[-1].customers:,} customers" in shown


def test_growth_stays_in_a_try_out(tried_step):
    growth = [segment.growth for segment in tried_step.shown.costs.trying.segments]

    assert None not in growth


def test_the_exact_field_and_the_slider_say_the_same(tried_step):
    field = tried_step.shown.costs.fields[0]

    assert field.exact.value == field.slider.value == field.slider.max


def test_back_shows_what_is_recorded(walked):
    step = SegmentsStep(open_session(walked))
    step.shown.view.value = "costs"
    costs = step.shown.costs
    before = _shown(costs.box)
    costs.fields[0].exact.value = costs.fields[0].exact.min
    changed = _shown(costs.box)
    costs.back.run()

    assert changed != before
    assert costs.trying is None
    assert costs.banner.layout.display == "none"
    assert costs.fields[0].slider.value == pytest.approx(step.workshop.profit.costs.believed[0].value)


def test_using_the_costs_records_new_evidence_with_all_its_parts(walked):
    step = SegmentsStep(open_session(walked))
    costs = step.shown.costs
    costs.fields[0].slider.value = costs.fields[0].slider.max
    highest = costs.fields[0].figure
    costs.use.run()
    found = step.workshop.profit

    assert found.costs.believed[0] == highest
    assert found.splits.ranked
    assert costs.trying is None


def test_computing_again_keeps_the_costs_in_use(walked):
    step = SegmentsStep(open_session(walked))
    costs = step.workshop.profit.costs
    lower = Costs(believed=tuple(figure.at(figure.low) for figure in costs.believed))
    step.session.record(EvidenceRecorded(evidence=step.workshop.profit.model_copy(update={"costs": lower})))
    step.shown.reveal.run()

    assert step.workshop.profit.costs == lower


def test_where_every_cost_is_booked_it_is_said(made_up):
    step = SegmentsStep(made_up())
    step.session.record(EvidenceRecorded(evidence=profit(costs=Costs(), sensitivity=())))
    step.shown.view.value = "costs"

    assert "nothing to try out" in _shown(step.shown.costs.box)


def test_after_another_service_table_costs_are_tried_only_on_new_evidence(made_up):
    step = SegmentsStep(made_up())
    costs = step.shown.costs
    bought = step.workshop.tables[Role.TRANSACTIONS]
    other = bought.model_copy(update={"role": Role.SERVICE, "sha256": "f" * 64})
    step.session.record(TableAttached(table=other))
    step.shown.view.value = "costs"
    costs.fields[0].slider.value = costs.fields[0].slider.max

    assert costs.trying is None
    assert "no longer fits the tables; compute it again" in _shown(costs.box)


def test_amounts_of_a_slider_carry_the_currency(made_up):
    assert "EUR" in SegmentsStep(made_up()).shown.costs.fields[0].slider.description
