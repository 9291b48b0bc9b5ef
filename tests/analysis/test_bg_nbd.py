import json

import numpy as np
import pytest
from cdnow_sample import histories as cdnow_histories
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import betaln

from cxworkshop.analysis.bg_nbd import (
    draw_bg_nbd,
    expected_purchases,
    fit_bg_nbd,
    log_likelihood,
    p_alive,
    purchases_if_alive,
)
from cxworkshop.domain.value import BgNbd
from cxworkshop.errors import EmptyTableError, UndefinedMeasureError


def simulated(customers, seed, r=0.8, alpha=6.0, a=0.7, b=2.5, length=100.0):
    """Customers who buy and leave as the model says: frequency, recency, age."""
    random = np.random.default_rng(seed)
    age = random.uniform(length / 4, length, customers)
    rate, chance = random.gamma(r, 1 / alpha, customers), random.beta(a, b, customers)
    frequency, recency = np.zeros(customers), np.zeros(customers)
    for customer in range(customers):
        now = 0.0
        while random.random() >= chance[customer] or now == 0:
            now += random.exponential(1 / rate[customer])
            if now > age[customer]:
                break
            frequency[customer] += 1
            recency[customer] = now
    return frequency, recency, age


@pytest.fixture(scope="module")
def histories():
    return simulated(1500, 1)


@pytest.fixture(scope="module")
def cdnow():
    found = cdnow_histories()
    return found.frequency, found.recency, found.age


@pytest.fixture(scope="module")
def oracle(reference_data):
    return json.loads((reference_data / "oracles.json").read_text())["bgnbd_cdnow_sample"]


@pytest.fixture(scope="module")
def published(oracle):
    rerun = oracle["rerun"]
    return BgNbd(**{name: rerun[name] for name in ("r", "alpha", "a", "b")}, log_likelihood=rerun["LL"])


@pytest.mark.reference
def test_parameters_of_cdnow(cdnow, oracle):
    found = fit_bg_nbd(*cdnow)

    for name in ("r", "alpha", "a", "b"):
        assert round(getattr(found, name), 3) == oracle["published"][name]
    assert found.log_likelihood == pytest.approx(-9582.429, abs=1e-3)
    assert found.log_likelihood >= oracle["rerun"]["LL"]


@pytest.mark.reference
def test_expected_purchases_of_a_new_cdnow_customer(published, oracle):
    table = oracle["E_X_t"]
    found = purchases_if_alive(published, 0, 0, np.array(table["t"]))

    assert found == pytest.approx(table["hardie_xls"], abs=5e-4)
    assert purchases_if_alive(published, 0, 0, 52) == pytest.approx(oracle["E_X_52"], abs=1e-7)


@pytest.mark.reference
def test_expected_purchases_at_the_rounded_parameters(oracle):
    rounded = {name: oracle["published"][name] for name in ("r", "alpha", "a", "b")}
    found = purchases_if_alive(BgNbd(**rounded, log_likelihood=0), 0, 0, np.array(oracle["E_X_t"]["t"]))

    assert found == pytest.approx(oracle["E_X_t"]["btyd_rounded_params"], abs=1e-9)


@pytest.mark.reference
def test_what_single_cdnow_customers_will_buy(published, oracle):
    first, busy = oracle["cust1"], oracle["cust_1516"]
    history = busy["x"], busy["tx"], busy["T"]

    assert expected_purchases(published, *history, 52) == pytest.approx(busy["cond_exp_52"], abs=1e-6)
    assert p_alive(published, *history) == pytest.approx(busy["p_alive"], abs=1e-8)
    expected = expected_purchases(published, first["x"], first["tx"], first["T"], first["t"])
    assert round(float(expected), 3) == first["cond_exp"]


@pytest.mark.reference
def test_what_all_cdnow_customers_will_buy(cdnow, published, oracle):
    assert expected_purchases(published, *cdnow, 39).sum() == pytest.approx(
        oracle["sum_cond_exp_39w"], abs=1e-4
    )
    assert p_alive(published, *cdnow).mean() == pytest.approx(oracle["mean_p_alive"], abs=1e-8)


def test_parameters_are_found_again():
    found = fit_bg_nbd(*simulated(8000, 7))

    assert found.r == pytest.approx(0.8, rel=0.1)
    assert found.alpha == pytest.approx(6.0, rel=0.12)
    assert found.a / (found.a + found.b) == pytest.approx(0.7 / 3.2, rel=0.1)


def test_the_order_of_customers_does_not_matter(histories):
    order = np.random.default_rng(3).permutation(len(histories[0]))

    assert fit_bg_nbd(*histories) == fit_bg_nbd(*(values[order] for values in histories))


@pytest.mark.parametrize("length", [1 / 7, 1 / 365.25, 24.0])
def test_another_unit_of_time_gives_the_same_purchases(histories, length):
    scaled = histories[0], histories[1] * length, histories[2] * length
    usual, other = fit_bg_nbd(*histories), fit_bg_nbd(*scaled)

    assert other.alpha == pytest.approx(usual.alpha * length, rel=1e-3)
    assert expected_purchases(other, *scaled, 30 * length).sum() == pytest.approx(
        expected_purchases(usual, *histories, 30).sum(), rel=1e-5
    )


log_parameters = st.lists(st.floats(-3, 3), min_size=4, max_size=4).map(np.array)


@settings(max_examples=30, deadline=None)  # the first imports SciPy
@given(at=log_parameters)
def test_the_gradient_is_that_of_the_likelihood(at):
    histories = simulated(60, 5)
    steps = 1e-5 * np.eye(4)
    differences = [
        (log_likelihood(at + step, *histories)[0] - log_likelihood(at - step, *histories)[0]) / 2e-5
        for step in steps
    ]

    assert log_likelihood(at, *histories)[1] == pytest.approx(differences, rel=1e-4, abs=1e-3)


models = st.builds(
    BgNbd,
    r=st.floats(0.02, 50),
    alpha=st.floats(0.01, 100),
    a=st.floats(1e-4, 300) | st.just(1.0),
    b=st.floats(0.05, 300),
    log_likelihood=st.just(0.0),
)
ages = st.floats(0.1, 200)


@settings(max_examples=200, deadline=None)  # the first imports SciPy
@given(models, st.integers(0, 200), ages, st.floats(0, 1))
def test_being_alive_is_a_probability(model, frequency, age, part):
    found = float(p_alive(model, frequency, age * part if frequency else 0, age))

    assert 0 <= found <= 1
    assert frequency or found == 1


@settings(max_examples=100, deadline=None)  # the first imports SciPy
@given(models, st.integers(0, 200), ages, st.floats(0.01, 5000))
def test_expected_purchases_are_the_mean_over_rates_and_chances(model, frequency, age, horizon):
    rate, b, ratio = model.r + frequency, model.b + frequency, horizon / (model.alpha + age)

    def less(p):  # what leaving takes away, as a mean over the chance to leave
        return rate * ratio + np.expm1(-rate * np.log1p(p * ratio)) / p

    def weighted(odds):
        p = 1 / (1 + np.exp(-odds))
        density = model.a * np.log(p) - b * np.logaddexp(0, odds) - betaln(model.a, b)
        return less(p) * np.exp(density)

    middle = np.log((model.a + 1) / b)
    low, high = middle - 25, middle + min(25 * (1 + 1 / b), 600)
    taken = quad(weighted, low, high, limit=500, epsabs=0, epsrel=1e-9, points=[middle])[0]
    found = float(purchases_if_alive(model, frequency, age, horizon))

    assert found == pytest.approx(rate * ratio - taken, rel=1e-5, abs=1e-6 * rate * ratio)


def test_models_drawn_lie_around_the_fitted_one(histories):
    fitted = fit_bg_nbd(*histories)
    drawn = draw_bg_nbd(fitted, *histories, 400, seed=1)
    rates = np.log([model.r for model in drawn])

    assert rates.mean() == pytest.approx(np.log(fitted.r), abs=0.02)
    assert 0.01 < rates.std() < 0.2
    assert drawn == draw_bg_nbd(fitted, *histories, 400, seed=1)


def test_where_nobody_leaves_the_models_drawn_say_so_too():
    random = np.random.default_rng(4)
    age = random.uniform(50, 100, 500)
    frequency = random.poisson(random.gamma(1.5, 0.05, 500) * age).astype(float)
    recency = age * np.array([random.uniform(size=int(n)).max() if n else 0 for n in frequency])
    fitted = fit_bg_nbd(frequency, recency, age)

    assert p_alive(fitted, frequency, recency, age).min() > 0.9
    for model in draw_bg_nbd(fitted, frequency, recency, age, 50):
        assert np.isfinite(purchases_if_alive(model, frequency, age, 52)).all()


@pytest.mark.parametrize(
    ("history", "error", "said"),
    [
        (([], [], []), EmptyTableError, "no customer"),
        (([0] * 50, [0] * 50, range(1, 51)), UndefinedMeasureError, "none of 50"),
        (([1] * 5 + [0] * 5, [2] * 5 + [0] * 5, [9] * 10), UndefinedMeasureError, "5 of 10"),
        (([2] * 20, [5] * 20, [9] * 20), UndefinedMeasureError, "equally often"),
        (([1] * 20, [9] * 20, [5] * 20), UndefinedMeasureError, "between"),
        (([1.5] * 20, [4] * 20, [5] * 20), UndefinedMeasureError, "whole number"),
        (([1] * 20, [0] * 20, [5] * 20), UndefinedMeasureError, "between"),
        (([1] * 20, [np.inf] * 20, [np.inf] * 20), UndefinedMeasureError, "whole number"),
    ],
)
def test_what_cannot_be_fitted_is_refused_with_a_sentence(history, error, said):
    with pytest.raises(error, match=said):
        fit_bg_nbd(*history)


def test_buying_like_clockwork_is_refused():
    age = np.arange(40, 80, dtype=float)
    with pytest.raises(UndefinedMeasureError, match="evenly"):
        fit_bg_nbd(np.floor(age / 2), 2 * np.floor(age / 2), age)
