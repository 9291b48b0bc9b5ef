"""What reaches Python from the journey canvas, and what it answers; the drawing is tested in the browser."""

import json
import re

import pytest

from cxworkshop.domain.map_edits import Move, Rename
from cxworkshop.errors import InvalidJourneyError
from cxworkshop.inputs.journey_files import starter_map
from cxworkshop.settings import texts, theme
from cxworkshop.ui.widgets.journey_canvas import JourneyCanvas

WORDS = texts("journey")["canvas"]
MOVE = {"kind": "move", "target": "check_in", "to": "staying", "position": 1}


class Heard:
    """A canvas whose messages are kept."""

    def __init__(self, on_edit=None, on_undo=None):
        self.edits, self.answers = [], []
        self.canvas = JourneyCanvas(WORDS, on_edit or self.edits.append, on_undo)
        self.canvas.send = self.answers.append

    def tell(self, message):
        """Send what a page would, and return the answer."""
        self.canvas._handle_custom_msg(message, [])
        return self.answers[-1]


def test_a_change_reaches_python_as_a_map_edit():
    heard = Heard()
    answer = heard.tell({"edit": MOVE, "ticket": "a-1"})

    assert heard.edits == [Move(target="check_in", to="staying", position=1)]
    assert answer == {"ticket": "a-1", "refused": ""}


def test_a_name_comes_in_its_canonical_form():
    heard = Heard()
    heard.tell(
        {"edit": {"kind": "rename", "target": "check_in", "name": " Getting \n the key "}, "ticket": "a-1"}
    )

    assert heard.edits == [Rename(target="check_in", name="Getting the key")]


def test_a_refusal_is_answered_in_its_own_words():
    def refuse(_edit):
        raise InvalidJourneyError("That can't be had.")

    assert Heard(refuse).tell({"edit": MOVE, "ticket": "a-7"}) == {
        "ticket": "a-7",
        "refused": "That can't be had.",
    }


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"edit": None},
        {"edit": "move"},
        {"edit": {"kind": "drop_tables"}},
        {"edit": {**MOVE, "position": -1}},
        {"edit": {**MOVE, "target": "<script>"}},
        {"edit": {"kind": "rename", "target": "check_in", "name": ""}},
        {"edit": {"kind": "change_text", "target": "check_in", "lane": "name", "text": "x"}},
        {"edit": {"kind": "set_feeling", "target": "check_in", "emotion": 9}},
        {"undo": True},
        ["edit"],
        None,
        7,
    ],
)
def test_what_is_no_change_is_refused_with_a_sentence(message):
    heard = Heard()
    answer = heard.tell(message)

    assert answer["refused"] == WORDS["refused"]["not_understood"]
    assert heard.edits == []


def test_a_map_that_is_only_looked_at_takes_no_change():
    heard = Heard()
    heard.canvas.editable = False

    assert heard.tell({"edit": MOVE, "ticket": "a-1"})["refused"] == WORDS["refused"]["read_only"]
    assert heard.edits == []


def test_undo_is_asked_for():
    undone = []
    heard = Heard(on_undo=lambda: undone.append("once"))
    answer = heard.tell({"undo": True, "ticket": "a-1"})

    assert undone == ["once"]
    assert answer["refused"] == ""
    assert heard.canvas.undoable


def test_a_fault_of_ours_is_said_on_the_page_too():
    def fail(_edit):
        raise ZeroDivisionError

    heard = Heard(fail)
    # Outside a notebook ipywidgets logs what a listener throws.
    answer = heard.tell({"edit": MOVE, "ticket": "a-1"})

    assert "ZeroDivisionError" in answer["refused"]


def test_all_that_it_shows_is_json():
    canvas = Heard().canvas
    canvas.map = starter_map("hotel").model_dump(mode="json")

    assert json.loads(json.dumps(canvas.get_state()))["map"]["name"] == "Guest of a hotel"


def test_every_word_that_the_script_asks_for_is_there():
    asked = set(re.findall(r"\bwords((?:\.[a-z_]+)+)\b(?!\()", JourneyCanvas._esm))
    missing = []
    for path in asked:
        found = WORDS
        for name in path.split(".")[1:]:
            found = found.get(name) if isinstance(found, dict) else None
        if found is None:
            missing.append(path)

    assert missing == []


def test_colours_outside_our_pages_are_the_design_languages():
    colours = dict(re.findall(r"var\(--cx-([\w-]+), (#\w+)\)", JourneyCanvas._css))

    assert colours == {name: theme()["colour"][name] for name in colours}


def test_data_never_becomes_markup():
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(", JourneyCanvas._esm
    )
