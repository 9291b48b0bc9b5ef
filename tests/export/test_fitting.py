from hypothesis import given
from hypothesis import strategies as st

from cxworkshop.export.fitting import LINE, POINTS_PER_INCH, breaks_word, count_lines, cut_to, fit


@given(st.text(max_size=600), st.floats(1, 12), st.floats(0.4, 5))
def test_fitted_text_fits(text, width, height):
    fitted = fit(text, width, height, 28, 12)

    lines = count_lines(fitted.text, width, fitted.size)
    assert lines * LINE * fitted.size <= height * POINTS_PER_INCH + 1e-9
    assert fitted.cut == (fitted.text != text)


@given(st.text(max_size=300), st.integers(1, 5))
def test_cut_text_is_a_beginning(text, lines):
    cut = cut_to(text, 3, 12, lines)

    assert cut == text or text.startswith(cut.removesuffix("…"))
    assert count_lines(cut, 3, 12) <= lines


def test_large_text_stays_large_where_there_is_room():
    assert fit("A short title.", 12, 1, 28, 12)[1:] == (28, False)


def test_a_word_longer_than_the_line_is_told():
    assert breaks_word("W" * 40, 2, 12)
    assert not breaks_word("many short words", 2, 12)
