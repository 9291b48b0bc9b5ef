import numpy as np
import pandas as pd
import pytest

from cxworkshop.analysis.drivers import relative_importance
from cxworkshop.analysis.touchpoint_value import Segment, touchpoint_value
from cxworkshop.errors import UndefinedMeasureError

NAMES = ("c", "a", "b")
SCALE = (1.0, 10.0)


def answers(rows=400, seed=1, names=NAMES, **moved):
    """Ratings 1–10, and an outcome that ``moved`` says how much each of them moves."""
    random = np.random.default_rng(seed)
    data = pd.DataFrame(random.integers(1, 11, (rows, len(names))), columns=list(names), dtype=float)
    data["outcome"] = sum(much * data[name] for name, much in moved.items()) + random.normal(size=rows)
    data["weight"] = random.choice([0.5, 1.0, 2.0], rows)
    return data


def found(*segments, names=NAMES, bootstrap=60, **options):
    return touchpoint_value(segments, names, SCALE, bootstrap=bootstrap, **options)


LEISURE, BUSINESS = answers(seed=1, a=1.0, b=0.3), answers(seed=2, c=1.0, b=0.3)


def test_of_one_segment_it_is_the_relative_importance_with_the_same_draws():
    expected = relative_importance(LEISURE, "outcome", NAMES, weights=LEISURE["weight"], bootstrap=60)
    value = found(Segment("", LEISURE))
    lows = np.quantile(value.value_draws, 0.025, axis=0)

    shares = {driver.name: (driver.share, driver.low) for driver in expected.drivers}
    assert shares == {
        name: pytest.approx(pair) for name, *pair in zip(value.names, value.value, lows, strict=True)
    }
    assert value.shares == {"": 1.0}


def test_segments_count_by_their_share():
    alone = [found(Segment("", part)).value for part in (LEISURE, BUSINESS)]

    mixed = found(Segment("L", LEISURE, 0.2), Segment("B", BUSINESS, 0.6))

    assert mixed.shares == pytest.approx({"L": 0.25, "B": 0.75})
    assert mixed.value == pytest.approx(0.25 * alone[0] + 0.75 * alone[1])
    assert mixed.value.sum() == pytest.approx(1)
    assert mixed.value_draws.sum(axis=1) == pytest.approx(np.ones(60))


def test_a_segment_without_a_share_counts_for_the_means_alone():
    with_all = found(Segment("L", LEISURE, 1), Segment("B", BUSINESS.assign(a=10.0), 0))
    mean = np.average([*LEISURE["a"], *[10.0] * 400], weights=[*LEISURE["weight"], *BUSINESS["weight"]])

    assert with_all.value == pytest.approx(found(Segment("", LEISURE)).value)
    assert with_all.mean_draws[:, 0].mean() == pytest.approx(mean, abs=0.05)
    assert (with_all.shares, with_all.notes) == ({"L": 1.0}, ())


def test_draws_of_means_are_as_uncertain_as_the_means():
    value = found(Segment("", LEISURE), bootstrap=400)
    effective = LEISURE["weight"].sum() ** 2 / (LEISURE["weight"] ** 2).sum()
    error = LEISURE["a"].std() / np.sqrt(effective)

    assert value.names == ("a", "b", "c")
    assert value.mean_draws[:, 0].std() == pytest.approx(error, rel=0.15)
    assert value.mean_draws[:, 0].mean() == pytest.approx(
        np.average(LEISURE["a"], weights=LEISURE["weight"]), abs=0.02
    )


def test_answers_without_an_outcome_count_for_means_and_not_for_the_value():
    more = pd.concat([LEISURE, BUSINESS.assign(outcome=np.nan, a=10.0)])
    value = found(Segment("", more))

    assert value.value == pytest.approx(found(Segment("", LEISURE)).value)
    assert value.mean_draws[:, 0].mean() == pytest.approx(
        np.average(more["a"], weights=more["weight"]), abs=0.05
    )


def test_draws_of_extremes_are_shares_of_the_outer_two_answers_at_each_end():
    value = found(Segment("", LEISURE))
    outer = LEISURE["b"].isin([1, 2, 9, 10])

    assert value.extremes[1] == pytest.approx(np.average(outer, weights=LEISURE["weight"]))
    assert value.extreme_draws[:, 1].mean() == pytest.approx(value.extremes[1], abs=0.02)


def test_what_everybody_rates_the_same_is_worth_nothing_and_a_note_says_so():
    value = found(Segment("", LEISURE.assign(b=7.0)))

    assert (value.value[1], set(value.value_draws[:, 1])) == (0, {0.0})
    assert set(value.mean_draws[:, 1]) == {7.0}
    assert value.notes == (
        "Everybody rates b the same, so what it is worth can't be told; it counts as nothing.",
    )


def test_in_one_of_several_segments_the_note_names_the_segment():
    value = found(Segment("L", LEISURE.assign(b=7.0, c=3.0), 0.5), Segment("B", BUSINESS, 0.5))

    assert value.value[1] == pytest.approx(found(Segment("", BUSINESS)).value[1] / 2)
    assert value.notes == (
        "L: Everybody rates b and c the same, so what they are worth can't be told; they count as nothing.",
    )


def test_a_segment_that_cannot_be_analysed_alone_is_left_out_with_a_note():
    value = found(Segment("L", LEISURE.assign(outcome=7.0), 0.5), Segment("B", BUSINESS, 0.5))

    assert value.shares == {"B": 1.0}
    assert value.value == pytest.approx(found(Segment("", BUSINESS)).value)
    (note,) = value.notes
    assert note.startswith("What L values can't be told by itself, so it isn't counted: Column outcome has")


def test_where_no_segment_can_be_analysed_the_reason_is_given():
    nothing = LEISURE.assign(outcome=7.0)

    with pytest.raises(UndefinedMeasureError, match="Column outcome has the same answer everywhere"):
        found(Segment("L", nothing, 0.5), Segment("B", nothing, 0.5))
    with pytest.raises(UndefinedMeasureError, match="Everybody rates every touchpoint the same"):
        found(Segment("", LEISURE.assign(a=1.0, b=2.0, c=3.0)))


def test_the_same_seed_gives_the_same_draws_and_another_one_others():
    first, again, other = (found(Segment("", LEISURE), seed=seed) for seed in (1, 1, 2))

    assert np.array_equal(first.value_draws, again.value_draws)
    assert np.array_equal(first.mean_draws, again.mean_draws)
    assert not np.array_equal(first.mean_draws, other.mean_draws)


def test_many_touchpoints_are_compared_by_relative_weights_and_a_note_says_so():
    names = [f"t{number:02}" for number in range(24)]
    many = answers(600, names=names, t03=1.0, t11=0.5)

    value = found(Segment("", many), names=names)

    assert [names[place] for place in np.argsort(-value.value)[:2]] == ["t03", "t11"]
    assert value.notes[-1].startswith("The survey rates 24 touchpoints; with more than 20")


def test_progress_goes_from_segment_to_segment():
    told = []

    found(Segment("L", LEISURE, 0.5), Segment("B", BUSINESS, 0.5), progress=told.append)

    assert told == [0.5, 1.0]
