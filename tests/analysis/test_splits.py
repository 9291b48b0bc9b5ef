from time import process_time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.customer_profit import customer_profit
from cxworkshop.analysis.segment_names import NOT_KNOWN, SMALL_GROUPS
from cxworkshop.analysis.splits import SPLITS_BELOW, find_splits
from cxworkshop.errors import EmptyTableError, UndefinedMeasureError

QUICK = {"bootstrap": 50, "permutations": 99}


def made_up(seed=1, n=400):
    """Customers whose kind and channel split their profit and whose region doesn't."""
    random = np.random.default_rng(seed)
    attributes = pd.DataFrame(
        {
            "region": random.choice(["North", "South", "East"], n),
            "kind": random.choice(["Corporate", "Leisure"], n, p=[0.3, 0.7]),
            "channel": random.choice(["Website", "Portal", "Agent"], n),
        }
    )
    attributes.loc[random.random(n) < 0.1, "channel"] = None
    corporate = (attributes["kind"] == "Corporate").to_numpy()
    agent = (attributes["channel"] == "Agent").to_numpy()
    profit = 50 + 300 * corporate - 120 * agent + random.standard_t(3, n) * 60
    return profit, attributes


@pytest.fixture(scope="module")
def sample(firm):
    profits = customer_profit(firm.transactions(), firm.service())
    attributes = firm.customers().set_index("customer").loc[profits["customer"]].reset_index(drop=True)
    return profits["profit"], attributes


def test_the_planted_attribute_comes_first_by_a_wide_margin(sample, truths):
    first, second, *_ = found = find_splits(*sample).ranked

    assert [split.attribute for split in found] == [truths["segment_attribute"], "channel", "region"]
    assert first.low > 3 * second.high
    assert {split.attribute for split in found if split.p > SPLITS_BELOW} == {"region"}


def test_the_planted_segments_are_proposed_and_the_profitable_one_is_first(sample, truths):
    found = find_splits(*sample, **QUICK)
    first, last = found.proposals[0], found.proposals[-1]

    assert [dict(named) for named in first.conditions] == [
        {"attribute": truths["segment_attribute"], "values": (truths["profitable_segment"],)}
    ]
    low, high = truths["profitable_segment_share"]
    assert low <= first.share_of_profit <= high
    assert dict(last.conditions[0])["values"] == (truths["losing_segment"],)
    assert last.high < 0
    assert (found.n, found.measured, found.notes) == (6000, 3000, ())


def test_the_sample_firm_takes_less_than_a_second_and_a_half(sample):
    find_splits(*sample, **QUICK)  # imports apart
    start = process_time()

    find_splits(*sample)

    assert process_time() - start < 1.5


def test_what_is_explained_is_that_of_profit_with_the_outer_values_drawn_in():
    """1 … 9 become 2, 2, 3 | 4, 5, 6 | 7, 8, 8: mean squares 5/9 within and 46/8 in all."""
    found = find_splits(np.arange(1.0, 10), pd.DataFrame({"kind": list("aaabbbccc")}), **QUICK)

    assert found.ranked[0].explained == pytest.approx(1 - (5 / 9) / (46 / 8))


@settings(max_examples=10)
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_rows_and_columns_does_not_matter(seed):
    profit, attributes = made_up()
    random = np.random.default_rng(seed)
    order = random.permutation(len(profit))
    shuffled = attributes.iloc[order, random.permutation(3)]

    assert find_splits(profit, attributes, **QUICK) == find_splits(profit[order], shuffled, **QUICK)


@settings(max_examples=10)
@given(st.sampled_from([0.5, 4.0, 0.01, 117.3, 2.0**500, 2.0**-500]), st.integers(0, 3))
def test_money_in_another_unit_changes_profit_alone(factor, seed):
    profit, attributes = made_up(seed)
    found, scaled = (find_splits(money, attributes, **QUICK) for money in (profit, profit * factor))

    def shares(splits):
        return [share for split in splits.ranked for share in (split.explained, split.low, split.high)]

    def chances(splits):
        return [(split.attribute, split.p) for split in splits.ranked]

    def money(splits):
        return [[one.profit, one.low, one.high] for one in splits.proposals]

    assert shares(scaled) == pytest.approx(shares(found), rel=1e-9)
    assert chances(scaled) == chances(found)
    assert [one.conditions for one in scaled.proposals] == [one.conditions for one in found.proposals]
    assert np.array(money(scaled)) == pytest.approx(np.array(money(found)) * factor)


def test_sums_made_in_another_order_change_no_draw():
    profit, attributes = made_up()
    profit = profit.round(0)  # ties, which last digits would break
    noisy = profit * (1 + np.random.default_rng(1).choice([-1, 0, 1], len(profit)) * 2e-16)

    found, other = (find_splits(money, attributes, **QUICK) for money in (profit, noisy))

    assert [split.low for split in other.ranked] == [pytest.approx(split.low) for split in found.ranked]
    assert [one.low for one in other.proposals] == [pytest.approx(one.low) for one in found.proposals]


def test_an_attribute_of_noise_mostly_does_not_split():
    tables = [made_up(seed) for seed in range(30)]

    chances = [
        find_splits(profit, attributes[["region"]], seed=seed, **QUICK).ranked[0].p
        for seed, (profit, attributes) in enumerate(tables)
    ]

    assert np.mean(np.array(chances) <= SPLITS_BELOW) <= 0.2


def test_shuffled_profit_proposes_nothing(sample):
    profit, attributes = sample
    random = np.random.default_rng(1)

    found = [find_splits(random.permutation(profit), attributes, seed=seed, **QUICK) for seed in range(20)]

    assert sum(bool(splits.proposals) for splits in found) <= 2
    assert (found[0].measured, found[0].notes) == (
        0,
        ("No attribute splits profit by more than chance, so no segments are proposed.",),
    )


def test_one_giant_does_not_decide():
    profit, attributes = made_up()
    giant = np.append(profit, 1e12)
    north = pd.DataFrame([{"region": "North", "kind": "Leisure", "channel": "Agent"}])

    found = find_splits(giant, pd.concat([attributes, north], ignore_index=True), **QUICK).ranked

    assert found[0].attribute == "kind"
    assert found[-1].attribute == "region"
    assert found[-1].p > SPLITS_BELOW


def test_small_groups_are_pooled_and_missing_values_a_group():
    profit, attributes = made_up()
    attributes.loc[:1, "kind"] = ["One", "Two"]
    attributes.loc[:2, "channel"] = ["Kiosk", "Fax", "Fax"]

    found = find_splits(profit, attributes, **QUICK)
    values = {value for one in found.proposals for named in one.conditions for value in dict(named)["values"]}

    assert {split.attribute: split.groups for split in found.ranked} == {
        "kind": 2,
        "channel": 5,
        "region": 3,
    }
    assert {NOT_KNOWN, SMALL_GROUPS} < values
    assert not {"One", "Two", "Kiosk", "Fax"} & values


def test_attributes_that_make_no_groups_or_too_many_are_left_out_by_name():
    profit, attributes = made_up()
    useless = {
        "name": [f"C{number}" for number in range(400)],
        "country": ["Here"] * 400,
        "town": [f"T{number % 41}" for number in range(400)],
        "wing": ["A", "A", *["B"] * 398],
    }

    found = find_splits(profit, attributes.assign(**useless), **QUICK)

    assert {split.attribute for split in found.ranked} == {"kind", "channel", "region"}
    assert found.notes == (
        "country is left out: it makes no two groups of at least 3 customers.",
        "name is left out: it makes no two groups of at least 3 customers.",
        "town is left out: it makes 41 groups, more than 40.",
        "wing is left out: it makes no two groups of at least 3 customers.",
    )


def test_many_customers_are_ranked_by_all_and_drawn_for_chance():
    profit, attributes = made_up(n=30_000)

    found = find_splits(profit, attributes)

    assert found.notes[0].endswith("worked out from 20,000 customers drawn at random from the 30,000.")
    assert len(found.notes) == 1
    assert [(split.attribute, split.n) for split in found.ranked] == [
        ("kind", 30_000),
        ("channel", 30_000),
        ("region", 30_000),
    ]
    assert all(split.low <= split.explained <= split.high for split in found.ranked)
    assert found.measured == 15_000


@pytest.mark.parametrize(
    ("profit", "attributes", "note"),
    [
        ([5.0] * 300, {"kind": ["a", "b"] * 150}, "Nearly all customers earn the same profit"),
        ([5.0] * 297 + [1.0, 2, 9], {"kind": ["a", "b"] * 150}, "Nearly all customers earn the same profit"),
        ([5.0], {"kind": ["a"]}, "There is no attribute to split profit by"),
        ([5.0, 6.0], {}, "There is no attribute to split profit by"),
    ],
)
def test_where_nothing_can_be_split_a_sentence_says_so(profit, attributes, note):
    found = find_splits(profit, pd.DataFrame(attributes, index=range(len(profit))), **QUICK)

    assert (found.ranked, found.proposals, found.n) == ((), (), len(profit))
    assert found.notes[-1].startswith(note)


@pytest.mark.parametrize(
    ("profit", "error", "sentence"),
    [
        ([], EmptyTableError, "There are no customers"),
        ([1.0, np.nan], UndefinedMeasureError, "Every customer needs a profit"),
        ([1.0, np.inf], UndefinedMeasureError, "Every customer needs a profit"),
        ([1.0], UndefinedMeasureError, "one profit per row of attributes, but 1 came for 2"),
    ],
)
def test_profit_that_does_not_fit_is_refused(profit, error, sentence):
    attributes = pd.DataFrame({"kind": ["a", "b"][: 2 if profit else 0]}, dtype="str")

    with pytest.raises(error, match=sentence):
        find_splits(profit, attributes, **QUICK)
