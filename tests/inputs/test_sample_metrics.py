"""The sample firm's metrics and what else is planted around them: found in the bare tables."""

import pandas as pd
import pytest
import yaml

from cxworkshop.settings import assets

FOLDER = assets("data") / "sample-firm"
TRUTHS = yaml.safe_load((FOLDER / "truths.yaml").read_text("utf-8"))
CASES = [TRUTHS["gamed_metric"], TRUTHS["honest_metric"]]
LAGS = range(9)


@pytest.fixture(scope="module")
def metrics() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "metrics.csv", parse_dates=["date"])


@pytest.fixture(scope="module")
def survey() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "survey.csv", parse_dates=["date"])


def _monday(day: pd.Series) -> pd.Series:
    return day - pd.to_timedelta(day.dt.day_of_week, unit="D")


@pytest.fixture(scope="module")
def correlations(metrics: pd.DataFrame, survey: pd.DataFrame) -> pd.DataFrame:
    """Of each metric's weekly mean with the weighted recommendation so many weeks later."""
    week = _monday(survey["date"])
    weight = survey["weight"].groupby(week).sum()
    outcome = (survey["recommend"] * survey["weight"]).groupby(week).sum() / weight
    weekly = metrics.pivot_table("value", _monday(metrics["date"]), "metric")
    later = {lag: outcome.set_axis(outcome.index - pd.Timedelta(weeks=lag)) for lag in LAGS}
    return pd.DataFrame({lag: weekly.corrwith(of_week) for lag, of_week in later.items()})


def test_one_metric_runs_ahead_of_the_recommendation(correlations: pd.DataFrame):
    leading = correlations.loc[TRUTHS["leading_metric"]]
    low, high = TRUTHS["lead_correlation"]

    assert low < leading[TRUTHS["lead_weeks"]] < high
    assert leading.drop(TRUTHS["lead_weeks"]).abs().max() < 0.2


def test_no_other_metric_runs_ahead(correlations: pd.DataFrame):
    assert correlations.drop(TRUTHS["leading_metric"]).abs().to_numpy().max() < 0.26


def test_the_leading_metrics_target_was_never_seen(metrics: pd.DataFrame):
    leading = metrics[metrics["metric"] == TRUTHS["leading_metric"]]

    assert set(leading["target"]) == {TRUTHS["never_seen_target"]}
    assert leading["value"].max() < TRUTHS["never_seen_target"]
    assert leading.groupby("site")["value"].mean().max() == pytest.approx(70, abs=1)


@pytest.mark.parametrize(
    ("metric", "level", "best"),
    [
        ("Arrivals with the key in hand within two minutes", 54, 70),
        ("Invoices sent right the first time", 81, 92),
        ("Problems solved within one hour by the first person told", 47, 60),
        ("Departures seen off by a colleague who knows the stay", 22, 32),
    ],
)
def test_where_the_weekly_metrics_stand(metrics: pd.DataFrame, metric, level, best):
    values = metrics[metrics["metric"] == metric]
    last = values[values["date"] >= "2026-07-01"]

    assert last["value"].mean() == pytest.approx(level, abs=1.5)
    assert values.groupby("site")["value"].mean().max() == pytest.approx(best, abs=1.5)
    assert values["value"].between(0, 100).all()


def _of_cases(metrics: pd.DataFrame, metric: str) -> tuple[float, float]:
    """Return cases just within the target for each just beyond it, and the share at the month's end."""
    cases = metrics[metrics["metric"] == metric]
    target = cases["target"].iloc[0]
    beyond = cases["value"] - target
    within = beyond.between(-target / 6, 0).sum()
    last_days = cases["date"].dt.days_in_month - cases["date"].dt.day < 3
    return within / beyond.between(0, target / 6, inclusive="right").sum(), last_days.mean()


def test_a_gamed_metric_heaps_within_its_target_and_at_the_months_end(metrics: pd.DataFrame):
    heap, month_end = _of_cases(metrics, TRUTHS["gamed_metric"])

    assert heap > 5
    assert month_end > 0.2


def test_an_honest_metric_does_neither(metrics: pd.DataFrame):
    heap, month_end = _of_cases(metrics, TRUTHS["honest_metric"])

    assert heap < 1.3
    assert month_end < 0.12


def test_the_end_result_follows_the_recommendation_far_more_than_any_touchpoint(survey: pd.DataFrame):
    touchpoints = pd.read_csv(FOLDER / "journey.csv")["touchpoint"].tolist()
    ratings = survey[touchpoints].where(~survey[touchpoints].isin(TRUTHS["missing"]))

    assert survey[TRUTHS["end_result"]].corr(survey["recommend"]) > 0.85
    assert ratings.corrwith(survey["recommend"]).max() < 0.55


def test_top_ratings_with_complaints_are_at_one_touchpoint():
    comments = pd.read_csv(FOLDER / "verbatims.csv")
    wording = yaml.safe_load((FOLDER / "wording.yaml").read_text("utf-8"))
    top = comments[comments["rating"] >= 9]
    complains = [
        text in wording[name]["complaint"] for name, text in zip(top["touchpoint"], top["text"], strict=True)
    ]
    share = pd.Series(complains).groupby(top["touchpoint"].to_numpy()).mean()

    assert 0.25 < share[TRUTHS["ceiling_contrary"]] < 0.45
    assert share.drop(TRUTHS["ceiling_contrary"]).max() == 0
