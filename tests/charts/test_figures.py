import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxworkshop.charts.figures import (
    clean,
    correlation,
    count,
    in_points,
    listed,
    measured,
    money,
    percent,
    short,
    span,
    wrapped,
)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (0, "0"),
        (0.4, "0.40"),
        (8.5, "8.50"),
        (-268.0, "−268"),
        (99.99, "100"),
        (1240.4, "1,240"),
        (9999.6, "10 k"),
        (340_000, "340 k"),
        (999_900, "1.0 M"),
        (1_184_000, "1.2 M"),
        (-1_540_783.31, "−1.5 M"),
        (12_300_000, "12 M"),
        (2.5e9, "2.5 bn"),
        (-0.001, "0"),
    ],
)
def test_money_is_rounded_sensibly(amount, expected):
    assert expected == money(amount).replace("\u00a0", " ")


@given(st.floats(min_value=0.01, max_value=1e12))
def test_money_is_symmetric_about_zero(amount):
    assert "−" + money(amount) == money(-amount)


@pytest.mark.parametrize(("share", "expected"), [(1.02, "102 %"), (-0.03, "−3 %"), (-0.001, "0 %")])
def test_percent(share, expected):
    assert expected == percent(share).replace("\u00a0", " ")


def test_count_separates_thousands():
    assert count(41_250) == "41,250"


@pytest.mark.parametrize(
    ("names", "expected"), [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_listed(names, expected):
    assert expected == listed(names)


def test_short_cuts_between_words():
    assert short("When something goes wrong here", 24) == "When something goes…"


@given(st.text(max_size=400), st.integers(min_value=2, max_value=60))
def test_short_is_one_line_of_the_length_asked(name, longest):
    cut = short(name, longest)

    assert longest >= len(cut)
    assert "\n" not in cut


@given(st.text())
def test_clean_text_can_be_encoded_and_is_stable(text):
    cleaned = clean(text)

    assert clean(cleaned) == cleaned
    assert cleaned.encode().decode() == cleaned


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0.6549, "", "0.655"),
        (20.0, "hours", "20 hours"),
        (1240.4, "%", "1,240 %"),
        (99.97, "", "100"),
        (-0.5, "points", "−0.5 points"),
        (0.0, "x" * 30, f"0 {'x' * 23}…"),
    ],
)
def test_values_of_metrics(value, unit, expected):
    assert expected == measured(value, unit).replace("\u00a0", " ")


def test_differences_and_intervals_of_shares():
    assert [in_points(gap) for gap in (0.141, -0.11, 0.001, -0.001)] == ["+14", "−11", "0", "0"]
    assert [correlation(r) for r in (0.583, -0.3, -0.001)] == ["0.58", "−0.30", "0.00"]
    assert span(-0.02, 0.75).replace("\u00a0", " ") == "−2 to 75 %"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("one two", "one two"),
        ("one two three", "one two\nthree"),
        ("one two three four", "one two\nthree…"),
        ("onethreefour five", "onethree\nfour fi…"),
        ("a threefour", "a threef\nour"),
    ],
)
def test_texts_are_wrapped_between_words_if_they_can_be(text, expected):
    assert expected == wrapped(text, 8)


@given(st.text(max_size=60), st.integers(1, 30), st.integers(1, 4))
def test_wrapped_texts_have_so_many_lines_at_most(text, longest, most):
    assert wrapped(text, longest, most).count("\n") < most
