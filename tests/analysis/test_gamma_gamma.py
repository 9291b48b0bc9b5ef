import json

import numpy as np
import pytest
from cdnow_sample import histories as cdnow_histories
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.gamma_gamma import (
    draw_gamma_gamma,
    expected_spend,
    fit_gamma_gamma,
    log_likelihood,
    spend_notes,
)
from cxworkshop.domain.value import GammaGamma
from cxworkshop.errors import UndefinedMeasureError


def simulated(customers, seed, p=6.0, q=4.0, v=15.0):
    """Customers' frequency and mean spend, as the model says."""
    random = np.random.default_rng(seed)
    frequency = random.integers(1, 12, customers).astype(float)
    rate = random.gamma(q, 1 / v, customers)
    return frequency, random.gamma(p * frequency, 1 / (frequency * rate))


@pytest.fixture(scope="module")
def spends():
    return simulated(800, 1)


@pytest.fixture(scope="module")
def cdnow():
    found = cdnow_histories()
    return found.frequency, found.spend


@pytest.fixture(scope="module")
def oracle(reference_data):
    return json.loads((reference_data / "oracles.json").read_text())["gamma_gamma_cdnow_sample"]


@pytest.mark.reference
def test_parameters_of_cdnow(cdnow, oracle):
    found = fit_gamma_gamma(*cdnow)

    assert found.n == oracle["n_repeat"]
    assert {name: round(getattr(found, name), 2) for name in "pqv"} == oracle["published"]
    assert found.p * found.v / (found.q - 1) == pytest.approx(oracle["population_mean"], abs=1e-3)


@pytest.mark.reference
def test_parameters_of_cdnow_in_whole_cents_as_published(cdnow, oracle):
    frequency, spend = cdnow
    cents = np.floor(100 * spend + 0.5 + 1e-9) / 100
    found = fit_gamma_gamma(frequency, cents)

    assert cents[frequency > 0].mean() == pytest.approx(oracle["mean_z"], abs=1e-7)
    assert (found.p, found.q, found.v) == pytest.approx(tuple(oracle["rerun"].values()), abs=1e-3)
    assert found.p * found.v / (found.q - 1) == pytest.approx(oracle["population_mean"], abs=1e-4)


@pytest.mark.reference
def test_mean_spend_of_single_cdnow_customers(oracle):
    model = GammaGamma(**oracle["published"], log_likelihood=0, n=oracle["n_repeat"])
    customers = oracle["cond_mean_at_published_params"]

    assert expected_spend(model, customers["x"], customers["z"]) == pytest.approx(customers["E"], abs=1e-6)


def test_parameters_are_found_again():
    found = fit_gamma_gamma(*simulated(8000, 2))

    assert (found.p, found.q, found.v) == pytest.approx((6.0, 4.0, 15.0), rel=0.12)


def test_the_order_of_customers_does_not_matter(spends):
    order = np.random.default_rng(3).permutation(len(spends[0]))

    assert fit_gamma_gamma(*spends) == fit_gamma_gamma(*(values[order] for values in spends))


@settings(max_examples=10, deadline=None)  # the first imports SciPy
@given(st.floats(1e-4, 1e6))
def test_scaling_money_scales_only_v(factor):
    frequency, spend = simulated(200, 4)
    usual, scaled = fit_gamma_gamma(frequency, spend), fit_gamma_gamma(frequency, spend * factor)

    assert (scaled.p, scaled.q, scaled.v) == pytest.approx((usual.p, usual.q, usual.v * factor), rel=1e-3)
    assert scaled.log_likelihood == pytest.approx(usual.log_likelihood - 200 * np.log(factor), abs=1e-4)


@settings(max_examples=30, deadline=None)  # the first imports SciPy
@given(st.lists(st.floats(-3, 3), min_size=3, max_size=3).map(np.array))
def test_the_gradient_is_that_of_the_likelihood(at):
    spends = simulated(50, 5)
    differences = [
        (log_likelihood(at + step, *spends)[0] - log_likelihood(at - step, *spends)[0]) / 2e-5
        for step in 1e-5 * np.eye(3)
    ]

    assert log_likelihood(at, *spends)[1] == pytest.approx(differences, rel=1e-4, abs=1e-3)


def test_customers_who_bought_once_are_expected_to_spend_as_all_do(spends):
    model = fit_gamma_gamma(*spends)

    assert expected_spend(model, 0, 0) == pytest.approx(model.p * model.v / (model.q - 1))


def test_models_drawn_have_a_mean_and_lie_around_the_fitted_one(spends):
    fitted = fit_gamma_gamma(*spends)
    drawn = draw_gamma_gamma(fitted, *spends, 200, seed=1)

    assert all(model.q > 1 for model in drawn)
    assert np.log([model.p for model in drawn]).mean() == pytest.approx(np.log(fitted.p), abs=0.05)


def test_customers_with_a_price_of_their_own_get_it_and_it_is_said():
    random = np.random.default_rng(6)
    own = 15 / random.gamma(4, 1, 300)
    frequency = np.where(np.abs(np.log(own / np.median(own))) > 0.5, 8, 1)
    model = fit_gamma_gamma(frequency, own)

    assert expected_spend(model, frequency, own) == pytest.approx(own, rel=1e-3)
    assert ["own mean" in note for note in spend_notes(model)] == [True]


@pytest.mark.parametrize(
    ("spend", "said"),
    [
        ([5.0] * 9, "9 did"),
        ([5.0, 6.0] * 10 + [0.0], "above 0"),
        ([5.0, 6.0] * 10 + [-3.0], "such as -3"),
        ([5.0, 6.0] * 10 + [np.inf], "above 0"),
        ([5.0] * 20, "the same"),
        (list(1 / np.random.default_rng(1).gamma(0.6, 1, 200)), "highest revenues"),
    ],
)
def test_what_cannot_be_fitted_is_refused_with_a_sentence(spend, said):
    with pytest.raises(UndefinedMeasureError, match=said):
        fit_gamma_gamma(np.ones(len(spend)), spend)
