"""Charts and findings of the health check."""

import re

import pytest
from drawn_texts import texts as drawn
from made_up_health import CATALOGUE, sheet

from cxworkshop.analysis.health import health
from cxworkshop.analysis.health_changes import health_changes
from cxworkshop.charts.findings_health import find_disagreement, find_rounds, find_stops, find_themes
from cxworkshop.charts.health import plot_disagreement, plot_health, plot_stops
from cxworkshop.charts.health_rounds import plot_rounds
from cxworkshop.charts.svg import to_svg
from cxworkshop.settings import texts

LABELS = {one: f"Mistake {one}" for one in "ABCD"}


def _team(*levels, function="Sales"):
    """Return sheets whose levels of A and B, C and D are given."""
    return [
        sheet(f"P{place}", {"A": metrics, "B": metrics, "C": feedback, "D": feedback}, function)
        for place, (metrics, feedback) in enumerate(levels)
    ]


def _found(*levels, **changes):
    return health(_team(*levels, **changes), CATALOGUE)


APART = ((3, 0), (3, 1), (3, 0), (2, 0))
PLOTS = {
    "themes": lambda: plot_health(_found(*APART)),
    "alone": lambda: plot_health(_found((2, 1))),
    "hostile": lambda: plot_health(_found(*APART, function="\x07<b>" + "W" * 70)),
    "apart": lambda: plot_disagreement(_found(*APART), LABELS, texts("health")["levels"]),
    "stops": lambda: plot_stops(_found(*APART), LABELS),
    "stops alone": lambda: plot_stops(_found((2, 1)), LABELS),
    "rounds": lambda: plot_rounds(health_changes(_team(*APART), _team(*APART[::-1]), CATALOGUE)),
    "rounds alone": lambda: plot_rounds(health_changes(_team((2, 1)), _team((1, 1)), CATALOGUE)),
}


@pytest.mark.parametrize("name", PLOTS)
def test_every_chart_of_the_health_check_is_drawn_large_with_n(name):
    svg = to_svg(PLOTS[name]())

    assert min(map(float, re.findall(r'font-size="([\d.]+)px"', svg))) >= 14
    assert re.search(r"n = \d", svg) or "of 1 know" in svg


def test_the_heat_map_says_mean_range_and_n_for_all_and_by_function():
    said = drawn(plot_health(_found(*APART)))

    assert said.count("2.8") == 2
    assert {"All", "Sales"} <= set(said)
    assert any("n = 4" in text for text in said)


def test_one_alone_has_no_column_of_their_function():
    assert "Sales" not in drawn(plot_health(_found((2, 1))))


def test_a_theme_that_stands_apart_is_named():
    assert find_themes(_found(*APART)).startswith("Of all themes, we do most that harms us in “Metrics”: 2.8")


def test_themes_that_can_not_be_told_apart_are_not_ranked():
    assert find_themes(_found((3, 1), (0, 2), (2, 3))).startswith("No theme stands out")


def test_nothing_done_is_said():
    nothing = _found(*[(0, 0)] * 3)

    assert "None of it is done" in find_themes(nothing)
    assert "nothing to stop" in find_stops(nothing, LABELS)
    assert "same answers" in find_disagreement(nothing, LABELS)


def test_one_alone_is_never_said_to_be_a_team():
    alone = _found((2, 1))

    assert "one person (n = 1)" in find_themes(alone)
    assert "one person (n = 1)" in find_stops(alone, LABELS)


def test_leaders_far_apart_are_told_from_leaders_that_differ_a_little():
    assert find_disagreement(_found((0, 0), (3, 0), (3, 0)), LABELS).startswith("We disagree most")
    assert find_disagreement(_found(*[(1, 0)] * 9, (2, 0)), LABELS).startswith("On no question")


def test_questions_that_can_not_be_told_apart_are_not_ranked():
    alike = _found((3, 1), (0, 2), (2, 3))

    assert find_stops(alike, LABELS).startswith("Nothing stands out as what to stop first")
    assert "no question stands out" in find_disagreement(alike, LABELS)


def test_of_many_questions_those_that_lead_are_named_together():
    some = _found(*[(3, 0)] * 5, (2, 0))
    mixed = _found(*[(0, 1), (3, 1)] * 9)

    assert find_stops(some, LABELS).startswith("We do this and can stop it first: “Mistake A”.")
    assert "“Mistake A” and “Mistake B”, which can’t be told apart" in find_disagreement(mixed, LABELS)


def test_the_first_to_stop_comes_with_its_range_and_n():
    assert re.fullmatch(
        r"We do this and can stop it first: “Mistake A”\. 2\.8 of 3 \([\d.]+ to 3\.0, n = 4\)\.",
        find_stops(_found(*APART), LABELS),
    )


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (((0, 2), (1, 3), (1, 3), (0, 2)), "better in “Metrics”, and worse in “Feedback”"),
        (APART, "In no theme"),
        (((1, 0), (1, 1), (1, 0), (0, 0)), "Whether “Metrics” changed by more than chance can’t be told"),
    ],
)
def test_changes_are_named_only_beyond_chance(after, said):
    assert said in find_rounds(health_changes(_team(*APART), _team(*after), CATALOGUE))


def test_rounds_of_one_alone_claim_nothing():
    assert "no ranges" in find_rounds(health_changes(_team((2, 1)), _team((1, 1)), CATALOGUE))
