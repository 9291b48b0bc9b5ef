import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made_up_survey import touchpoints

from cxworkshop.analysis.survey_evidence import touchpoint_evidence
from cxworkshop.analysis.touchpoints import peak_end
from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.errors import UndefinedMeasureError

TEMPLATE = touchpoints()


def journey(*means, half=0.1, stages=None):
    """Touchpoints a, b, c … in this order with these means."""
    base = TEMPLATE.touchpoints[0].model_dump()
    scores = [
        base
        | {"name": name, "label": name.upper(), "position": place, "stage": stage}
        | {"mean": mean, "low": mean - half, "high": mean + half}
        for place, (name, mean, stage) in enumerate(
            zip("abcdefghijkl", means, stages or ["Stay"] * len(means), strict=False), start=1
        )
    ]
    return TouchpointEvidence(**TEMPLATE.model_dump() | {"touchpoints": tuple(reversed(scores))})


def names(moments):
    return [moment.name for moment in moments]


def test_peak_worst_and_end_are_found():
    found = peak_end(journey(7, 9, 5, 7, 7, 8))

    assert (found.peak.name, found.worst.name, found.end.name) == ("b", "c", "f")
    assert (found.worst.position, found.worst.from_end, found.end.from_end) == (3, 3, 0)
    assert (found.touchpoints, found.average) == (6, pytest.approx(43 / 6))
    assert (names(found.pains), found.near_end) == (["c"], ())


def test_pain_near_the_end_is_warned_of():
    assert names(peak_end(journey(8, 9, 8, 8, 8, 8, 5, 8)).near_end) == ["g"]


def test_pains_that_cannot_be_told_from_the_worst_are_pains_too():
    found = peak_end(journey(8, 9, 5.1, 8, 8, 8, 8, 5))

    assert (names(found.pains), names(found.near_end)) == (["h", "c"], ["h"])


def test_where_nothing_is_clearly_below_the_rest_there_is_no_pain():
    found = peak_end(journey(7, 7.1, 7, 6.9, half=0.5))

    assert (found.worst.name, found.pains, found.near_end) == ("d", (), ())


def test_of_equals_the_later_one_is_remembered():
    found = peak_end(journey(9, 5, 7, 9, 5, 7))

    assert (found.peak.name, found.worst.name, names(found.pains)) == ("d", "e", ["e", "b"])


def test_a_peak_that_outweighs_the_pain_has_a_balance_above_nothing():
    outweighs, outweighed = peak_end(journey(7, 10, 6, 7)), peak_end(journey(7, 8, 4, 7))

    assert outweighs.balance == pytest.approx(10 + 6 - 2 * 7.5)
    assert outweighs.balance_low > 0 > outweighed.balance_high


def test_touchpoints_that_the_journey_does_not_place_are_left_out():
    found = peak_end(journey(8, 9, 7, 8, 3, stages=["Before", "During", "During", "After", None]))

    assert (found.touchpoints, found.end.name, found.worst.name) == (4, "d", "c")


@pytest.mark.parametrize("segment", [None, "Business", "Leisure", "Tour groups"])
def test_the_planted_pain_near_the_end_is_found(firm, segment):
    target = TargetSegments(by="kind", targets=(segment,)) if segment else None

    found = peak_end(touchpoint_evidence(firm, target, bootstrap=50))

    assert found.end.name == "farewell"
    assert "farewell" in names(found.near_end)


means = st.lists(st.integers(10, 100).map(lambda tenths: tenths / 10), min_size=3, max_size=12)


@given(means, st.sampled_from([0.0, 0.1, 0.7]))
@example([1.2] * 6, 0.0)
@example([1.2] * 12, 0.0)
def test_pains_are_below_the_average_and_near_the_end_is_near_it(scores, half):
    found = peak_end(journey(*scores, half=half))

    assert set(names(found.near_end)) <= set(names(found.pains))
    assert all(pain.mean < found.average for pain in found.pains)
    assert all(moment.from_end <= (len(scores) - 1) / 4 + 0.75 for moment in found.near_end)
    assert found.peak.mean == max(scores)
    assert found.balance_low <= found.balance <= found.balance_high


def test_without_a_journey_nobody_knows_how_it_ends():
    with pytest.raises(UndefinedMeasureError, match="draw the map, or attach a journey with stages"):
        peak_end(journey(8, 9, 7, stages=[None] * 3))


def test_a_journey_of_two_touchpoints_is_refused():
    with pytest.raises(UndefinedMeasureError, match="at least 3 touchpoints, but there are 2"):
        peak_end(journey(5, 6))
