from datetime import date

import pytest

from cxworkshop.domain.statements import assemble


@pytest.mark.parametrize(
    ("value", "said"),
    [("", "…"), (None, "…"), ("rested.", "rested"), (4.50, "4.5"), (date(2027, 3, 1), "1 March 2027")],
)
def test_a_field_reads_well_in_a_sentence(value, said):
    assert f"It is {said}." == assemble("It is {field}.", field=value)
