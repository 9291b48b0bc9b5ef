"""Rank acceptability (SMAA-2): ours against a plain loop and, where it is installed, R's package smaa.

Run: python benchmarks/robustness.py [--touchpoints 12] [--criteria 6] [--draws 100000] [--loop-draws 5000]
The loop and R get draws that are already made; ours makes its own, and is also timed on theirs. The loop runs
fewer draws and is scaled up. R starts once, reads the draws from a file, and times the calculation alone.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np

from cxworkshop.analysis.robustness import smaa
from cxworkshop.domain.robustness import Robustness

SAME = 1e-9
NOT_INSTALLED = 3

R_SCRIPT = """
if (!requireNamespace("smaa", quietly = TRUE)) quit(status = 3)
sizes <- as.integer(commandArgs(TRUE)[2:4])
numbers <- readBin(commandArgs(TRUE)[1], "double", prod(sizes) + sizes[1] * sizes[3])
meas <- array(numbers[seq_len(prod(sizes))], sizes)
pref <- matrix(numbers[-seq_len(prod(sizes))], sizes[1])
start <- proc.time()[["elapsed"]]
found <- smaa::smaa(meas, pref)
sure <- smaa::smaa.cf(meas, found$cw)$cf
seconds <- proc.time()[["elapsed"]] - start
sure[is.na(sure)] <- 0
cat(format(c(seconds, found$ra, sure), digits = 17))
"""


def made_up_touchpoints(touchpoints: int, criteria: int) -> tuple[np.ndarray, np.ndarray]:
    """Return values 0–1 and standard errors as a survey of some hundred answers has them."""
    random = np.random.default_rng(20261123)
    return random.random((touchpoints, criteria)), random.uniform(0.02, 0.1, (touchpoints, criteria))


def plain_loop(values: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return acceptability and confidence as one would write it first: draw by draw."""
    draws, touchpoints, criteria = values.shape
    ranks, central = np.zeros((touchpoints, touchpoints)), np.zeros((touchpoints, criteria))
    for drawn, weighting in zip(values, weights, strict=True):
        order = np.argsort(-(drawn @ weighting))
        for rank, touchpoint in enumerate(order):
            ranks[touchpoint, rank] += 1
        central[order[0]] += weighting
    sure = np.zeros(touchpoints)
    for touchpoint in np.flatnonzero(ranks[:, 0]):
        for drawn in values:
            sure[touchpoint] += np.argmax(drawn @ central[touchpoint]) == touchpoint
    return ranks / draws, sure / draws


def r_package(values: np.ndarray, weights: np.ndarray) -> tuple[float, np.ndarray, np.ndarray] | str:
    """Return R's seconds, acceptability and confidence, or why there are none."""
    rscript, count = shutil.which("Rscript"), values.shape[1]
    if rscript is None:
        return "Rscript isn't installed"
    with tempfile.TemporaryDirectory() as folder:
        script, data = Path(folder, "peer.R"), Path(folder, "draws.bin")
        script.write_text(R_SCRIPT)
        data.write_bytes(values.ravel(order="F").tobytes() + weights.ravel(order="F").tobytes())
        command = [rscript, str(script), str(data), *map(str, values.shape)]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode == NOT_INSTALLED:
        return "R's package smaa isn't installed"
    if answer.returncode:
        sys.exit(f"R failed: {answer.stderr}")
    seconds, *found = map(float, answer.stdout.split())
    ranks, sure = np.split(np.array(found), [count**2])
    return seconds, ranks.reshape(count, count, order="F"), sure


def apart(ours: Robustness, ranks: np.ndarray, sure: np.ndarray) -> float:
    """Return how far a peer's acceptability and confidence are from ours at most."""
    own_ranks = np.array([one.ranks for one in ours.alternatives])
    own_sure = np.array([one.confidence or 0.0 for one in ours.alternatives])
    return float(max(np.abs(own_ranks - ranks).max(), np.abs(own_sure - sure).max()))


def peak_memory() -> float:
    """Return the most memory that this process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--touchpoints", type=int, default=12)
    parser.add_argument("--criteria", type=int, default=6)
    parser.add_argument("--draws", type=int, default=100_000)
    parser.add_argument("--loop-draws", type=int, default=5_000)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    names = [f"t{place:02}" for place in range(options.touchpoints)]
    criteria = [f"c{place:02}" for place in range(options.criteria)]
    means, errors = made_up_touchpoints(options.touchpoints, options.criteria)

    seconds, before = [], peak_memory()
    for _ in range(options.repeats):
        start = perf_counter()
        smaa(names, criteria, means, errors, draws=options.draws)
        seconds.append(perf_counter() - start)
    grown = peak_memory() - before
    print(f"{options.touchpoints} touchpoints, {options.criteria} criteria, {options.draws:,} draws")
    print(f"ours, own draws    {min(seconds):8.3f} s (slowest {max(seconds):.3f} s), {grown:.0f} MB more")

    random = np.random.default_rng(1)
    values = random.normal(means, errors, (options.draws, *means.shape))
    weights = random.dirichlet(np.ones(options.criteria), options.draws)
    start = perf_counter()
    given = smaa(names, criteria, values, weights=weights)
    our_seconds = perf_counter() - start
    few_values, few_weights = values[: options.loop_draws], weights[: options.loop_draws]
    start = perf_counter()
    looped = plain_loop(few_values, few_weights)
    loop_seconds = (perf_counter() - start) * options.draws / len(few_values)
    difference = apart(smaa(names, criteria, few_values, weights=few_weights), *looped)
    print(f"ours, given draws  {our_seconds:8.3f} s")
    print(f"loop, given draws  {loop_seconds:8.3f} s (from {len(few_values):,} draws)")
    print(f"ratio              {loop_seconds / our_seconds:8.0f}")

    peer = r_package(values, weights)
    if isinstance(peer, str):
        print(f"R's smaa is left out: {peer}.")
    else:
        print(f"R's smaa           {peer[0]:8.3f} s, ratio {peer[0] / our_seconds:.1f}")
        difference = max(difference, apart(given, *peer[1:]))
    print(f"same acceptability and confidence within {difference:.1e}")
    if difference > SAME:
        sys.exit("They disagree, so the ratios mean nothing.")


if __name__ == "__main__":
    main()
