"""Make the sample firm: Halden Hotels, a fictional hotel group.

Run ``python data/sample-firm/generate.py [FOLDER]``. The same seed gives the same bytes. Everything that the
data are meant to show is planted here on purpose and written down in ``truths.yaml``.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import yaml
from comments import make_verbatims, with_contrary
from days import DAYS, dates, in_season, random_days
from measuring import make_metrics
from serving import with_serving
from shaping import NEVER_USED, NO_ANSWER, numbered, on_scale, write_table

HERE = Path(__file__).parent
SEED = 20241001
KNOWN_WITHIN = 120  # days in which customers from before the data begin are first seen
SHORTEST_GAP = 1.5  # days from one stay to the next, so that no two fall on one day
ALIKE_IN_STAYING, ALIKE_IN_LEAVING = 1.7, 2.0  # customers of one kind
SHARE_NO_ANSWER, SHARE_EMPTY = 0.018, 0.01


class Kind(NamedTuple):
    """A kind of customer: how many, how they stay and leave, what they bring and cost, how many answer.

    ``known`` is the share who were customers before the data begin; ``stays`` are a year while they are
    customers, ``leaving`` the chance to leave after one, ``events`` those of service per stay.
    """

    customers: int
    known: float
    stays: float
    leaving: float
    revenue_per_stay: float
    cost_ratio: float
    cost_spread: float
    events: float
    answers: int


KINDS = {
    "Business": Kind(1500, 0.65, 6.7, 0.06, 280.0, 0.635, 0.05, 0.28, 960),
    "Leisure": Kind(3300, 0.35, 2.5, 0.36, 267.0, 0.79, 0.12, 0.43, 1080),
    "Tour groups": Kind(1200, 0.50, 3.4, 0.16, 1430.0, 0.905, 0.05, 4.0, 360),
}
REGIONS = {"Nordics": 0.31, "Germany": 0.24, "Benelux": 0.17, "Britain": 0.16, "Other": 0.12}
CHANNELS = {
    "Business": {"Corporate desk": 0.55, "Website": 0.30, "Portal": 0.15},
    "Leisure": {"Website": 0.40, "Portal": 0.41, "Phone": 0.19},
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
# Touchpoint: mean rating, spread, share that never used it; and what moves each kind's recommendation.
RATINGS, DRIVERS = yaml.safe_load((HERE / "ratings.yaml").read_text("utf-8")).values()
LEAVERS_RECOMMEND = -0.4  # a guest who doesn't come back recommends a little less
OVERALL_AT_0, OVERALL_PER_POINT = 1.4, 0.85
LAST_ASKED = DAYS - 92  # so that whoever is asked has time to stay again
RESPONSE_HOURS = {  # median, spread on the log scale, share of the requests
    "Chat": (0.3, 0.5, 0.25),
    "Phone": (0.6, 0.5, 0.30),
    "Front desk": (0.4, 0.6, 0.15),
    "E-mail": (7.0, 1.4, 0.30),
}


def make_firm() -> dict[str, pd.DataFrame]:
    """Return the firm's tables by file name."""
    customers, visits, streams = make_guests()
    survey = make_survey(next(streams), customers, visits)
    stays = make_stays(next(streams), customers, visits)
    tables = {
        "customers.csv": customers,
        "stays.csv.gz": stays,
        "service.csv.gz": make_service(next(streams), customers, visits),
        "response_times.csv": make_response_times(next(streams), customers),
    }
    verbatims = make_verbatims(next(streams), survey)
    served = with_serving(next(streams), survey, stays, spreads_above(survey["help"], "help"))
    tables["survey.csv"] = with_overall(next(streams), served)
    tables["verbatims.csv"] = numbered(with_contrary(next(streams), verbatims, survey), "verbatim_id", "V")
    tables["metrics.csv"] = make_metrics(next(streams), survey)
    return tables


def make_guests() -> tuple[pd.DataFrame, pd.DataFrame, Iterator[np.random.Generator]]:
    """Return customers, their visits, and a stream of chance for each table made of them."""
    streams = map(np.random.default_rng, np.random.SeedSequence(SEED).spawn(11))
    customers = make_customers(next(streams))
    return customers, make_visits(next(streams), customers), streams


def make_customers(rng: np.random.Generator) -> pd.DataFrame:
    """Return one row per customer, in random order, with kind, region and booking channel."""
    kinds = rng.permutation(np.repeat(list(KINDS), [kind.customers for kind in KINDS.values()]))
    channels = [rng.choice(list(CHANNELS[kind]), p=list(CHANNELS[kind].values())) for kind in kinds]
    return pd.DataFrame(
        {
            "customer_id": [f"H{number:05d}" for number in range(1, len(kinds) + 1)],
            "kind": kinds,
            "region": rng.choice(list(REGIONS), len(kinds), p=list(REGIONS.values())),
            "channel": channels,
        }
    )


def make_visits(rng: np.random.Generator, customers: pd.DataFrame) -> pd.DataFrame:
    """Return who stays on which day, and whether they leave for good after that stay.

    Some are customers already when the data begin, the others arrive on any day. Each stays at random at a
    rate of their own, and leaves after any stay but the first that is seen with a chance of their own.
    """
    rate = (
        of_kind(customers, "stays") / 365 * rng.gamma(ALIKE_IN_STAYING, 1 / ALIKE_IN_STAYING, len(customers))
    )
    leaving = of_kind(customers, "leaving")
    chance = rng.beta(ALIKE_IN_LEAVING * leaving, ALIKE_IN_LEAVING * (1 - leaving))
    known = rng.random(len(customers)) < of_kind(customers, "known")
    now = rng.random(len(customers)) * np.where(known, KNOWN_WITHIN, DAYS)
    who, rounds = np.arange(len(customers)), []
    while len(who):
        leaves = (rng.random(len(who)) < chance[who]) & (len(rounds) > 0)
        rounds.append(pd.DataFrame({"who": who, "day": in_season(now), "leaves": leaves}))
        who, now = who[~leaves], now[~leaves]
        now = now + SHORTEST_GAP + rng.exponential(1 / rate[who])
        who, now = who[now < DAYS], now[now < DAYS]
    return pd.concat(rounds).sort_values(["who", "day"], ignore_index=True)


def make_stays(rng: np.random.Generator, customers: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per stay: revenue, and cost of room, food and commission."""
    ratio = rng.normal(of_kind(customers, "cost_ratio"), of_kind(customers, "cost_spread"))
    ratio = ratio + PORTAL_COMMISSION * (customers["channel"] == "Portal").to_numpy()
    who = visits["who"].to_numpy()
    revenue = of_kind(customers, "revenue_per_stay")[who] * rng.lognormal(-0.1, 0.45, len(who))
    cost = revenue * np.clip(ratio[who] + rng.normal(0, 0.04, len(who)), 0.3, 1.3)
    table = pd.DataFrame(
        {
            "customer_id": customers["customer_id"].to_numpy()[who],
            "date": dates(visits["day"]),
            "hotel": rng.choice(["Bergen", "Copenhagen", "Hamburg", "Leeds", "Oslo", "Utrecht"], len(who)),
            "revenue": revenue.round(2),
            "cost": cost.round(2),
        }
    )
    return numbered(table, "stay_id", "S")


def make_service(rng: np.random.Generator, customers: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per service event with its unit cost, on the day of a stay."""
    kinds = customers["kind"].to_numpy()
    mean = of_kind(customers, "events") * rng.gamma(1.2, 1 / 1.2, len(customers))
    visit = np.repeat(np.arange(len(visits)), rng.poisson(mean[visits["who"]]))
    who = visits["who"].to_numpy()[visit]
    events = np.array([rng.choice(list(UNIT_COSTS), p=EVENTS[kinds[one]]) for one in who])
    table = pd.DataFrame(
        {
            "customer_id": customers["customer_id"].to_numpy()[who],
            "date": dates(visits["day"].to_numpy()[visit]),
            "event": events,
            "cost": [UNIT_COSTS[event] for event in events],
        }
    )
    return numbered(table, "event_id", "E")


def make_survey(rng: np.random.Generator, customers: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return the answers, each after a stay; business guests are over-represented, weights put it right."""
    last = visits.groupby("who")["day"].max()
    stays = visits[visits["day"] < LAST_ASKED].sample(frac=1, random_state=rng).drop_duplicates("who")
    kind_of_stay = customers["kind"].to_numpy()[stays["who"]]
    asked = [
        rng.choice(np.flatnonzero(kind_of_stay == name), kind.answers, replace=False)
        for name, kind in KINDS.items()
    ]
    stays = stays.iloc[rng.permutation(np.concatenate(asked))]
    who = stays["who"].to_numpy()
    kinds = customers["kind"].to_numpy()[who]
    day = stays["day"].to_numpy() + rng.integers(1, 8, len(who))
    stayed = last[who].to_numpy() > day
    mood = rng.normal(size=len(who))
    feelings = {name: 0.5 * mood + np.sqrt(0.75) * rng.normal(size=len(who)) for name in RATINGS}
    never = {name: rng.random(len(who)) < unused for name, (_, _, unused) in RATINGS.items()}
    pull = np.array([[DRIVERS[kind].get(name, 0.0) for name in RATINGS] for kind in kinds])
    felt = np.column_stack([np.where(never[name], 0.0, feelings[name]) for name in RATINGS])
    likely = 8.1 + LEAVERS_RECOMMEND * ~stayed + (pull * felt).sum(axis=1)
    recommend = on_scale(likely + rng.normal(0, 1.15, len(who)), 0)
    ratings = {name: rated(rng, name, feelings[name], never[name]) for name in RATINGS}
    shares = [table.value_counts(normalize=True) for table in (customers["kind"], pd.Series(kinds))]
    table = pd.DataFrame(
        {
            "customer_id": customers["customer_id"].to_numpy()[who],
            "date": dates(day),
            **ratings,
            "recommend": recommend.astype(int),
            "stayed_again": stayed.astype(int),
            "weight": pd.Series(kinds).map(shares[0] / shares[1]).round(4),
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


def with_overall(rng: np.random.Generator, survey: pd.DataFrame) -> pd.DataFrame:
    """Return the survey with the overall satisfaction, an end result: it follows the recommendation."""
    follows = OVERALL_AT_0 + OVERALL_PER_POINT * survey["recommend"] + rng.normal(0, 0.7, len(survey))
    table = survey.copy()
    table.insert(list(table).index("recommend") + 1, "overall", on_scale(follows.to_numpy(), 1))
    return table


def spreads_above(ratings: pd.Series, name: str) -> pd.Series:
    """Return a touchpoint's ratings in spreads above its mean, NaN where there is none."""
    mean, spread, _ = RATINGS[name]
    return (ratings.mask(ratings.isin([NO_ANSWER, NEVER_USED])).astype(float) - mean) / spread


def make_response_times(rng: np.random.Generator, customers: pd.DataFrame) -> pd.DataFrame:
    """Return one row per request: the channel and the hours until the first answer."""
    channels = rng.choice(list(RESPONSE_HOURS), 3000, p=[share for _, _, share in RESPONSE_HOURS.values()])
    median, spread, _ = np.array([RESPONSE_HOURS[channel] for channel in channels]).T
    table = pd.DataFrame(
        {
            "customer_id": rng.choice(customers["customer_id"].to_numpy(), len(channels)),
            "date": random_days(rng, len(channels)),
            "channel": channels,
            "hours": (median * rng.lognormal(0, spread)).round(2),
        }
    )
    return numbered(table, "request_id", "R")


def of_kind(customers: pd.DataFrame, figure: str) -> np.ndarray:
    """Return each customer's figure of their kind."""
    return customers["kind"].map({name: getattr(kind, figure) for name, kind in KINDS.items()}).to_numpy()


def main(folder: Path = HERE) -> None:
    """Write all tables into ``folder``."""
    for name, table in make_firm().items():
        write_table(table, folder / name)
        print(f"{name}: {len(table):,} rows")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
