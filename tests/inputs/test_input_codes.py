"""Codes of missing values, as people type them."""

import pytest

from cxworkshop.errors import InvalidChoiceError
from cxworkshop.inputs.codes import parse_codes


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", ()), (" , ", ()), ("0, 99", (0, 99)), ("-9,1e2,.5,6.,+1", (-9, 100, 0.5, 6, 1))],
)
def test_numbers_with_commas_between_them(text, expected):
    assert expected == parse_codes(text)


@pytest.mark.parametrize("code", ["nan", "inf", "1e999", "²", "٣", "--5", "1_0", "0;99", "never", "."])
def test_what_is_no_finite_number_is_named(code):
    with pytest.raises(InvalidChoiceError, match="are numbers with commas between") as refused:
        parse_codes(f"0,{code},99")

    assert f"“{code}”" in str(refused.value)
