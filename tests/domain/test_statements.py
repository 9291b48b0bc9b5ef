from datetime import date

import pytest

from cxworkshop.domain.statements import assemble, number


@pytest.mark.parametrize(
    ("value", "said"),
    [("", "…"), (None, "…"), ("rested.", "rested"), (4.50, "4.5"), (date(2027, 3, 1), "1 March 2027")],
)
def test_a_field_reads_well_in_a_sentence(value, said):
    assert f"It is {said}." == assemble("It is {field}.", field=value)


@pytest.mark.parametrize(
    ("value", "said"),
    [(42.0, "42"), (12_500_000.0, "12,500,000"), (99.995, "99.995"), (-2.5, "−2.5"), (0.1 + 0.2, "0.3")],
)
def test_a_number_is_written_out(value, said):
    assert said == number(value)
