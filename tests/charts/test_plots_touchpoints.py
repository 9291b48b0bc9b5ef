import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import altair as alt
import pytest
from drawn_texts import texts
from made_up_experience import (
    EVERYONE,
    FACTORS,
    NAMES,
    WEIGHTED,
    channel_times,
    consistency,
    gap,
    gaps,
    opportunities,
    opportunity,
    ranked,
    robustness,
    share,
    times,
)
from made_up_survey import JOURNEY, touchpoints
from made_up_tables import HOSTILE

from cxworkshop.charts.consistency import plot_response_times, plot_shares
from cxworkshop.charts.emotions import plot_emotions
from cxworkshop.charts.perception import plot_function_gaps, plot_gaps
from cxworkshop.charts.performance import plot_opportunities, plot_performance
from cxworkshop.charts.rankings import plot_rankings
from cxworkshop.charts.robustness import plot_acceptability
from cxworkshop.charts.svg import to_svg
from cxworkshop.charts.touchpoints import plot_hallmarks
from cxworkshop.domain.journey_map import Journey, JourneyMap, Stage
from cxworkshop.domain.touchpoint import Touchpoint

TOGETHER = (share("agent", 0.19, 0.13, 0.28), share("hotel", 0.01, 0.0, 0.09))


def journey(names=NAMES, stages=4, **changes):
    """A map whose touchpoints feel better and worse by turns, the fourth not known."""
    found = [
        Touchpoint(
            id=f"p{place}",
            name=name,
            column=column,
            emotion=None if place == 3 else 1.5 - place % 4,
            **changes,
        )
        for place, (column, name) in enumerate(names.items())
    ]
    each = -(-len(found) // stages)
    held = tuple(
        Stage(id=f"s{place}", name=f"Stage {place}", touchpoints=tuple(found[place * each :][:each]))
        for place in range(stages)
    )
    return JourneyMap(id="map", name="A stay", journeys=(Journey(id="j", name="A stay", stages=held),))


def many(count):
    return {f"t{place}": f"Touchpoint with a long name, number {place}" for place in range(count)}


def crowd(count):
    return [opportunity(name, 3 + place / 30, 6.7, 0.9, 1) for place, name in enumerate(many(count))]


PLOTS: dict[str, Callable[[], alt.TopLevelMixin]] = {
    "acceptability": lambda: plot_acceptability(robustness(), NAMES, 5, ("check_in",)),
    "rankings": lambda: plot_rankings(ranked(EVERYONE), ranked(WEIGHTED), 5),
    "gaps": lambda: plot_gaps(gaps()),
    "function gaps": lambda: plot_function_gaps(gaps()),
    "performance": lambda: plot_performance(opportunities(), NAMES),
    "performance, crowded": lambda: plot_performance(opportunities(*crowd(20)), many(20)),
    "opportunities": lambda: plot_opportunities(opportunities(), NAMES),
    "shares": lambda: plot_shares(consistency(together=TOGETHER), FACTORS),
    "times": lambda: plot_response_times(times(), "hours"),
    "emotions": lambda: plot_emotions(journey()),
    "emotions, 60": lambda: plot_emotions(journey(many(60), 12), touchpoints()),
}

_HOSTILE = {f"t{place}": name for place, name in enumerate(HOSTILE)}
_TIDY = {key: " ".join(name.split("\x00")[0].split())[:290] for key, name in _HOSTILE.items()}

HOSTILE_PLOTS: dict[str, Callable[[], alt.TopLevelMixin]] = {
    "acceptability": lambda: plot_acceptability(
        robustness(dict.fromkeys(_HOSTILE, 0.5)), _HOSTILE, 5, ("t1",)
    ),
    "rankings": lambda: plot_rankings(
        ranked(list(_HOSTILE), _HOSTILE), ranked(list(_HOSTILE)[::-1], _HOSTILE), 2, HOSTILE[:2]
    ),
    "gaps": lambda: plot_gaps(gaps(gaps=tuple(gap(name, 1, 0.5) for name in HOSTILE))),
    "function gaps": lambda: plot_function_gaps(
        gaps(
            gaps=(),
            by_function=tuple(gap(name, 1, 0.5, name, 4) for name in ("", *HOSTILE)),
            withheld=("", *HOSTILE),
        )
    ),
    "performance": lambda: plot_performance(
        opportunities(*(opportunity(name, 5, 5, 0.5, 1) for name in _HOSTILE)), _HOSTILE
    ),
    "opportunities": lambda: plot_opportunities(
        opportunities(*(opportunity(name, 5, 5, 0.5, 1) for name in _HOSTILE)), _HOSTILE
    ),
    "shares": lambda: plot_shares(consistency(*(share(name, 0.1, 0, 0.2) for name in HOSTILE)), {}),
    "times": lambda: plot_response_times(
        times(*(channel_times(name, 2, 3) for name in HOSTILE), inconsistent=HOSTILE[:2]), HOSTILE[2]
    ),
    "emotions": lambda: plot_emotions(journey(_TIDY)),
}


def rows(chart):
    """Return the names of touchpoints that a chart lists, as it does."""
    return [text for text in texts(chart) if text in NAMES.values()]


@pytest.mark.parametrize("name", PLOTS)
def test_touchpoint_charts_are_drawn_offline_in_our_font_and_large(name):
    svg = to_svg(PLOTS[name]())
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', svg)]

    assert "Arial" in svg
    assert min(sizes) >= 14
    assert re.findall(r'(?:href|src)="http', svg) == []


@pytest.mark.parametrize("name", HOSTILE_PLOTS)
def test_hostile_names_are_inert_in_touchpoint_charts(name):
    svg = to_svg(HOSTILE_PLOTS[name]())

    assert "<script" not in svg
    ET.fromstring(svg)  # noqa: S314 - made here


def test_acceptability_names_its_bands_and_the_picks():
    said = texts(plot_acceptability(robustness(), NAMES, 5, ("invoice",)))

    assert {"safe", "depends on taste", "unlikely", "64 %, picked", "99 %"} <= set(said)
    assert any("20,000 weightings" in text for text in said)


def test_of_many_touchpoints_the_safest_and_the_picks_are_shown():
    labels = many(20)
    shares = {name: 1 - place / 20 for place, name in enumerate(labels)}
    chart = plot_acceptability(robustness(shares), labels, 5, ("t19",))

    assert any("The 12 largest of 20 are shown." in text for text in texts(chart))
    assert "5 %, picked" in texts(chart)


def test_rankings_say_who_comes_in_and_who_drops_out():
    said = texts(plot_rankings(ranked(EVERYONE), ranked(WEIGHTED), 5, ("Alike", "By profit")))

    assert {"2  The invoice comes in", "6  Breakfast drops out", "the first 5", "Alike", "By profit"} <= set(
        said
    )


def test_rankings_leave_out_what_is_low_on_both_sides():
    labels = many(30)
    said = texts(plot_rankings(ranked(list(labels), labels), ranked(list(labels), labels), 5))

    assert any("12 of 30" in text for text in said)


def test_gaps_that_may_be_chance_are_said_so():
    said = texts(plot_gaps(gaps()))

    assert {"+1.6", "−1.3", "+0.4, may be chance", "overrated", "underrated"} <= set(said)
    assert "Mean score (12 leaders)" in said


def test_leaders_are_counted_by_touchpoint_where_they_differ():
    said = texts(plot_gaps(gaps(gaps=(gap("room", 1, 0.5, n=5), gap("help", 1, 0.5, n=6)))))

    assert {"The room (5 leaders)", "Help when something goes wrong (6 leaders)"} <= set(said)


def test_functions_stand_side_by_side_and_withheld_ones_are_named():
    said = texts(plot_function_gaps(gaps()))

    assert [text for text in said if text.endswith("(4 leaders)")] == [
        "Marketing (4 leaders)",
        "Finance (4 leaders)",
        "Operations (4 leaders)",
    ]
    assert any("Left out where too few answered: HR." in text for text in said)


def test_performance_lists_touchpoints_by_quadrant_with_their_doubts():
    said = texts(plot_performance(opportunities(), NAMES))

    assert {
        "Improve",
        "Keep it up",
        "Low priority",
        "More than needed",
        "Farewell and follow-up (71 %)",
    } <= set(said)
    assert rows(plot_performance(opportunities(), NAMES))[:3] == [
        "Check-in",
        "Help when something goes wrong",
        "The invoice",
    ]


def test_an_axis_shows_no_figure_outside_its_scale():
    said = texts(plot_performance(opportunities(opportunity("room", 10, 9.9, 1, 1)), NAMES))

    assert not {"10.5", "11", "12"} & set(said)


def test_opportunities_show_the_mark_even_where_none_reaches_it():
    said = texts(plot_opportunities(opportunities(opportunity("room", 3, 5, 1, 1)), NAMES))

    assert {"very attractive", "15", "20", "3.0"} <= set(said)


def test_shares_that_cannot_be_told_are_said_so():
    said = texts(plot_shares(consistency(together=TOGETHER), FACTORS))

    assert {"Agent (6 of them, n = 2,310)", "21 %", "2 %, can't be told", "looked at alone"} <= set(said)


def test_times_far_apart_are_drawn_in_steps_of_ten_and_it_is_said():
    far = texts(plot_response_times(times(), "hours"))
    near = texts(plot_response_times(times(channel_times("Chat", 2, 3), inconsistent=()), "hours"))

    assert any("Each step to the right is ten times as long." in text for text in far)
    assert {"0.1", "1", "10", "100", "7 and 40 hours"} <= set(far)
    assert not any("ten times" in text for text in near)


def test_answers_at_once_keep_even_steps():
    said = texts(plot_response_times(times(channel_times("Chat", 0, 40), inconsistent=()), "hours"))

    assert not any("ten times" in text for text in said)


def test_a_channel_that_cannot_be_counted_on_is_named_in_words():
    said = texts(plot_response_times(times(), "hours"))

    assert "E-mail (n = 912)can't be counted on, 31 unanswered" in said


def test_without_scores_the_curve_is_the_teams_view_alone():
    said = texts(plot_emotions(journey()))

    assert any(text.startswith("The team's view alone") for text in said)
    assert {"delighted", "dismayed", "Stage 0", "Check-in"} <= set(said)


def test_scores_of_the_maps_touchpoints_are_a_second_line():
    named = journey({name: label for name, label, _ in JOURNEY})
    said = texts(plot_emotions(named, touchpoints()))

    assert {"What customers scored", "10", "0"} <= set(said)
    assert any("95 % interval (n = 612)" in text for text in said)


def test_scores_of_other_touchpoints_change_nothing():
    said = texts(plot_emotions(journey(many(5)), touchpoints()))

    assert "What customers scored" not in said


def test_a_map_that_nobody_felt_about_says_so():
    nothing = JourneyMap(id="map", name="Empty")

    assert any(text.startswith("Nobody has said yet") for text in texts(plot_emotions(nothing)))


def test_moments_without_a_transaction_are_told_apart():
    one = journey().journeys[0]
    touchpoint = one.stages[0].touchpoints[0].model_copy(update={"is_moment": True})
    stage = one.stages[0].model_copy(update={"touchpoints": (touchpoint, *one.stages[0].touchpoints[1:])})
    changed = journey().model_copy(
        update={"journeys": (one.model_copy(update={"stages": (stage, *one.stages[1:])}),)}
    )

    assert "moment without a transaction" in texts(plot_emotions(changed))
    assert "moment without a transaction" not in texts(plot_emotions(journey()))


def test_candidates_that_nobody_rated_stand_in_the_middle_and_say_so():
    rated, *others = ranked(EVERYONE)
    some = [rated.model_copy(update={"differentiation": 0.8}), *others]

    assert texts(plot_hallmarks(some)).count("not rated") == len(others)
    assert "not rated" not in texts(plot_hallmarks([rated, *others]))
