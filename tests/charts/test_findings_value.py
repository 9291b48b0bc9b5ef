import pytest
from made_up_value import cohort, segment_value, value

from cxworkshop.charts.findings_value import (
    find_kept,
    find_kept_by_segment,
    find_retention,
    find_value,
    kept_by_period,
    name_cohort,
    say_horizon,
)
from cxworkshop.domain.value import Cohort, ExpectedValue


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("means", "expected"),
    [
        ((), "A customer is expected to be worth 412 EUR over the next 52 weeks."),
        ((90,), "All customers are in one segment, A, worth 90 EUR each over the next 52 weeks."),
        ((90, 20), "Expected to be worth most over the next 52 weeks: A, with 90 EUR per customer."),
        (
            (90, 85, 20),
            "The two segments expected to be worth most can't be told apart over the next 52 weeks.",
        ),
        (
            (90, 85),
            "No segment stands out in expected value over the next 52 weeks: the two can't be told apart.",
        ),
    ],
)
def test_value_names_the_first_only_where_the_intervals_bear_it(means, expected):
    segments = tuple(segment_value(name, 40, 0.5, mean, 10) for name, mean in zip("ABC", means, strict=False))

    assert expected == plain(find_value(value(segments=segments)))


def test_what_a_kept_customer_is_worth():
    assert plain(find_kept(value())).startswith("A customer known to stay is worth 264 EUR more")


def test_retention_weighs_cohorts_by_their_customers():
    young = Cohort(start="2026-02", customers=100, kept=(1.0, 0.2))
    old = Cohort(start="2026-01", customers=300, kept=(1.0, 0.6, 0.4))
    found = value(cohorts=(old, young))

    assert [(kept.period, pytest.approx(kept.share), kept.customers) for kept in kept_by_period(found)] == [
        (1, 0.5, 400),
        (2, 0.4, 300),
    ]
    assert plain(find_retention(found)) == (
        "50 % of new customers buy again in the month after (n = 400), 40 % in month 2 (n = 300)."
    )


@pytest.mark.parametrize(
    ("cohorts", "expected"),
    [
        ((), ""),
        ((cohort("2026-01", 50, 0),), ""),
        ((cohort("2026-01", 50, 1, 0.6),), "50 % of new customers buy again in the month after (n = 50)."),
    ],
)
def test_retention_at_the_edges(cohorts, expected):
    assert expected == plain(find_retention(value(cohorts=cohorts)))


@pytest.mark.parametrize(
    ("start", "expected"),
    [("2024-10", "Oct 2024"), ("2024-Q4", "Q4 2024"), ("2024", "2024"), ("x-13", "x-13")],
)
def test_cohorts_are_named_as_people_write_them(start, expected):
    assert expected == name_cohort(start)


@pytest.mark.parametrize(("horizon", "expected"), [(1, "the next week"), (52, "the next 52 weeks")])
def test_the_horizon_in_words(horizon, expected):
    found = value(expected_value=ExpectedValue(mean=1, total=1, horizon=horizon))

    assert expected == say_horizon(found)


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        (("Leisure",), "Leisure 105 EUR (n = 1,310)."),
        (
            (),
            (
                "Business regulars 350 EUR (n = 640), Leisure 105 EUR (n = 1,310), "
                "Tour groups 62.45 EUR (n = 450)."
            ),
        ),
    ],
)
def test_what_keeping_adds_is_said_of_the_targets_else_of_the_segments(targets, expected):
    said = find_kept_by_segment(value(), targets).replace("\u00a0", " ")

    assert said == f"What keeping a customer adds, by segment: {expected}"
