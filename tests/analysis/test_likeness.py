"""How alike texts are, and which belong together."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said_alike import FRESH, SAID

from cxworkshop.analysis.answer_words import read_word_lists
from cxworkshop.analysis.likeness import clusters_of, likeness
from cxworkshop.errors import InvalidTemplateError

few = settings(max_examples=25, deadline=None)
texts = st.lists(
    st.text(max_size=30) | st.sampled_from([part for said in SAID[:4] for part in said]),
    min_size=1,
    max_size=6,
)


def _compared(said):
    alike = np.array([likeness(one)[0, 1:] for one in said])
    return alike[:, 0], alike[:, 1]


def _alike(first, second):
    return likeness([first, second])[0, 1]


def test_paraphrases_are_more_alike_than_unrelated_answers():
    paraphrases, unrelated = _compared(SAID)

    assert len(SAID) == 40
    assert paraphrases.mean() > unrelated.mean() + 0.5
    assert (paraphrases > unrelated).mean() >= 0.9


def test_paraphrases_nobody_looked_at_are_more_alike_too():
    paraphrases, unrelated = _compared(FRESH)

    assert paraphrases.mean() > unrelated.mean() + 0.25
    assert (paraphrases > unrelated).mean() >= 0.8


@few
@given(texts)
def test_likeness_lies_between_nothing_and_the_same(said):
    alike = likeness(said)

    assert alike.shape == (len(said), len(said))
    assert (alike == alike.T).all()
    assert ((alike >= 0) & (alike <= 1)).all()
    assert (alike.diagonal() == 1).all()


@few
@given(texts, st.randoms(use_true_random=False))
def test_the_order_of_texts_changes_no_cluster(said, random):
    order = random.sample(range(len(said)), len(said))
    first = [sorted(said[place] for place in places) for places in clusters_of(said)]
    again = [
        sorted(said[order[place]] for place in places) for places in clusters_of([said[o] for o in order])
    ]

    assert sorted(first) == sorted(again)
    assert sorted(place for places in clusters_of(said) for place in places) == list(range(len(said)))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("We keep promises", "we KEEP our promises!"),
        ("kind, quick, fair", "fair\nkind\nquick"),
        ("<b>Simple</b> contracts", "Simple contracts"),
        ("R&amp;D first", "R & D first"),
        ("café", "cafe"),
        ("personalised", "personalized"),
        ("quick quick quick", "quick"),
        ("שלום עולם", "עולם שלום"),
        ("مُحَمَّد", "محمد"),
        ("🚀❤️", "❤️🚀🚀"),
        ("We are who we are", "Who are we"),
    ],
)
def test_texts_of_the_same_words_are_as_alike_as_can_be(first, second):
    assert _alike(first, second) == pytest.approx(1, abs=0.2 if "We are" in first else 1e-9)


@pytest.mark.parametrize(
    ("first", "second"),
    [("", ""), ("", "kind"), ("…", "—"), ("🚀", "kind"), ("kind", "cheap"), ("\ufe0f", "a")],
)
def test_texts_with_nothing_in_common_are_not_alike(first, second):
    assert _alike(first, second) == 0


def test_a_slip_of_the_pen_leaves_something_in_common():
    assert 0 < _alike("reliability", "relaibility") < 0.2


def test_huge_texts_are_compared():
    alike = likeness(["singings" * 6250, "s" * 50_000, "<" * 50_000, "kind words " * 4545, "kind words"])

    assert alike[3, 4] == 1


def test_like_entries_become_clusters_the_largest_first():
    entries = [
        "Sales promise what operations can't deliver",
        "The refund form needs three signatures",
        "Operations can't deliver what sales has promised",
        "Three signatures for one refund",
        "Sales promises things that operations never deliver",
        "Parking",
    ]

    assert [sorted(places) for places in clusters_of(entries)] == [[0, 2, 4], [1, 3], [5]]


def test_no_texts_make_no_clusters():
    assert clusters_of([]) == ()
    assert likeness([]).shape == (0, 0)
    assert clusters_of(["", ""]) == ((0,), (1,))


REST = "filling: [a]\ngeneral: [b]\n"


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ("synonyms:\n  - [quick, fast]\n  - [swift, fast]\n" + REST, "x.yaml, line 3: “fast” stands in two"),
        ("synonyms:\n  - [quick]\n  - true\n" + REST, "x.yaml, line 3: here must stand words in a list"),
        ("synonyms: [[quick, [fast]]]\n" + REST, "x.yaml, line 1: here must stand a word, but it is a list"),
        ("synonyms: quick\n" + REST, "x.yaml, line 1: “synonyms” must be a list, but is “quick”"),
        ("synonyms: []\nfilling: [[a, b]]", "x.yaml, line 2: here must stand a word"),
        ("synonyms: []\nfilling: []", "x.yaml: “general” must be a list, but is empty"),
        ("synonyms: [", "x.yaml, line 1: this isn't YAML"),
        ("", "x.yaml: “synonyms” must be a list, but is empty"),
        (None, "x.yaml can't be read; put the file back"),
    ],
)
def test_broken_or_missing_lists_of_words_are_named_with_file_and_line(tmp_path, lists, said):
    if lists is not None:
        (tmp_path / "x.yaml").write_text(lists, "utf-8")

    with pytest.raises(InvalidTemplateError) as error:
        read_word_lists(tmp_path / "x.yaml")
    assert said in str(error.value)


def test_a_word_that_yaml_knows_needs_no_quotes(tmp_path):
    (tmp_path / "x.yaml").write_text("synonyms: [[on, off]]\n" + REST, "utf-8")

    assert read_word_lists(tmp_path / "x.yaml").meanings == {"on": "on", "off": "on"}
