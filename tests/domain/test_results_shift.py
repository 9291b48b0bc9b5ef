import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_room import SEATS, asks, phases, rounds_of, seatings

from cxworkshop.domain.activity import Activity, ActivityRound, Ask
from cxworkshop.domain.questions import GridQuestion, Item, OneQuestion, ScalePoint
from cxworkshop.domain.responses import GridAnswer, OneAnswer
from cxworkshop.domain.results import result_of, shift_of

some = settings(max_examples=25)
ITEMS = (Item(id="a", label="A"), Item(id="b", label="B"))
SCALE = (ScalePoint(value=0, label="no"), ScalePoint(value=1, label="yes"))


@st.composite
def _activities(draw):
    activity = Activity(ask=draw(asks()))
    for to in draw(st.lists(phases, max_size=10)):
        activity = activity.turned(to)
        if activity.phase == "open":
            activity = activity.with_current(answers=draw(rounds_of(activity.ask.question)).answers)
    return activity


def _revealed(question, *rounds):
    ask = Ask(id="f" * 32, title="Which?", question=question)
    return Activity(
        ask=ask,
        phase="revealed",
        rounds=tuple(ActivityRound(answers=dict(zip(SEATS, told, strict=False))) for told in rounds),
    )


@some
@given(_activities(), seatings())
def test_there_is_a_shift_once_two_rounds_were_revealed(activity, seats):
    assert (shift_of(activity, seats) is None) == (len(activity.shown) < 2)


@some
@given(_activities(), seatings())
def test_a_shift_tells_no_more_than_the_two_results(activity, seats):
    found = shift_of(activity, seats)
    if found:
        first, last = activity.shown[0], activity.shown[-1]
        assert found.first == result_of(activity.ask, first, seats)
        assert found.last == result_of(activity.ask, last, seats)
        in_both = len(set(first.answers) & set(last.answers))
        assert found.both == (None if activity.ask.privacy == "anonymous" else in_both)


@some
@given(_activities(), seatings())
def test_what_moved_most_stands_first(activity, seats):
    found = shift_of(activity, seats)
    far = [round(abs(one.after - one.before), 9) for one in found.moved] if found else []

    assert far == sorted(far, reverse=True)


def test_a_rating_s_shift_is_between_its_means():
    rounds = [
        [GridAnswer(ratings={"a": level, "b": 1}) for level in levels] for levels in ((0, 0, 1, 1), (1, 1, 1))
    ]
    found = shift_of(_revealed(GridQuestion(items=ITEMS, scale=SCALE), *rounds), {})

    assert [(one.id, one.before, one.after) for one in found.moved] == [("a", 0.5, 1), ("b", 1, 1)]
    assert found.both == 3


def test_a_choice_s_shift_is_between_its_shares():
    rounds = [[OneAnswer(choice=which) for which in chosen] for chosen in ("aab", "bbb")]
    found = shift_of(_revealed(OneQuestion(items=ITEMS), *rounds), {})

    assert [(one.id, one.before, one.after) for one in found.moved] == [
        ("a", pytest.approx(2 / 3), 0),
        ("b", pytest.approx(1 / 3), 1),
    ]


def test_the_first_round_is_set_against_the_last_of_several():
    rounds = [[OneAnswer(choice=which) for which in chosen] for chosen in ("aaa", "abb", "bbb")]
    found = shift_of(_revealed(OneQuestion(items=ITEMS), *rounds), {})

    assert {(one.id, one.before, one.after) for one in found.moved} == {("a", 1, 0), ("b", 0, 1)}


def test_nothing_moved_where_a_round_is_withheld():
    rounds = [[OneAnswer(choice=which) for which in chosen] for chosen in ("ab", "bbb")]

    assert shift_of(_revealed(OneQuestion(items=ITEMS), *rounds), {}).moved == ()
