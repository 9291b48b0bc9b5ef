"""Names that look alike are one name, and a name shows something."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cxworkshop.domain.map_words import one_line
from cxworkshop.domain.people import Seat
from cxworkshop.domain.room_events import SeatRenamed
from cxworkshop.domain.same_person import same_person
from cxworkshop.domain.seat_names import readable

ALIKE = [
    "ANN",
    "Ann\u200b",
    "Ann\u202e",
    "\ufeffAnn",
    "A\u200dnn",
    "A\u00adnn",
    "\uff21nn",
    "Ann\ufe0f",
    "Ann\u3164",
]
EMPTY = ["", "  ", "\u200b", "\u2066", "\u200d", "\ufe0f", "\u3164", "\u2800 \u115f", "\u202e\u202c"]
KEPT = [
    "\U0001f469\u200d\U0001f52c",
    "\u2764\ufe0f",
    "\u0646\u0645\u06cc\u200c\u062f\u0627\u0646\u0645",
    "Ana Mar\u00eda",
    "X",
]


@pytest.mark.parametrize("name", ALIKE)
def test_names_that_look_alike_are_one_persons(name):
    assert same_person("Ann", name)


def test_an_accent_is_the_same_however_it_is_typed():
    assert same_person("Ren\u00e9", "Rene\u0301")
    assert not same_person("Ren\u00e9", "Rene")


@pytest.mark.parametrize("name", EMPTY)
def test_a_name_that_shows_nothing_is_none(name):
    assert readable(name) == ""
    with pytest.raises(ValidationError, match="can be seen"):
        Seat(id="1" * 32, name=name)
    with pytest.raises(ValidationError, match="can be seen"):
        SeatRenamed(seat="1" * 32, name=name)


@pytest.mark.parametrize("name", KEPT)
def test_what_shapes_its_neighbours_stays(name):
    assert Seat(id="1" * 32, name=name).name == name


@given(st.text(max_size=40))
def test_a_name_is_kept_as_it_is_shown(text):
    name = readable(text)
    assert readable(name) == name
    assert unicodedata.is_normalized("NFC", name)
    assert not name or same_person(name, one_line(text))
