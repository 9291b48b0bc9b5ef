"""The slides of the profitable segments: groups, guesses, splits, forward value, personas."""

from io import BytesIO
from typing import Any

import pytest
from made_up_profit import (
    groups,
    margin_sensitivity,
    profit,
    refused_groups,
    refused_whale,
    sensitivity,
    splits,
    whale,
)
from made_up_value import value
from made_up_workshop import persona, segments, workshop
from pptx import Presentation
from slides import chart, notes, said, slide_called, title

from cxworkshop.domain.predictions import TOP_FIFTH_SHARE
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.export.deck import make_deck


def deck_of(**changes: object) -> Any:
    """Return the deck of a workshop that has come as far as its segments."""
    come_so_far = {"evidence": {"profit": profit(), "value": value()}, "hallmarks": None, "metrics": None}
    return Presentation(BytesIO(make_deck(workshop(**come_so_far | changes))))


@pytest.fixture(scope="module")
def deck() -> Any:
    return deck_of()


def titles(made: Any) -> list[str]:
    return [title(slide) for slide in made.slides]


def values(found: Any) -> dict[str, list[float]]:
    return {
        series.name.replace("\u00a0", " ").strip(): list(series.values) for series in found.plots[0].series
    }


def test_the_whale_curve_is_a_native_chart_in_its_three_cuts(deck):
    drawn = list(chart(slide_called(deck, "The top 20 %")).plots[0].series)
    lines = [list(series.values) for series in drawn[:3]]
    curve = [point.profit for point in whale().curve]

    assert sorted(len(line) for line in lines) == sorted([27, 47, 31])
    assert set(curve) <= {value for line in lines for value in line}
    assert values(chart(slide_called(deck, "The top 20 %")))["Today's profit"] == [1, 1]


def test_every_guess_stands_unnamed_beside_the_truth(deck):
    found = values(chart(slide_called(deck, "The top 20 %")))

    assert sorted(found["Every guess"]) == [0.35, 0.45, 0.5, 0.6, 0.6, 0.6, 0.75, 0.8]
    assert found["Middle guess: 60 %, of 8"] == [0.6]
    assert found["Top 20 %: 102 %"] == [1.02]
    assert "Guesses run from 35 % to 80 %" in said(slide_called(deck, "The top 20 %"))


def test_one_guess_alone_is_the_team_s():
    alone = deck_of(predictions={TOP_FIFTH_SHARE: {"": "45"}})
    found = values(chart(slide_called(alone, "The top 20 %")))

    assert found["Guess: 45 %"] == [0.45]
    assert "Every guess" not in found


@pytest.mark.parametrize(
    ("chosen", "actions"),
    [
        (segments(), ["Grow", "Maintain (suggested)", "Exit"]),
        (None, ["Grow (suggested)", "Maintain (suggested)", "Reprice (suggested)"]),
    ],
)
def test_groups_stand_with_what_is_done_about_them(chosen, actions):
    slide = slide_called(deck_of(segments=chosen), "The top 20 %")
    table = next(shape.table for shape in slide.shapes if shape.has_table)

    assert [row.cells[3].text_frame.text for row in list(table.rows)[1:]] == actions
    assert [row.cells[1].text_frame.text for row in list(table.rows)[1:]] == ["613", "1,077", "710"]
    assert "710 beyond it take 43 % of the profit away again" in said(slide)
    assert "Eroders (n = 710): Tour groups 53 % (n = 375)" in notes(slide)


def test_without_groups_the_curve_has_two_stretches_and_no_table():
    slide = slide_called(deck_of(evidence={"profit": profit(groups=())}), "The top 20 %")

    assert not any(shape.has_table for shape in slide.shapes)
    assert {"Profit building up", "Profit lost again"} <= set(values(chart(slide)))
    assert "710 of 2,400 customers cost more" in said(slide)


def test_a_total_that_is_not_positive_shows_the_groups_in_money():
    refused = profit(whale=refused_whale(), groups=refused_groups())
    slide = slide_called(deck_of(evidence={"profit": refused}), "Shares of the profit")

    assert "Total profit is negative" in said(slide)
    assert list(chart(slide).plots[0].series[0].values) == [448_000, 111_000, -2_100_000]


def test_a_total_that_is_not_positive_says_why_where_there_are_no_groups():
    refused = profit(whale=refused_whale(), groups=())
    slide = slide_called(deck_of(evidence={"profit": refused}), "Shares of the profit")

    assert "Total profit is negative" in said(slide)
    assert not any(shape.has_chart for shape in slide.shapes)


def test_segments_stand_with_guesses_growth_and_time(deck):
    shown = said(slide_called(deck, "Profit per customer"))

    for words in (
        "5 of 8 guessed Leisure; most profit comes from Business regulars.",
        "Business regulars +6 %.",
        "2,400 customers, 1 Oct 2024 to 30 Sep 2026, 95 % interval",
    ):
        assert words in shown


def test_what_splits_profit_stands_with_the_segments_proposed(deck):
    slide = slide_called(deck, "Booking channel and")

    assert list(chart(slide).plots[0].categories)[-1] == "Country (may be chance): 0\u00a0%"
    assert "Corporate, Direct (n = 108)" in said(slide)
    assert "9 % of customers, 61 % of the profit; 3,344 EUR each (3,154 to 3,554)" in said(slide)
    assert "segments on 1,200 of them" in said(slide)
    assert "epsilon squared" in notes(slide)


def test_the_believed_figure_that_matters_most_is_drawn_and_the_others_named(deck):
    slide = slide_called(deck, "Margin from")
    found = values(chart(slide))

    assert found["Today 40 %"] == [-320, 2028]
    assert "below 12 EUR, Tour groups and Leisure change places" in said(slide)
    assert "Believed, not booked: Cost of one complaint 30 EUR (10 to 60); Margin 40 %" in notes(slide)


def test_where_lines_cross_is_marked():
    one = deck_of(evidence={"profit": profit(sensitivity=(sensitivity(),))})
    found = values(chart(slide_called(one, "Cost of one complaint")))

    assert found["12"] == [pytest.approx(230.5, abs=0.2)]


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        ({"splits": splits(ranked=(), proposals=())}, "Booking channel"),
        ({"sensitivity": ()}, "Margin from"),
        ({"sensitivity": (margin_sensitivity().model_copy(update={"change_sides": 0}),)}, "Margin from"),
    ],
)
def test_evidence_that_is_empty_has_no_page(changes, start):
    found = titles(deck_of(evidence={"profit": profit(**changes)}))

    assert not any(one.startswith(start) for one in found)


def test_forward_value_has_its_intervals_method_and_check(deck):
    slide = slide_called(deck, "Expected to be worth")

    assert list(chart(slide).plots[0].series[0].values) == [1240, 128, 60]
    assert "1,840 purchases expected, 1,797 made" in said(slide)
    assert "after all costs in the tables: 40 % of revenue overall" in said(slide)
    assert "a = 0.790, b = 2.430" in notes(slide)
    assert "Business regulars (n = 640): 1,240 (1,090 to 1,390)" in notes(slide)


def test_value_without_segments_and_cohorts_is_one_sentence():
    alone = value(segments=(), cohorts=(), held_out=None)
    found = deck_of(evidence={"value": alone})
    slide = slide_called(found, "A customer is expected to be worth 412 EUR")

    assert "worth 264 EUR more" in said(slide)
    assert not any("buy again" in one for one in titles(found))


def test_retention_is_a_line_per_cohort_and_one_for_all(deck):
    found = values(chart(slide_called(deck, "60 % of new customers")))

    assert found["Oct 2024 (n = 90)"][0] == 1
    assert len(found["Oct 2024 (n = 90)"]) == 8
    assert "Nov 2024 (n = 127)" in found


def test_targets_stand_beside_those_that_deliberately_are_none(deck):
    shown = said(slide_called(deck, "We design for Business regulars, and deliberately"))

    for words in (
        "640 (27 %)",
        "87 %",
        "+6 %",
        "1,240 EUR (1,090 to 1,390)",
        "Deliberately not",
        "Why not: They cost more than they bring",
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("chosen", "start"),
    [
        (TargetSegments(by="customer kind", targets=("Leisure",)), "We design for Leisure."),
        (TargetSegments(by="other", targets=(), not_targets=("A",)), "Deliberately no targets: A."),
        (
            TargetSegments(by="other", targets=("A" * 40,), not_targets=("B" * 40, "C")),
            "We design for one segment, and deliberately not for two segments.",
        ),
    ],
)
def test_titles_of_the_targets(chosen, start):
    assert any(one.startswith(start) for one in titles(deck_of(segments=chosen)))


def test_a_persona_is_a_card(deck):
    slide = slide_called(deck, "Business regulars: 27 %")

    for words in (
        "FF",
        "Frequent Fiona",
        "640\ncustomers, 27 % of all",
        "1,604 EUR\nprofit per customer (1,402 to 1,822)",
        "1,240 EUR\nexpected over the next 52 weeks (1,090 to 1,390)",
        "“I don't want a welcome drink, I want my key.”",
        "Wants done\nArrive ready for tomorrow's meeting",
        "Values most (612 answers)\nCheck-in: 26 % (21 to 31 %)",
    ):
        assert words in said(slide)


def test_a_target_without_persona_has_a_card_of_what_it_values():
    slide = slide_called(deck_of(personas=()), "Business regulars: 27 %")

    assert "Values most (612 answers)" in said(slide)
    assert "“" not in said(slide)


def test_a_target_of_which_nothing_is_known_has_no_card():
    chosen = TargetSegments(by="customer kind", targets=("Leisure",))

    assert "Leisure:" not in "\n".join(titles(deck_of(segments=chosen)))


def test_a_persona_of_another_attribute_has_no_figures():
    other = persona().model_copy(update={"by": "country"})
    chosen = TargetSegments(by="country", targets=("Business regulars",))
    made = deck_of(segments=chosen, personas=(other,))
    slide = [slide for slide in made.slides if "Frequent Fiona" in said(slide)][-1]

    assert title(slide) == "We design for Business regulars."
    assert "640" not in said(slide)


def test_builders_alone_make_one_stretch():
    (builders, *_) = groups()
    alone = builders.model_copy(update={"customers": 2400, "share": 1.0})
    slide = slide_called(deck_of(evidence={"profit": profit(groups=(alone,))}), "The top 20 %")

    assert len(values(chart(slide))["Builders"]) >= 1
