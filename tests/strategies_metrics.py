"""Hypothesis strategies for metrics: as measured, as chosen, and what is assumed about their worth."""

from typing import get_args

from hypothesis import strategies as st
from strategies_plain import counts, days, numbers, phrases, provenances, shares

from cxworkshop.domain.measured import (
    GamingSign,
    Lag,
    LaggedMetric,
    Level,
    MeasuredEvidence,
    MeasuredMetric,
    Sign,
)
from cxworkshop.domain.metrics import Better, Cadence, Criterion, Metric, Metrics, Nature, Rung
from cxworkshop.domain.stakes import StakeAssumptions

levels = st.builds(Level, name=phrases, n=counts, mean=numbers, low=numbers, high=numbers)
measured = st.builds(
    MeasuredEvidence,
    labels=st.dictionaries(phrases, phrases, max_size=2),
    metrics=st.lists(
        st.builds(
            MeasuredMetric,
            name=phrases,
            unit=st.text(max_size=10),
            n=counts,
            first_day=days,
            last_day=days,
            target=st.none() | numbers,
            today=levels,
            quarters=st.lists(levels, min_size=1, max_size=2).map(tuple),
            sites=st.lists(levels, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    lagged=st.lists(
        st.builds(
            LaggedMetric,
            metric=phrases,
            step=st.sampled_from(["week", "month"]),
            lags=st.lists(
                st.builds(
                    Lag, lag=counts, r=numbers, low=numbers, high=numbers, n=counts, n_effective=numbers
                ),
                max_size=2,
            ).map(tuple),
            best=st.none() | counts,
            refusal=st.none() | phrases,
        ),
        max_size=2,
    ).map(tuple),
    looked_for=st.lists(st.sampled_from(get_args(Sign)), max_size=2).map(tuple),
    signs=st.lists(
        st.builds(
            GamingSign,
            kind=st.sampled_from(get_args(Sign)),
            about=phrases,
            n=counts,
            found=numbers,
            low=numbers,
            high=numbers,
            expected=numbers,
            at=st.none() | numbers,
            also=st.none() | numbers,
        ),
        max_size=2,
    ).map(tuple),
    lag_notes=st.lists(phrases, max_size=1).map(tuple),
    level=shares,
    seed=counts,
    provenance=provenances,
)
metrics = st.builds(
    Metrics,
    chosen=st.lists(
        st.builds(
            Metric,
            driver=st.text(max_size=20),
            name=phrases,
            rung=st.sampled_from(get_args(Rung)),
            nature=st.sampled_from(get_args(Nature)),
            formula=st.text(max_size=20),
            owner=phrases,
            function=st.text(max_size=20),
            unit=st.text(max_size=10),
            better=st.sampled_from(get_args(Better)),
            baseline=numbers,
            baseline_low=st.none() | numbers,
            baseline_high=st.none() | numbers,
            baseline_n=st.none() | counts,
            target=numbers,
            due=days,
            cadence=st.sampled_from(get_args(Cadence)),
            pair=st.text(max_size=20) | phrases,
            gamed=st.text(max_size=20),
            judged=st.dictionaries(st.sampled_from(get_args(Criterion)), st.booleans(), max_size=3),
            quote=st.text(max_size=20),
        ),
        max_size=3,
    ).map(tuple),
)
stake_assumptions = st.builds(
    StakeAssumptions,
    moves=st.dictionaries(phrases, st.floats(0, 10), max_size=3),
    causal=shares,
    years=st.floats(0.1, 10),
    customers=st.none() | counts,
    profit=st.none() | numbers,
)
