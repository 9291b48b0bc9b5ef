"""The slides of the survey: touchpoints and drivers."""

from io import BytesIO
from typing import Any

import pytest
from made_up_drivers import driver_evidence
from made_up_survey import LABELS, touchpoints
from made_up_workshop import workshop
from pptx import Presentation
from slides import chart, said, slide_called

from cxworkshop.domain.journey import Hallmark, Hallmarks
from cxworkshop.export.deck import make_deck


@pytest.fixture(scope="module")
def deck() -> Any:
    return Presentation(BytesIO(make_deck(workshop())))


def test_touchpoints_are_in_journey_order_on_their_scale(deck):
    found = chart(slide_called(deck, "Check-in is among"))

    assert next(iter(found.plots[0].categories)) == "Search and compare"
    assert (found.value_axis.minimum_scale, found.value_axis.maximum_scale) == (0, 10)


def test_drivers_compare_the_targets_with_all(deck):
    found = chart(slide_called(deck, "For Business regulars"))

    assert [series.name for series in found.plots[0].series] == [
        "Business regulars (n = 612)",
        "All customers (n = 1,980)",
    ]
    assert found.value_axis.maximum_scale >= 0.26


def test_drivers_without_targets_have_one_series():
    alone = workshop(
        evidence={"drivers": driver_evidence(target=None, asked_for=(), refusal="Too few answers.")}
    )
    slide = slide_called(Presentation(BytesIO(make_deck(alone))), "Check-in, Staff")

    assert len(chart(slide).plots[0].series) == 1
    assert "For all customers, the touchpoints together explain 52 %" in said(slide)
    assert "1,980 answers, 95 % interval" in said(slide)
    assert "Too few answers." in said(slide)


def picking(*names: str) -> Hallmarks:
    return Hallmarks(picks=tuple(Hallmark(touchpoint=name, label=LABELS[name]) for name in names))


def test_chosen_hallmarks_stand_first_beside_the_scores():
    made = workshop(hallmarks=picking("pre_stay", "thanks"))
    slide = slide_called(Presentation(BytesIO(make_deck(made))), "Check-in is among")
    table = next(shape.table for shape in slide.shapes if shape.has_table)

    assert [row.cells[0].text_frame.text for row in table.rows] == [
        "Our hallmarks, then worth most",
        "Thank-you and feedback",
        "Message before the stay",
        "Check-in",
        "Staff",
        "When something goes wrong",
    ]


@pytest.mark.parametrize("changes", [{}, {"target": None, "asked_for": ()}])
def test_chosen_hallmarks_are_always_among_the_drivers(changes):
    picks = ("pre_stay", "thanks", "search", "arrival", "booking")
    evidence = {"drivers": driver_evidence(**changes)}
    made = workshop(hallmarks=picking(*picks), evidence=evidence)
    slide = slide_called(
        Presentation(BytesIO(make_deck(made))), "For Business" if not changes else "Check-in, "
    )
    shown = {label.partition(":")[0].strip() for label in chart(slide).plots[0].categories}

    assert {LABELS[name] for name in picks} <= shown


def test_touchpoints_without_picks_are_all_strong():
    undecided = workshop(evidence={"touchpoints": touchpoints()}, hallmarks=None)
    slide = slide_called(Presentation(BytesIO(make_deck(undecided))), "Check-in is among")

    assert "in journey order" in chart(slide).value_axis.axis_title.text_frame.text
