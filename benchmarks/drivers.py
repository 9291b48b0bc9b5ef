"""Relative importance with intervals: ours against NumPy by hand, R's relaimpo and dominance-analysis.

Run: python benchmarks/drivers.py [--drivers 15] [--rows 2000] [--resamples 1000] [--relaimpo FOLDER]
By hand is the recursion one would write in NumPy: all subsets of one size at a time, each from a smaller one
by one Schur complement. R's peer needs Rscript (Debian: r-base-core r-cran-boot r-cran-survey r-cran-mitools
r-cran-corpcor r-cran-mass) and a folder with relaimpo's source: --relaimpo, or $RELAIMPO. dominance-analysis
1.1.9 imports on NumPy before 2 and IPython before 9 only, so it runs in an environment of its own:
--dominance-analysis names its Python. What isn't there is skipped with a line. All must give the same
importance, or the script fails.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from math import comb
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd

from cxworkshop.analysis.drivers import relative_importance
from cxworkshop.analysis.lmg import lmg

MISSING = 0.1
ROUNDING = 1e-9
WITH_R, R_RESAMPLES, MOST_DRIVERS = 10, 20, 20
SCRIPT = Path(__file__).with_name("relaimpo.R")
DOMINANCE_ANALYSIS = """
import sys, time
import pandas
from dominance_analysis import Dominance
data = pandas.read_csv(sys.argv[1])
start = time.perf_counter()
drivers = list(data)[1:]
found = Dominance(data=data, target="outcome", objective=1, top_k=len(drivers)).incremental_rsquare()
print(time.perf_counter() - start, *(found[name] for name in drivers))
"""


def by_level(correlations: np.ndarray) -> np.ndarray:
    """LMG level by level: what is left of the covariances given each subset of one size, then of the next."""
    drivers = len(correlations) - 1
    r2 = np.zeros(2**drivers)
    subsets, left, first = np.zeros(1, dtype=int), correlations[None], np.zeros(1, dtype=int)
    for _ in range(drivers):
        larger = []
        for driver in range(drivers):  # each subset is reached once, its drivers in rising order
            rows = first <= driver
            states, entering = left[rows], left[rows, :, driver + 1]
            taken_out = entering[:, :, None] * entering[:, None, :] / entering[:, driver + 1, None, None]
            larger.append((subsets[rows] | 1 << driver, states - taken_out, np.full(rows.sum(), driver + 1)))
        subsets, left, first = map(np.concatenate, zip(*larger, strict=True))
        r2[subsets] = 1 - left[:, 0, 0]
    return gains(r2, drivers)


def gains(r2: np.ndarray, drivers: int) -> np.ndarray:
    """Return each driver's mean gain over subsets, all sizes weighing alike."""
    subsets = np.arange(2**drivers)
    sizes = np.array([subset.bit_count() for subset in range(2**drivers)])
    weights = np.array([1 / (drivers * comb(drivers - 1, size)) for size in range(drivers)])
    importance = np.empty(drivers)
    for driver in range(drivers):
        without = subsets[subsets >> driver & 1 == 0]
        importance[driver] = weights[sizes[without]] @ (r2[without | 1 << driver] - r2[without])
    return importance


def made_up_answers(rows: int, drivers: int, missing: float) -> pd.DataFrame:
    random = np.random.default_rng(20261123)
    ratings = random.normal(size=(rows, drivers)) + random.normal(size=(rows, 1))
    outcome = ratings @ np.linspace(1, 0, drivers) + 3 * random.normal(size=rows)
    answers = np.column_stack([outcome, np.where(random.random(ratings.shape) < missing, np.nan, ratings)])
    return pd.DataFrame(answers, columns=["outcome", *(f"d{number:02}" for number in range(drivers))])


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def our_importance(data: pd.DataFrame, resamples: int) -> tuple[np.ndarray, float]:
    """Return our importance in the order of the columns, and the seconds it took with its intervals."""
    start = perf_counter()
    found = relative_importance(data, "outcome", list(data)[1:], bootstrap=resamples)
    taken = perf_counter() - start
    importance = {driver.name: driver.importance for driver in found.drivers}
    return np.array([importance[name] for name in list(data)[1:]]), taken


def agree(ours: np.ndarray, theirs: np.ndarray, peer: str) -> None:
    difference = np.abs(ours - theirs).max()
    print(f"  the same importance as {peer} within {difference:.1e}")
    if not difference < ROUNDING:
        sys.exit(f"Ours and {peer} disagree, so the ratio means nothing.")


def against_numpy(drivers: int, rows: int, resamples: int, runs: int) -> None:
    """Many resamples; by hand a few are run and scaled up."""
    data = made_up_answers(rows, drivers, MISSING)
    ours, taken = our_importance(data, resamples)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    correlations = data.corr().to_numpy()
    by_hand = seconds(lambda: [by_level(correlations) for _ in range(runs)]) / runs * (resamples + 1)
    print(f"{drivers} drivers, {rows:,} rows, {resamples:,} resamples")
    print(f"  ours     {taken:8.2f} s, intervals and all, {peak:.0f} MB at most")
    print(f"  by hand  {by_hand:8.2f} s, importance alone, scaled up from {runs} runs")
    print(f"  ratio    {by_hand / taken:8.1f}")
    agree(ours, by_level(correlations), "NumPy by hand")


def once() -> None:
    """Most drivers, once."""
    correlations = made_up_answers(1000, MOST_DRIVERS, 0).corr().to_numpy()
    print(f"{MOST_DRIVERS} drivers once: {seconds(lambda: lmg(correlations)):.2f} s")


def against_relaimpo(source: str | None, rows: int, resamples: int) -> None:
    """R's relaimpo on the same rows, the bootstrap per resample; complete answers, as it drops the others."""
    program = shutil.which("Rscript")
    if not program or not source:
        print("relaimpo: skipped, Rscript or the folder with relaimpo's source (--relaimpo) isn't there")
        return
    data = made_up_answers(rows, WITH_R, 0)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "answers.csv"
        data.to_csv(table, index=False)
        command = [program, str(SCRIPT), source, str(table), str(R_RESAMPLES)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"relaimpo: skipped, R says: {done.stderr.strip()[-300:]}")
        return
    per_resample, *theirs = map(float, done.stdout.split())
    ours, taken = our_importance(data, resamples)
    print(f"{WITH_R} drivers, {rows:,} rows, per resample")
    print(f"  ours     {taken / resamples * 1000:8.2f} ms")
    print(f"  relaimpo {per_resample * 1000:8.2f} ms")
    print(f"  ratio    {per_resample * resamples / taken:8.0f}")
    agree(ours, np.array(theirs), "relaimpo")


def against_dominance_analysis(python: str | None, rows: int) -> None:
    """Run the PyPI package of that name once, on the same rows, in a Python of its own."""
    if not python:
        print("dominance-analysis: skipped, no Python that imports it (--dominance-analysis)")
        return
    data = made_up_answers(rows, WITH_R, 0)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "answers.csv"
        data.to_csv(table, index=False)
        command = [python, "-c", DOMINANCE_ANALYSIS, str(table)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"dominance-analysis: skipped, Python says: {done.stderr.strip().splitlines()[-1]}")
        return
    theirs, *found = map(float, done.stdout.splitlines()[-1].split())
    ours = min(seconds(lambda: lmg(data.corr().to_numpy())) for _ in range(5))
    print(f"{WITH_R} drivers, {rows:,} rows, once, without an interval")
    print(f"  ours     {ours * 1000:8.2f} ms")
    print(f"  dominance-analysis {theirs:.1f} s")
    agree(lmg(data.corr().to_numpy()), np.array(found), "dominance-analysis")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drivers", type=int, default=15)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--resamples", type=int, default=1000)
    parser.add_argument("--peer-resamples", type=int, default=5)
    parser.add_argument("--relaimpo", default=os.environ.get("RELAIMPO"), help="folder with its source")
    parser.add_argument("--dominance-analysis", metavar="PYTHON", help="a Python that imports it")
    options = parser.parse_args()
    against_numpy(options.drivers, options.rows, options.resamples, options.peer_resamples)
    once()
    against_relaimpo(options.relaimpo, options.rows, options.resamples)
    against_dominance_analysis(options.dominance_analysis, options.rows)


if __name__ == "__main__":
    main()
