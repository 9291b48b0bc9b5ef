"""The slides of step 4: journey, gaps, opportunities, how safe the choice is, hallmarks, consistency."""

from io import BytesIO
from typing import Any

import pytest
from made_up_experience import times
from made_up_hostile import hostile_workshop
from made_up_maps import beliefs, check_in, consistency_evidence, today
from made_up_survey import touchpoints
from made_up_workshop import hallmarks, workshop
from pptx import Presentation
from slides import chart, notes, said, slide_called, title

from cxworkshop.analysis.perception import gaps_of
from cxworkshop.domain.journey import Hallmark, Hallmarks
from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.touchpoint import Recovery, Triad
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.deck import make_deck
from cxworkshop.export.gap_pages import gaps_page


def deck_of(**changes: object) -> Any:
    """Return the deck of a workshop of step 4 alone, without evidence but what is given."""
    alone = {"evidence": {}, "segments": None, "personas": (), "metrics": None} | changes
    return Presentation(BytesIO(make_deck(workshop(**alone))))


SCORED = {"touchpoints": touchpoints()}


def titles(deck: Any) -> str:
    return "\n".join(title(slide) for slide in deck.slides)


def table(slide: Any) -> list[list[str]]:
    found = next(shape.table for shape in slide.shapes if shape.has_table)
    return [
        [cell.text_frame.text.replace("\u00a0", " ") for cell in row.cells] for row in list(found.rows)[1:]
    ]


@pytest.fixture(scope="module")
def deck() -> Any:
    return Presentation(BytesIO(make_deck(workshop())))


@pytest.fixture(scope="module")
def hostile() -> Any:
    return Presentation(BytesIO(make_deck(hostile_workshop())))


def felt(journey_map: JourneyMap, **heights: float | None) -> JourneyMap:
    """Return the map with nobody's feelings but these."""
    stages = journey_map.journeys[0].stages
    emptied = tuple(
        stage.model_copy(
            update={
                "touchpoints": tuple(
                    found.model_copy(update={"emotion": heights.get(found.id)}) for found in stage.touchpoints
                )
            }
        )
        for stage in stages
    )
    journey = journey_map.journeys[0].model_copy(update={"stages": emptied})
    return journey_map.model_copy(update={"journeys": (journey,)})


def test_the_curve_breaks_where_nobody_has_said_how_it_feels(deck):
    series = chart(slide_called(deck, "As we see the journey")).plots[0].series
    runs = [list(one.values) for one in series if one.name.startswith("Feeling")]

    assert runs == [[0, 0.5, 1, -0.5, -0.5, 1], [1.5, 1, -1.5, 0, -0.5]]


def test_the_curve_names_stages_the_best_and_where_it_hurts(deck):
    names = [series.name for series in chart(slide_called(deck, "As we see the journey")).plots[0].series]

    for name in ("Before", "Stay", "Breakfast", "1 When something goes…", "2"):
        assert name in names


def test_pain_points_stand_beside_the_curve_with_how_well_they_are_known(deck):
    slide = slide_called(deck, "As we see the journey")

    assert "1  When something goes…: Nobody says how long it will take (assumed)" in said(slide)
    assert "2  Check-in: Guests queue although their room is ready (researched)" in said(slide)
    assert "Guests repeat what they wrote (assumed; Survey 2026)" in notes(slide)
    assert "feelings at 11 of 12 touchpoints" in said(slide)


def test_what_tomorrow_changes_is_said_beside_the_curve(deck):
    said_today = said(slide_called(deck_of(maps={"as_is": today()}), "As we see the journey"))

    assert "On the map of tomorrow, one touchpoint changes." in said(
        slide_called(deck, "As we see the journey")
    )
    assert "tomorrow" not in said_today


def test_without_feelings_the_journey_is_a_table_of_its_stages():
    slide = slide_called(deck_of(maps={"as_is": felt(today(), room=1.0)}), "The journey has four stages")

    assert table(slide)[1] == ["Arrival", "Arrival and parking, Check-in", "2"]


def test_where_all_feels_the_same_nothing_is_called_best():
    slide = slide_called(deck_of(maps={"as_is": felt(today(), room=0.5, wifi=0.5)}), "As we see the journey")

    assert title(slide).endswith("the same at every touchpoint: 0.5 on −2 to 2.")


def test_a_map_without_touchpoints_has_no_page():
    assert "journey" not in titles(deck_of(maps={"as_is": JourneyMap(id="m", name="Empty")})).lower()


def test_pain_near_the_end_is_warned_of(deck):
    assert "Pain sits near the end: When something goes wrong" in said(
        slide_called(deck, "Check-in is among")
    )


def test_without_a_journey_s_order_nobody_is_warned_of_its_end():
    unplaced = tuple(score.model_copy(update={"stage": None}) for score in touchpoints().touchpoints)
    slide = slide_called(
        deck_of(evidence={"touchpoints": touchpoints(touchpoints=unplaced)}), "Check-in is among"
    )

    assert "Pain sits" not in said(slide)


def test_gaps_set_beliefs_beside_customers_scores(deck):
    slide = slide_called(deck, "4 leaders believe")
    bars = chart(slide).plots[0]

    assert [series.name for series in bars.series] == ["Leaders believe (n = 4)", "Customers say (n = 612)"]
    assert list(bars.series[1].values) == pytest.approx([5.8, 8.0, 6.9])
    assert table(slide)[0] == ["When something goes wrong", "+2.9 (+2.6 to +3.1)"]
    assert "4 leaders; 612 answers" in said(slide)


def test_no_leader_s_name_is_shown(deck):
    slide = slide_called(deck, "4 leaders believe")

    assert "L1" not in said(slide) + notes(slide)


@pytest.mark.parametrize("leaders", [0, 2])
def test_gaps_of_fewer_than_three_leaders_have_no_page(leaders):
    assert "leaders" not in titles(deck_of(evidence=SCORED, beliefs=beliefs(leaders)))


def test_a_function_is_named_only_where_it_is_shown():
    known = gaps_of(beliefs(6), touchpoints())
    by_function = tuple(one.model_copy(update={"function": "Marketing"}) for one in known.gaps)
    shown, hidden = (
        gaps_page(known.model_copy(update={"by_function": found}), touchpoints())
        for found in (by_function, ())
    )

    assert "Marketing (6 leaders)" in shown.takeaway[0]
    assert "Marketing" not in " ".join((*hidden.takeaway, *hidden.notes))


def test_opportunities_say_what_each_touchpoint_calls_for(deck):
    slide = slide_called(deck, "No opportunity reaches")

    assert table(slide)[0] == ["Check-in", "Improve", "100 %"]
    assert "Improve Check-in and When something goes wrong first" in said(slide)
    assert "60 draws" in notes(slide)


def test_rankings_that_profit_changes_stand_beside_how_safe_the_choice_is(deck):
    slide = slide_called(deck, "Check-in, When something")

    assert table(slide)[0] == ["Check-in", "2", "1"]
    assert "Weighted by profit" in said(slide)
    assert "20,000 weightings" in notes(slide)


def test_without_weights_there_is_one_ranking():
    evidence = {"touchpoints": touchpoints(weights={})}
    slide = slide_called(deck_of(evidence=evidence), "Check-in, When something")

    assert not any(shape.has_table for shape in slide.shapes)
    assert "Weighted by profit" not in said(slide)


def test_a_rating_of_a_touchpoint_that_is_no_longer_scored_is_left_out():
    rated = hallmarks().model_copy(update={"ratings": {"check_in": 8, "gone": 10}})

    assert "whatever counts most" in titles(deck_of(evidence=SCORED, hallmarks=rated))


def test_a_hallmark_shows_how_it_is_delivered(deck):
    slide = slide_called(deck, "Front office owns")

    for words in (
        "Known by name, key in hand",
        "Own up: Apologise before asking for the document",
        "HR: Train for the welcome, not for the form",
        "Welcome by name, and a word on the last stay",
        "Guests queue although their room is ready (researched). Why: Shifts follow the contract (HR)",
        "6.9\nmean score (6.7 to 7.1; n = 457)",
        "8 of 10\nsets us apart",
    ):
        assert words in said(slide)


def test_the_whole_why_tree_is_in_the_notes(deck):
    found = notes(slide_called(deck, "Front office owns"))

    assert "– because: Most guests arrive in the same hour (assumed; owner Front office)" in found
    assert "–– because: Shifts follow the contract (assumed; owner HR)" in found


def test_what_isn_t_agreed_yet_is_said(deck):
    slide = slide_called(deck, "“When something goes wrong” has no owner yet")

    assert said(slide).count("Still to be agreed") == 2


def test_a_hallmark_comes_from_the_map_of_tomorrow():
    changed = today(check_in=check_in(owner="Everybody")).model_copy(update={"state": "to_be"})
    made = deck_of(maps={"as_is": today(), "to_be": changed})

    assert "Everybody owns “Check-in”" in titles(made)


def test_a_hallmark_is_found_by_its_survey_column():
    drawn = today(check_in=check_in(id="desk", column="check_in"))

    assert "Front office owns “Check-in”" in titles(deck_of(maps={"as_is": drawn}))


def test_a_hallmark_that_the_map_only_names_has_no_page(deck):
    assert "Check-out” has" not in titles(deck)


def test_a_hallmark_without_pain_or_experience_still_has_its_page():
    calm = check_in(pains=(), causes=(), recovery=Recovery(), triad=Triad(hr="Smile"))
    picked = Hallmarks(picks=(Hallmark(touchpoint="check_in", label="Check-in"),))
    slide = slide_called(deck_of(maps={"as_is": today(check_in=calm)}, hallmarks=picked), "Front office")

    assert title(slide) == "Front office owns “Check-in”; no pain point there is on the map."
    assert "None on the map" in said(slide)


def test_a_long_recovery_play_gets_the_room_that_short_blocks_leave():
    long = check_in(recovery=Recovery(mend="A room that isn't ready becomes a better one. " * 9), causes=())
    slide = slide_called(deck_of(maps={"as_is": today(check_in=long)}), "Front office")

    assert "In full:" not in notes(slide)


def test_consistency_shows_the_score_that_depends_most_on_something(deck):
    slide = slide_called(deck, "Check-in: 21 %")

    assert [label.partition(":")[0].strip() for label in chart(slide).plots[0].categories] == [
        "Agent",
        "Hotel",
        "Booking channel",
        "Month",
    ]
    assert "survey.csv" in said(slide)
    assert "requests.csv" not in said(slide) + notes(slide)
    assert "Room by Hotel (6 of them, n = 2,310): 1 % (0 % to 3 %)" in notes(slide)


def test_response_times_name_the_channel_nobody_can_count_on(deck):
    slide = slide_called(deck, "E-mail can't be counted on")

    assert "E-mail (uneven)" in list(chart(slide).plots[0].categories)
    assert table(slide)[0] == ["E-mail", "7", "40", "912"]
    assert "31 requests have no answer" in said(slide)
    assert "requests.csv · 3,602 answered requests" in said(slide)


@pytest.mark.parametrize(
    ("changes", "there", "gone"),
    [
        ({"times": None}, "Check-in: 21 %", "counted on"),
        ({"scores": ()}, "counted on", "Check-in: 21 %"),
        ({"scores": (), "times": times().model_copy(update={"channels": ()})}, "Next, make", "counted on"),
    ],
)
def test_what_could_not_be_looked_at_has_no_page(changes, there, gone):
    found = titles(deck_of(evidence={"consistency": consistency_evidence(**changes)}))

    assert there in found
    assert gone not in found


def test_a_workshop_with_a_map_alone_shows_it():
    made = Presentation(BytesIO(make_deck(Workshop(maps={"as_is": today()}))))

    assert [title(slide)[:21] for slide in made.slides][2] == "As we see the journey"


def test_a_hostile_hallmark_is_whole_in_the_notes(hostile):
    slide = next(slide for slide in hostile.slides if "pain points stand in the way" in title(slide))
    cause = hostile_workshop().maps["to_be"].touchpoints[0].causes[-1]

    assert f"because: {cause.text} (assumed; owner {cause.owner})" in notes(slide)


def test_sixty_touchpoints_stay_one_curve(hostile):
    slide = slide_called(hostile, "As we see the journey")
    runs = [series for series in chart(slide).plots[0].series if series.name.startswith("Feeling")]

    assert sum(len(list(series.values)) for series in runs) == 48
