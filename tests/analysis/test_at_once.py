import pytest
from scipy import stats

from cxworkshop.analysis.at_once import at_once


@pytest.mark.parametrize("looks", [1, 12])
def test_answers_by_themselves_have_bonferronis_quantile(looks):
    assert at_once(0.95, looks, None) == pytest.approx(stats.norm.ppf(1 - 0.025 / looks))


@pytest.mark.parametrize("clusters", [6, 40])
def test_clusters_have_students_with_one_less_and_their_draws_spread_mended(clusters):
    students = stats.t.ppf(1 - 0.025 / 4, clusters - 1)

    assert at_once(0.95, 4, clusters) == pytest.approx(
        students * (clusters / (clusters - 1)) ** 0.5, rel=0.005
    )
