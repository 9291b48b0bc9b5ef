"""Relative importance with intervals: ours against a loop that fits every subset by itself.

Run: python benchmarks/drivers.py [--drivers 12] [--rows 2500] [--resamples 1000] [--peer-resamples 3]
Both get the same data; the loop runs a few resamples and is scaled up to as many as ours.
"""

import argparse
import resource
import sys
from itertools import combinations
from math import comb
from time import perf_counter

import numpy as np
import pandas as pd

from cxworkshop.analysis.drivers import relative_importance

MISSING = 0.1


def plain_lmg(correlations: np.ndarray) -> np.ndarray:
    """LMG as one would write it first: one least-squares solution per subset, then the weighted gains."""
    drivers = range(1, len(correlations))
    r2 = {(): 0.0}
    for size in drivers:
        for subset in combinations(drivers, size):
            inside = correlations[np.ix_(subset, subset)]
            outcome = correlations[list(subset), 0]
            r2[subset] = outcome @ np.linalg.solve(inside, outcome)
    importance = np.zeros(len(correlations) - 1)
    for subset, explained in r2.items():
        for driver in subset:
            rest = tuple(other for other in subset if other != driver)
            weight = 1 / (len(drivers) * comb(len(drivers) - 1, len(rest)))
            importance[driver - 1] += weight * (explained - r2[rest])
    return importance


def plain_bootstrap(data: pd.DataFrame, resamples: int) -> np.ndarray:
    """Return the importance in the data, then in each resample of its rows, one after the other."""
    random = np.random.default_rng(1)
    resampled = (data.iloc[random.integers(len(data), size=len(data))] for _ in range(resamples))
    return np.array([plain_lmg(rows.corr().to_numpy()) for rows in (data, *resampled)])


def made_up_answers(rows: int, drivers: int) -> pd.DataFrame:
    random = np.random.default_rng(20261123)
    ratings = random.normal(size=(rows, drivers)) + random.normal(size=(rows, 1))
    outcome = ratings @ np.linspace(1, 0, drivers) + 3 * random.normal(size=rows)
    answers = np.column_stack([outcome, np.where(random.random(ratings.shape) < MISSING, np.nan, ratings)])
    return pd.DataFrame(answers, columns=["outcome", *(f"d{number:02}" for number in range(drivers))])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drivers", type=int, default=12)
    parser.add_argument("--rows", type=int, default=2500)
    parser.add_argument("--resamples", type=int, default=1000)
    parser.add_argument("--peer-resamples", type=int, default=3)
    options = parser.parse_args()
    data = made_up_answers(options.rows, options.drivers)

    start = perf_counter()
    ours = relative_importance(data, "outcome", list(data)[1:], bootstrap=options.resamples)
    our_seconds = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    start = perf_counter()
    theirs = plain_bootstrap(data, options.peer_resamples)[0]
    per_resample = (perf_counter() - start) / (options.peer_resamples + 1)
    their_seconds = per_resample * (options.resamples + 1)

    importance = {driver.name: driver.importance for driver in ours.drivers}
    difference = max(
        abs(importance[name] - value) for name, value in zip(list(data)[1:], theirs, strict=True)
    )
    print(f"{options.drivers} drivers, {options.rows:,} rows, {options.resamples:,} resamples")
    print(f"ours   {our_seconds:8.2f} s, {peak:.0f} MB at most")
    print(f"loop   {their_seconds:8.2f} s (from {options.peer_resamples + 1} runs)")
    print(f"ratio  {their_seconds / our_seconds:8.0f}")
    print(f"same importance within {difference:.1e}")
    if difference > 1e-9:  # noqa: PLR2004 - rounding
        sys.exit("The two disagree, so the ratio means nothing.")


if __name__ == "__main__":
    main()
