"""Columns for one measure, with the codes that mean no answer."""

import pandas as pd
import pytest

from cxworkshop.errors import InvalidChoiceError, MissingColumnError
from cxworkshop.inputs.columns import read_columns, without_codes

ANSWERS = pd.DataFrame({"recommend": [0.0, 0.0, 10.0], "room": [0.0, 3.0, 6.0], "help": [1.0, 6.0, 2.0]})


def test_codes_are_left_out_of_the_columns_named_and_of_no_other():
    found = without_codes(ANSWERS, ["room", "help"], (0, 6))

    assert found.fillna(-1).to_dict("list") == {
        "recommend": [0, 0, 10],
        "room": [-1, 3, -1],
        "help": [1, -1, 2],
    }
    assert ANSWERS["room"].tolist() == [0, 3, 6]


def test_a_column_is_not_split_by_itself(write_table):
    with pytest.raises(InvalidChoiceError, match="can't be split by it"):
        read_columns(write_table("score,region", "9,north"), ["score"], ["score"])


def test_another_case_is_another_name(write_table):
    with pytest.raises(MissingColumnError, match="did you mean 'Score'"):
        read_columns(write_table("Score", "9"), ["score"])
