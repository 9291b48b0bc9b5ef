import numpy as np
import pytest

from cxworkshop.analysis.driver_rows import DriverRows
from cxworkshop.analysis.explained_by_chance import explained_by_chance


def rows(n=600, drivers=5, seed=1, *, weights=None, clusters=None, binary=False):
    """Noise, which within a cluster is alike."""
    random = np.random.default_rng(seed)
    table = random.normal(size=(n, drivers + 1))
    if clusters is not None:
        table = 0.3 * table + random.normal(size=(clusters.max() + 1, drivers + 1))[clusters]
    if binary:
        table[:, 0] = table[:, 0] > 0.8
    weight = np.ones(n) if weights is None else weights
    return DriverRows(table, weight, np.ones(n, dtype=bool), clusters, "pairwise", n, 0)


def explained(found):
    outcome, ratings = found.table[:, 0], found.table[:, 1:]
    root = np.sqrt(found.weights / found.weights.sum())[:, None]
    centred = root * (found.table - found.weights @ found.table / found.weights.sum())
    outcome, ratings = centred[:, 0], centred[:, 1:]
    fitted = ratings @ np.linalg.lstsq(ratings, outcome, rcond=None)[0]
    return fitted @ fitted / (outcome @ outcome)


def exceeding(**how):
    """Return in what share of 200 surveys noise explains more than that."""
    made = [rows(seed=seed, **how) for seed in range(200)]
    return np.mean([explained(one) > explained_by_chance(one, "linear") for one in made])


def test_of_independent_answers_it_is_the_f_tests_bound():
    assert explained_by_chance(rows(), "linear") == pytest.approx(0.01846, abs=0.0004)  # F(5, 594) of 95 %


@pytest.mark.parametrize(
    "how",
    [
        {"n": 150},
        {"n": 300, "weights": np.random.default_rng(0).gamma(1.0, 1.0, 300)},
        {"n": 300, "clusters": np.arange(300) // 3},
    ],
)
def test_noise_exceeds_it_in_about_one_survey_of_twenty(how):
    assert 0.01 <= exceeding(**how) <= 0.1


def test_gaps_raise_it():
    gaps = rows()
    gaps.table[::2, 1:] = np.nan

    assert explained_by_chance(gaps, "linear") == pytest.approx(2 * 0.01846, rel=0.1)


def test_drivers_as_many_as_answers_could_explain_everything():
    assert explained_by_chance(rows(n=6), "linear") == 1


def test_a_logistic_fit_has_mcfaddens_bound():
    found = rows(binary=True)
    share = found.table[:, 0].mean()
    left = -share * np.log(share) - (1 - share) * np.log(1 - share)

    assert explained_by_chance(found, "logistic") == pytest.approx(11.07 / (2 * 600 * left), rel=0.03)
