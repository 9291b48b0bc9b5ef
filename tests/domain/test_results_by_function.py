from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_room import FUNCTIONS, SEATS, asked_and_told, questions_by_kind, seatings

from cxworkshop.domain.activity import ActivityRound, Ask
from cxworkshop.domain.people import Seat
from cxworkshop.domain.questions import (
    ConsentQuestion,
    GridQuestion,
    Item,
    OneQuestion,
    PointsQuestion,
    ScalePoint,
)
from cxworkshop.domain.responses import ConsentAnswer, GridAnswer, OneAnswer, PointsAnswer
from cxworkshop.domain.results import by_function, result_of
from cxworkshop.settings import SMALLEST_GROUP

some = settings(max_examples=40)
told_of = st.sampled_from(["named", "unnamed"])
worded = questions_by_kind["text"] | questions_by_kind["texts"]
rated = st.one_of(*(questions_by_kind[kind] for kind in ("grid", "line", "guess", "axes")))
shared = st.one_of(
    *(questions_by_kind[kind] for kind in ("one", "many", "points", "dots", "consent", "ranking"))
)

ITEMS = (Item(id="a", label="A"), Item(id="b", label="B"))
SCALE = tuple(ScalePoint(value=value, label=f"{value}") for value in range(4))


def _ask(question):
    return Ask(id="f" * 32, title="Which?", question=question)


def _room(**by_function):
    """Return the round and the seats of answers given by function."""
    told = [(function, answer) for function, answers in by_function.items() for answer in answers]
    seats = {
        who: Seat(id=who, name=who[-3:], function=function)
        for who, (function, _) in zip(SEATS, told, strict=False)
    }
    return ActivityRound(answers={who: answer for who, (_, answer) in zip(SEATS, told, strict=False)}), seats


def _chosen(text):
    return [OneAnswer(choice=which) for which in text]


@some
@given(asked_and_told(privacy=st.just("anonymous")) | asked_and_told(worded), seatings())
def test_anonymous_answers_and_texts_are_not_split(asked, seats):
    assert by_function(*asked, seats) is None


@some
@given(asked_and_told(rated | shared, told_of), seatings())
def test_every_function_that_answered_is_shown_or_withheld(asked, seats):
    found = by_function(*asked, seats)
    answered = {seats[who].function for who in asked[1].answers} - {""}

    assert {*found.shown, *found.withheld} == answered
    assert not found.shown.keys() & set(found.withheld)


@some
@given(asked_and_told(rated | shared, told_of, min_size=6), seatings())
def test_no_figure_is_of_fewer_than_three(asked, seats):
    found = by_function(*asked, seats)
    sizes = Counter(seats[who].function for who in asked[1].answers)

    for function, result in found.shown.items():
        assert result.n == sizes[function] >= SMALLEST_GROUP
        assert result.kind == "tally" or all(one.n >= SMALLEST_GROUP for one in result.items)


@some
@given(asked_and_told(questions_by_kind["one"], told_of, min_size=6), seatings())
def test_what_the_others_chose_cannot_be_worked_out(asked, seats):
    ask, told = asked
    found = by_function(ask, told, seats)
    rest = Counter({one.id: one.people for one in result_of(ask, told, seats).items})
    for result in found.shown.values():
        rest -= Counter({one.id: one.people for one in result.items})

    assert not found.shown or not +rest or (rest.total() >= SMALLEST_GROUP and len(+rest) > 1)


@some
@given(asked_and_told(questions_by_kind["grid"], told_of, min_size=6), seatings())
def test_what_the_others_rated_cannot_be_worked_out(asked, seats):
    ask, told = asked
    found = by_function(ask, told, seats)
    for item in ask.question.ids:
        shown = {function for function, one in found.shown.items() if item in {each.id for each in one.items}}
        rest = [
            answer.ratings[item]
            for who, answer in told.answers.items()
            if seats[who].function not in shown and answer.ratings.get(item) is not None
        ]
        assert not shown or not rest or (len(rest) >= SMALLEST_GROUP and len(set(rest)) > 1)


def test_a_function_of_two_hides_the_next_smallest_with_it():
    told, seats = _room(HR=_chosen("ab"), IT=_chosen("aab"), Ops=_chosen("aabb"))

    found = by_function(_ask(OneQuestion(items=ITEMS)), told, seats)

    assert (list(found.shown), found.withheld) == (["Ops"], ("HR", "IT"))


def test_people_of_no_function_are_never_a_group_of_their_own():
    told, seats = _room(HR=_chosen("aab"), **{"": _chosen("abab")})

    found = by_function(_ask(OneQuestion(items=ITEMS)), told, seats)

    assert (list(found.shown), found.withheld) == (["HR"], ())


@pytest.mark.parametrize("function", FUNCTIONS[1:])
def test_a_function_of_one_mind_is_withheld(function):
    told, seats = _room(**{function: _chosen("aaa"), "": _chosen("abab")})

    assert by_function(_ask(OneQuestion(items=ITEMS)), told, seats).withheld == (function,)


def test_a_function_that_rates_an_item_alike_is_shown_without_that_item():
    rated = [GridAnswer(ratings={"a": 1, "b": level}) for level in (0, 1, 3)]
    other = [GridAnswer(ratings={"a": level, "b": level}) for level in (0, 1, 3)]
    told, seats = _room(HR=rated, **{"": other})

    found = by_function(_ask(GridQuestion(items=ITEMS, scale=SCALE)), told, seats)

    assert [one.id for one in found.shown["HR"].items] == ["b"]


def test_points_alike_on_one_item_withhold_the_function_since_the_others_tell():
    points = [{"a": 40, "b": 60}] * 3
    told, seats = _room(
        HR=[PointsAnswer(points=one) for one in points],
        **{"": [PointsAnswer(points={"a": left, "b": 100 - left}) for left in (1, 2, 3)]},
    )

    assert by_function(_ask(PointsQuestion(items=ITEMS)), told, seats).withheld == ("HR",)


def test_the_reason_of_a_block_is_not_told_by_function():
    stances = [ConsentAnswer(stance="block", reason="Too late"), *[ConsentAnswer(stance="agree")] * 2]
    told, seats = _room(HR=stances)
    ask = _ask(ConsentQuestion(about="The mission."))

    assert result_of(ask, told, seats).reasons == ("Too late",)
    assert by_function(ask, told, seats).shown["HR"].reasons == ()
