import json

import pytest
from hypothesis import given
from strategies import happenings

from cxworkshop.domain import events
from cxworkshop.domain.events import WorkshopCreated, read_event, read_object, write_event
from cxworkshop.errors import NewerWorkshopError, NotAWorkshopError


@given(happenings)
def test_an_event_comes_back_as_it_was_written(event):
    assert event == read_event(write_event(event))


def test_an_event_of_a_newer_version_is_refused_with_the_remedy():
    raw = write_event(WorkshopCreated(name="a")) | {"version": 2}

    with pytest.raises(NewerWorkshopError, match="update cxworkshop"):
        read_event(raw)


@pytest.mark.parametrize(
    "damage", [{"kind": "nonsense"}, {"name": ""}, {"at": "yesterday"}, {"version": None}, {"extra": 1}]
)
def test_a_damaged_event_is_refused(damage):
    raw = write_event(WorkshopCreated(name="a")) | damage

    with pytest.raises(NotAWorkshopError, match=r"^Line 7 "):
        read_event(raw, "Line 7")


@pytest.mark.parametrize("depth", [900, 990, 1000, 100_000])
@pytest.mark.parametrize("field", ["version", "kind", "name"])
def test_an_event_nested_too_deep_is_refused(field, depth):
    whole = json.dumps(write_event(WorkshopCreated(name="a")) | {field: "HERE"})
    text = whole.replace('"HERE"', "[" * depth + "]" * depth)

    with pytest.raises(NotAWorkshopError, match=r"^Line 7 ") as refusal:
        read_event(read_object(text, "Line 7"), "Line 7")
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize(
    "text", ["hello", "", "[1]", "null", "5", None, 5, b"\xff", '{"n": ' + "9" * 5000 + "}"]
)
def test_what_is_no_object_is_refused(text):
    with pytest.raises(NotAWorkshopError, match=r"^Line 7 isn't a JSON object"):
        read_object(text, "Line 7")


def test_an_older_event_is_lifted_to_todays_shape(monkeypatch):
    def title_becomes_name(raw):
        rest = {key: value for key, value in raw.items() if key != "title"}
        return rest | {"name": raw["title"], "version": 1}

    monkeypatch.setitem(events.LIFTS, ("workshop_created", 0), title_becomes_name)
    raw = write_event(WorkshopCreated(name="a"))
    old = {**raw, "title": raw["name"], "version": 0}
    del old["name"]

    assert read_event(old).name == "a"
