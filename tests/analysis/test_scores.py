import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxworkshop.analysis.intervals import student_quantile
from cxworkshop.analysis.scores import is_extreme, mean_interval, nps, top_box
from cxworkshop.errors import EmptyTableError, NotNumericError, UndefinedMeasureError

scores = st.lists(st.integers(0, 10), min_size=1, max_size=200)


@pytest.mark.reference
@pytest.mark.parametrize("case", ["19/12/5", "50/30/20", "10/0/0", "5/0/5"])
def test_agrees_with_the_published_cases(reference_data, case):
    expected = json.loads((reference_data / "oracles.json").read_text("utf-8"))["nps"]["cases"][case]
    promoters, passives, detractors = map(int, case.split("/"))

    found = nps([10] * promoters + [7] * passives + [6] * detractors)

    assert (found.promoters, found.passives, found.detractors) == (promoters, passives, detractors)
    assert found.nps == pytest.approx(expected["nps"], abs=1e-4)
    assert [found.low, found.high] == pytest.approx(np.clip(expected["adj_ci"], -100, 100), abs=1e-4)


@pytest.fixture(scope="module")
def airport(reference_data):
    return pd.read_csv(reference_data / "sfo_2017_survey_slim.csv.gz")


@pytest.mark.reference
def test_nps_of_the_airport_where_0_is_a_score_and_11_is_blank(airport):
    recommend = airport["NETPRO"].replace({11: np.nan})

    plain, weighted = nps(recommend), nps(recommend, airport["WEIGHT"])

    assert (plain.n, plain.promoters, plain.passives, plain.detractors) == (2746, 1436, 968, 342)
    assert plain.nps == pytest.approx(39.83976693)
    assert weighted.nps == pytest.approx(40.39843551)
    assert (weighted.n, weighted.promoters) == (2746, 1436)
    assert weighted.high - weighted.low > plain.high - plain.low


@pytest.mark.reference
def test_mean_of_the_airport_where_0_and_6_are_no_answers(airport):
    overall = pd.to_numeric(airport["Q7ALL"], errors="coerce").replace({0: np.nan, 6: np.nan})

    n, mean, low, high = mean_interval(overall)
    _, weighted, _, _ = mean_interval(overall, airport["WEIGHT"])

    assert (n, mean, weighted) == (2688, pytest.approx(4.06436012), pytest.approx(4.07120264))
    assert low < mean < high


@given(scores)
def test_nps_stays_in_its_bounds_and_counts_everybody(values):
    found = nps(values)

    assert -100 <= found.low <= found.high <= 100
    assert -100 <= found.nps <= 100
    assert found.promoters + found.passives + found.detractors == found.n == len(values)
    assert found.nps == pytest.approx(100 * (found.promoters - found.detractors) / found.n)


@given(scores, st.floats(0.1, 100))
def test_equal_weights_change_nothing(values, weight):
    weighted = nps(values, [weight] * len(values))

    assert weighted.model_dump() == pytest.approx(nps(values).model_dump())


@pytest.mark.parametrize("weight", [1e-200, 1e-310, 1e200])
def test_only_the_weights_proportions_matter(weight):
    answers = [10, 10, 9, 8, 3]

    assert nps(answers, [weight] * 5).model_dump() == pytest.approx(nps(answers).model_dump())
    assert mean_interval(answers, [weight] * 5) == pytest.approx(mean_interval(answers))


@given(scores)
def test_turning_every_score_by_two_places_never_lowers_nps(values):
    assert nps([min(value + 2, 10) for value in values]).nps >= nps(values).nps


def test_missing_scores_and_rows_without_a_weight_are_left_out():
    found = nps([10, np.nan, 0, 9], [1, 1, 0, np.nan])

    assert (found.n, found.nps) == (1, 100)


@pytest.mark.parametrize("wrong", [11, -1, 7.5])
def test_scores_off_the_scale_are_refused(wrong):
    with pytest.raises(UndefinedMeasureError, match=f"whole numbers from 0 to 10, but {wrong} came"):
        nps([10, wrong])


def test_text_among_scores_is_refused():
    with pytest.raises(NotNumericError, match=r"Answers must be numbers .*Blank"):
        nps(pd.Series(["9", "Blank"]))


@pytest.mark.parametrize("measure", [nps, mean_interval, lambda values: top_box(values, 5)])
def test_no_answers_have_no_score(measure):
    with pytest.raises(EmptyTableError, match="no answers to score"):
        measure([np.nan])


def test_a_mean_of_few_answers_is_refused():
    with pytest.raises(UndefinedMeasureError, match="at least 3 answers, but there are 2"):
        mean_interval([1, 2])
    with pytest.raises(UndefinedMeasureError, match="nearly all the weight"):
        mean_interval([1, 2, 3], [1000, 1, 1])


def test_the_interval_of_a_mean_is_students():
    n, mean, low, high = mean_interval([2, 4, 4, 6, 9])

    assert (n, mean) == (5, 5)
    assert (high - mean, mean - low) == pytest.approx((2.7764451 * np.sqrt(7 / 5),) * 2, rel=1e-3)


@pytest.mark.parametrize(
    ("freedom", "quantile"), [(2, 4.302653), (4, 2.776445), (10, 2.228139), (1e6, 1.959966)]
)
def test_students_quantile(freedom, quantile):
    assert student_quantile(0.95, freedom) == pytest.approx(quantile, rel=0.01 if freedom < 4 else 1e-3)


def test_top_box_and_extremes_count_two_answers_at_each_end():
    answers = np.array([1, 2, 3, 4, 5, np.nan])

    assert top_box(answers, 5)[0] == 0.4
    assert top_box(answers, 5, [1, 1, 1, 1, 6, 9])[0] == 0.7
    assert is_extreme(answers, 1, 5).tolist() == [True, True, False, True, True, False]


def test_the_interval_of_a_top_box_is_wilsons_on_the_effective_number_of_answers():
    answers = [5] * 6 + [1] * 4

    assert top_box(answers, 5) == pytest.approx((0.6, 0.3127, 0.8318), abs=1e-4)
    assert top_box(answers * 2, 5, [1] * 10 + [1e-9] * 10) == pytest.approx((0.6, 0.3127, 0.8318), abs=1e-4)
    assert top_box([5] * 5, 5)[1:] == pytest.approx((0.5655, 1), abs=1e-4)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_an_impossible_level_is_refused(level):
    with pytest.raises(UndefinedMeasureError, match="between 0 and 1"):
        nps([9, 10], level=level)
