import pytest
from made_up_measured import (
    SITES,
    answer_time,
    gaming_sign,
    lagged,
    level,
    measured_metric,
    refused_lag,
)
from made_up_metrics import assumptions, stakes
from made_up_survey import LABELS

from cxworkshop.charts.findings_metrics import (
    ask_gaming,
    find_flaw,
    find_lag,
    find_level,
    find_reach,
    find_stakes,
)
from cxworkshop.domain.scorecard import Flaw
from cxworkshop.domain.target_reach import reach_of


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {},
            (
                "Rooms ready on arrival stood at 0.65 share of arrivals in Q3 2026 (0.62 to 0.68, n = 13), "
                "up from 0.58 share of arrivals in Q3 2025; the firm's target is 0.8 share of arrivals."
            ),
        ),
        (
            {"target": None, "unit": "%", "today": level(mean=0.59)},
            (
                "Rooms ready on arrival stood at 0.59 % in Q3 2026 (0.56 to 0.62, n = 13), "
                "not clearly another than in Q3 2025 (0.58 %)."
            ),
        ),
        (
            {"target": None, "unit": "", "today": level(mean=0.5)},
            (
                "Rooms ready on arrival stood at 0.5 in Q3 2026 (0.47 to 0.53, n = 13), "
                "down from 0.58 in Q3 2025."
            ),
        ),
        (
            {"target": None, "unit": "", "today": level("Spring")},
            "Rooms ready on arrival stood at 0.65 in Spring (0.62 to 0.68, n = 13).",
        ),
    ],
)
def test_a_level_is_set_against_the_year_before_and_the_target(changes, expected):
    assert expected == plain(find_level(measured_metric(**changes)))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (refused_lag(), refused_lag().refusal),
        (
            lagged(None),
            (
                "No lag stands out: whether Rooms ready on arrival runs ahead of recommendation "
                "can't be told from these nine lags."
            ),
        ),
        (
            lagged(2),
            (
                "Rooms ready on arrival runs ahead of recommendation by two weeks "
                "(correlation 0.58, 0.28 to 0.88, n = 102); that alone shows no cause."
            ),
        ),
        (
            lagged(1, -0.58, step="month"),
            (
                "When Rooms ready on arrival rises, recommendation tends to fall one month later "
                "(correlation −0.58, −0.88 to −0.28, n = 103); that alone shows no cause."
            ),
        ),
        (
            lagged(0),
            (
                "Rooms ready on arrival and recommendation rise and fall in the same week "
                "(correlation 0.58, 0.28 to 0.88, n = 104): it doesn't run ahead."
            ),
        ),
        (
            lagged(0, -0.5),
            (
                "Rooms ready on arrival rises when recommendation falls, in the same week "
                "(correlation −0.50, −0.80 to −0.20, n = 104): it doesn't run ahead."
            ),
        ),
    ],
)
def test_a_lag_is_told_without_a_cause(found, expected):
    assert expected == find_lag(found, "recommendation")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            "heap",
            (
                "Hours to answer an e-mail: of 160 values near the target of 24, 71 % (61 to 80 %) lie just "
                "within it, against 50 % to be expected. What happens shortly before the target?"
            ),
        ),
        (
            "month_end",
            (
                "Hours to answer an e-mail: 21 % (16 to 26 %) of 1,440 cases fall on the last days "
                "of a month, against 10 % to be expected. What is different then?"
            ),
        ),
        (
            "ceiling",
            (
                "Farewell: of 42 comments beside a top rating, 38 % (22 to 58 %) are critical, "
                "against 5 % to be expected. How are people asked for the rating?"
            ),
        ),
        (
            "rising_scores",
            (
                "Farewell: scores rise by 0.41 points a year (0.15 to 0.67, n = 1,900), while the share that "
                "stays falls by 6 points a year (2 to 10). What do the scores leave out?"
            ),
        ),
    ],
)
def test_a_sign_of_gaming_is_asked_about(kind, expected):
    assert expected == plain(ask_gaming(gaming_sign(kind), LABELS))


def test_a_touchpoint_is_called_by_its_label():
    assert ask_gaming(gaming_sign("ceiling", about="check_in"), LABELS).startswith("Check-in: ")


BEST = "the best was Utrecht with 0.71 share of arrivals (0.69 to 0.73, n = 52)."


@pytest.mark.parametrize(
    ("metric", "better", "target", "expected"),
    [
        (
            answer_time(),
            "down",
            21.0,
            (
                "Hours to answer an e-mail is at 21 hours (19.5 to 22.5) already, "
                "so a target of 21 hours asks for nothing more."
            ),
        ),
        (
            measured_metric(),
            "up",
            0.7,
            (
                "0.7 share of arrivals has been reached: Utrecht is at 0.71 share of arrivals "
                "(0.69 to 0.73, n = 52)."
            ),
        ),
        (
            answer_time(),
            "down",
            20.0,
            (
                "20 hours has been reached before: Hours to answer an e-mail was at 20 hours in Q4 2024 "
                "(18.5 to 21.5, n = 180)."
            ),
        ),
        (
            measured_metric(),
            "up",
            0.9,
            f"No site and no quarter has reached 0.9 share of arrivals; {BEST}",
        ),
        (
            measured_metric(sites=(level(next(iter(SITES)), 0.6),), unit=""),
            "up",
            0.9,
            (
                "No site and no quarter has reached 0.9; the best was Q1 2026 with 0.66 "
                "(0.63 to 0.69, n = 13)."
            ),
        ),
        (
            answer_time(unit=""),
            "down",
            8.0,
            "No quarter has reached 8; the best was Q4 2024 with 20 (18.5 to 21.5, n = 180).",
        ),
        (
            measured_metric(unit="%"),
            "up",
            0.6,
            "A target of 0.6 % asks for less than today's 0.65 % (0.62 to 0.68, n = 13).",
        ),
        (
            answer_time(),
            "down",
            24.0,
            "A target of 24 hours allows more than today's 21 hours (19.5 to 22.5, n = 180).",
        ),
        (
            answer_time(),
            "down",
            21.0001,
            (
                "Hours to answer an e-mail is at 21 hours (19.5 to 22.5) already, "
                "so a target of 21 hours asks for nothing more."
            ),
        ),
    ],
)
def test_a_target_is_set_against_the_best_that_was_seen(metric, better, target, expected):
    assert expected == plain(find_reach(reach_of(metric, target, better), metric, target))


TWO = stakes().stakes
APART = (TWO[0].model_copy(update={"profit": TWO[0].profit.model_copy(update={"high": 2_500})}), TWO[1])


@pytest.mark.parametrize(
    ("found", "measure", "expected"),
    [
        (stakes(stakes=()), "profit", "Say first which ratings might rise, and by how much."),
        (stakes(stakes=(), refusals=("Too few.",)), "profit", "Too few."),
        (
            stakes(stakes=(TWO[0].model_copy(update={"profit": None}),)),
            "profit",
            "What this might bring can't be told from these tables.",
        ),
        (
            stakes(stakes=TWO[:1]),
            "staying",
            (
                "If half of what goes together is cause, Check-in rated 0.6 higher might bring "
                "0.2 to 1.1 percentage points more customers who stay."
            ),
        ),
        (
            stakes(stakes=APART, assumptions=assumptions(causal=0.3, years=2.5)),
            "profit",
            (
                "If 30 % of what goes together is cause, When something goes wrong rated 1 higher might "
                "bring most: 2,600 to 10 k EUR of profit over 2.5 years."
            ),
        ),
        (
            stakes(stakes=(*APART, TWO[0]), assumptions=assumptions(causal=1.0), currency=None),
            "profit",
            (
                "If all of what goes together is cause, When something goes wrong rated 1 higher might "
                "bring 2,600 to 10 k of profit over a year; the first two can't be told apart."
            ),
        ),
        (
            stakes(stakes=(TWO[1], TWO[1])),
            "recommendation",
            (
                "If half of what goes together is cause, When something goes wrong rated 1 higher might "
                "bring 0.22 to 0.4 points of recommendation; the two can't be told apart."
            ),
        ),
    ],
)
def test_stakes_are_ranges_with_what_is_assumed(found, measure, expected):
    assert expected == plain(find_stakes(found, measure))


@pytest.mark.parametrize("flaw", Flaw.__args__)
def test_every_flaw_has_a_sentence(flaw):
    assert find_flaw(flaw).startswith("The scorecard has ")
