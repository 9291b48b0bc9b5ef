from datetime import date

import numpy as np
import pytest
from cdnow_sample import UNTIL
from cdnow_sample import firm as cdnow_firm

from cxworkshop.analysis.profit_evidence import open_profits
from cxworkshop.analysis.value_evidence import value_evidence
from cxworkshop.domain.costs import Costs
from cxworkshop.domain.events import EvidenceRecorded, read_event, write_event
from cxworkshop.domain.tables import Role
from cxworkshop.errors import InvalidChoiceError, MissingColumnError, UndefinedMeasureError
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm


@pytest.fixture(scope="module")
def of_sample(firm):
    return value_evidence(firm, by="kind", until=date(2026, 3, 31), bootstrap=50)


@pytest.fixture(scope="module")
def of_cdnow():
    return value_evidence(cdnow_firm(), until=UNTIL, bootstrap=50)


def test_segments_add_up_to_the_whole(of_sample):
    assert sum(segment.customers for segment in of_sample.segments) == of_sample.n
    total = sum(segment.total for segment in of_sample.segments)
    assert total == pytest.approx(of_sample.expected_value.total)


def test_segments_come_the_most_valuable_first_with_an_interval(of_sample):
    means = [segment.mean for segment in of_sample.segments]

    assert means == sorted(means, reverse=True)
    assert all(segment.low <= segment.mean <= segment.high for segment in of_sample.segments)


@pytest.fixture(scope="module")
def profits(firm):
    return open_profits(firm, "kind").evidence(bootstrap=50)


def test_margins_are_those_of_the_profit_by_segment(of_sample, profits):
    earned = {segment.name: segment.profit / segment.revenue for segment in profits.segments}
    revenue = sum(segment.revenue for segment in profits.segments)

    assert {segment.name: segment.margin for segment in of_sample.segments} == pytest.approx(earned)
    assert of_sample.margin == pytest.approx(profits.whale.total / revenue)
    assert "in profit" in of_sample.notes[0]


def test_segments_are_those_of_the_profit(firm, profits):
    found = value_evidence(firm, by="kind", bootstrap=50)

    assert {segment.name: segment.customers for segment in found.segments} == {
        segment.name: segment.customers for segment in profits.segments
    }


def test_whoever_loses_money_is_worth_less_than_nothing(of_sample, truths):
    losing = of_sample.segments[-1]

    assert losing.name == truths["losing_segment"]
    assert losing.high < 0
    assert losing.kept_customer < 0
    assert any(note.startswith(losing.name) for note in of_sample.notes)


def test_the_kept_add_up_over_the_segments(of_sample):
    kept = sum(segment.customers * segment.kept_customer for segment in of_sample.segments)

    assert kept == pytest.approx(of_sample.n * of_sample.kept_customer)


def test_keeping_a_business_guest_is_worth_most(of_sample, truths):
    most = max(of_sample.segments, key=lambda segment: segment.kept_customer)

    assert most.name == truths["profitable_segment"]


def test_believed_costs_make_the_margins(firm, of_sample):
    usual = open_profits(firm, "kind").costs
    dear = Costs(believed=tuple(figure.at(figure.high) for figure in usual.believed))
    found = value_evidence(firm, costs=dear, until=date(2026, 3, 31), bootstrap=50)

    assert found.margin < of_sample.margin


def test_without_costs_value_is_in_revenue_and_it_is_said(of_cdnow):
    assert of_cdnow.margin == 1
    assert of_cdnow.notes[0] == "Value is in revenue, because the transactions have no cost."


def test_what_comes_after_the_day_checks_what_was_expected(of_cdnow):
    expected, made = of_cdnow.held_out

    assert made == 1882
    assert expected == pytest.approx(1653.4, abs=0.1)


def test_nothing_is_held_out_where_the_table_ends():
    found = value_evidence(cdnow_firm(), bootstrap=50)

    assert (found.until, found.held_out) == (date(1998, 6, 30), None)


def test_keeping_a_customer_is_worth_something(of_cdnow):
    most = of_cdnow.expected_value.mean / of_cdnow.alive

    assert 0 < of_cdnow.kept_customer < most
    assert 0 < of_cdnow.alive < 1


def test_the_horizon_is_a_year_unless_another_is_given():
    found = value_evidence(cdnow_firm(), until=UNTIL, unit="month", horizon=6, bootstrap=50)

    assert (found.unit, found.expected_value.horizon) == ("month", 6)


def test_evidence_enters_the_log_and_comes_back(of_sample):
    event = EvidenceRecorded(evidence=of_sample)

    assert read_event(write_event(event)).evidence == of_sample


def test_provenance_names_the_tables_behind_the_segments(of_sample):
    assert [source.role for source in of_sample.provenance] == [
        Role.TRANSACTIONS,
        Role.SERVICE,
        Role.CUSTOMERS,
    ]


def test_progress_is_told_from_the_start_to_the_end():
    told = []
    value_evidence(cdnow_firm(), bootstrap=50, progress=told.append)

    assert told == sorted(told)
    assert told[-1] == 1


@pytest.fixture
def sold(tmp_path):
    """A firm of transactions (customer, day, revenue, cost, group)."""

    def firm_of(rows, columns="customer,date,revenue,cost,group"):
        path = tmp_path / "sales.csv"
        lines = [",".join(map(str, row)) for row in rows]
        path.write_text("\n".join([columns, *lines]))
        return Firm({Role.TRANSACTIONS: attach(Role.TRANSACTIONS, str(path))})

    return firm_of


def regular(customers=60, cost=1, spend=None, group=None):
    """Customers of whom the k-th buys k mod 6 + 1 times."""
    spend = spend or (lambda who, again: 20 + (7 * who + 3 * again) % 13)
    first = date(2025, 1, 1).toordinal()
    return [
        (
            f"c{who}",
            date.fromordinal(first + who % 9 + again * (4 + who % 11)),
            spend(who, again),
            cost,
            f"g{group(who) if group else who % 2}",
        )
        for who in range(customers)
        for again in range(1 + who % 6)
    ]


def test_segments_under_three_customers_are_pooled(sold):
    found = value_evidence(
        sold(regular(group=lambda who: who if who < 2 else "most")), by="group", bootstrap=50
    )

    assert {segment.name: segment.customers for segment in found.segments} == {"Other (small groups)": 60}


def test_segments_with_few_histories_are_pooled_too(sold):
    late = [(f"late{who}", f"2026-01-0{who + 1}", 30, 1, "new") for who in range(3)]
    rows = [*regular(), *late, ("late0", "2025-01-05", 30, 1, "new")]
    found = value_evidence(sold(rows), by="group", until=date(2025, 12, 31), bootstrap=50)

    assert "new" not in {segment.name for segment in found.segments}
    assert sum(segment.customers for segment in found.segments) == 61


def test_costs_above_revenue_make_customers_worth_less_than_nothing(sold):
    found = value_evidence(sold(regular(cost=90)), bootstrap=50)

    assert found.margin < 0
    assert found.expected_value.high < 0


def test_days_of_returns_and_free_goods_are_said(sold):
    returned = [("c5", "2025-02-28", -5, 0, "g1"), ("c5", "someday", 5, 0, "g1")]
    free = [("free", f"2025-01-{day:02}", 0, 0, "g1") for day in (2, 9, 11)]
    notes = " ".join(value_evidence(sold(regular() + returned + free), bootstrap=50).notes)

    assert "On 1 customer days at least as much came back as went out" in notes
    assert "1 transaction has no readable date" in notes
    assert "leaves out 1 customer who bought again and paid nothing" in notes


def test_spend_that_goes_with_frequency_is_said(sold):
    rows = regular(spend=lambda who, again: 10 * (who % 6) + (7 * who + again) % 5 + 1)
    notes = " ".join(value_evidence(sold(rows), bootstrap=50).notes)

    assert "buy more often spend more per purchase" in notes


def test_too_many_segments_are_refused(sold):
    with pytest.raises(InvalidChoiceError, match="41 segments"):
        value_evidence(sold(regular(customers=123, group=lambda who: who % 41)), by="group", bootstrap=50)


def test_too_few_models_for_an_interval_are_refused(sold):
    with pytest.raises(UndefinedMeasureError, match="50 resamples"):
        value_evidence(sold(regular()), bootstrap=10)


def test_without_dates_the_remedy_is_named(sold):
    rows = [(who, revenue, 1) for who, _, revenue, _, _ in regular()]
    with pytest.raises(MissingColumnError, match="--map date=COLUMN"):
        value_evidence(sold(rows, "customer,revenue,cost"), bootstrap=50)


def test_the_order_of_rows_does_not_matter(sold):
    rows = regular()
    shuffled = [rows[place] for place in np.random.default_rng(2).permutation(len(rows))]
    one = value_evidence(sold(rows), by="group", bootstrap=50)
    other = value_evidence(sold(shuffled), by="group", bootstrap=50)

    assert other.bg_nbd == one.bg_nbd
    assert [segment.mean for segment in other.segments] == pytest.approx(
        [segment.mean for segment in one.segments]
    )
