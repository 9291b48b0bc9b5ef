import json
from collections import Counter

import pytest

from cxworkshop.domain.mistakes import asked_once
from cxworkshop.errors import InvalidTemplateError
from cxworkshop.inputs.mistakes import mistakes, read_mistakes

SOURCES = {"S": "sabotage", "T": "tragic", "D": "sins", "P": "secret", "M": "plain-sight"}
IDS = {f"{kind}{n}" for kind, most in zip("STDPM", (5, 9, 7, 3, 10), strict=True) for n in range(1, most + 1)}
CATALOGUE = mistakes()
ASKED = asked_once(CATALOGUE)

READING = 200 / 60
"""Words a second at an easy pace."""
ANSWERING = 10
"""Seconds to think and press."""

FIRST = {
    "id": "A",
    "mistake": "A name",
    "signs": ["One.", "Two."],
    "question": "Do we do this?",
    "instead": "Do that.",
    "exercise": {"name": "Exercise", "what": "What is done."},
    "step": "05_value_drivers",
    "sources": ["sins"],
    "same_as": [],
    "minutes": "10",
    "effort": "low",
}


@pytest.fixture
def told(tmp_path):
    """Return what is said about a file with these mistakes, or with this content."""

    def read(*entries, **content):
        fields = {"theme": "X", "mistakes": [*entries]} | content
        (tmp_path / "a.yaml").write_text(json.dumps(fields), "utf-8")  # JSON is YAML, too
        with pytest.raises(InvalidTemplateError) as error:
            read_mistakes(tmp_path)
        return str(error.value)

    return read


def test_none_of_the_thirty_four_is_lost():
    assert {one.id for one in CATALOGUE} == IDS
    assert len(CATALOGUE) == 34


@pytest.mark.parametrize("one", CATALOGUE, ids=lambda one: one.id)
def test_each_is_full_short_and_calm(one):
    texts = [one.mistake, *one.signs, one.question, one.instead, one.exercise.name, one.exercise.what]

    assert all(texts)
    assert not any("!" in text or "'" in text for text in texts)
    assert (len(one.mistake) <= 40, len(one.instead) <= 230, len(one.exercise.what) <= 120) == (True,) * 3
    assert all(len(sign) <= 80 and sign.endswith(".") for sign in one.signs)
    assert one.instead.endswith(".")
    assert one.exercise.what.endswith(".")


@pytest.mark.parametrize("one", CATALOGUE, ids=lambda one: one.id)
def test_each_question_is_one_that_always_answers_badly(one):
    assert one.question.startswith("Do we ")
    assert one.question.count("?") == one.question.endswith("?") == 1
    assert len(one.question.split()) <= 22


def test_each_comes_from_its_source():
    assert all(one.sources == (SOURCES[one.id[0]],) for one in CATALOGUE)


def test_what_says_the_same_is_asked_once():
    assert [asked.ids for asked in ASKED if len(asked.ids) > 1] == [
        ("D5", "M2"),
        ("S3", "T6"),
        ("D7", "M9"),
        ("T3", "M7"),
    ]
    assert all(len({(one.step, one.theme) for one in asked.mistakes}) == 1 for asked in ASKED)


def test_answering_takes_less_than_eight_minutes():
    words = sum(len(asked.first.question.split()) for asked in ASKED)

    assert len(ASKED) == 30
    assert words / READING + ANSWERING * len(ASKED) < 8 * 60


def test_no_theme_is_thin():
    assert len(Counter(asked.first.theme for asked in ASKED)) == 7
    assert min(Counter(asked.first.theme for asked in ASKED).values()) >= 3


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"question": ""}, "a.yaml, mistake 1 (A): “question” is empty; write it."),
        ({"question": "x" * 151}, "“question” has 151 characters, but 150 at the most; shorten it."),
        ({"mistake": ["x"]}, "“mistake” must be text, but is a list; write it as text."),
        ({"signs": ["One."]}, "“signs” needs 2 or more lines, but has 1; add to it."),
        ({"signs": list("abcde")}, "“signs” takes 4 lines at the most, but has 5; take some out."),
        ({"signs": "One."}, "“signs” must be a list, but is “One.”; begin each line of it with “- ”."),
        ({"signs": ["One.", ""]}, "a.yaml, mistake 1 (A): “signs 2” is empty; write it."),
        ({"exercise": {"name": "x"}}, "a.yaml, mistake 1 (A), exercise: “what” is missing; write it."),
        ({"exercise": "x"}, "“exercise” must have fields of its own, but is “x”"),
        ({"step": "99"}, "or 'after the workshop', but is “99”; write one of these."),
        ({"effort": "huge"}, "“effort” must be 'low', 'middle' or 'high', but is “huge”"),
        ({"minutes": "ten"}, "“minutes” must be a whole number, but is “ten”; write it in digits."),
        ({"minutes": "1"}, "“minutes” must be at least 5, but is “1”; raise it."),
        ({"id": "a b"}, "“id” must be up to 20 letters, digits and _, but is “a b”; rename it."),
        ({"remedy": "x"}, "“remedy” isn't known here; correct the word, or take it out."),
        ({"theme": "x"}, "“theme” stands once, at the top of the file; take it out here."),
        ({"same_as": ["B"]}, "“same_as” names “B”, but no other mistake has that id"),
        ({"same_as": ["A"]}, "“same_as” names “A”, but no other mistake has that id"),
    ],
)
def test_an_unsound_mistake_is_told_with_file_entry_field_and_remedy(told, changed, said):
    assert said in told(FIRST | changed)


@pytest.mark.parametrize("field", sorted(FIRST.keys() - {"same_as"}))
def test_a_field_that_is_lost_is_told(told, field):
    assert f"“{field}” is missing; write it." in told({key: FIRST[key] for key in FIRST if key != field})


def test_an_id_that_stands_twice_is_told(told):
    assert "a.yaml, mistake A: “id” stands in a.yaml too; give one of them another." in told(FIRST, FIRST)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"mistakes": []}, "a.yaml: “mistakes” must be a list, but is empty"),
        ({"mistakes": ["x"]}, "a.yaml, mistakes 1 must have fields of its own, but is “x”"),
        ({"theme": ""}, "a.yaml, mistake 1 (A): “theme” is empty; write it."),
        ({"themes": "x"}, "a.yaml: “themes” isn't known here; known are theme and mistakes."),
    ],
)
def test_an_unsound_file_is_told(told, content, said):
    assert said in told(FIRST, **content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"theme: &x X\nmistakes: *x",
            "a.yaml, line 2: “*x” repeats another place of the file; write out what it stands for.",
        ),
        (b"theme: !!int X", "a.yaml, line 1: a template has no tags (“!!int”); take it out."),
        (
            b"theme: [",
            (
                "a.yaml, line 1: this isn't YAML (did not find expected node content); check indents, and "
                "quote text with a colon."
            ),
        ),
        (b"", "a.yaml must have fields (“name: …”), but is empty; write them out."),
        (b"\xff\xfe\x00", "a.yaml can't be read; put the file back, saved as UTF-8 text."),
    ],
)
def test_a_file_that_is_none_is_told(tmp_path, content, said):
    (tmp_path / "a.yaml").write_bytes(content)

    with pytest.raises(InvalidTemplateError) as error:
        read_mistakes(tmp_path)
    assert said == str(error.value)
