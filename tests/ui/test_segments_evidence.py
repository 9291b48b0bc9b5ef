"""The evidence of step 03: computed on a press, shown in a few views, and the curve's groups."""

import pytest
from made_up_profit import profit, refused_whale

from cxworkshop.domain.events import EvidenceRecorded, PredictionMade, TableAttached
from cxworkshop.domain.predictions import TOP_FIFTH_SHARE
from cxworkshop.domain.profit import RFM
from cxworkshop.domain.tables import Role
from cxworkshop.inputs.attach import attach
from cxworkshop.live.session import open_session
from cxworkshop.ui.steps import SegmentsStep


def _shown(widget):
    inside = getattr(widget, "children", ())
    return "".join(map(_shown, inside)) if inside else str(getattr(widget, "value", ""))


@pytest.fixture
def step(made_up):
    return SegmentsStep(made_up())


def test_the_evidence_is_computed_and_recorded(session):
    step = SegmentsStep(session)
    step.shown.by.value = "kind"
    step.shown.reveal.run()

    assert "Computed from 6,000 customers" in step.shown.reveal.row.children[-1].value
    assert session.workshop.profit.by == "kind"
    assert "<svg" in _shown(step.evidence)


def test_customers_can_be_split_by_how_they_buy(session):
    step = SegmentsStep(session)
    step.shown.by.value = RFM
    step.shown.reveal.run()

    assert session.workshop.profit.by == RFM


def test_without_dates_customers_cannot_be_split_by_how_they_buy(made_up):
    assert RFM not in SegmentsStep(made_up(revealed=False)).shown.by.options


def test_a_view_is_drawn_when_it_is_looked_at(step):
    before = _shown(step.shown.segments.box)
    step.shown.view.value = "segments"

    assert "<svg" not in before
    assert "<svg" in _shown(step.shown.segments.box)
    assert step.shown.whale.box not in step.evidence.children[-1].children


def test_profit_in_total_is_another_chart_than_per_customer(step):
    step.shown.view.value = "segments"
    each = _shown(step.shown.segments.box)
    step.shown.segments.measure.value = "in_total"

    assert "brings most" in _shown(step.shown.segments.box)
    assert each != _shown(step.shown.segments.box)


def test_segments_stand_in_a_table_with_n_interval_place_and_growth(step):
    step.shown.view.value = "segments"
    page = _shown(step.shown.segments.box)

    for fact in ("640", "1,402 to 1,822", "+6", "amounts in EUR", "1 Oct 2024"):
        assert fact in page.replace("\N{NO-BREAK SPACE}", " ")


def test_what_splits_profit_is_said_in_sentences(step):
    step.shown.view.value = "splits"
    page = _shown(step.shown.splits.box)

    assert "Segments that the data propose" in page
    assert "measured on the other" in page
    assert "Per customer" in page
    assert "Interval" in page


def test_each_zone_of_the_curve_is_a_button_with_a_name(step):
    names = [zone.description for zone in step.shown.whale.zones.values()]

    assert names == ["Builders: 613 customers", "Middle: 1,077 customers", "Eroders: 710 customers"]


def test_the_zones_lie_side_by_side_in_one_row(step):
    places = [zone.layout.grid_area for zone in step.shown.whale.zones.values()]

    assert places == ["1 / 2 / 2 / 3", "1 / 3 / 2 / 4", "1 / 4 / 2 / 5"]


def test_clicking_a_zone_lists_who_is_in_it(step):
    whale = step.shown.whale
    whale.zones["eroders"].click()

    assert whale.group.value == "eroders"
    assert "Tour groups" in _shown(whale.box)
    assert step.targets.actions["eroders"] in whale.box.children[1].children[1].children[2].children


def test_before_a_click_no_group_is_shown(step):
    assert step.shown.whale.group.value is None


def test_a_group_too_small_to_be_shown_says_so(step):
    groups = [group.model_copy(update={"makeup": ()}) for group in profit().groups]
    step.session.record(EvidenceRecorded(evidence=profit(groups=tuple(groups))))
    step.shown.whale.zones["builders"].click()

    assert "too few customers" in _shown(step.shown.whale.box)


def test_where_the_total_is_a_loss_the_curve_is_refused_and_money_is_shown(step):
    step.session.record(EvidenceRecorded(evidence=profit(whale=refused_whale())))

    assert refused_whale().refusal in _shown(step.shown.whale.box)
    assert step.shown.whale.zones == {}
    assert "<svg" in _shown(step.shown.whale.box)


def test_a_loss_in_all_is_shown_with_its_sentence(empty_session, tmp_path):
    (tmp_path / "stays.csv").write_text("customer,revenue,cost\n1,10,50\n2,20,10\n3,5,30\n4,1,9\n")
    (tmp_path / "customers.csv").write_text("customer,kind\n1,a\n2,a\n3,a\n4,b\n")
    for role, name in ((Role.TRANSACTIONS, "stays.csv"), (Role.CUSTOMERS, "customers.csv")):
        empty_session.record(TableAttached(table=attach(role, str(tmp_path / name))))
    step = SegmentsStep(empty_session)
    step.shown.reveal.run()

    assert "make no profit" in _shown(step.shown.whale.box)


def test_the_page_opens_when_the_attribute_of_the_evidence_has_gone(walked):
    session = open_session(walked)
    customers = session.workshop.tables[Role.CUSTOMERS]
    mapping = customers.mapping | {"attribute": ("region",)}
    session.record(TableAttached(table=customers.model_copy(update={"mapping": mapping})))

    assert SegmentsStep(session).shown.by.value == "region"


def test_a_guess_that_is_no_number_is_left_out(made_up):
    step = SegmentsStep(made_up(PredictionMade(question=TOP_FIFTH_SHARE, answer="a lot", person="Ana")))

    assert "<svg" in _shown(step.evidence)


def test_a_walked_workshop_shows_its_guesses_target_persona_and_value(walked):
    step = SegmentsStep(open_session(walked))

    assert "Guesses run from" in _shown(step.predict)
    assert step.targets.ticks["Business"].value
    assert step.targets.not_ticks["Tour groups"].value
    assert "Marta Lind" in step.cards.card.value
    assert "<svg" in _shown(step.worth)
