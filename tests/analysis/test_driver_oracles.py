"""Every published figure of relative importance, from correlation matrices and from data frames."""

import json

import numpy as np
import pandas as pd
import pytest

from cxworkshop.analysis.dominance import conditional_dominance
from cxworkshop.analysis.drivers import relative_importance
from cxworkshop.analysis.importance_measures import betasq, explained, first, last, pratt
from cxworkshop.analysis.lmg import lmg
from cxworkshop.analysis.relative_weights import relative_weights

pytestmark = pytest.mark.reference

MEASURES = {
    "lmg": lmg,
    "relative_weights": relative_weights,
    "first": first,
    "last": last,
    "betasq": betasq,
    "pratt": pratt,
}

FIGURES = [
    ("swiss", "lmg", ("swiss_relaimpo", "lmg")),
    ("swiss", "first", ("swiss_relaimpo", "first")),
    ("swiss", "last", ("swiss_relaimpo", "last")),
    ("swiss", "betasq", ("swiss_relaimpo", "betasq")),
    ("swiss", "pratt", ("swiss_relaimpo", "pratt")),
    ("swiss", "relative_weights", ("swiss_relaimpo", "genizi_eq_johnson_rw")),
    ("attitude", "lmg", ("attitude_relaimpo", "lmg")),
    ("attitude", "first", ("attitude_relaimpo", "first")),
    ("attitude", "last", ("attitude_relaimpo", "last")),
    ("attitude", "betasq", ("attitude_relaimpo", "betasq")),
    ("attitude", "pratt", ("attitude_relaimpo", "pratt")),
    ("attitude", "relative_weights", ("attitude_relaimpo", "johnson_rw")),
    ("customerSat", "lmg", ("customerSat_relaimpo", "lmg")),
    ("customerSat", "last", ("customerSat_relaimpo", "last")),
    ("customerSat", "pratt", ("customerSat_relaimpo", "pratt")),
    ("customerSat", "relative_weights", ("customerSat_relaimpo", "johnson_rw")),
    ("mtcars", "relative_weights", ("johnson_rw_mtcars_rwa_vignette", "raw")),
    ("mtcars_five", "relative_weights", ("johnson_rw_mtcars_rwa_vignette", "five", "raw")),
]


@pytest.fixture(scope="module")
def oracles(reference_data):
    return json.loads((reference_data / "oracles.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def tables(reference_data, oracles):
    """Each data set's figures, its outcome, its drivers as published, and its R² where that is."""
    swiss, attitude = oracles["swiss_relaimpo"], oracles["attitude_relaimpo"]
    sat, cars = oracles["customerSat_relaimpo"], oracles["johnson_rw_mtcars_rwa_vignette"]
    read = {
        name: pd.read_csv(reference_data / f"{name}.csv")
        for name in ("swiss", "attitude", "customerSat", "mtcars")
    }
    return {
        "swiss": (read["swiss"], "Fertility", swiss["order"], swiss["R2"]),
        "attitude": (read["attitude"], "rating", attitude["order"], attitude["R2"]),
        "customerSat": (read["customerSat"], "q1", sat["x"], sat["R2"]),
        "mtcars": (read["mtcars"], "mpg", cars["x"], cars["R2"]),
        "mtcars_five": (read["mtcars"], "mpg", cars["five"]["x"], sum(cars["five"]["raw"])),
    }


def published(oracles, place):
    found = oracles
    for key in place:
        found = found[key]
    return found


@pytest.mark.parametrize(("table", "method", "place"), FIGURES)
def test_from_a_correlation_matrix(tables, oracles, table, method, place):
    data, outcome, drivers, r2 = tables[table]
    matrix = data[[outcome, *drivers]].corr()

    assert MEASURES[method](matrix) == pytest.approx(published(oracles, place), abs=1e-6)
    assert explained(matrix) == pytest.approx(r2, abs=1e-6)


@pytest.mark.parametrize(("table", "method", "place"), FIGURES)
def test_from_a_data_frame(tables, oracles, table, method, place):
    data, outcome, drivers, r2 = tables[table]

    found = relative_importance(data, outcome, drivers, method=method, bootstrap=50)

    importance = {driver.name: driver.importance for driver in found.drivers}
    assert [importance[name] for name in drivers] == pytest.approx(published(oracles, place), abs=1e-6)
    assert found.r2 == pytest.approx(r2, abs=1e-6)


def test_shares_of_cars_are_the_published_percentages(tables, oracles):
    data, outcome, drivers, _ = tables["mtcars"]

    found = relative_importance(data, outcome, drivers, method="relative_weights", bootstrap=50)

    shares = {driver.name: 100 * driver.share for driver in found.drivers}
    percentages = oracles["johnson_rw_mtcars_rwa_vignette"]["pct"]
    assert [shares[name] for name in drivers] == pytest.approx(percentages, abs=1e-4)


def matrix_of(oracle):
    drivers, outcome = np.array(oracle["Rxx"]), np.array(oracle["rxy"])
    return np.block([[np.ones((1, 1)), outcome[None]], [outcome[:, None], drivers]])


@pytest.mark.parametrize(
    ("oracle", "measure", "key"),
    [
        ("johnson_rw_iopsych", lmg, "lmg"),
        ("johnson_rw_iopsych", relative_weights, "eps"),
        ("johnson_rw_iopsych", explained, "R2"),
        ("dominance_azen_budescu_2003", lmg, "general"),
        ("dominance_azen_budescu_2003", relative_weights, "rw"),
        ("dominance_azen_budescu_2003", explained, "R2"),
        ("dominance_azen_budescu_2003", conditional_dominance, "rerun_conditional"),
    ],
)
def test_from_a_published_correlation_matrix(oracles, oracle, measure, key):
    assert measure(matrix_of(oracles[oracle])) == pytest.approx(np.array(oracles[oracle][key]), abs=1e-6)


def test_conditional_dominance_is_azen_and_budescus_to_their_three_decimals(oracles):
    oracle = oracles["dominance_azen_budescu_2003"]

    assert conditional_dominance(matrix_of(oracle)) == pytest.approx(
        np.array(oracle["published_conditional"]), abs=0.0005
    )


def with_correlations(matrix, rows=60):
    """Answers whose correlations are exactly those of the matrix."""
    random = np.random.default_rng(3)
    noise = random.normal(size=(rows, len(matrix)))
    apart = np.linalg.qr(noise - noise.mean(axis=0))[0]
    return pd.DataFrame(apart @ np.linalg.cholesky(matrix).T, columns=["y", *"abcdefgh"[: len(matrix) - 1]])


@pytest.mark.parametrize(
    ("oracle", "method", "key"),
    [
        ("johnson_rw_iopsych", "lmg", "lmg"),
        ("johnson_rw_iopsych", "relative_weights", "eps"),
        ("dominance_azen_budescu_2003", "lmg", "general"),
        ("dominance_azen_budescu_2003", "relative_weights", "rw"),
    ],
)
def test_from_a_data_frame_with_published_correlations(oracles, oracle, method, key):
    data = with_correlations(matrix_of(oracles[oracle]))

    found = relative_importance(data, "y", list("abcd"), method=method, bootstrap=50)

    importance = {driver.name: driver.importance for driver in found.drivers}
    assert [importance[name] for name in "abcd"] == pytest.approx(oracles[oracle][key], abs=1e-6)
