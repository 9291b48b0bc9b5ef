"""From a Parquet file of transactions to profit, whale curve and segments: ours, DuckDB SQL by hand, pandas.

Run: python benchmarks/profit.py [--lines 10000000] [--customers 1000000] [--rounds 3]
Each runs in a process of its own, with its imports done and the file in the system's cache. Above 20 million
lines pandas is left out.
"""

# ruff: noqa: PLC0415 - each contender imports what it needs, so that it answers for its own memory only

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from math import isclose, sqrt
from pathlib import Path
from statistics import NormalDist
from time import perf_counter, process_time

SEED = 20261123
SEGMENTS = ("Business", "Corporate", "Families", "Leisure", "Members", "Partners", "Tour groups", "Walk-in")
MOST_FOR_PANDAS = 20_000_000
HAND_RATIO, PANDAS_RATIO, MEMORY = 1.5, 3.0, 1500


def generate(path: Path, lines: int, customers: int) -> None:
    """Write lines: a customer's id as text, date, revenue (some negative), cost, segment (one in 50 off)."""
    import duckdb

    names = ", ".join(f"'{name}'" for name in SEGMENTS)
    duckdb.connect(config={"memory_limit": "2GB", "preserve_insertion_order": False}).sql(f"""
        COPY (
            SELECT 'C' || lpad(number::VARCHAR, 9, '0') AS customer,
                DATE '2024-01-01' + (hash(line, {SEED} + 1) % 730)::INTEGER AS date,
                amount AS revenue,
                round(amount * (0.2 + (hash(number, {SEED} + 2) % 1000) / 900), 2) AS cost,
                [{names}][1 + (hash(if(hash(line, {SEED} + 3) % 50 = 0, line, number), {SEED} + 4)
                    % {len(SEGMENTS)})::INTEGER] AS segment
            FROM (
                SELECT range AS line, (hash(range, {SEED} + 5) % {customers})::BIGINT AS number,
                    round((hash(range, {SEED} + 6) % 50000) / 100 - 20, 2) AS amount
                FROM range({lines})
            )
        ) TO '{path}' (FORMAT parquet)""")


def ours(path: Path) -> dict:
    import pandas as pd

    from cxworkshop.analysis.customer_money import customer_money
    from cxworkshop.analysis.profit import segment_profit, whale_curve
    from cxworkshop.domain.tables import AttachedTable, Role
    from cxworkshop.inputs.firm import Firm
    from cxworkshop.inputs.sources import fingerprint

    mapping = {"customer": ("customer",), "revenue": ("revenue",), "cost": ("cost",)}
    sha256 = fingerprint(str(path))  # a firm takes it again, to see that the table is the one attached
    table = AttachedTable(role=Role.TRANSACTIONS, source=str(path), mapping=mapping, rows=0, sha256=sha256)
    tables = {Role.TRANSACTIONS: table}

    def run() -> dict:
        money = customer_money(Firm(tables), by="segment")
        profit = money.profit()
        frame = pd.DataFrame(
            {"segment": money.labels["segment"], "profit": profit, "revenue": money.revenue}, copy=False
        )
        whale = whale_curve(profit).model_dump()
        segments = segment_profit(frame, "segment")
        keys = ("customers", "revenue", "profit", "profit_per_customer", "low", "high", "losers")
        return {
            **{key: whale[key] for key in ("customers", "total", "losers", "losers_sum")},
            **{key: whale[key] for key in ("peak_share", "peak_at", "top")},
            "curve": [point["profit"] for point in whale["curve"]],
            "segments": {segment.name: [getattr(segment, key) for key in keys] for segment in segments},
        }

    return timed(run)


def by_hand(path: Path) -> dict:
    import duckdb

    def run() -> dict:
        sql = duckdb.connect().execute
        sql(f"""
            CREATE TEMP TABLE profits AS
            SELECT sum(revenue) AS revenue, round(sum(revenue) - sum(cost), 6) AS profit,
                first(segment ORDER BY revenue DESC, segment) FILTER (segment IS NOT NULL) AS segment
            FROM (
                SELECT customer, segment, sum(revenue) AS revenue, sum(cost) AS cost
                FROM '{path}' WHERE customer IS NOT NULL GROUP BY ALL
            ) GROUP BY customer""")
        customers, total, losers, losers_sum = sql("""
            SELECT count(*), sum(profit), count(*) FILTER (profit < 0),
                coalesce(sum(profit) FILTER (profit < 0), 0)
            FROM profits""").fetchone()
        sql("""
            CREATE TEMP TABLE ranked AS
            SELECT row_number() OVER best AS place, sum(profit) OVER best AS cumulated
            FROM profits WINDOW best AS (ORDER BY profit DESC ROWS UNBOUNDED PRECEDING)""")
        (peak_at,) = sql("SELECT count(*) FROM profits WHERE profit > 0").fetchone()
        parts = {"0.1": customers // 10, "0.2": customers // 5, "0.5": customers // 2}
        places = sorted({customers * part // 99 for part in range(100)} | {peak_at, *parts.values()})
        at = {0: 0.0} | dict(
            sql(f"SELECT place, cumulated FROM ranked WHERE place IN {tuple(places)}").fetchall()
        )
        curve = sorted({customers * part // 99 for part in range(100)} | {peak_at})
        z = NormalDist().inv_cdf(0.975)
        segments = {}
        for name, n, revenue, profit, mean, spread, losing in sql("""
            SELECT segment, count(*), sum(revenue), sum(profit), avg(profit), stddev_pop(profit),
                count(*) FILTER (profit < 0)
            FROM profits GROUP BY segment""").fetchall():
            half = z * spread / sqrt(n)
            segments[name] = [n, revenue, profit, mean, mean - half, mean + half, losing]
        return {
            "customers": customers,
            "total": total,
            "losers": losers,
            "losers_sum": losers_sum,
            "peak_share": at[peak_at] / total,
            "peak_at": peak_at,
            "top": {key: at[place] / total for key, place in parts.items()},
            "curve": [at[place] / total for place in curve],
            "segments": segments,
        }

    return timed(run)


def in_pandas(path: Path) -> dict:
    import numpy as np
    import pandas as pd

    def run() -> dict:
        lines = pd.read_parquet(path, columns=["customer", "revenue", "cost", "segment"])
        by_segment = lines.groupby(["customer", "segment"])[["revenue", "cost"]].sum().reset_index()
        best = by_segment.sort_values(["revenue", "segment"], ascending=[False, True])
        profits = by_segment.groupby("customer")[["revenue", "cost"]].sum()
        profits["segment"] = best.drop_duplicates("customer").set_index("customer")["segment"]
        profits["profit"] = (profits["revenue"] - profits["cost"]).round(6)
        ranked = profits["profit"].sort_values(ascending=False)
        cumulated = np.concatenate([[0.0], ranked.cumsum()])
        customers, total = len(ranked), cumulated[-1]
        peak_at = int(cumulated.argmax())
        places = np.union1d(np.floor(np.linspace(0, customers, 100)).astype(int), [peak_at])
        z = NormalDist().inv_cdf(0.975)
        segments = {}
        for name, rows in profits.groupby("segment"):
            half = z * rows["profit"].std(ddof=0) / sqrt(len(rows))
            mean = rows["profit"].mean()
            sums = (float(rows["revenue"].sum()), float(rows["profit"].sum()))
            bounds = (float(mean), float(mean - half), float(mean + half))
            segments[name] = [len(rows), *sums, *bounds, int((rows["profit"] < 0).sum())]
        return {
            "customers": customers,
            "total": float(total),
            "losers": int((ranked < 0).sum()),
            "losers_sum": float(ranked[ranked < 0].sum()),
            "peak_share": float(cumulated[peak_at] / total),
            "peak_at": peak_at,
            "top": {
                key: float(cumulated[customers // part] / total)
                for key, part in {"0.1": 10, "0.2": 5, "0.5": 2}.items()
            },
            "curve": [float(share) for share in cumulated[places] / total],
            "segments": segments,
        }

    return timed(run)


def timed(run: Callable[[], dict]) -> dict:
    seconds, processor = [], []
    for _ in range(2):
        start, used = perf_counter(), process_time()
        found = run()
        seconds.append(perf_counter() - start)
        processor.append(process_time() - used)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "processor": processor, "memory": peak, "found": found}


CONTENDERS = {"ours": ours, "hand": by_hand, "pandas": in_pandas}


def contend(name: str, path: Path) -> dict:
    """Run a contender in a process of its own."""
    command = [sys.executable, __file__, "--contender", name, "--file", path]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def contend_in_turns(names: list[str], path: Path, rounds: int) -> dict[str, dict]:
    """Run contenders in turns, pandas once, so that what else the computer does troubles all of them."""
    runs: dict[str, dict] = {}
    for turn in range(rounds):
        for name in names:
            if name == "pandas" and turn:
                continue
            run = contend(name, path)
            if name in runs:
                run["seconds"] += runs[name]["seconds"]
                run["processor"] += runs[name]["processor"]
                run["memory"] = max(run["memory"], runs[name]["memory"])
            runs[name] = run
    return runs


def command(*arguments: str | Path) -> str:
    """Run a command of ours, start of Python included, and say how long it took and what memory."""
    start = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "cxworkshop", *arguments, "--json"], stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = status
    took = f"{perf_counter() - start:.2f} s, {used.ru_maxrss / 1024:.0f} MB at most"
    return f"cxworkshop {arguments[0]}: {took}" + (", refused" if status else "")


def differences(one: object, other: object, where: str = "") -> list[str]:
    """Return where two results differ by more than rounding."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [found for key in one for found in differences(one[key], other[key], f"{where}/{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [found for key, pair in pairs for found in differences(*pair, f"{where}/{key}")]
    if isinstance(one, int | float) and isinstance(other, int | float):
        close = isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
        return [] if close else [f"{where}: {one} against {other}"]
    return [f"{where}: {one} against {other}"]


def compare(path: Path, lines: int, rounds: int) -> None:
    names = ["ours", "hand"] + (["pandas"] if lines <= MOST_FOR_PANDAS else [])
    runs = contend_in_turns(names, path, rounds)
    best = {name: min(run["seconds"]) for name, run in runs.items()}
    for name, run in runs.items():
        processor = min(run["processor"])
        print(f"{name:<8} {best[name]:7.2f} s, processor {processor:6.2f} s, {run['memory']:6.0f} MB at most")
    claimed = f" (claimed: at most {HAND_RATIO:g})" if "pandas" in best else ""
    print(f"ours / hand    {best['ours'] / best['hand']:6.2f}{claimed}")
    if "pandas" in best:
        print(f"pandas / ours  {best['pandas'] / best['ours']:6.2f} (claimed: at least {PANDAS_RATIO:g})")
    columns = {"customer": "customer", "revenue": "revenue", "cost": "cost"}
    maps = [part for role, column in columns.items() for part in ("--map", f"{role}={column}")]
    options = [part for role, column in columns.items() for part in (f"--{role}", column)]
    print(command("check", path, "--role", "transactions", *maps), "(the checks alone)")
    print(command("profit", path, *options, "--by", "segment"), "(checks and profit)")
    for name in names[1:]:
        if found := differences(runs["ours"]["found"], runs[name]["found"]):
            sys.exit(f"Ours and {name} disagree, so the ratio means nothing: {'; '.join(found[:5])}")
    print("all gave the same figures")
    if runs["ours"]["memory"] > MEMORY:
        sys.exit(f"More than {MEMORY:,} MB were needed.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--customers", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--contender", choices=CONTENDERS, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.contender:
        print(json.dumps(CONTENDERS[options.contender](options.file)))
        return
    customers = options.customers or min(options.lines // 10, 1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lines.parquet"
        generate(path, options.lines, customers)
        size = path.stat().st_size / 2**20
        print(f"{options.lines:,} lines of {customers:,} customers, {size:,.0f} MB")
        compare(path, options.lines, options.rounds)


if __name__ == "__main__":
    main()
