"""Make the sample firm: Halden Hotels, a fictional hotel group.

Run ``python data/sample-firm/generate.py [FOLDER]``. The same seed gives the same bytes. Everything that the
data are meant to show is planted here on purpose and written down in ``truths.yaml``.
"""

import gzip
import io
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import yaml

HERE = Path(__file__).parent
SEED = 20241001
FIRST_DAY = pd.Timestamp("2024-10-01")
DAYS = 730
NO_ANSWER, NEVER_USED = 0, 99
SHARE_NO_ANSWER, SHARE_EMPTY = 0.02, 0.01
PRAISE_FROM, COMPLAINT_TO = 8, 6


class Kind(NamedTuple):
    """A kind of customer: how many, how they buy, what they cost, how many answer the survey."""

    customers: int
    stays: float
    revenue_per_stay: float
    cost_ratio: float
    cost_spread: float
    events: float
    answers: int


KINDS = {
    "Business": Kind(1500, 10.0, 262.0, 0.635, 0.05, 2.6, 960),
    "Leisure": Kind(3300, 2.3, 318.0, 0.79, 0.12, 1.2, 1080),
    "Tour groups": Kind(1200, 4.2, 1450.0, 0.905, 0.05, 17.0, 360),
}
REGIONS = {"Nordics": 0.31, "Germany": 0.24, "Benelux": 0.17, "Britain": 0.16, "Other": 0.12}
CHANNELS = {
    "Business": {"Corporate desk": 0.55, "Website": 0.30, "Portal": 0.15},
    "Leisure": {"Website": 0.42, "Portal": 0.43, "Phone": 0.15},
    "Tour groups": {"Phone": 0.55, "Portal": 0.10, "Corporate desk": 0.35},
}
PORTAL_COMMISSION = 0.06
UNIT_COSTS = {
    "Booking change": 12.0,
    "Special request": 18.0,
    "Invoice correction": 28.0,
    "Rooming list change": 46.0,
    "Complaint handled": 55.0,
    "Late cancellation": 74.0,
}
EVENTS = {
    "Business": (0.40, 0.20, 0.22, 0.00, 0.13, 0.05),
    "Leisure": (0.38, 0.30, 0.06, 0.00, 0.18, 0.08),
    "Tour groups": (0.14, 0.10, 0.12, 0.38, 0.10, 0.16),
}
# Touchpoint: mean rating, spread, share that never used it.
RATINGS = {
    "find_offer": (7.6, 1.5, 0.00),
    "booking": (7.9, 1.4, 0.00),
    "pre_arrival": (7.2, 1.6, 0.00),
    "check_in": (7.3, 1.8, 0.00),
    "room": (7.8, 1.6, 0.00),
    "sleep": (7.5, 1.7, 0.00),
    "wifi": (7.1, 1.7, 0.04),
    "breakfast": (8.0, 1.5, 0.08),
    "help": (7.0, 1.9, 0.09),
    "check_out": (7.7, 1.5, 0.00),
    "invoice": (7.0, 1.9, 0.00),
    "farewell": (6.9, 1.7, 0.04),
}
# What a rating one spread above its mean adds to the recommendation.
DRIVERS = {
    "Business": {"check_in": 0.95, "invoice": 0.85, "help": 0.70, "farewell": 0.25},
    "Leisure": {"room": 0.95, "breakfast": 0.85, "help": 0.60, "farewell": 0.20},
    "Tour groups": {"room": 0.90, "breakfast": 0.75, "help": 0.60, "booking": 0.25},
}
RESPONSE_HOURS = {  # median, spread on the log scale, share of the requests
    "Chat": (0.3, 0.5, 0.25),
    "Phone": (0.6, 0.5, 0.30),
    "Front desk": (0.4, 0.6, 0.15),
    "E-mail": (7.0, 1.4, 0.30),
}


def make_firm() -> dict[str, pd.DataFrame]:
    """Return the firm's tables by file name."""
    rng = np.random.default_rng(SEED)
    customers = make_customers(rng)
    stays = make_stays(rng, customers)
    survey = make_survey(rng, customers)
    return {
        "customers.csv": customers,
        "stays.csv.gz": stays,
        "service.csv.gz": make_service(rng, customers),
        "survey.csv": survey,
        "response_times.csv": make_response_times(rng, customers),
        "verbatims.csv": make_verbatims(rng, survey),
    }


def make_customers(rng: np.random.Generator) -> pd.DataFrame:
    """Return one row per customer, in random order, with kind, region and booking channel."""
    kinds = np.repeat(list(KINDS), [kind.customers for kind in KINDS.values()])
    kinds = rng.permutation(kinds)
    channels = [rng.choice(list(CHANNELS[kind]), p=list(CHANNELS[kind].values())) for kind in kinds]
    return pd.DataFrame(
        {
            "customer_id": [f"H{number:05d}" for number in range(1, len(kinds) + 1)],
            "kind": kinds,
            "region": rng.choice(list(REGIONS), len(kinds), p=list(REGIONS.values())),
            "channel": channels,
        }
    )


def make_stays(rng: np.random.Generator, customers: pd.DataFrame) -> pd.DataFrame:
    """Return one row per stay: revenue, and cost of room, food and commission."""
    kinds = customers["kind"].map(KINDS)
    mean = np.array([kind.stays for kind in kinds])
    appetite = rng.gamma(1.6, 1 / 1.6, len(customers))
    stays = 1 + rng.poisson(np.maximum(mean - 1, 0.1) * appetite)
    ratio = rng.normal([kind.cost_ratio for kind in kinds], [kind.cost_spread for kind in kinds])
    ratio = ratio + PORTAL_COMMISSION * (customers["channel"] == "Portal").to_numpy()
    who = np.repeat(np.arange(len(customers)), stays)
    level = np.array([kind.revenue_per_stay for kind in kinds])
    revenue = level[who] * rng.lognormal(-0.1, 0.45, len(who))
    cost = revenue * np.clip(ratio[who] + rng.normal(0, 0.04, len(who)), 0.3, 1.3)
    table = pd.DataFrame(
        {
            "customer_id": customers["customer_id"].to_numpy()[who],
            "date": random_days(rng, len(who)),
            "hotel": rng.choice(["Bergen", "Copenhagen", "Hamburg", "Leeds", "Oslo", "Utrecht"], len(who)),
            "revenue": revenue.round(2),
            "cost": cost.round(2),
        }
    )
    return numbered(table, "stay_id", "S")


def make_service(rng: np.random.Generator, customers: pd.DataFrame) -> pd.DataFrame:
    """Return one row per service event with its unit cost."""
    kinds = customers["kind"].to_numpy()
    mean = np.array([KINDS[kind].events for kind in kinds])
    counts = rng.poisson(mean * rng.gamma(1.2, 1 / 1.2, len(customers)))
    who = np.repeat(np.arange(len(customers)), counts)
    events = np.array([rng.choice(list(UNIT_COSTS), p=EVENTS[kinds[one]]) for one in who])
    table = pd.DataFrame(
        {
            "customer_id": customers["customer_id"].to_numpy()[who],
            "date": random_days(rng, len(who)),
            "event": events,
            "cost": [UNIT_COSTS[event] for event in events],
        }
    )
    return numbered(table, "event_id", "E")


def make_survey(rng: np.random.Generator, customers: pd.DataFrame) -> pd.DataFrame:
    """Return the answers: business guests are over-represented, which the weights put right."""
    asked = [
        rng.choice(np.flatnonzero(customers["kind"] == name), kind.answers, replace=False)
        for name, kind in KINDS.items()
    ]
    who = rng.permutation(np.concatenate(asked))
    kinds = customers["kind"].to_numpy()[who]
    mood = rng.normal(size=len(who))
    feelings = {name: 0.5 * mood + np.sqrt(0.75) * rng.normal(size=len(who)) for name in RATINGS}
    never = {name: rng.random(len(who)) < unused for name, (_, _, unused) in RATINGS.items()}
    pull = np.array([[DRIVERS[kind].get(name, 0.0) for name in RATINGS] for kind in kinds])
    felt = np.column_stack([np.where(never[name], 0.0, feelings[name]) for name in RATINGS])
    recommend = on_scale(7.9 + (pull * felt).sum(axis=1) + rng.normal(0, 1.15, len(who)), 0)
    stayed = rng.random(len(who)) < 0.62 + 0.02 * (recommend - 7.9)
    ratings = {name: rated(rng, name, feelings[name], never[name]) for name in RATINGS}
    answers = sum(kind.answers for kind in KINDS.values())
    weights = {
        name: (kind.customers / len(customers)) / (kind.answers / answers) for name, kind in KINDS.items()
    }
    table = pd.DataFrame(
        {
            "customer_id": customers["customer_id"].to_numpy()[who],
            "date": random_days(rng, len(who)),
            **ratings,
            "recommend": recommend.astype(int),
            "stayed_again": stayed.astype(int),
            "weight": pd.Series(kinds).map(weights).round(4),
        }
    )
    return numbered(table, "answer_id", "A")


def rated(rng: np.random.Generator, name: str, feeling: np.ndarray, never: np.ndarray) -> pd.Series:
    """Return one touchpoint's ratings with blank codes (0, 99) and a few empty cells."""
    mean, spread, _ = RATINGS[name]
    ratings = pd.Series(on_scale(mean + spread * feeling, 1)).astype("Int64")
    luck = rng.random(len(ratings))
    ratings = ratings.mask(luck < SHARE_NO_ANSWER, NO_ANSWER).mask(luck > 1 - SHARE_EMPTY, pd.NA)
    return ratings.mask(never, NEVER_USED)


def make_response_times(rng: np.random.Generator, customers: pd.DataFrame) -> pd.DataFrame:
    """Return one row per request: the channel and the hours until the first answer."""
    channels = rng.choice(list(RESPONSE_HOURS), 3000, p=[share for _, _, share in RESPONSE_HOURS.values()])
    median = np.array([RESPONSE_HOURS[channel][0] for channel in channels])
    spread = np.array([RESPONSE_HOURS[channel][1] for channel in channels])
    table = pd.DataFrame(
        {
            "customer_id": rng.choice(customers["customer_id"].to_numpy(), len(channels)),
            "date": random_days(rng, len(channels)),
            "channel": channels,
            "hours": (median * rng.lognormal(0, spread)).round(2),
        }
    )
    return numbered(table, "request_id", "R")


def make_verbatims(rng: np.random.Generator, survey: pd.DataFrame) -> pd.DataFrame:
    """Return comments on touchpoints, worded by the rating that the same guest gave."""
    wording = yaml.safe_load((HERE / "wording.yaml").read_text("utf-8"))
    rows = []
    for index in rng.choice(len(survey), 600, replace=False):
        answer = survey.iloc[index]
        touchpoint = rng.choice(list(wording))
        rating = answer[touchpoint]
        if pd.isna(rating) or rating in (NO_ANSWER, NEVER_USED):
            continue
        tone = "praise" if rating >= PRAISE_FROM else "complaint" if rating <= COMPLAINT_TO else "mixed"
        text = rng.choice(wording[touchpoint][tone])
        rows.append((answer["customer_id"], answer["date"], touchpoint, int(rating), text))
    table = pd.DataFrame(rows, columns=["customer_id", "date", "touchpoint", "rating", "text"])
    return numbered(table, "verbatim_id", "V")


def on_scale(values: np.ndarray, lowest: int) -> np.ndarray:
    """Return whole ratings from ``lowest`` to 10."""
    return np.clip(np.rint(values), lowest, 10).astype(int)


def random_days(rng: np.random.Generator, count: int) -> np.ndarray:
    """Return ISO dates between 2024-10-01 and 2026-09-30, fewer in winter."""
    day = rng.integers(0, DAYS, count)
    again = rng.integers(0, DAYS, count)
    month = (FIRST_DAY + pd.to_timedelta(day, unit="D")).month
    day = np.where(np.isin(month, (1, 2, 11)), again, day)
    return (FIRST_DAY + pd.to_timedelta(day, unit="D")).strftime("%Y-%m-%d").to_numpy()


def numbered(table: pd.DataFrame, name: str, letter: str) -> pd.DataFrame:
    """Return the rows by date with a running number in front."""
    table = table.sort_values(["date", "customer_id"], kind="stable", ignore_index=True)
    table.insert(0, name, [f"{letter}{number:05d}" for number in range(1, len(table) + 1)])
    return table


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV; a gzip holds neither time nor name, so that the bytes stay the same."""
    text = io.StringIO()
    table.to_csv(text, index=False, lineterminator="\n")
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content, compresslevel=9, mtime=0) if path.suffix == ".gz" else content)


def main(folder: Path = HERE) -> None:
    """Write all tables into ``folder``."""
    for name, table in make_firm().items():
        write_table(table, folder / name)
        print(f"{name}: {len(table):,} rows")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
