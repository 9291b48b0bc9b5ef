import numpy as np
import pandas as pd
import pytest

from cxworkshop.analysis.end_results import end_results
from cxworkshop.domain.tables import Role

ITEMS = list("abcdef")


def answers(rows=600, seed=1):
    """Six touchpoints with something in common; an overall rating sums them up and moves the outcome."""
    random = np.random.default_rng(seed)
    values = random.normal(size=(rows, 6)) + 0.6 * random.normal(size=(rows, 1))
    data = pd.DataFrame(values, columns=ITEMS)
    data["whole"] = data[ITEMS].mean(axis=1) + 0.3 * random.normal(size=rows)
    data["outcome"] = data["whole"] + 0.8 * random.normal(size=rows)
    return data


def found(data, drivers, **how):
    return [result.name for result in end_results(data, "outcome", drivers, **how)]


def test_a_rating_that_sums_the_others_up_is_spotted_with_the_reason():
    (result,) = end_results(answers(), "outcome", [*ITEMS, "whole"])

    assert result.name == "whole"
    assert result.reason.startswith("whole looks like a result, not like a driver: the other drivers tell ")


def test_reasons_speak_of_columns_as_they_are_called():
    (result,) = end_results(
        answers(), "outcome", [*ITEMS, "whole"], named={"whole": "All in all", "outcome": "recommend"}
    )

    assert (result.name, result.reason.split(" looks")[0]) == ("whole", "All in all")
    assert "of recommend" in result.reason


def test_touchpoints_that_move_the_outcome_themselves_are_not_spotted():
    data = answers()
    random = np.random.default_rng(2)
    data["outcome"] = data["a"] + data["b"] + 0.5 * data["c"] + random.normal(size=len(data))

    assert found(data, ITEMS) == []


def test_a_driver_whose_twin_tells_it_is_not_spotted():
    data = answers()
    random = np.random.default_rng(3)
    data["twin"] = data["a"] + 0.3 * random.normal(size=len(data))
    data["outcome"] = data["a"] + 1.5 * random.normal(size=len(data))

    assert found(data, [*ITEMS, "twin"]) == []


def test_few_answers_spot_nothing():
    assert found(answers(rows=130), [*ITEMS, "whole"]) == []


@pytest.mark.parametrize(
    "name",
    ["overall", "Overall satisfaction", "CSAT", "NPS", "Likelihood to recommend", "intention_to_return"],
)
def test_results_are_known_by_their_names(name):
    data = answers(rows=20).rename(columns={"a": name})

    assert found(data, [name, "b"]) == [name]
    assert found(answers(rows=20), ["a", "b"], named={"a": name}) == ["a"]


@pytest.mark.reference
@pytest.mark.parametrize(("items", "whole"), [("Q7", "Q7ALL"), ("Q9", "Q9ALL")])
@pytest.mark.parametrize("weighted", [False, True])
def test_an_airports_overall_rating_is_spotted_beside_its_items(airport, items, whole, weighted):
    drivers = [name for name in airport if name.startswith(items)]
    weights = airport["WEIGHT"] if weighted else None

    spotted = end_results(airport, "NETPRO", drivers, weights=weights)
    without = end_results(airport, "NETPRO", [name for name in drivers if name != whole], weights=weights)

    assert ([result.name for result in spotted], without) == ([whole], ())


@pytest.fixture(scope="module")
def airport(reference_data):
    data = pd.read_csv(reference_data / "sfo_2017_survey_slim.csv.gz", low_memory=False)
    ratings = [
        name for name in data if name.startswith(("Q7", "Q9")) and not name.startswith(("Q9COM", "Q7COM"))
    ]
    data = data[[*ratings, "NETPRO", "WEIGHT"]].apply(pd.to_numeric, errors="coerce")
    data["NETPRO"] = data["NETPRO"].mask(data["NETPRO"] == 11)
    return data.assign(**data[ratings].mask(data[ratings].isin([0, 6])))


@pytest.mark.reference
@pytest.mark.parametrize(
    ("table", "outcome"),
    [("swiss", "Fertility"), ("attitude", "rating"), ("mtcars", "mpg"), ("customerSat", "q1")],
)
def test_drivers_of_published_examples_are_not_spotted(reference_data, table, outcome):
    data = pd.read_csv(reference_data / f"{table}.csv").select_dtypes("number")
    drivers = [name for name in data if name != outcome and not name.startswith("Unnamed")]

    assert end_results(data, outcome, drivers) == ()


def test_touchpoints_of_the_sample_firm_are_not_spotted(firm):
    survey = firm.survey()
    touchpoints = firm.attached(Role.SURVEY).columns("touchpoint")

    assert end_results(survey, "outcome", touchpoints, weights=survey["weight"]) == ()
