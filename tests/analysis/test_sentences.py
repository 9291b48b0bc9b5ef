import pytest

from cxworkshop.analysis.sentences import listed


@pytest.mark.parametrize(
    ("names", "expected"), [(["a"], "a"), (("a", "b"), "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_are_listed_as_a_sentence_does(names, expected):
    assert expected == listed(names)
