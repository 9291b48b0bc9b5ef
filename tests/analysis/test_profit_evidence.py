import time

import pytest

from cxworkshop.analysis.firm_segments import attributes
from cxworkshop.analysis.profit_evidence import open_profits, profit_evidence
from cxworkshop.domain.costs import Costs
from cxworkshop.domain.profit import RFM
from cxworkshop.domain.tables import Role
from cxworkshop.errors import InvalidChoiceError, MissingStepError
from cxworkshop.inputs.firm import Firm


@pytest.fixture(scope="module")
def profit(firm, truths):
    return profit_evidence(firm, truths["segment_attribute"], bootstrap=200)


@pytest.fixture(scope="module")
def opened(firm):
    return open_profits(firm, "kind")


def dearer(costs):
    """The same costs with the first one at its high end."""
    first = costs.believed[0]
    return costs.replacing(first.at(first.high))


def test_attributes_are_those_of_the_customers(firm, attached):
    assert attributes(firm) == ("kind", "region", "channel")
    assert attributes(Firm({Role.SURVEY: attached[Role.SURVEY]})) == ()


def test_the_planted_segments_are_found(profit, truths):
    by_name = {segment.name: segment for segment in profit.segments}
    low, high = truths["profitable_segment_share"]

    assert profit.segments[0].name == truths["profitable_segment"]
    assert low <= profit.segments[0].share <= high
    assert max(profit.segments, key=lambda segment: segment.customers).name == truths["largest_segment"]
    assert by_name[truths["losing_segment"]].high < 0


def test_the_planted_whale_is_found(profit, truths):
    low, high = truths["whale_peak_share"]

    assert profit.whale.customers == truths["customers"]
    assert low <= profit.whale.peak_share <= high
    assert profit.whale.total == pytest.approx(sum(segment.profit for segment in profit.segments))


def test_the_losing_segment_loses_on_service_only(attached, truths):
    unserved = Firm({role: table for role, table in attached.items() if role is not Role.SERVICE})

    found = profit_evidence(unserved, truths["segment_attribute"], bootstrap=50)

    assert found.cost_to_serve == 0
    assert {segment.name: segment.profit > 0 for segment in found.segments}[truths["losing_segment"]]


def test_profit_says_where_it_comes_from(profit):
    survey = ("customer_id", "recommend", "weight")

    assert [(source.role, source.source, source.columns[:6]) for source in profit.provenance] == [
        (Role.TRANSACTIONS, "stays.csv.gz", ("customer_id", "date", "revenue", "cost")),
        (Role.SERVICE, "service.csv.gz", ("customer_id", "event", "cost")),
        (Role.CUSTOMERS, "customers.csv", ("customer_id", "kind", "region", "channel")),
        (Role.SURVEY, "survey.csv", (*survey, *profit.provenance[3].columns[3:6])),
        (Role.JOURNEY, "journey.csv", ("touchpoint", "label")),
    ]


def test_a_column_of_the_transactions_makes_segments_too(firm):
    found = open_profits(firm, "hotel").evidence()

    assert sum(segment.customers for segment in found.segments) == 6000
    assert found.provenance[0].columns == ("customer_id", "date", "revenue", "cost", "hotel")
    assert [source.role for source in found.provenance] == [Role.TRANSACTIONS, Role.SERVICE]


def test_how_customers_buy_makes_segments_too(firm):
    found = open_profits(firm, RFM).evidence()

    assert found.by == RFM
    assert sum(segment.customers for segment in found.segments) == 6000
    assert 5 <= len(found.segments) <= 9


def test_an_attribute_of_too_many_values_is_refused(firm):
    with pytest.raises(InvalidChoiceError, match=r"date splits the customers into .* more than 40"):
        profit_evidence(firm, "date", bootstrap=50)


def test_profit_needs_transactions(attached):
    with pytest.raises(MissingStepError, match="No transactions table is attached"):
        profit_evidence(Firm({Role.SURVEY: attached[Role.SURVEY]}), "kind")


def test_evidence_tells_the_money_and_the_time_it_is_about(profit, firm):
    first, last = firm.period()

    assert (profit.first_day, profit.last_day, profit.currency) == (first, last, None)
    assert profit.cost_to_serve == pytest.approx(firm.service().cost.sum().execute())
    assert profit.acquisition == 0
    assert profit.notes == ()


def test_evidence_has_all_its_parts(profit):
    assert [group.name for group in profit.groups] == ["builders", "rest", "eroders"]
    assert sum(group.profit for group in profit.groups) == pytest.approx(profit.whale.total)
    assert {split.attribute for split in profit.splits.ranked} == {"kind", "region", "channel"}
    assert [value.segment for value in profit.values] == [segment.name for segment in profit.segments]
    assert None not in [segment.growth for segment in profit.segments]
    assert [told.believed for told in profit.sensitivity] == list(profit.costs.believed)
    assert len(profit.costs.believed) == 6


def test_the_planted_segments_are_apart(profit, truths):
    ranks = {
        segment.name: (segment.rank_low, segment.rank_high, segment.group) for segment in profit.segments
    }

    assert ranks[truths["profitable_segment"]] == (1, 1, 1)
    assert ranks[truths["losing_segment"]] == (3, 3, 3)


def test_a_preview_shows_what_is_recorded_at_the_same_costs(firm, opened):
    costs = dearer(opened.costs)
    preview, recorded = opened.evidence(costs), profit_evidence(firm, "kind", costs, bootstrap=50)

    assert preview.costs == recorded.costs == costs
    assert (preview.whale.losers, preview.whale.peak_at) == (recorded.whale.losers, recorded.whale.peak_at)
    assert preview.whale.total == pytest.approx(recorded.whale.total)
    assert [group.makeup for group in preview.groups] == [group.makeup for group in recorded.groups]
    for one, other in zip(preview.segments, recorded.segments, strict=True):
        assert (one.name, one.customers, one.losers) == (other.name, other.customers, other.losers)
        assert one.profit == pytest.approx(other.profit)
    for one, other in zip(preview.sensitivity, recorded.sensitivity, strict=True):
        assert (one.losers_low, one.losers_high, one.change_sides) == (
            other.losers_low,
            other.losers_high,
            other.change_sides,
        )


def test_a_slider_is_answered_at_once(opened):
    costs = dearer(opened.costs)
    opened.evidence(costs)

    took = []
    for _ in range(5):
        start = time.perf_counter()
        opened.evidence(costs)
        took.append(time.perf_counter() - start)

    assert min(took) < 0.2


def test_dearer_service_earns_less_and_leaves_the_rest(opened):
    usual, dear = opened.evidence(), opened.evidence(dearer(opened.costs))
    first = opened.costs.believed[0]

    assert dear.cost_to_serve > usual.cost_to_serve
    assert dear.whale.total - usual.whale.total == pytest.approx(usual.cost_to_serve - dear.cost_to_serve)
    assert dear.whale.total == pytest.approx(usual.sensitivity[0].total_high)
    assert dear.whale.losers == usual.sensitivity[0].losers_high
    assert dear.costs.believed[0].value == first.high


def test_figures_of_other_tables_do_not_count(opened):
    first = opened.costs.believed[0]
    elsewhere = first.model_copy(update={"high": 2 * first.high, "value": 2 * first.high})
    unknown = first.model_copy(update={"name": "Parcel lost"})

    found = opened.evidence(Costs(believed=(elsewhere, unknown)))

    assert found.costs == opened.costs


def test_progress_goes_on_to_the_end(firm):
    told = []

    profit_evidence(firm, "kind", bootstrap=50, progress=told.append)

    assert told == sorted(told)
    assert told[-1] == 1


def test_without_customers_and_survey_there_are_no_splits_and_no_values(attached):
    firm = Firm({Role.TRANSACTIONS: attached[Role.TRANSACTIONS]})

    found = profit_evidence(firm, RFM, bootstrap=50)

    assert (found.splits.ranked, found.values, found.costs.believed) == ((), (), ())
    assert [source.role for source in found.provenance] == [Role.TRANSACTIONS]
