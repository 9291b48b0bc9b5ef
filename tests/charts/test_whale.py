import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from drawn_texts import SVG, texts
from made_up_profit import groups, refused_groups, refused_whale, whale

from cxworkshop.charts.svg import to_svg
from cxworkshop.charts.theme import colour
from cxworkshop.charts.whale import FRAME_HEIGHT, FRAME_TOP, plot_whale_curve, whale_zones
from cxworkshop.errors import UndefinedMeasureError

Box = tuple[float, float, float, float]


def test_whale_curve_marks_top_guess_peak_and_losers():
    said = texts(plot_whale_curve(whale(), 0.45))

    for words in ("Top 20 % make 102 %", "Your guess 45 %", "30 % cost more than they bring"):
        assert words in said
    assert any(text.startswith("Peak ") for text in said)


def test_zones_are_named_with_their_customers():
    said = texts(plot_whale_curve(whale(), groups=groups()))

    assert {"Builders613 customers", "Middle1,077 customers", "Eroders710 customers"} <= set(said)
    assert not any("cost more" in text for text in said)


def drawn_zones(svg: str) -> list[tuple[float, float, float, float]]:
    """Return left, width, top and height of the shaded zones as shares of the picture."""
    root = ET.fromstring(svg)  # noqa: S314 - made here
    full, tall = float(root.get("width")), float(root.get("height"))
    across, down = map(float, re.findall(r"[\d.]+", root.find(f"{SVG}g").get("transform")))
    zones = []
    for path in root.iter(f"{SVG}path"):
        if path.get("opacity") == "0.1":
            x, y, wide, high = map(float, re.findall(r"-?[\d.]+", path.get("d"))[:4])
            zones.append(((across + x) / full, wide / full, (down + y) / tall, high / tall))
    return zones


@pytest.mark.parametrize("scale", [1, 30])
def test_zones_lie_where_the_picture_shades_them(scale):
    curve = tuple(point.model_copy(update={"profit": point.profit * scale}) for point in whale().curve)
    grown = whale().model_copy(update={"curve": curve, "peak_share": whale().peak_share * scale})
    drawn = drawn_zones(to_svg(plot_whale_curve(grown, 0.5, groups=groups(), guesses=(0.2, 0.5, 9.0))))

    assert [name for name, *_ in whale_zones(grown, groups())] == ["builders", "rest", "eroders"]
    for (_, left, width), zone in zip(whale_zones(grown, groups()), drawn, strict=True):
        assert (left, width, FRAME_TOP, FRAME_HEIGHT) == pytest.approx(zone, abs=1e-4)


def test_a_group_without_customers_has_no_zone():
    builders, rest, eroders = groups()
    nobody = rest.model_copy(update={"customers": 0})

    assert [name for name, *_ in whale_zones(whale(), (builders, nobody, eroders))] == ["builders", "eroders"]


def test_a_refused_curve_has_no_zones():
    assert whale_zones(refused_whale(), refused_groups()) == ()


def test_every_guess_is_a_mark_without_a_name():
    guesses = (0.45, 0.6, 0.6, 0.8, 5.0, -1.0)
    svg = to_svg(plot_whale_curve(whale(), 0.6, groups=groups(), guesses=guesses))

    assert svg.count('fill="#e69f00"') == len(guesses)
    assert "Middle guess 60\u00a0%, of 6" in svg


def boxes(guess: float, true: float, guesses: tuple[float, ...]) -> dict[str, Box]:
    """Return the boxes (left, top, right, bottom) of the labels beside the curve, and of the larger dots."""
    earning = whale().model_copy(update={"top": {"0.2": true}})
    svg = to_svg(plot_whale_curve(earning, guess, groups=groups(), guesses=guesses))
    found: dict[str, Box] = {}
    for element in ET.fromstring(svg).iter():  # noqa: S314 - made here
        lines = [line.text for line in element.iter(f"{SVG}tspan")] or ["".join(element.itertext())]
        at = re.findall(r"-?[\d.]+", element.get("transform", ""))
        if element.tag == f"{SVG}text" and lines[0].startswith(("Top", "Your", "Middle g", "Peak")):
            start = {"start": 0.0, "middle": -0.5, "end": -1.0}[element.get("text-anchor", "start")]
            wide, (x, y) = 8.6 * max(map(len, lines)), map(float, at)
            bottom = y + 4 + 20 * (len(lines) - 1)
            found[lines[0][:3]] = (x + start * wide, y - 13, x + (start + 1) * wide, bottom)
        elif element.tag == f"{SVG}path" and element.get("fill") in {colour("accent"), colour("warn")}:
            x, y = map(float, at)
            found[element.get("fill", "")] = (x - 7.6, y - 7.6, x + 7.6, y + 7.6)
    return found


def apart(one: Box, other: Box) -> float:
    """Return by how many pixels two boxes are apart, down or across; below 0 they overlap."""
    return max(one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3])


@pytest.mark.parametrize(
    ("true", "guess"),
    [(0.45, 0.5), (0.5, 0.45), (0.99, 0.9), (0.99, 0.6), (0.5, 0.5), (0.9, 1.4), (1.02, 0.98), (1.06, 0.95)],
)
@pytest.mark.parametrize("people", [1, 9])
def test_labels_stand_beside_their_dots_and_apart(true, guess, people):
    found = boxes(guess, true, (guess,) * people)
    label = "You" if people == 1 else "Mid"
    same = {frozenset({colour("accent"), colour("warn")})}  # the truth and the guess may be one place

    assert {"Top", "Pea", label} <= set(found)
    assert [
        pair
        for pair in combinations(found, 2)
        if apart(found[pair[0]], found[pair[1]]) < 0 and frozenset(pair) not in same
    ] == []
    assert apart(found["Top"], found[colour("accent")]) < 32
    assert apart(found[label], found[colour("warn")]) < 32


def test_whale_curve_without_losses_has_no_loss_zone():
    best = whale().model_copy(update={"peak_at": 2400, "peak_share": 1.0, "losers": 0})

    assert not any("cost more" in text for text in texts(plot_whale_curve(best)))


def test_labels_of_narrow_zones_stay_apart_and_inside():
    whole = whale()
    narrow = tuple(
        group.model_copy(update={"customers": size})
        for group, size in zip(groups(), (9, 9, 2382), strict=True)
    )
    root = ET.fromstring(to_svg(plot_whale_curve(whole, groups=narrow)))  # noqa: S314 - made here
    at = [
        float(re.findall(r"-?[\d.]+", text.get("transform"))[0])
        for text in root.iter(f"{SVG}text")
        if "customers" in "".join(text.itertext()) and text.get("font-weight") == "bold"
    ]

    assert at == sorted(at)
    assert min(after - before for before, after in pairwise(at)) > 100
    assert min(at) > -40


def test_whale_curve_refuses_a_total_that_is_not_positive():
    with pytest.raises(UndefinedMeasureError, match="Total profit is negative"):
        plot_whale_curve(refused_whale())
