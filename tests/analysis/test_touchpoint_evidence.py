"""Touchpoint evidence joined to the firm's other tables and to the map."""

import pytest

from cxworkshop.analysis.driver_evidence import driver_evidence
from cxworkshop.analysis.survey_evidence import touchpoint_evidence
from cxworkshop.domain.journey_map import Journey, JourneyMap, Stage
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role
from cxworkshop.domain.touchpoint import Touchpoint
from cxworkshop.errors import UndefinedMeasureError

BUSINESS = TargetSegments(by="kind", targets=("Business",))
ALL = TargetSegments(by="kind", targets=("Business", "Leisure", "Tour groups"))


def scored(firm, target=BUSINESS, **options):
    return touchpoint_evidence(firm, target, bootstrap=50, **options)


def values(group):
    return {score.name: score.value for score in group.touchpoints}


@pytest.fixture(scope="module")
def alone(firm):
    return {
        name: scored(firm, TargetSegments(by="kind", targets=(name,)), weights={name: 1.0})
        for name in ("Business", "Leisure")
    }


def test_one_target_segment_counts_whole(alone):
    assert (alone["Business"].weights, alone["Business"].asked_weights) == ({"Business": 1.0},) * 2


def test_segments_count_by_their_share_of_the_profit(firm, alone):
    found = scored(firm, ALL, weights={"Business": 0.75, "Leisure": 0.25})
    mixed = {
        name: 0.75 * value + 0.25 * values(alone["Leisure"])[name]
        for name, value in values(alone["Business"]).items()
    }

    assert found.weights == {"Business": 0.75, "Leisure": 0.25}
    assert values(found) == pytest.approx(mixed)
    assert found.notes == (
        "No profit comes from Tour groups, so what these customers value doesn't count; their ratings do.",
    )


def test_ratings_of_all_target_segments_count_for_the_means(firm):
    found = scored(firm, ALL, weights={"Business": 1.0})
    means = {score.name: score.mean for score in found.touchpoints}

    assert found.n == 2400
    assert means == pytest.approx({score.name: score.mean for score in found.everyone.touchpoints})
    assert values(found) != values(found.everyone)


def test_everyone_stands_beside_the_target_as_without_one(firm, alone):
    everyone = scored(firm, None)

    assert everyone.everyone is None
    assert alone["Business"].everyone.touchpoints == everyone.touchpoints
    assert alone["Business"].everyone.draws == everyone.draws


def test_a_segment_with_few_answers_is_left_out_of_the_value(changed):
    kinds = changed(
        Role.CUSTOMERS, lambda row: row | {"kind": "Pilot" if row["customer_id"] <= "H00100" else "Other"}
    )
    both = TargetSegments(by="kind", targets=("Pilot", "Other"))

    found = scored(kinds, both, weights={"Pilot": 0.6, "Other": 0.4})

    assert found.weights == {"Other": 1.0}
    assert found.asked_weights == {"Pilot": 0.6, "Other": 0.4}
    (note,) = found.notes
    assert note.endswith(
        "12 drivers need at least 60, so what these customers value doesn't count by itself."
    )


def test_where_no_segment_can_be_analysed_alone_they_count_together(changed):
    kinds = changed(
        Role.CUSTOMERS, lambda row: row | {"kind": f"Kind {int(row['customer_id'][1:]) // 100:02}"}
    )
    some = tuple(f"Kind {number:02}" for number in range(3))

    found = scored(kinds, TargetSegments(by="kind", targets=some), weights=dict.fromkeys(some[:2], 0.5))

    assert (found.segment, found.weights) == (some, {})
    assert found.notes[2:4] == (
        "No profit comes from Kind 02, so what these customers value doesn't count; their ratings do.",
        "No target segment can be analysed alone, so what they value counts together.",
    )


def test_the_same_seed_gives_the_same_evidence(firm, alone):
    assert scored(firm, weights={"Business": 1.0}) == alone["Business"]


def test_progress_goes_from_the_target_to_everyone(firm):
    told = []

    scored(firm, progress=told.append)

    assert told == [0.5, 1.0]


def test_comments_volume_and_cost_come_from_the_firms_tables(whole_firm):
    found = scored(whole_firm)
    check_in = next(score for score in found.touchpoints if score.name == "check_in")

    assert sum(score.comments for score in found.touchpoints) == 618
    assert (check_in.volume, check_in.cost) == (14_000, 6.8)
    assert [source.role for source in found.provenance] == [
        Role.SURVEY,
        Role.CUSTOMERS,
        Role.JOURNEY,
        Role.VERBATIMS,
    ]
    assert {"volume", "cost"} <= set(found.provenance[2].columns)


def journey_map(*stages):
    return JourneyMap(
        id="map",
        name="A stay",
        journeys=(
            Journey(
                id="stay",
                name="A stay",
                stages=tuple(
                    Stage(
                        id=f"s{place}",
                        name=name,
                        touchpoints=tuple(
                            Touchpoint(id=f"t{place}-{number}", name=called, column=column)
                            for number, (called, column) in enumerate(touchpoints)
                        ),
                    )
                    for place, (name, touchpoints) in enumerate(stages)
                ),
            ),
        ),
    )


MAP = journey_map(
    ("Begin", [("Farewell first", "farewell"), ("The lobby", "lobby")]),
    ("End", [("My room", "room"), ("Once more", "farewell"), ("The taxi", "taxi")]),
)


def test_places_and_labels_come_from_the_map(firm):
    found = {score.name: score for score in scored(firm, journey_map=MAP).touchpoints}

    placed = {
        name: (score.stage, score.position, score.moment) for name, score in found.items() if score.stage
    }
    assert placed == {"farewell": ("Begin", 1, 0.5), "room": ("End", 3, 1.0)}
    assert (found["room"].label, found["farewell"].label) == ("My room", "Farewell first")
    assert found["check_in"].label == "Check-in"
    assert driver_evidence(firm, None, journey_map=MAP, bootstrap=50).labels["room"] == "My room"


def test_what_map_and_survey_do_not_share_is_said(firm):
    lost, unmatched = scored(firm, journey_map=MAP).notes

    assert lost == (
        "The journey doesn't place Finding an offer, Booking a room, Message before arrival, Check-in, "
        "A quiet night and 5 more, so they count as neither start nor end."
    )
    assert unmatched.startswith(
        "“The lobby” and “The taxi” on the map are matched by no column of the survey;"
    )


def test_scales_that_are_mixed_are_refused_with_their_columns(changed):
    def halved(row):
        known = row["wifi"] not in {"", "0", "99"}
        return row | ({"wifi": (int(row["wifi"]) + 1) // 2} if known else {})

    mixed = changed(Role.SURVEY, halved)

    with pytest.raises(UndefinedMeasureError, match=r"on 1–10, but wifi on 1–5, .* leave these columns out"):
        scored(mixed)
