import numpy as np
import pandas as pd
import pytest

from cxworkshop.analysis.consistency import consistency
from cxworkshop.errors import EmptyTableError, MissingColumnError, NotNumericError, UndefinedMeasureError


@pytest.fixture(scope="module")
def answers():
    """Agents differ most, sites only by their agents, channels a little, weekdays not at all."""
    random, n = np.random.default_rng(4), 1500
    agents = random.integers(20, size=n)
    channels, days = random.integers(4, size=n), random.integers(7, size=n)
    felt = random.normal(0, 1, 20)[agents] + random.normal(0, 0.5, 4)[channels] + random.normal(0, 1.5, n)
    return pd.DataFrame(
        {
            "score": 7 + felt,
            "agent": [f"Agent {agent}" for agent in agents],
            "site": np.array(["Bergen", "Leeds", "Oslo", "Utrecht"])[agents % 4],
            "channel": channels,
            "day": pd.Categorical.from_codes(days, list("abcdefg")),
        }
    )


def test_the_factor_that_matters_comes_first(answers):
    found = consistency(answers, "score", ["day", "channel", "agent"])

    for shares in (found.alone, found.together):
        assert [share.factor for share in shares] == ["agent", "channel", "day"]
        assert (shares[0].levels, shares[0].n) == (20, 1500)
        assert shares[0].low > 0.1
        assert shares[2].low == 0
    assert found.notes == ()


def test_sites_that_differ_by_their_agents_only_can_not_be_told_beside_them(answers):
    found = consistency(answers, "score", ["agent", "site"])

    assert {share.factor for share in found.alone} == {"agent", "site"}
    assert [share.factor for share in found.together] == ["agent"]
    (note,) = found.notes
    assert note.startswith("How much lies between levels of site beside agent can't be told: fewer than 3")


def test_one_factor_alone_stands_beside_nothing(answers):
    assert consistency(answers, "score", ["agent"]).together == ()


def test_the_order_of_rows_changes_nothing(answers):
    found = consistency(answers, "score", ["agent", "channel"])
    again = consistency(answers.sample(frac=1, random_state=1), "score", ["agent", "channel"])

    for one, two in zip(found.alone + found.together, again.alone + again.together, strict=True):
        assert (one.factor, one.n) == (two.factor, two.n)
        assert (one.share, one.low, one.high) == pytest.approx((two.share, two.low, two.high))


def test_rows_without_score_or_level_are_left_out_and_so_are_small_levels(answers):
    gaps = answers.copy()
    gaps.loc[0, "score"] = np.nan
    gaps.loc[1, "agent"] = None
    gaps.loc[[2, 3], "agent"] = "New agent"

    found = consistency(gaps, "score", ["agent"])

    assert (found.alone[0].n, found.alone[0].levels) == (1496, 20)
    assert found.notes == ("Levels of agent with fewer than 3 answers are left out: 1.",)


def test_too_few_and_too_many_levels_are_told_in_the_notes(answers):
    crowd = pd.DataFrame({"score": np.tile([1.0, 2, 3], 1600), "customer": np.repeat(range(1600), 3)})
    two = answers.assign(half=np.where(answers["site"] < "M", "North", "South"))

    (few,), (many,) = (
        consistency(table, "score", [factor]).notes for table, factor in ((two, "half"), (crowd, "customer"))
    )
    assert few.startswith("half has 2 levels with at least 3 answers")
    assert few.endswith("compare them directly.")
    assert many.startswith("customer has 1,600 levels with at least 3 answers")
    assert many.endswith("put some of them together.")


@pytest.mark.parametrize(
    ("table", "error", "said"),
    [
        ({"score": [1.0, 2], "site": ["a", "b"]}, MissingColumnError, "no column agent"),
        ({"score": ["good", "bad"], "agent": ["a", "b"]}, NotNumericError, "holds “good”"),
        ({"score": [np.nan, np.nan], "agent": ["a", "b"]}, EmptyTableError, "no scores in score"),
        ({"score": [4.0, 4], "agent": ["a", "b"]}, UndefinedMeasureError, "All scores in score are 4"),
    ],
)
def test_scores_that_cannot_be_split_are_refused_with_a_sentence(table, error, said):
    with pytest.raises(error, match=said):
        consistency(pd.DataFrame(table), "score", ["agent"])
