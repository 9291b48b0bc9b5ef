import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import altair as alt
import pytest
from made_up_workshop import (
    HOSTILE,
    LABELS,
    driver_evidence,
    drivers,
    profit,
    refused_whale,
    segment,
    touchpoints,
    whale,
)

from cxworkshop.analysis.touchpoints import hallmarks
from cxworkshop.charts.drivers import plot_driver_shift, plot_drivers
from cxworkshop.charts.profit import plot_segments, plot_whale_curve
from cxworkshop.charts.svg import to_svg
from cxworkshop.charts.theme import colour
from cxworkshop.charts.touchpoints import plot_hallmarks, plot_scores
from cxworkshop.errors import UndefinedMeasureError

Box = tuple[float, float, float, float]

PLOTS: dict[str, Callable[[], alt.TopLevelMixin]] = {
    "whale": lambda: plot_whale_curve(whale(), 0.45),
    "segments": lambda: plot_segments(profit(), ("Business regulars",)),
    "scores": lambda: plot_scores(touchpoints()),
    "hallmarks": lambda: plot_hallmarks(hallmarks(touchpoints(), {"check_in": 8}), ("check_in",)),
    "drivers": lambda: plot_drivers(drivers(), LABELS, ("check_in",)),
    "shift": lambda: plot_driver_shift(driver_evidence()),
}


def texts(chart: alt.TopLevelMixin) -> list[str]:
    root = ET.fromstring(to_svg(chart))  # noqa: S314 - made here
    found = ("".join(element.itertext()).strip() for element in root.iter("{http://www.w3.org/2000/svg}text"))
    return [text.replace("\u00a0", " ") for text in found]


@pytest.mark.parametrize("name", PLOTS)
def test_every_chart_is_drawn_offline_in_our_font_and_large(name):
    svg = to_svg(PLOTS[name]())
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', svg)]

    assert "Arial" in svg
    assert min(sizes) >= 14
    assert re.findall(r'(?:href|src)="http', svg) == []


def test_whale_curve_marks_top_guess_peak_and_losers():
    said = texts(plot_whale_curve(whale(), 0.45))

    for words in ("Top 20 % make 102 %", "Your guess 45 %", "30 % cost more than they bring"):
        assert words in said
    assert any(text.startswith("Peak ") for text in said)


def placed(guess: float, true: float) -> tuple[Box, Box, Box, Box]:
    """Return the boxes (left, top, right, bottom) of the labels and the dots, true and guessed."""
    earning = whale().model_copy(update={"top": {"0.2": true}})
    root = ET.fromstring(to_svg(plot_whale_curve(earning, guess)))  # noqa: S314 - made here
    boxes: dict[str, Box] = {}
    for element in root.iter():
        said, at = "".join(element.itertext()), re.findall(r"-?[\d.]+", element.get("transform", ""))
        if element.tag.endswith("}text") and said.startswith(("Top", "Your")):
            start = {"start": 0.0, "end": -1.0}[element.get("text-anchor", "start")]
            wide, (x, y) = 8.6 * len(said), map(float, at)
            boxes[said[:3]] = (x + start * wide, y - 13, x + (start + 1) * wide, y + 4)
        elif element.tag.endswith("}path") and element.get("fill") in {colour("accent"), colour("warn")}:
            x, y = map(float, at)
            boxes[element.get("fill", "")] = (x - 7.6, y - 7.6, x + 7.6, y + 7.6)
    return boxes["Top"], boxes["You"], boxes[colour("accent")], boxes[colour("warn")]


def apart(one: Box, other: Box) -> float:
    """Return by how many pixels two boxes are apart, down or across; below 0 they overlap."""
    return max(one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3])


@pytest.mark.parametrize(
    ("true", "guess"),
    [(0.45, 0.5), (0.5, 0.45), (0.99, 0.9), (0.99, 0.6), (0.5, 0.5), (0.9, 1.4), (1.02, 0.98), (1.06, 0.95)],
)
def test_top_and_guess_stand_each_beside_its_dot(true, guess):
    top, guessed, top_dot, guess_dot = placed(guess, true)

    assert apart(top, guessed) >= 0
    assert apart(top, guess_dot) >= 0
    assert apart(guessed, top_dot) >= 0
    assert apart(top, top_dot) < 20
    assert apart(guessed, guess_dot) < 20


def test_whale_curve_without_losses_has_no_loss_zone():
    best = whale().model_copy(update={"peak_at": 2400, "peak_share": 1.0, "losers": 0})

    assert not any("cost more" in text for text in texts(plot_whale_curve(best)))


def test_whale_curve_refuses_a_total_that_is_not_positive():
    with pytest.raises(UndefinedMeasureError, match="Total profit is negative"):
        plot_whale_curve(refused_whale())


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


def test_drivers_keep_their_order_and_show_ties():
    said = texts(plot_drivers(drivers(), LABELS, ("room",)))
    rows = [text for text in said if text in LABELS.values()]

    assert [LABELS[driver.name] for driver in drivers().drivers] == rows
    assert any("told apart" in text for text in said)


def test_drivers_all_apart_show_no_tie():
    apart = tuple(
        driver.model_copy(update={"group": place}) for place, driver in enumerate(drivers().drivers, start=1)
    )
    chart = plot_drivers(drivers().model_copy(update={"drivers": apart}), LABELS)

    assert not any("told apart" in text for text in texts(chart))


def test_shift_without_targets_shows_all_customers_only():
    said = texts(plot_driver_shift(driver_evidence(target=None, asked_for=())))

    assert "All customers (n = 1,980)" in said


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_are_inert(name):
    svg = to_svg(plot_segments(profit(segments=(segment(name, 9, 5, 4, 6), segment("B", 9, 2, 1, 3)))))

    assert "<script" not in svg
    ET.fromstring(svg)  # noqa: S314 - made here
