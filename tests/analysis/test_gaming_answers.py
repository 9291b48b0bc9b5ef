import numpy as np
import pandas as pd
import pytest

from cxworkshop.analysis.complaints import complains, complaint_words, words_of
from cxworkshop.analysis.gaming_answers import ceiling, rising_scores, top_rated, trend
from cxworkshop.errors import InvalidChoiceError

COMPLAINT, PRAISE = "I waited for an hour.", "No wait at all, thank you."
WEEKS = pd.date_range("2024-10-07", periods=104, freq="7D")


def says(text):
    return complains(text, complaint_words())


def comments(**touchpoints):
    """Comments by touchpoint: how many with a top rating complain, and how many don't."""
    rows = [
        (name, text, 9.0 + place % 2)
        for name, counts in touchpoints.items()
        for text, count in zip((COMPLAINT, PRAISE), counts, strict=True)
        for place in range(count)
    ]
    return pd.DataFrame(rows, columns=["touchpoint", "text", "rating"])


@pytest.mark.parametrize(
    "text",
    [
        "We waited for a table.",
        "The room was NOT READY at four",
        "no queue, but slow",
        "Not only slow but dirty",
        "Very disappointing",
        "Nobody told me before I arrived",
        "They asked me to give a ten, so I did",
    ],
)
def test_complaints_are_recognised(text):
    assert says(text)


@pytest.mark.parametrize(
    "text",
    [
        "No wait at all",
        "They didn't make us wait",
        "It wasn’t slow",
        "Split the bill without any long delay",
        "Lovely waiter",
        "Never disappointed",
        "They had my details ready. No form, no queue, straight to the room.",
        "",
    ],
)
def test_praise_is_no_complaint(text):
    assert not says(text)


def test_the_list_may_be_changed():
    words = words_of(["pigeon*"], ["sans"])

    assert complains("Pigeons everywhere", words)
    assert not complains("Sans pigeons", words)
    assert not complains("We waited", words)


def test_a_word_without_quotes_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(
        "cxworkshop.analysis.complaints.read_yaml", lambda _: {"complaints": ["slow"], "negations": [False]}
    )
    complaint_words.cache_clear()

    with pytest.raises(
        InvalidChoiceError, match=r"under negations, but False came; put every word in quotes"
    ):
        complaint_words()
    complaint_words.cache_clear()


@pytest.mark.parametrize(
    ("scale", "ratings", "top"),
    [((0, 10), [8, 9, 10], 2), ((1, 10), [8, 9, 10], 2), ((1, 5), [4, 5], 1), ((1, 7), [6, 7], 1)],
)
def test_top_ratings_are_the_top_of_the_scale(scale, ratings, top):
    assert len(top_rated(pd.DataFrame({"rating": [*ratings, np.nan]}), scale)) == top


def test_contrary_comments_below_top_ratings_are_found():
    (sign,) = ceiling(comments(farewell=(9, 13), room=(1, 40), sleep=(0, 30)), (1, 10), says)

    assert (sign.kind, sign.about, sign.n) == ("ceiling", "farewell", 22)
    assert (sign.found, sign.expected) == (9 / 22, 1 / 71)
    assert sign.expected < sign.low < sign.found < sign.high


@pytest.mark.parametrize(
    "said",
    [
        {"farewell": (4, 5), "room": (0, 60)},
        {"farewell": (9, 13), "room": (0, 9)},
        {"farewell": (6, 14), "room": (12, 28)},
        {"": (9, 13), "room": (0, 60)},
    ],
    ids=["too few", "too few others", "alike", "no touchpoint named"],
)
def test_nothing_is_found_where_nothing_stands_out(said):
    assert ceiling(comments(**said), (1, 10), says) == ()


def test_chance_hardly_ever_makes_contrary_comments():
    rng = np.random.default_rng(3)
    alarms = 0
    for _ in range(60):
        counts = {name: rng.binomial(25, 0.1) for name in "abcdef"}
        alarms += bool(ceiling(comments(**{k: (n, 25 - n) for k, n in counts.items()}), (1, 10), says))

    assert alarms <= 3


def answers(score_slope, stay_slope, weeks=104, per_week=20, seed=1):
    """Answers whose score and share that stays change by so much a year."""
    rng = np.random.default_rng(seed)
    dates = WEEKS[:weeks].repeat(per_week)
    years = np.asarray((dates - WEEKS[0]).days) / 365.25
    return pd.DataFrame(
        {
            "date": dates,
            "score": 7 + score_slope * years + rng.normal(0, 1.5, len(dates)),
            "stayed": (rng.random(len(dates)) < 0.7 + stay_slope * years).astype(float),
            "weight": 1.0,
        }
    )


def test_scores_that_rise_while_customers_leave_are_found():
    (sign,) = rising_scores(answers(0.5, -0.15), ("score",))

    assert (sign.kind, sign.about, sign.n, sign.expected) == ("rising_scores", "score", 2080, 0)
    assert sign.low < 0.5 < sign.high
    assert sign.also_low < -0.15 < sign.also_high < 0 < sign.low


@pytest.mark.parametrize(("score", "stay"), [(0.5, 0), (0.5, 0.15), (0, -0.15), (-0.5, -0.15), (0, 0)])
def test_one_of_both_is_no_sign(score, stay):
    assert rising_scores(answers(score, stay), ("score",)) == ()


def test_half_a_year_is_needed():
    assert rising_scores(answers(4, -1.2, weeks=23), ("score",)) == ()
    assert len(rising_scores(answers(4, -1.2, weeks=24), ("score",))) == 1


def test_a_years_change_by_hand():
    line = pd.DataFrame({"date": WEEKS[:53].repeat(5), "weight": 1.0})
    line["score"] = np.arange(53).repeat(5) * 7 / 365.25

    assert trend(line, "score", "week", 0.95) == pytest.approx((1, 1, 1))
