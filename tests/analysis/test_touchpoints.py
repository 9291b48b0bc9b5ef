import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_survey import everyone, touchpoints

from cxworkshop.analysis.touchpoints import hallmarks
from cxworkshop.errors import InvalidChoiceError

EVIDENCE = touchpoints()
SCORES = {score.name: score for score in EVIDENCE.touchpoints}
GREATEST = max(score.value for score in EVIDENCE.touchpoints)


def test_the_score_is_the_mean_of_the_three_criteria():
    found = {row.name: row for row in hallmarks(EVIDENCE, {"staff": 9.0, "room": 0.0})}

    staff, room = found["staff"], found["room"]
    assert (staff.value, staff.memorability, staff.differentiation) == (0.2 / GREATEST, 0.4, 0.9)
    assert staff.score == pytest.approx((0.2 / GREATEST + 0.4 + 0.9) / 3)
    assert room.score == pytest.approx((0.11 / GREATEST + 0.4 + 0) / 3)


def test_what_is_not_rated_counts_as_the_middle_where_others_are():
    found = {row.name: row for row in hallmarks(EVIDENCE, {"staff": 9.0})}

    assert found["check_in"].differentiation is None
    assert found["check_in"].score == pytest.approx((1 + 0.9 + 0.5) / 3)


def test_without_ratings_two_criteria_are_left():
    found = {row.name: row for row in hallmarks(EVIDENCE, {})}

    assert found["check_in"].score == pytest.approx((1 + 0.9) / 2)


def test_candidates_are_ranked_by_score_and_equals_by_name():
    equal = tuple(
        score.model_copy(update={"value": 0.1, "memorability": 0.5})
        for score in reversed(EVIDENCE.touchpoints)
    )

    assert [row.name for row in hallmarks(touchpoints(touchpoints=equal), {"room": 6})] == [
        "room",
        *sorted(SCORES.keys() - {"room"}),
    ]


def test_a_group_of_answers_is_ranked_by_its_own_scores():
    assert (hallmarks(EVIDENCE, {"room": 9})[0].name, hallmarks(everyone(), {"room": 9})[0].name) == (
        "check_in",
        "room",
    )


@given(st.dictionaries(st.sampled_from(sorted(SCORES)), st.floats(0, 10)))
def test_a_candidate_never_falls_by_a_better_rating(ratings):
    better = {name: min(rating + 1, 10) for name, rating in ratings.items()}

    before = {row.name: row.score for row in hallmarks(EVIDENCE, ratings)}
    after = {row.name: row.score for row in hallmarks(EVIDENCE, better)}

    assert all(0 <= before[name] <= after[name] <= 1 for name in before)


def test_impossible_ratings_are_refused():
    with pytest.raises(InvalidChoiceError, match=r"no touchpoint lobby .* rate one of arrival, booking"):
        hallmarks(EVIDENCE, {"lobby": 5})
    with pytest.raises(InvalidChoiceError, match="room must be rated from 0 to 10, but 11 came"):
        hallmarks(EVIDENCE, {"room": 11})
