import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import altair as alt
import pytest
from drawn_texts import texts
from made_up_hostile import hostile_profit, hostile_value
from made_up_profit import (
    groups,
    many_segments,
    margin_sensitivity,
    profit,
    refused_groups,
    segment,
    sensitivity,
    splits,
    whale,
)
from made_up_survey import LABELS, touchpoints
from made_up_tables import HOSTILE
from made_up_value import value
from made_up_workshop import GUESSED_SEGMENTS, GUESSED_SHARES

from cxworkshop.analysis.touchpoints import hallmarks
from cxworkshop.charts.makeup import plot_makeup, plot_whale_groups
from cxworkshop.charts.segments import plot_segment_totals, plot_segments
from cxworkshop.charts.sensitivity import plot_sensitivity
from cxworkshop.charts.splits import plot_splits
from cxworkshop.charts.svg import to_svg
from cxworkshop.charts.touchpoints import plot_hallmarks, plot_scores
from cxworkshop.charts.value import plot_retention, plot_value
from cxworkshop.charts.whale import plot_whale_curve
from cxworkshop.domain.profit import Crossing, SegmentRange

GUESSES = tuple(float(share) / 100 for share in GUESSED_SHARES.values())

PLOTS: dict[str, Callable[[], alt.TopLevelMixin]] = {
    "whale": lambda: plot_whale_curve(whale(), 0.6, groups=groups(), guesses=GUESSES),
    "groups": lambda: plot_whale_groups(refused_groups(), currency="EUR"),
    "makeup": lambda: plot_makeup(groups()[2]),
    "segments": lambda: plot_segments(profit(), ("Business regulars",), guesses=["Leisure"]),
    "totals": lambda: plot_segment_totals(profit()),
    "splits": lambda: plot_splits(splits()),
    "sensitivity": lambda: plot_sensitivity(sensitivity(), currency="EUR"),
    "value": lambda: plot_value(value()),
    "retention": lambda: plot_retention(value()),
    "scores": lambda: plot_scores(touchpoints()),
    "hallmarks": lambda: plot_hallmarks(hallmarks(touchpoints(), {"check_in": 8}), ("check_in",)),
}
HOSTILE_PLOTS: dict[str, Callable[[], alt.TopLevelMixin]] = {
    "makeup": lambda: plot_makeup(hostile_profit().groups[0]),
    "segments": lambda: plot_segments(hostile_profit(), HOSTILE, guesses=HOSTILE),
    "totals": lambda: plot_segment_totals(hostile_profit()),
    "splits": lambda: plot_splits(hostile_profit().splits),
    "sensitivity": lambda: plot_sensitivity(hostile_profit().sensitivity[0], currency=HOSTILE[0]),
    "value": lambda: plot_value(hostile_value()),
    "retention": lambda: plot_retention(hostile_value()),
}


@pytest.mark.parametrize("name", PLOTS)
def test_every_chart_is_drawn_offline_in_our_font_and_large(name):
    svg = to_svg(PLOTS[name]())
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', svg)]

    assert "Arial" in svg
    assert min(sizes) >= 14
    assert re.findall(r'(?:href|src)="http', svg) == []


def test_segments_are_sorted_with_their_numbers():
    said = texts(plot_segments(profit()))
    rows = [text for text in said if "(n = " in text]

    assert rows == ["Business regulars (n = 640)", "Leisure (n = 1,310)", "Tour groups (n = 450)"]
    assert {"1,604", "212", "−268"} <= set(said)


def test_segments_of_the_same_short_name_stay_apart():
    same = tuple(segment("long name " * 10 + str(place), 9, 5 + place, 4, 12) for place in range(2))

    assert sum("(n = 9)" in text for text in texts(plot_segments(profit(segments=same)))) == 2


def test_scores_are_in_the_order_of_the_journey():
    rows = [text.partition(" (n")[0] for text in texts(plot_scores(touchpoints())) if "(n = " in text]

    assert rows[0] == "Search and compare"
    assert rows[-1] == "Thank-you and feedback"


def test_hallmarks_are_ranked_and_leave_out_what_nobody_rated():
    said = texts(plot_hallmarks(hallmarks(touchpoints(), {})))

    assert next(text for text in said if text in LABELS.values()) == "Check-in"
    assert "Sets us apart" not in said
    assert "Sets us apart" in texts(plot_hallmarks(hallmarks(touchpoints(), {"room": 3})))


@pytest.mark.parametrize("name", HOSTILE_PLOTS)
def test_hostile_names_are_inert(name):
    svg = to_svg(HOSTILE_PLOTS[name]())

    assert "<script" not in svg
    ET.fromstring(svg)  # noqa: S314 - made here


def test_segments_show_how_many_guessed_each():
    said = texts(plot_segments(profit(), guesses=tuple(GUESSED_SEGMENTS.values())))

    assert "Leisure (n = 1,310)5 of 8 guessed this" in said
    assert "Tour groups (n = 450)1 of 8 guessed this" in said


def test_segments_that_cannot_be_told_apart_are_joined():
    level = tuple(segment(name, 40, 10, 5, 15, place) for place, name in enumerate("ABBC"))

    assert not any("told apart" in text for text in texts(plot_segments(profit())))
    assert (
        sum("told apart" in text for text in texts(plot_segments(profit(segments=(*level, level[0]))))) == 1
    )


@pytest.mark.parametrize("plot", [plot_segments, plot_segment_totals])
def test_of_many_segments_the_largest_and_the_targets_are_shown(plot):
    said = texts(plot(profit(segments=many_segments(40)), ("Region 03",)))
    rows = [text for text in said if "(n = " in text]

    assert len(rows) == 12
    assert "Region 03 (n = 59)" in rows
    assert any("The 12 largest of 40 are shown." in text for text in said)


def test_totals_are_customers_times_profit_per_customer_with_its_interval():
    chart = plot_segment_totals(profit()).to_dict()
    (rows,) = chart["datasets"].values()

    assert [(row["text"].replace("\u00a0", " "), row["low"], row["high"]) for row in rows] == [
        ("1.0 M", 640 * 1402.0, 640 * 1822.0),
        ("278 k", 1310 * 171.0, 1310 * 256.0),
        ("−121 k", 450 * -391.0, 450 * -149.0),
    ]


def test_makeup_stands_beside_the_usual_shares():
    said = texts(plot_makeup(groups()[2]))

    assert {"Tour groups (n = 375)", "53 % (usually 19 %)"} <= set(said)


def test_attributes_that_may_be_chance_are_said():
    said = texts(plot_splits(splits()))

    assert {"Booking channel (4 groups)", "31 %", "Country (11 groups)", "may be chance"} <= set(said)


def test_sensitivity_names_its_lines_today_and_where_they_cross():
    said = texts(plot_sensitivity(sensitivity(), currency="EUR"))

    assert {"Leisure", "Tour groups", "Today 30 EUR", "12", "Cost of one complaint (EUR)"} <= set(said)


def test_sensitivity_shows_those_that_change_places_among_many():
    many = tuple(
        SegmentRange(name=f"S{place}", at_low=place * 99, at_high=-place * 99) for place in range(20)
    )
    crossing = Crossing(first="S1", second="S2", at=20)
    said = texts(plot_sensitivity(sensitivity(segments=many, crossings=(crossing,))))

    assert {"S1", "S2", "S19"} <= set(said)
    assert sum(bool(re.fullmatch(r"S\d+", text)) for text in said) == 8


def test_a_margin_is_told_in_per_cent():
    said = texts(plot_sensitivity(margin_sensitivity(), currency="EUR"))

    assert {"Margin", "Today 40 %", "50 %"} <= set(said)


def test_retention_shows_each_cohort_with_its_size():
    said = texts(plot_retention(value()))

    assert {"Oct 2024 (n = 90)", "Apr 2025 (n = 152)", "57 %"} <= set(said)
    assert not any(text.startswith("May 2025") for text in said)  # nothing after its first month yet


def test_value_is_sorted_with_its_horizon():
    said = texts(plot_value(value()))
    rows = [text.partition(" (n")[0] for text in said if "(n = " in text]

    assert rows == ["Business regulars", "Leisure", "Tour groups"]
    assert "Expected value per customer over the next 52 weeks (EUR), with 95 % interval" in said
