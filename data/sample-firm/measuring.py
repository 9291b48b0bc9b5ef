"""What the sample firm measures itself: weekly shares per hotel, and cases one by one."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import yaml
from days import DAYS, FIRST_DAY, random_days

METRICS = yaml.safe_load((Path(__file__).parent / "metrics.yaml").read_text("utf-8"))
LEADING, GAMED = "Arrivals with the key in hand within two minutes", "Hours to close a complaint"
AHEAD = 2  # weeks
PULL, OF_ALL, OF_ONE = 2.0, 2.4, 3.0  # percentage points: what runs ahead; chance for all hotels, for each
CASES = 1500
CLOSED_ON_PAPER = 0.7  # of the complaints that take up to so many hours longer than they may
WITHIN, UP_TO = 4, 12
HELD_BACK = 0.16  # of the complaints, until the last days of the month
LAST_DAYS = 3


def make_metrics(rng: np.random.Generator, survey: pd.DataFrame) -> pd.DataFrame:
    """Return one row per metric, day and hotel: the value, the target where there is one, and the unit."""
    weeks = pd.date_range(FIRST_DAY, FIRST_DAY + pd.Timedelta(days=DAYS - 7), freq="W-MON")
    ahead = _later_recommendation(survey, weeks)
    parts = [*_cases(rng), *_weekly(rng, weeks, ahead)]
    table = pd.concat(parts, ignore_index=True)
    return table.sort_values(["date", "metric", "site"], kind="stable", ignore_index=True)


def _later_recommendation(survey: pd.DataFrame, weeks: pd.DatetimeIndex) -> np.ndarray:
    """Return what guests recommend two weeks later, in spreads above the mean; 0 where nobody was asked."""
    day = pd.to_datetime(survey["date"])
    monday = day - pd.to_timedelta(day.dt.day_of_week, unit="D") - pd.Timedelta(weeks=AHEAD)
    weighted = (survey["recommend"] * survey["weight"]).groupby(monday).sum()
    mean = (weighted / survey["weight"].groupby(monday).sum()).reindex(weeks)
    return ((mean - mean.mean()) / mean.std()).fillna(0.0).to_numpy()


def _weekly(rng: np.random.Generator, weeks: pd.DatetimeIndex, ahead: np.ndarray) -> Iterator[pd.DataFrame]:
    for name, metric in METRICS["weekly"].items():
        of_all = (PULL * ahead if name == LEADING else 0.0) + OF_ALL * rng.normal(size=len(weeks))
        for hotel, level in metric["levels"].items():
            values = level + of_all + OF_ONE * rng.normal(size=len(weeks))
            yield _table(name, weeks.strftime("%Y-%m-%d"), values.clip(0, 100).round(1), metric, hotel)


def _cases(rng: np.random.Generator) -> Iterator[pd.DataFrame]:
    hotels = list(METRICS["weekly"][LEADING]["levels"])
    for name, metric in METRICS["cases"].items():
        values = metric["median"] * rng.lognormal(0, metric["spread"], CASES)
        days = random_days(rng, CASES)
        if name == GAMED:
            values, days = _gamed(rng, values, pd.to_datetime(days), metric["target"])
        yield _table(name, days, values.round(2), metric, rng.choice(hotels, CASES))


def _gamed(
    rng: np.random.Generator, hours: np.ndarray, days: pd.DatetimeIndex, target: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return hours and days as they are written down: just in time, and many at the end of the month."""
    late = (hours > target) & (hours < target + UP_TO) & (rng.random(len(hours)) < CLOSED_ON_PAPER)
    written = np.where(late, target - WITHIN * rng.beta(1, 2, len(hours)), hours)
    held = rng.random(len(hours)) < HELD_BACK
    last = days + pd.offsets.MonthEnd(0) - pd.to_timedelta(rng.integers(0, LAST_DAYS, len(hours)), unit="D")
    return written, np.where(held, last, days).astype("datetime64[D]").astype(str)


def _table(
    name: str, days: np.ndarray | pd.Index, values: np.ndarray, metric: dict, site: str | np.ndarray
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "metric": name,
            "date": days,
            "value": values,
            "target": pd.array([metric.get("target")] * len(values), dtype="Int64"),
            "unit": metric.get("unit", "%"),
            "site": site,
        }
    )
