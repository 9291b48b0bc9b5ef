"""The sample firm: made again byte for byte, read as meant, and what is planted is found."""

import gzip
import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest
import yaml

from cxworkshop.analysis.bg_nbd import expected_purchases, fit_bg_nbd, p_alive
from cxworkshop.analysis.purchases import read_purchases
from cxworkshop.domain.journey import MOST_HALLMARKS, Hallmark
from cxworkshop.domain.metrics import Metric
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm
from cxworkshop.settings import assets

FOLDER = assets("data") / "sample-firm"
TRUTHS = yaml.safe_load((FOLDER / "truths.yaml").read_text("utf-8"))
DECISIONS = yaml.safe_load((FOLDER / "decisions.yaml").read_text("utf-8"))


def _generator() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(FOLDER)  # where its parts lie
        spec = importlib.util.spec_from_file_location("generate_sample_firm", FOLDER / "generate.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def firm() -> Firm:
    files = {
        Role.TRANSACTIONS: "stays.csv.gz",
        Role.SERVICE: "service.csv.gz",
        Role.CUSTOMERS: "customers.csv",
        Role.SURVEY: "survey.csv",
        Role.JOURNEY: "journey.csv",
        Role.METRICS: "metrics.csv",
    }
    codes = {Role.SURVEY: {"missing": TRUTHS["missing"], "never_used": TRUTHS["never_used"]}}
    return Firm({r: attach(r, str(FOLDER / name), **codes.get(r, {})) for r, name in files.items()})


@pytest.fixture(scope="module")
def visits() -> pd.DataFrame:
    """What only the generator knows: after which stay a customer leaves for good."""
    customers, visits, _ = _generator().make_guests()
    return visits.assign(**customers.loc[visits["who"], ["customer_id", "kind"]].reset_index(drop=True))


@pytest.fixture(scope="module")
def profits(firm: Firm) -> pd.DataFrame:
    rows = firm.transactions()
    made = rows.group_by("customer").aggregate(
        profit=(rows.revenue - rows.cost).sum(), revenue=rows.revenue.sum()
    )
    served = firm.service().execute().groupby("customer")["cost"].sum()
    profits = firm.customers().set_index("customer").join(made.execute().set_index("customer"))
    profits["before"] = profits["profit"]
    profits["profit"] = profits["profit"].sub(served, fill_value=0)
    return profits


@pytest.fixture(scope="module")
def answers(firm: Firm) -> pd.DataFrame:
    return firm.survey().merge(firm.customers(), on="customer")


def test_the_generator_gives_the_same_bytes(tmp_path):
    generator = _generator()
    generator.main(tmp_path)
    made = sorted(tmp_path.iterdir())

    assert [path.name for path in made] == [
        "customers.csv",
        "metrics.csv",
        "response_times.csv",
        "service.csv.gz",
        "stays.csv.gz",
        "survey.csv",
        "verbatims.csv",
    ]
    for path in made:
        # zlib's version may pack otherwise: what is inside counts
        unpack = gzip.decompress if path.suffix == ".gz" else bytes
        assert unpack((FOLDER / path.name).read_bytes()) == unpack(path.read_bytes())
    assert TRUTHS["seed"] == generator.SEED


def test_the_data_stay_small():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 4_000_000


def test_every_table_is_clean_and_understood(firm: Firm):
    checks = [check for role in Role if firm.has(role) for check in firm.attached(role).checks]

    assert ["never used" in check.text for check in checks if check.level != "ok"] == [True]
    assert firm.attached(Role.CUSTOMERS).columns("attribute") == ("kind", "region", "channel")
    assert list(firm.attached(Role.SURVEY).columns("touchpoint")) == firm.journey()["touchpoint"].tolist()
    assert firm.attached(Role.SURVEY).column("satisfaction") == TRUTHS["end_result"]
    assert firm.attached(Role.SURVEY).rows == TRUTHS["answers"]


def test_blank_codes_are_suspected_where_they_are_not_given():
    checks = attach(Role.SURVEY, str(FOLDER / "survey.csv")).checks

    assert any(check.text.endswith("--missing 0,99") for check in checks)


def test_who_earns_the_profit(profits: pd.DataFrame):
    by_kind = profits.groupby(TRUTHS["segment_attribute"])
    share = by_kind["profit"].sum() / profits["profit"].sum()
    low, high = TRUTHS["profitable_segment_share"]

    assert len(profits) == TRUTHS["customers"]
    assert by_kind.size().idxmax() == TRUTHS["largest_segment"]
    assert share.idxmax() == TRUTHS["profitable_segment"]
    assert low < share.max() < high


def test_who_loses_money_on_service(profits: pd.DataFrame):
    by_kind = profits.groupby(TRUTHS["segment_attribute"])[["before", "profit", "revenue"]].sum()
    losing = by_kind.loc[TRUTHS["losing_segment"]]

    assert losing["before"] > 0 > losing["profit"]
    assert by_kind["revenue"].idxmax() == TRUTHS["losing_segment"]
    assert (by_kind["profit"] < 0).sum() == 1


def test_the_whale_curve_peaks_well_above_the_total(profits: pd.DataFrame):
    curve = profits["profit"].sort_values(ascending=False).cumsum() / profits["profit"].sum()
    low, high = TRUTHS["whale_peak_share"]

    assert low < curve.max() < high


def _slopes(answers: pd.DataFrame, touchpoints: list[str]) -> pd.Series:
    complete = answers[["outcome", *touchpoints]].dropna()
    ratings = (complete[touchpoints] - complete[touchpoints].mean()) / complete[touchpoints].std()
    design = np.column_stack([np.ones(len(ratings)), ratings])
    slopes = np.linalg.lstsq(design, complete["outcome"], rcond=None)[0][1:]
    return pd.Series(slopes, index=touchpoints).sort_values(ascending=False)


def test_what_moves_recommendation(firm: Firm, answers: pd.DataFrame):
    slopes = _slopes(answers, firm.journey()["touchpoint"].tolist())
    expected = TRUTHS["drivers_everyone"]

    assert set(slopes.index[: len(expected)]) == set(expected)
    assert set(DECISIONS["predictions"]["first_driver"].values()) <= set(slopes.index)


def test_the_ranking_is_another_one_for_the_profitable(firm: Firm, answers: pd.DataFrame):
    profitable = answers[answers[TRUTHS["segment_attribute"]] == TRUTHS["profitable_segment"]]
    slopes = _slopes(profitable, firm.journey()["touchpoint"].tolist())
    expected = TRUTHS["drivers_profitable"]

    assert slopes.index[: len(expected)].tolist() == expected
    assert (slopes[TRUTHS["not_a_driver_profitable"]] < slopes[expected].min() / 3).all()


@pytest.mark.parametrize("score", ["outcome", "satisfaction"])
def test_satisfied_guests_leave_too(answers: pd.DataFrame, score):
    left = answers[answers["stayed"] == 0]
    low, high = TRUTHS["satisfied_leavers"]

    assert low < (left[score] >= TRUTHS["satisfied_from"]).mean() < high


def test_the_hotel_is_that_of_the_last_stay():
    stays = pd.read_csv(FOLDER / "stays.csv.gz")
    answers = pd.read_csv(FOLDER / "survey.csv")
    before = answers.merge(stays, on="customer_id", suffixes=("", "_of_stay")).query("date_of_stay < date")
    last = before.sort_values("date_of_stay").drop_duplicates("answer_id", keep="last")

    assert len(last) == len(answers)
    assert (last["hotel"] == last["hotel_of_stay"]).all()
    assert (answers["served_by"].str.split(", ").str[1] == answers["hotel"]).all()


def test_whoever_stayed_again_did_so_after_answering():
    stays = pd.read_csv(FOLDER / "stays.csv.gz").groupby("customer_id")["date"].agg(["min", "max"])
    answers = pd.read_csv(FOLDER / "survey.csv").join(stays, on="customer_id")

    assert (answers["min"] < answers["date"]).all()
    assert ((answers["max"] > answers["date"]) == (answers["stayed_again"] == 1)).all()


def test_business_guests_keep_longest(visits: pd.DataFrame):
    left = visits.groupby(["kind", "who"])["leaves"].any()
    stayed = (1 - left.groupby("kind").mean()).sort_values()
    expected = pd.DataFrame(TRUTHS["alive"], index=["low", "high"]).T
    low, high = TRUTHS["alive_everyone"]

    assert stayed.index.tolist() == expected.index.tolist()
    assert stayed.idxmax() == TRUTHS["alive_highest"]
    assert stayed.between(expected["low"], expected["high"]).all()
    assert low < 1 - left.mean() < high


def test_a_fitted_model_finds_who_has_left(firm: Firm, visits: pd.DataFrame):
    read = read_purchases(firm.transactions())
    history = read.frequency, read.recency, read.age
    alive = pd.Series(p_alive(fit_bg_nbd(*history), *history), index=read.customer)
    of_customer = visits.groupby("customer_id").agg(kind=("kind", "first"), left=("leaves", "any"))
    found = of_customer.assign(alive=alive).groupby("kind")[["alive", "left"]].mean()

    assert found["alive"].sort_values().index.tolist() == list(TRUTHS["alive"])
    assert (found["alive"] + found["left"] - 1).abs().max() < 0.1
    assert 0.5 < alive.mean() < 0.8


def test_a_model_fitted_to_the_first_part_foretells_the_last(firm: Firm):
    read = read_purchases(firm.transactions(), until=TRUTHS["held_out_until"])
    history = read.frequency, read.recency, read.age
    expected = expected_purchases(fit_bg_nbd(*history), *history, read.after).sum()

    assert abs(expected / read.held_out.sum() - 1) < TRUTHS["held_out_within"]


def test_one_channel_answers_unevenly():
    hours = pd.read_csv(FOLDER / "response_times.csv").groupby("channel")["hours"]
    spread = np.log(hours.quantile(0.9) / hours.quantile(0.1))

    assert spread.idxmax() == TRUTHS["inconsistent_channel"]
    assert spread.max() > 2 * spread.drop(TRUTHS["inconsistent_channel"]).max()


def test_weights_make_the_answers_stand_for_all_customers(profits: pd.DataFrame, answers: pd.DataFrame):
    of_answers = answers.groupby("kind")["weight"].sum() / answers["weight"].sum()
    of_customers = profits["kind"].value_counts(normalize=True)

    assert (of_answers - of_customers).abs().max() < 0.001


def test_comments_are_about_touchpoints_of_the_journey(firm: Firm):
    comments = pd.read_csv(FOLDER / "verbatims.csv")

    assert set(comments["touchpoint"]) <= set(firm.journey()["touchpoint"])
    assert comments["rating"].between(1, 10).all()
    assert set(comments["customer_id"]) <= set(firm.customers()["customer"])


def test_the_sample_decisions_hold_together(firm: Firm, profits: pd.DataFrame):
    segments = TargetSegments(**DECISIONS["segments"])
    touchpoints = set(firm.journey()["touchpoint"])
    picks = [Hallmark(label=pick["touchpoint"], **pick) for pick in DECISIONS["hallmarks"]]
    metrics = [Metric(**metric) for metric in DECISIONS["metrics"]]

    assert set(segments.targets) <= set(profits[segments.by])
    assert len(picks) <= MOST_HALLMARKS
    assert {pick.touchpoint for pick in picks} <= touchpoints
    assert {pick.touchpoint for pick in picks} == {metric.driver for metric in metrics if metric.driver}
    assert set(TRUTHS["drivers_profitable"]) <= {pick.touchpoint for pick in picks}


def test_the_baseline_is_the_surveys(answers: pd.DataFrame):
    business = answers.loc[answers["kind"] == "Business", "outcome"]

    assert round((business >= 9).mean() * 100) == DECISIONS["success"]["baseline"]


def test_the_readme_tells_the_rows():
    readme = (FOLDER / "README.md").read_text("utf-8")
    for path in sorted([*FOLDER.glob("*.csv"), *FOLDER.glob("*.csv.gz")]):
        assert f"| `{path.name}` |" in readme
        assert f"| {len(pd.read_csv(path)):,} |" in readme.split(f"`{path.name}`")[1].split("\n")[0]


def test_the_tables_hold_nothing_personal():
    names = {"name", "email", "phone", "address"}
    for path in Path(FOLDER).glob("*.csv"):
        assert not names & set(pd.read_csv(path, nrows=1).columns)
