"""Two seats' names can be told apart on the screen."""

import pytest


@pytest.mark.parametrize(
    "name", ["Ann\u00e9\u200b", "Ann\u202e\u00e9", "\ufeffAnn\u00e9", "Anne\u0301", "ANN\u00c9"]
)
def test_a_name_that_looks_like_anothers_is_taken(hall, name):
    hall.phone().join("Ann\u00e9")
    reply = hall.phone().join(name)
    assert (reply.status, reply.json["code"]) == (409, "name_taken")


@pytest.mark.parametrize("name", ["\u200b", "\u2066", "\u3164"])
def test_a_name_that_shows_nothing_is_refused(hall, name):
    reply = hall.phone().join(name)
    assert (reply.status, reply.json["code"]) == (422, "invalid")


def test_a_name_is_kept_without_what_nobody_sees(hall):
    assert hall.phone().join("\ufeffBo\u202e").json["seat"]["name"] == "Bo"
