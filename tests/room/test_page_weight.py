"""How much a phone is sent: all its page's parts together, as they pass over the line."""

import gzip
import re

import pytest

from cxworkshop.room.pages import parts_folder

BUDGET = 60_000
"""Bytes on the wire of a phone's page and every part that any question needs."""

GZIP = {"Accept-Encoding": "gzip, deflate"}

OF_THE_SCREEN = {"screen.js", "screen_results.js", "fit.js"}


def parts_of_a_phone() -> set[str]:
    """What its page names, and every script but the big screen's."""
    named = re.findall(r"/static/([a-z_]+\.\w+)", (parts_folder() / "phone.html").read_text())
    return {*named, *(path.name for path in parts_folder().glob("*.js"))} - OF_THE_SCREEN


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_all_that_a_phone_can_ever_need_is_small(hall, language):
    phone = hall.phone()
    paths = [f"/?language={language}", *(f"/static/{name}" for name in parts_of_a_phone())]
    sent = {path: len(phone.get(path, **GZIP).body) for path in paths}
    assert {"/static/phone.css", "/static/phone.js", "/static/answer_places.js"} < sent.keys()
    assert sum(sent.values()) < BUDGET, sent


@pytest.mark.parametrize("path", ["/", "/static/phone.js", "/static/phone.css"])
def test_compressed_or_not_it_is_the_same(hall, path):
    phone = hall.phone()
    plain, small = phone.get(path), phone.get(path, **GZIP)
    assert (plain.headers["Content-Encoding"], small.headers["Content-Encoding"]) == (None, "gzip")
    assert (plain.headers["Vary"], small.headers["Vary"]) == ("Accept-Encoding", "Accept-Encoding")
    assert gzip.decompress(small.body) == plain.body


def test_a_part_that_a_phone_has_isnt_sent_again(hall):
    phone = hall.phone()
    first = phone.get("/static/phone.js", **GZIP)
    again = phone.get("/static/phone.js", **GZIP, **{"If-None-Match": first.headers["Etag"]})
    assert (again.status, again.body) == (304, b"")
