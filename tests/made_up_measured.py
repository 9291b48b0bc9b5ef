"""Made-up but realistic evidence from a firm's own dated metrics: levels, lags and signs of gaming."""

from datetime import date
from typing import Any

from made_up_survey import LABELS
from made_up_tables import provenance

from cxworkshop.domain.measured import (
    GamingSign,
    Lag,
    LaggedMetric,
    Level,
    MeasuredEvidence,
    MeasuredMetric,
    Sign,
)
from cxworkshop.domain.tables import Role

QUARTERS = ("2024 Q4", "2025 Q1", "2025 Q2", "2025 Q3", "2025 Q4", "2026 Q1", "2026 Q2", "2026 Q3")
MEANS = (0.61, 0.6, 0.63, 0.58, 0.62, 0.66, 0.64, 0.65)
SITES = {"Utrecht": 0.71, "Copenhagen": 0.66, "Hamburg": 0.64, "Gothenburg": 0.57}
ROOMS_READY = "Rooms ready on arrival"
ANSWER_TIME = "Hours to answer an e-mail"


def level(name: str = "2026 Q3", mean: float = 0.65, half: float = 0.03, n: int = 13) -> Level:
    return Level(name=name, n=n, mean=mean, low=mean - half, high=mean + half)


def measured_metric(**changes: Any) -> MeasuredMetric:
    """A weekly share of rooms ready on arrival, its best site at 0.71; its own target is 0.8."""
    quarters = tuple(level(name, mean) for name, mean in zip(QUARTERS, MEANS, strict=True))
    metric = MeasuredMetric(
        name=ROOMS_READY,
        unit="share of arrivals",
        n=416,
        first_day=date(2024, 10, 7),
        last_day=date(2026, 9, 28),
        target=0.8,
        today=quarters[-1],
        quarters=quarters,
        sites=tuple(level(name, mean, 0.02, 52) for name, mean in SITES.items()),
    )
    return metric.model_copy(update=changes)


def answer_time(**changes: Any) -> MeasuredMetric:
    """Single cases, in hours, less being better; the firm's own target is 24."""
    quarters = tuple(level(name, 20 + place % 3, 1.5, 180) for place, name in enumerate(QUARTERS))
    metric = MeasuredMetric(
        name=ANSWER_TIME,
        unit="hours",
        n=1_440,
        first_day=date(2024, 10, 1),
        last_day=date(2026, 9, 30),
        target=24.0,
        today=quarters[-1],
        quarters=quarters,
    )
    return metric.model_copy(update=changes)


def lagged(best: int | None = 3, r: float = 0.58, **changes: Any) -> LaggedMetric:
    """Weeks 0–8, of which ``best`` stands out; with None none does."""
    values = [r if lag == best else 0.1 - 0.02 * lag for lag in range(9)]
    lags = tuple(
        Lag(
            lag=place,
            r=value,
            low=max(value - 0.3, -1),
            high=min(value + 0.3, 1),
            n=104 - place,
            n_effective=81.5 - place,
        )
        for place, value in enumerate(values)
    )
    metric = LaggedMetric(metric=ROOMS_READY, step="week", lags=lags, best=best)
    return metric.model_copy(update=changes)


def refused_lag(metric: str = ANSWER_TIME) -> LaggedMetric:
    return LaggedMetric(
        metric=metric,
        step="month",
        refusal=f"{metric} and the outcome share 9 months, and at least 24 are needed.",
    )


def gaming_sign(kind: Sign = "heap", **changes: Any) -> GamingSign:
    signs = {
        "heap": GamingSign(
            kind="heap", about=ANSWER_TIME, n=160, found=0.71, low=0.61, high=0.8, expected=0.5, at=24.0
        ),
        "month_end": GamingSign(
            kind="month_end", about=ANSWER_TIME, n=1_440, found=0.21, low=0.16, high=0.26, expected=0.099
        ),
        "ceiling": GamingSign(
            kind="ceiling", about="farewell", n=42, found=0.38, low=0.22, high=0.58, expected=0.05
        ),
        "rising_scores": GamingSign(
            kind="rising_scores",
            about="farewell",
            n=1_900,
            found=0.41,
            low=0.15,
            high=0.67,
            expected=0.0,
            also=-0.06,
            also_low=-0.1,
            also_high=-0.02,
        ),
    }
    return signs[kind].model_copy(update=changes)


def measured_evidence(**changes: Any) -> MeasuredEvidence:
    evidence = MeasuredEvidence(
        labels=dict(LABELS),
        metrics=(measured_metric(), answer_time()),
        lagged=(lagged(), refused_lag()),
        looked_for=("heap", "month_end", "ceiling", "rising_scores"),
        signs=(gaming_sign("heap"), gaming_sign("ceiling")),
        notes=("2 rows of the metrics have no date and are left out.",),
        level=0.95,
        seed=20261123,
        provenance=(provenance(Role.METRICS), provenance(Role.SURVEY), provenance(Role.VERBATIMS)),
    )
    return evidence.model_copy(update=changes)
