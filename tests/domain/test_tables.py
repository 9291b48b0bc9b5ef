import pytest

from cxworkshop.domain.tables import spoken_name


@pytest.mark.parametrize(("column", "said"), [("check_in", "Check in"), ("Q7ART", "Q7ART"), ("", "")])
def test_a_column_is_shown_as_words(column, said):
    assert said == spoken_name(column)
