import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree as ET

import altair as alt
import pytest
from drawn_texts import texts, texts_of
from made_up_drivers import driver_evidence, drivers, responses, segments, trap
from made_up_measured import answer_time, lagged, level, measured_metric
from made_up_metrics import metric, scorecard, stakes
from made_up_survey import LABELS, SHARES
from made_up_tables import HOSTILE

from cxworkshop.charts.driver_tree import plot_tree
from cxworkshop.charts.drivers import plot_driver_shift, plot_drivers
from cxworkshop.charts.measured import plot_lags, plot_levels
from cxworkshop.charts.responses import plot_responses
from cxworkshop.charts.segment_drivers import plot_segment_differences
from cxworkshop.charts.stakes import plot_stakes
from cxworkshop.charts.svg import to_svg
from cxworkshop.charts.trap import plot_trap
from cxworkshop.domain.drivers import DriverDifference
from cxworkshop.domain.metrics import Metrics

PLOTS: dict[str, Callable[[], alt.TopLevelMixin]] = {
    "drivers": lambda: plot_drivers(drivers(), LABELS, ("check_in",)),
    "shift": lambda: plot_driver_shift(driver_evidence()),
    "responses": lambda: plot_responses(responses(), LABELS, "recommendation"),
    "trap": lambda: plot_trap(trap()),
    "segments": lambda: plot_segment_differences(driver_evidence()),
    "levels": lambda: plot_levels(measured_metric(), 0.75),
    "lags": lambda: plot_lags(lagged(), "recommendation"),
    "tree": lambda: plot_tree(scorecard(), LABELS, "recommendation"),
    "stakes": lambda: plot_stakes(stakes(), "profit"),
}

_NAMED = dict(zip(SHARES, HOSTILE * 2, strict=False))
_HOSTILE_CARDS = Metrics(
    chosen=tuple(
        metric(name=" ".join(name.split("\x00")[0].split())[:200], driver=driver, unit=HOSTILE[0])
        for driver, name in _NAMED.items()
    )
)
HOSTILE_PLOTS: dict[str, Callable[[], alt.TopLevelMixin]] = {
    "drivers": lambda: plot_drivers(drivers(), _NAMED),
    "shift": lambda: plot_driver_shift(driver_evidence(labels=_NAMED, asked_for=HOSTILE)),
    "responses": lambda: plot_responses(responses(), _NAMED, HOSTILE[0]),
    "segments": lambda: plot_segment_differences(
        driver_evidence(
            labels=_NAMED,
            segments=tuple(segments()[0].model_copy(update={"segment": name}) for name in HOSTILE),
        )
    ),
    "levels": lambda: plot_levels(
        measured_metric(name=HOSTILE[3], unit=HOSTILE[0], sites=tuple(map(level, HOSTILE))), 1e9
    ),
    "lags": lambda: plot_lags(lagged(metric=HOSTILE[6]), HOSTILE[0]),
    "tree": lambda: plot_tree(_HOSTILE_CARDS, _NAMED, HOSTILE[6]),
    "stakes": lambda: plot_stakes(
        stakes(
            currency=HOSTILE[1],
            stakes=tuple(stakes().stakes[0].model_copy(update={"label": name}) for name in HOSTILE),
        ),
        "profit",
    ),
}


@cache
def svg_of(name):
    return to_svg(PLOTS[name]())


def words_of(name):
    return texts_of(svg_of(name))


@pytest.mark.parametrize("name", PLOTS)
def test_every_chart_of_the_step_is_drawn_offline_in_our_font_and_large(name):
    svg = svg_of(name)
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', svg)]

    assert "Arial" in svg
    assert min(sizes) >= 14
    assert re.findall(r'(?:href|src)="http', svg) == []
    assert not re.search(r"R²|LMG|bootstrap|dominance|p-value|regression", svg, re.IGNORECASE)


@pytest.mark.parametrize("name", HOSTILE_PLOTS)
def test_hostile_names_are_inert_in_charts_of_the_step(name):
    svg = to_svg(HOSTILE_PLOTS[name]())

    assert "<script" not in svg
    ET.fromstring(svg)  # noqa: S314 - made here


def test_drivers_keep_their_order_with_their_signs_and_show_ties():
    said = texts(plot_drivers(drivers(), LABELS, ("room",)))
    signs = ["▲"] * 10 + ["▼", "–"]
    expected = [f"{LABELS[name]} {sign}" for name, sign in zip(SHARES, signs, strict=True)]

    assert expected == [text for text in said if text in expected]
    assert any("told apart" in text for text in said)
    assert any("▼ the outcome falls as it rises" in text for text in said)


def test_drivers_all_apart_and_going_up_need_no_note():
    apart = tuple(
        driver.model_copy(update={"group": place, "slope_low": 0.1})
        for place, driver in enumerate(drivers().drivers, start=1)
    )
    said = texts(plot_drivers(drivers().model_copy(update={"drivers": apart}), LABELS))

    assert not any("told apart" in text or "▼" in text for text in said)


def test_no_drivers_at_all_are_drawn_as_an_empty_chart():
    nothing = drivers().model_copy(update={"drivers": ()})

    assert texts(plot_drivers(nothing, LABELS))


def test_shift_without_targets_shows_all_customers_only():
    said = texts(plot_driver_shift(driver_evidence(target=None, asked_for=())))

    assert "All customers (n = 1,980)" in said
    assert said.count("▼") == 1


def test_responses_say_their_kind_and_which_ratings_are_low_and_high():
    said = words_of("responses")
    kinds = ["has to be right", "can delight", "the better, the more", "can't be told"]

    assert kinds == [text for text in said if text in kinds]
    assert {"Check-in(n = 1,760)", "rated 5 or less", "rated 9 or more"} <= set(said)


def test_ratings_that_are_low_at_different_marks_are_called_low():
    first, *others = responses()
    said = texts(plot_responses([first.model_copy(update={"low_to": 3}), *others], LABELS, "staying"))

    assert {"low ratings", "rated 9 or more"} <= set(said)


def test_of_many_responses_the_first_are_shown():
    many = [responses()[0].model_copy(update={"name": f"t{place}"}) for place in range(15)]

    assert any("The first 12 of 15 are shown." in text for text in texts(plot_responses(many, {}, "staying")))


def test_the_trap_shows_both_groups_with_their_intervals():
    said = words_of("trap")

    assert {"Left (n = 420)", "71 %", "66 to 75 %", "Stayed (n = 1,560)", "84 %"} <= set(said)
    though = "Of all answers of 7 or more, 19 % (17 to 21 %) are of customers who left."
    assert any(though in text for text in said)


def test_segments_show_what_is_clear_and_say_what_may_be_chance():
    said = words_of("segments")

    assert {"Business regulars (n = 612, all others 1,368)", "+14 points", "−11 points"} <= set(said)
    assert "−2, may be chance" in said
    assert any("Only 4 answers come from Tour groups" in text for text in said)


def test_five_segments_of_twelve_clear_differences_stay_readable():
    wide = tuple(
        DriverDifference(name=name, difference=0.2 - place / 100, low=0.05, high=0.3)
        for place, name in enumerate(SHARES)
    )
    many = tuple(segments()[0].model_copy(update={"segment": name, "differences": wide}) for name in "ABCDE")
    said = texts(plot_segment_differences(driver_evidence(segments=many)))

    assert sum(text.endswith(" points") for text in said) == 15
    assert any(
        "15 of 60 differences are shown: each segment's largest of 60 clear ones." in text for text in said
    )


def test_segments_that_cannot_be_compared_are_named_below_an_empty_chart():
    said = texts(plot_segment_differences(driver_evidence(segments=segments()[2:])))

    assert any("Only 4 answers come from Tour groups" in text for text in said)


def test_levels_stand_beside_sites_and_both_targets():
    said = words_of("levels")

    assert {"Q42024", "Q32026", "Utrecht", "0.71", "firm's target0.8", "our target0.75"} <= set(said)


def test_levels_without_sites_and_target_show_quarters_alone():
    said = texts(plot_levels(answer_time(target=None)))

    assert "Q32026" in said
    assert not any("target" in text or "Sites" in text for text in said)


def test_of_many_sites_the_highest_and_the_lowest_are_shown():
    sites = tuple(level(f"Site {place}", place / 20) for place in range(12))
    said = texts(plot_levels(measured_metric(sites=sites)))

    assert [text for text in said if re.fullmatch(r"Site \d+", text)] == [
        f"Site {place}" for place in (11, 10, 9, 2, 1, 0)
    ]
    assert "6 of 12 sites are shown: the highest and the lowest." in said


@pytest.mark.parametrize(("best", "r", "marked"), [(3, 0.58, 1), (0, -0.85, 1), (5, 0.9, 1), (None, 0.0, 0)])
def test_the_lag_that_stands_out_is_marked(best, r, marked):
    said = texts(plot_lags(lagged(best, r), "recommendation"))

    assert marked == sum(text.startswith("stands out") for text in said)
    assert any("Weeks by which Rooms ready on arrival is ahead of recommendation" in text for text in said)


def test_the_tree_leads_from_the_outcome_to_metrics_with_their_values():
    said = words_of("tree")

    assert {"Business regularswho come backwithin a year", "62 → 68 %", "Check-in"} <= set(said)
    assert {"Guests who felt welcomed by name", "● supporting · 35 → 60 %", "► leading · 41 → 80 %"} <= set(
        said
    )


def test_the_tree_names_the_outcome_where_no_metric_is_one():
    said = texts(plot_tree(Metrics(chosen=(metric(driver=""),)), LABELS, "recommendation"))

    assert {"Recommendation", "No value driver"} <= set(said)


def test_what_a_draft_leaves_open_is_no_number_on_the_tree():
    nan = float("nan")
    open_ends = ({"target": nan}, {"baseline": nan, "target": nan}, {"baseline": nan})
    drafts = tuple(metric().model_copy(update=ends) for ends in open_ends)
    said = texts(plot_tree(Metrics.model_construct(chosen=drafts), LABELS, "recommendation"))

    assert [text for text in said if text.startswith("►")] == [
        "► leading · 41 → ?",
        "► leading",
        "► leading · ? → 80 %",
    ]


def test_several_outcomes_share_a_box_of_the_tree():
    goals = (metric(rung="outcome", name="Return rate"), metric(rung="outcome", name="Margin"))

    assert "Return rateMargin" in texts(plot_tree(Metrics(chosen=goals), LABELS, "recommendation"))


def test_boxes_of_a_large_tree_do_not_overlap():
    names = list(SHARES)
    many = [metric(driver=names[place % 5], name="A long name of a metric " * 4) for place in range(9)]
    chart = plot_tree(Metrics(chosen=tuple(many)), LABELS, "recommendation").to_dict()
    boxes = [row for rows in chart["datasets"].values() for row in rows if "bottom" in row]
    columns = [sorted((b["y"], b["bottom"]) for b in boxes if b["column"] == place) for place in range(3)]

    assert [len(column) for column in columns] == [1, 5, 9]
    assert all(above[1] < below[0] for column in columns for above, below in pairwise(column))


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("recommendation", {"0.31 (0.22 to 0.4)", "0.12 (0.05 to 0.19)"}),
        ("staying", {"1.6 (0.7 to 2.6)", "0.6 (0.2 to 1.1)"}),
        ("profit", {"6,100 (2,600 to 10 k)", "Check-inrated 0.6 higher"}),
    ],
)
def test_stakes_show_ranges_of_one_measure(measure, expected):
    said = texts(plot_stakes(stakes(), measure))

    assert expected <= set(said)
    assert any("If half of what goes together is cause" in text for text in said)


def test_stakes_leave_out_what_cannot_be_told():
    first, second = stakes().stakes
    found = stakes(stakes=(first, second.model_copy(update={"profit": None})))

    assert not any("goes wrong" in text for text in texts(plot_stakes(found, "profit")))
