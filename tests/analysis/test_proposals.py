import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.attribute_groups import attribute_groups
from cxworkshop.analysis.proposals import propose
from cxworkshop.analysis.splits import find_splits

QUICK = {"bootstrap": 50, "permutations": 99}


def customers(seed=1, n=3000):
    random = np.random.default_rng(seed)
    attributes = pd.DataFrame(
        {
            "kind": random.choice(["Corporate", "Leisure", "Groups"], n, p=[0.3, 0.5, 0.2]),
            "channel": random.choice(["Website", "Portal", "Agent"], n),
        }
    )
    return random, attributes


def said(proposal):
    return {named["attribute"]: named["values"] for named in map(dict, proposal.conditions)}


def members(attributes, proposal):
    fits = [attributes[attribute].isin(values) for attribute, values in said(proposal).items()]
    return np.logical_and.reduce(fits)


def test_a_segment_of_two_attributes_is_proposed_with_what_it_earns():
    random, attributes = customers()
    best = ((attributes["kind"] == "Corporate") & (attributes["channel"] == "Website")).to_numpy()

    found = find_splits(random.normal(50, 100, 3000) + 800 * best, attributes, **QUICK)
    first = found.proposals[0]

    assert said(first) == {"kind": ("Corporate",), "channel": ("Website",)}
    assert first.share_of_customers == pytest.approx(0.1, abs=0.02)
    assert first.low < first.profit_per_customer < first.high
    assert first.profit_per_customer == pytest.approx(850, abs=30)
    assert all(one.profit_per_customer < 100 for one in found.proposals[1:])


def test_conditions_are_said_in_the_positive_and_merged():
    random, attributes = customers()
    agent = (attributes["channel"] == "Agent").to_numpy()

    found = find_splits(random.normal(50, 100, 3000) - 300 * agent, attributes, **QUICK)

    assert [said(one) for one in found.proposals] == [
        {"channel": ("Portal", "Website")},
        {"channel": ("Agent",)},
    ]


@settings(max_examples=15)
@given(st.integers(0, 1000), st.floats(0, 500), st.floats(-500, 500))
def test_each_customer_belongs_to_one_segment_and_the_measured_half_adds_up(seed, corporate, agent):
    random, attributes = customers(seed, 500)
    profit = (
        random.standard_t(3, 500) * 50
        + corporate * (attributes["kind"] == "Corporate").to_numpy()
        + agent * (attributes["channel"] == "Agent").to_numpy()
    )

    found = find_splits(profit, attributes, seed=seed, **QUICK)
    proposals = found.proposals

    assert sum(one.customers for one in proposals) == found.measured == (250 if proposals else 0)
    if proposals:
        assert sum(one.share_of_customers for one in proposals) == pytest.approx(1)
        assert (sum(members(attributes, one).astype(int) for one in proposals) == 1).all()
    earned = [one.profit_per_customer for one in proposals]
    assert earned == sorted(earned, reverse=True)
    assert all(one.customers >= 3 for one in proposals)
    assert len(proposals) != 1
    assert len(proposals) <= 6


def test_noise_is_pruned_away():
    """Without the ranking's verdict before it, too."""
    found = []
    for seed in range(100):
        random, attributes = customers(seed, 600)
        groups, _ = attribute_groups(attributes)
        profit = random.standard_t(3, 600)
        clipped = np.clip(profit, *np.quantile(profit, (0.01, 0.99)))
        proposals, _, _ = propose(profit, clipped, groups, seed=seed, level=0.95, bootstrap=50)
        found.append(bool(proposals))

    assert np.mean(found) <= 0.1


def test_what_is_found_on_one_half_is_measured_on_the_other():
    """The best of many groups of noise looks good only where it was found."""
    gains = []
    for seed in range(100):
        random = np.random.default_rng(seed)
        attributes = pd.DataFrame({"kind": random.choice(list("abcdefghij"), 400)})
        profit = random.normal(100, 50, 400) + 40 * (attributes["kind"] == "a").to_numpy()
        groups, _ = attribute_groups(attributes)
        proposals, _, _ = propose(profit, profit, groups, seed=seed, level=0.95, bootstrap=50)
        gains += [one.profit_per_customer - 140 for one in proposals if said(one) == {"kind": ("a",)}]

    assert len(gains) > 10
    assert np.mean(gains) == pytest.approx(0, abs=6)


def test_shares_of_no_profit_are_left_out():
    random, attributes = customers()
    groups = (attributes["kind"] == "Groups").to_numpy()

    found = find_splits(random.normal(-50, 20, 3000) - 100 * groups, attributes, **QUICK)

    assert {one.share_of_profit for one in found.proposals} == {None}
    assert found.proposals[-1].profit < 0


def test_few_customers_get_a_ranking_but_no_proposals():
    random, attributes = customers(n=199)
    corporate = (attributes["kind"] == "Corporate").to_numpy()

    found = find_splits(random.normal(0, 1, 199) + 100 * corporate, attributes, **QUICK)

    assert (found.ranked[0].attribute, found.proposals, found.measured) == ("kind", (), 0)
    assert found.notes == ("Segments are proposed from 200 customers on, but there are 199.",)


def test_an_attribute_that_splits_hardly_anything_proposes_nothing():
    random, attributes = customers(n=20_000)
    corporate = (attributes["kind"] == "Corporate").to_numpy()

    found = find_splits(random.normal(0, 100, 20_000) + 15 * corporate, attributes, **QUICK)

    assert (found.ranked[0].attribute, found.ranked[0].p) == ("kind", 0.01)
    assert found.notes == ("The attributes explain too little of profit to propose segments by.",)
