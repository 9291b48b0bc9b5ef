"""What counts as an answer and may be a code for "no answer", in an outcome and in drivers."""

import numpy as np
import pandas as pd
import pytest

from cxworkshop.inputs.unusual_codes import coded_one_higher, kept_codes, unusual_codes


def rated(*values, times=20):
    return np.repeat(np.array(values, dtype=float), times)


def spread(low, high, times=20):
    return rated(*range(low, high + 1), times=times)


def told(outcome, *codes):
    """Return which values of an outcome are told."""
    return [
        float(sentence.split(" and counted")[0].rsplit(" ", 1)[1])
        for sentence in kept_codes(pd.Series(outcome, name="score"), codes)
    ]


def suspected(**columns):
    """Return by driver which codes its sentence names."""
    return {
        sentence.split(" of ")[1].split(" are ")[0]: sentence.rsplit("--missing ", 1)[1].rstrip(".")
        for sentence in unusual_codes(pd.DataFrame(columns))
    }


def test_a_code_of_the_outcome_that_counts_is_told():
    (said,) = kept_codes(pd.Series([0.0, 0.0, 10.0], name="recommend"), (0, 6, 0))

    assert said == (
        "2 answers of recommend are 0 and counted as real; name that code with --missing-outcome 0 if it "
        "means no answer."
    )


@pytest.mark.parametrize(("top", "said"), [(11, [11]), (10, []), (100, [])])
def test_an_answer_one_above_the_scale_is_told(top, said):
    assert told([10.0, 3.0, top]) == said


def test_a_code_between_the_outcomes_answers_is_one_of_them():
    assert told(spread(0, 10), 0, 6) == []


def test_zeros_of_the_outcome_that_heap_up_are_told():
    assert told(np.concatenate([spread(0, 10), rated(0, times=100)]), 0) == [0]


def test_an_outcome_with_a_code_far_off_is_told():
    assert told(np.concatenate([spread(0, 10), rated(99)])) == [99]


def test_eleven_is_never_to_be_dropped_where_answers_run_from_1_to_11():
    assert coded_one_higher(pd.Series(spread(1, 11)))
    assert told(spread(1, 11), 11) == []
    assert suspected(room=spread(1, 11)) == {}


@pytest.mark.parametrize(
    "values", [spread(0, 11), rated(1, 2, 3, 4, 5, 11), spread(1, 11) + 0.5, [*spread(1, 11), 12], [np.nan]]
)
def test_other_answers_are_not_coded_one_higher(values):
    assert not coded_one_higher(pd.Series(values))


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        (spread(0, 6), "0,6"),
        (spread(0, 5), "0"),
        (rated(1, 2, 3, 4, 5, 9), "9"),
        (rated(1, 2, 3, 4, 5, 6, 7, 99), "99"),
        (rated(-1, 1, 2, 3, 4, 5, 98, 99), "-1,98,99"),
        (spread(0, 11), "11"),
        (np.concatenate([spread(0, 10), rated(0, times=100)]), "0"),
    ],
)
def test_unusual_ends_of_drivers_are_told(values, codes):
    assert suspected(room=values) == {"room": codes}


@pytest.mark.parametrize(
    "values",
    [
        spread(1, 5),
        spread(1, 7),
        spread(1, 10),
        spread(0, 10),
        rated(0, 1, times=60),
        spread(0, 6, times=2),
        rated(18.0, 40, 99),
        rated(0.25, 5.5, 9.0),
        [np.nan] * 3,
    ],
)
def test_usual_scales_and_what_is_no_rating_are_left_alone(values):
    assert suspected(room=values) == {}


def test_drivers_with_the_same_codes_share_a_sentence_that_names_all_codes():
    drivers = pd.DataFrame({"room": spread(0, 5), "help": spread(0, 5), "wifi": rated(1, 2, 3, 4, 5, 4)})

    (said,) = unusual_codes(drivers, (8,))

    assert said == (
        "40 answers of room, help are 0 and counted as real; if that means no answer, say so with "
        "--missing 0,8."
    )
