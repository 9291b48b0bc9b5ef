"""How alike the answers of several people to one question are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said_alike import SAID

from cxworkshop.analysis.alignment import alignment
from cxworkshop.domain.promises import LONGEST_ANSWER
from cxworkshop.errors import UndefinedMeasureError

ANSWERS = {
    "Ana": "We make travel easy and safe",
    "Bo": "Safe and simple trips for families",
    "Cy": "Travel that is easy to plan",
    "Di": "The cheapest tickets",
    "Ed": " ",
}


def test_identical_answers_are_alike_in_full():
    found = alignment(dict.fromkeys("abcd", "We keep what we promise."))

    assert (found.likeness, found.low, found.high) == (1, 1, 1)
    assert found.own == ()


def test_the_longest_answer_that_is_taken_stands_in_its_cluster_in_full():
    longest = "word " * (LONGEST_ANSWER // 5 - 1) + "ends"
    (cluster,) = alignment(dict.fromkeys("abc", longest)).clusters

    assert cluster.example == longest


def test_paraphrases_align_more_than_unrelated_answers():
    paraphrased = alignment({str(place): part for place, part in enumerate(SAID[4][:2] * 2)})
    unrelated = alignment({str(place): said.unrelated for place, said in enumerate(SAID[:4])})

    assert unrelated.likeness < paraphrased.likeness < 1


def test_words_that_people_share_count_people_in_whichever_words():
    found = alignment(ANSWERS)

    assert [(one.word, one.also, one.people) for one in found.words] == [
        ("easy", ("simple",), 3),
        ("travel", ("trips",), 3),
        ("safe", (), 2),
    ]
    assert (found.n, found.empty) == (4, 1)
    assert 0 <= found.low < found.likeness < found.high <= 1


def test_shared_phrases_leave_out_those_within_longer_ones():
    found = alignment({"a": "fast help at night", "b": "quick help by night", "c": "fast help, truly"})

    assert [(one.word, one.people) for one in found.phrases] == [("fast help", 3), ("fast help at night", 2)]


def test_people_stand_beside_their_own_words_only_if_they_may_be_named():
    named, anonymous = (alignment(ANSWERS, named=flag) for flag in (True, False))

    assert [(one.word, one.person) for one in named.own] == [
        ("cheapest", "Di"),
        ("families", "Bo"),
        ("plan", "Cy"),
        ("tickets", "Di"),
    ]
    assert [one.people for one in named.clusters] == [("Ana", "Bo", "Cy"), ("Di",)]
    assert [one.word for one in anonymous.own] == [one.word for one in named.own]
    assert not any(f'"{name}"' in anonymous.model_dump_json() for name in ANSWERS)


def test_clusters_hold_the_words_most_of_their_answers_share():
    largest, single = alignment(ANSWERS).clusters

    assert (largest.size, largest.words) == (3, ("easy", "travel", "safe"))
    assert largest.example == ANSWERS["Ana"]
    assert single.answers == (ANSWERS["Di"],)


def test_five_words_align_whatever_their_order():
    found = alignment({"a": "kind, quick, bold, fair, local", "b": "friendly\nfast\nhonest\nregional\nbrave"})

    assert [one.word for one in found.words] == ["bold", "fair", "fast", "friendly"]
    assert found.likeness > 0.5
    assert found.low is found.high is None


@settings(max_examples=30, deadline=None)
@given(
    st.permutations(list(ANSWERS.values())),
    st.lists(st.text(max_size=5), min_size=5, max_size=5, unique=True),
)
def test_order_and_names_of_people_change_nothing(answers, names):
    assert alignment(dict(zip(names, answers, strict=True))) == alignment(ANSWERS)


@pytest.mark.parametrize("answers", [{}, {"a": "kind"}, {"a": "kind", "b": "", "c": "…"}])
def test_fewer_than_two_answers_have_no_score(answers):
    found = alignment(answers)

    assert found.likeness is found.low is found.high is None
    assert found.n <= 1
    assert found.own == ()


def test_any_text_is_taken():
    odd = [
        "🚀🚀",
        "שלום עולם",
        "<script>alert(1)</script>",
        "word " * 10_000,
        "x" * 50_000,
        "\ud800",
        "a\x00b",
    ]
    found = alignment({str(place): text for place, text in enumerate(odd)})

    assert found.n == 6
    assert found.empty == 1
    assert max(len(answer) for one in found.clusters for answer in one.answers) == LONGEST_ANSWER


def test_many_own_words_are_counted_and_the_first_named_person_by_person():
    many = {who: " ".join(f"{who}{letter}x" for letter in "abcdefghijklmnopqrstuvwxyz") for who in "pq"}
    found = alignment(many, named=True)

    assert (found.own_words, len(found.own)) == (52, 30)
    assert sum(one.person == "p" for one in found.own) == 15


def test_a_level_out_of_range_is_refused():
    with pytest.raises(UndefinedMeasureError):
        alignment(ANSWERS, level=2)
