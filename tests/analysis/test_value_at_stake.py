from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_drivers import LABELS, pieces
from made_up_metrics import assumptions
from made_up_profit import profit

from cxworkshop.analysis.stakes import first_assumptions, value_at_stake
from cxworkshop.domain.segments import TargetSegments

TARGET = TargetSegments(by="customer kind", targets=("Business regulars",))
DRIVERS = ("check_in", "recovery")
FEW = settings(max_examples=25, deadline=None)


def _stakes(made=None, assumed=None, drivers=DRIVERS, **changes):
    given_now = {"labels": LABELS, "profit": profit(), "target": TARGET} | changes
    return value_at_stake(made or pieces(), assumed or assumptions(), drivers=drivers, **given_now)


def _one(per_point=0.4, staying=0.05, draws=50, width=0.0, **changes):
    """Return pieces of one driver whose draws lie evenly within ``width`` of their middle."""
    spread = np.linspace(-width, width, draws)
    made = {
        "drivers": ("check_in",),
        "means": (7.0,),
        "per_point": tuple((float(per_point + off),) for off in spread),
        "staying": tuple(float(staying * (1 + off)) for off in spread),
    }
    return pieces(**(made | changes))


def _ends(found):
    return (found.low, found.mid, found.high)


def test_the_pieces_are_multiplied_through():
    found = _stakes(_one(), assumptions(years=2), drivers=("check_in",))
    (stake,) = found.stakes

    assert _ends(stake.recommendation) == pytest.approx((0.12,) * 3)  # 0.6 points x 0.4 x a causal half
    assert _ends(stake.staying) == pytest.approx((0.006,) * 3)
    assert _ends(stake.kept) == pytest.approx((3.84,) * 3)
    assert found.customers == 640
    assert found.per_customer.mid == pytest.approx(1604 / 730 * 365.25, rel=0.05)  # two years of transactions
    assert stake.profit.mid == pytest.approx(3.84 * found.per_customer.mid * 2)
    assert (found.currency, found.refusals) == ("EUR", ())


def test_the_range_of_profit_is_the_evidences():
    assumed = assumptions()
    a_year = {"first_day": date(2025, 1, 1), "last_day": date(2025, 12, 31)}
    found = _stakes(_one(draws=4000), assumed, drivers=("check_in",), profit=profit(**a_year))

    assert (found.per_customer.low, found.per_customer.high) == pytest.approx((1394, 1814), rel=0.02)


def test_several_targets_count_by_their_customers():
    both = TargetSegments(by="customer kind", targets=("Business regulars", "Leisure"))
    found = _stakes(target=both)

    assert found.customers == 1950
    assert found.per_customer.mid == pytest.approx((640 * 1604 + 1310 * 212.4) / 1950 / 2, rel=0.05)


def test_without_targets_all_segments_count():
    found = _stakes(pieces(segment=()), target=None)

    assert found.customers == 2400
    assert found.refusals == ()


def test_the_same_assumptions_give_the_same_stakes():
    assert _stakes() == _stakes()


@FEW
@given(st.floats(0, 1), st.floats(0.1, 10))
def test_no_move_brings_nothing(causal, years):
    still = assumptions(moves={"check_in": 0, "recovery": 0}, causal=causal, years=years)

    for stake in _stakes(assumed=still).stakes:
        for found in (stake.recommendation, stake.staying, stake.kept, stake.profit):
            assert _ends(found) == (0, 0, 0)


@FEW
@given(st.floats(0, 1))
def test_all_that_follows_is_linear_in_the_causal_share(causal):
    whole = _stakes(assumed=assumptions(causal=1)).stakes
    part = _stakes(assumed=assumptions(causal=causal)).stakes

    for one, other in zip(whole, part, strict=True):
        for name in ("recommendation", "staying", "kept", "profit"):
            expected = [causal * end for end in _ends(getattr(one, name))]
            assert _ends(getattr(other, name)) == pytest.approx(expected, abs=1e-6)


@FEW
@given(st.floats(0, 0.4), st.floats(0, 0.4))
def test_wider_draws_give_wider_ranges(first, second):
    narrow, wide = (
        _stakes(_one(width=width), drivers=("check_in",)).stakes[0] for width in sorted((first, second))
    )

    for name in ("recommendation", "staying", "kept"):
        one, other = getattr(narrow, name), getattr(wide, name)
        assert other.high - other.low >= one.high - one.low - 1e-12


@FEW
@given(
    st.floats(-5, 5),
    st.floats(-2, 2),
    st.floats(0, 10),
    st.floats(0, 1),
    st.floats(0, 10),
    st.floats(0, 10),
)
def test_nothing_goes_beyond_the_possible(per_point, staying, outcome, stayed, mean, move):
    made = _one(per_point, staying, outcome_mean=outcome, stayed_share=stayed, means=(mean,), width=1.0)
    found = _stakes(made, assumptions(moves={"check_in": move}, causal=1), drivers=("check_in",))
    (stake,) = found.stakes

    assert mean + stake.move <= 10 + 1e-9
    for end in _ends(stake.recommendation):
        assert -1e-9 <= outcome + end <= 10 + 1e-9
    for end in _ends(stake.staying):
        assert -1e-9 <= stayed + end <= 1 + 1e-9
    assert abs(stake.kept.high) <= found.customers + 1e-6


def test_a_move_beyond_the_scale_is_cut_off_and_told():
    found = _stakes(_one(means=(9.75,)), drivers=("check_in",))

    assert found.stakes[0].move == pytest.approx(0.25)
    assert "can rise by 0.25 points at the most" in found.refusals[0]


def test_stakes_from_few_clusters_say_that_they_are_rough():
    assert any("only 6 groups" in line for line in _stakes(pieces(clusters=6)).refusals)
    assert not _stakes(pieces(clusters=60)).refusals


@pytest.mark.parametrize("unknown", [{"staying": ()}, {"stayed_share": None}])
def test_where_nobody_knows_who_stayed_only_recommendation_is_told(unknown):
    found = _stakes(pieces(**unknown))

    assert {(stake.staying, stake.kept, stake.profit) for stake in found.stakes} == {(None, None, None)}
    (told,) = found.refusals
    assert told.startswith("Nobody knows who stayed, so nothing can be said about staying and profit;")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"profit": None}, "Profit per customer isn't known"),
        ({"profit": profit(segments=())}, "Profit per customer isn't known"),
        (
            {"profit": profit(by="region")},
            "Profit is known by region, but the target segments are by customer",
        ),
        (
            {"target": TargetSegments(by="customer kind", targets=("Business regulars", "Astronauts"))},
            "Profit isn't known for Astronauts",
        ),
        ({"profit": profit(first_day=None)}, "The transactions have no dates"),
        ({"profit": profit(first_day=date(2026, 8, 1))}, "The transactions span 61 days, too few"),
    ],
)
def test_what_isnt_known_about_profit_is_refused_in_a_sentence(changes, said):
    found = _stakes(**changes)

    assert {stake.profit for stake in found.stakes} == {None}
    assert found.per_customer is None
    assert any(refusal.startswith(said) for refusal in found.refusals)


def test_keeping_customers_who_bring_a_loss_is_worth_nothing():
    found = _stakes(
        pieces(segment=("Tour groups",)), target=TargetSegments(by="customer kind", targets=("Tour groups",))
    )

    assert {stake.profit for stake in found.stakes} == {None}
    assert found.stakes[0].kept is not None
    assert found.per_customer.mid < 0
    assert found.refusals[0].startswith("Tour groups bring a loss")


def test_the_team_may_say_how_many_customers_and_what_one_brings():
    found = _stakes(_one(), assumptions(customers=1000, profit=50), drivers=("check_in",), profit=None)

    assert (found.customers, _ends(found.per_customer)) == (1000, (50, 50, 50))
    assert found.stakes[0].profit.mid == pytest.approx(0.006 * 1000 * 50)
    assert (found.currency, found.refusals) == (None, ())


def test_a_driver_the_survey_doesnt_rate_is_refused():
    found = _stakes(drivers=("zoo", "check_in"))

    assert [stake.driver for stake in found.stakes] == ["check_in"]
    assert found.refusals[0].startswith("zoo isn't among the drivers looked at")


def test_answers_of_others_than_the_targets_are_told():
    (told,) = _stakes(pieces(segment=())).refusals

    assert "taken from the answers of all customers, not from those of Business regulars" in told


def test_a_driver_without_a_move_gets_a_believable_one():
    found = _stakes(assumed=assumptions(moves={"recovery": 0.3}))

    assert found.assumptions.moves == {
        "check_in": first_assumptions(pieces(), ["check_in"]).moves["check_in"],
        "recovery": 0.3,
    }


@pytest.mark.parametrize(
    ("mean", "best", "move"),
    [(7.0, 8.4, 0.7), (7.0, 7.1, 0.2), (5.0, 9.0, 1.0), (9.9, 9.9, 0.1), (10, 10, 0)],
)
def test_a_first_move_is_half_the_way_to_the_best_within_bounds(mean, best, move):
    made = pieces(drivers=("a", "b"), means=(mean, best), per_point=((0.1, 0.1),))
    assumed = first_assumptions(made, ["a", "zoo"])

    assert assumed.moves == {"a": pytest.approx(move)}
    assert (assumed.causal, assumed.years) == (0.5, 1)
