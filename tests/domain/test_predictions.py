import pytest

from cxworkshop.domain.predictions import TOP_FIFTH_SHARE, guessed_share
from cxworkshop.domain.workshop import Workshop


@pytest.mark.parametrize(("answer", "share"), [("60", 0.6), ("62.5", 0.625), ("many", None), ("nan", None)])
def test_a_guess_is_read_as_a_share(answer, share):
    assert share == guessed_share(Workshop(predictions={TOP_FIFTH_SHARE: answer}))


def test_no_guess_is_no_share():
    assert guessed_share(Workshop()) is None
