"""BG/NBD by maximum likelihood: ours against lifetimes' BetaGeoFitter.

Run: python benchmarks/value.py [--repeats 5]
Both get the same 23,570 customers of the CDNOW master (out of the package lifetimes), up to 1997-09-30 in
weeks, in the same process. Reading and imports are apart; the fastest of the repeats counts.
"""

import argparse
import sys
import warnings
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import lifetimes
import numpy as np
import pandas as pd
from lifetimes import BetaGeoFitter
from scipy.special import betaln, gammaln

from cxworkshop.analysis.value import fit_bg_nbd, p_alive
from cxworkshop.domain.value import BgNbd

UNTIL = pd.Timestamp("1997-09-30")
MASTER = Path(lifetimes.__file__).parent / "datasets" / "CDNOW_master.txt"
SAME = 0.01


class Fit(NamedTuple):
    """What a fit took and found: r, alpha, a, b in weeks."""

    seconds: float
    parameters: np.ndarray
    log_likelihood: float


def read_master() -> pd.DataFrame:
    """Return frequency, recency and age in weeks, one row per customer; one day's purchases are one."""
    rows = pd.read_csv(MASTER, sep=r"\s+", header=0, names=["customer", "day", "count", "spend"])
    days = rows.assign(day=pd.to_datetime(rows["day"].astype(str), format="%Y%m%d")).query("day <= @UNTIL")
    days = days.drop_duplicates(["customer", "day"]).groupby("customer")["day"]
    first, last = days.min(), days.max()
    return pd.DataFrame(
        {
            "frequency": days.size() - 1,
            "recency": (last - first).dt.days / 7,
            "age": (UNTIL - first).dt.days / 7,
        }
    )


def ours(customers: pd.DataFrame) -> Fit:
    start = perf_counter()
    found = fit_bg_nbd(customers["frequency"], customers["recency"], customers["age"])
    seconds = perf_counter() - start
    return Fit(seconds, np.array([found.r, found.alpha, found.a, found.b]), found.log_likelihood)


def theirs(customers: pd.DataFrame) -> Fit:
    fitter = BetaGeoFitter()
    start = perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of newer NumPy and pandas
        fitter.fit(customers["frequency"], customers["recency"], customers["age"])
    seconds = perf_counter() - start
    parameters = fitter.params_[["r", "alpha", "a", "b"]].to_numpy()
    return Fit(seconds, parameters, log_likelihood(parameters, customers))


def log_likelihood(parameters: np.ndarray, customers: pd.DataFrame) -> float:
    """Return the likelihood by the formula as published, which neither of the two is asked for."""
    r, alpha, a, b = parameters
    x, last, age = customers.to_numpy().T
    stayed = betaln(a, b + x) - (r + x) * np.log(alpha + age)
    left = np.where(x > 0, betaln(a + 1, b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + last), -np.inf)
    return float(
        (gammaln(r + x) - gammaln(r) + r * np.log(alpha) - betaln(a, b) + np.logaddexp(stayed, left)).sum()
    )


def p_alive_of(parameters: np.ndarray, customers: pd.DataFrame) -> np.ndarray:
    model = BgNbd(**dict(zip(("r", "alpha", "a", "b"), parameters, strict=True)), log_likelihood=0)
    return p_alive(model, *(customers[name] for name in customers))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    customers = read_master()
    ours(customers.head(1000))  # imports the rest of SciPy
    fits = [(ours(customers), theirs(customers)) for _ in range(options.repeats)]  # in turns
    mine, peer = (min(found, key=lambda fit: fit.seconds) for found in zip(*fits, strict=True))
    check = log_likelihood(mine.parameters, customers)
    difference = mine.log_likelihood - peer.log_likelihood

    print(f"{len(customers):,} customers, {int((customers['frequency'] > 0).sum()):,} bought again")
    for name, fit in (("ours", mine), ("lifetimes", peer)):
        values = ", ".join(f"{value:.4f}" for value in fit.parameters)
        print(f"{name:9} {fit.seconds:8.3f} s  r, alpha, a, b {values}  likelihood {fit.log_likelihood:.4f}")
    print(f"ratio     {peer.seconds / mine.seconds:8.0f}")
    print(f"our likelihood is {difference:+.1e} higher; by the published formula it is {check:.4f}")
    alive = p_alive_of(mine.parameters, customers) - p_alive_of(peer.parameters, customers)
    print(f"same probability to be alive within {np.abs(alive).max():.1e}")
    if abs(difference) > SAME or abs(check - mine.log_likelihood) > SAME:
        sys.exit("The two disagree, so the ratio means nothing.")


if __name__ == "__main__":
    main()
