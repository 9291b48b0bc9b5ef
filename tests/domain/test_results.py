from statistics import mean, median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from strategies_room import SEATS, asked_and_told, asks, questions_by_kind, seatings

from cxworkshop.domain.activity import ActivityRound, Ask
from cxworkshop.domain.activity_results import Plane, Result, Spread, Tally, Withheld
from cxworkshop.domain.people import Seat
from cxworkshop.domain.questions import ConsentQuestion, GridQuestion, GuessQuestion, Item, ScalePoint
from cxworkshop.domain.responses import ConsentAnswer, GridAnswer, GuessAnswer
from cxworkshop.domain.results import result_of
from cxworkshop.settings import SMALLEST_GROUP

some = settings(max_examples=25)
_RESULT = TypeAdapter(Result)

unnamed = st.sampled_from(["unnamed", "anonymous"])
tallied = st.one_of(*(questions_by_kind[kind] for kind in ("one", "many", "dots", "points", "consent")))
measured = st.one_of(*(questions_by_kind[kind] for kind in ("grid", "line", "ranking", "guess")))

SCALE = tuple(ScalePoint(value=value, label=f"level {value}") for value in range(4))
ITEMS = (Item(id="a", label="A"), Item(id="b", label="B"), Item(id="c", label="C"))


def _ask(question, privacy="unnamed"):
    return Ask(id="f" * 32, title="How often?", question=question, privacy=privacy)


def _told(*answers):
    return ActivityRound(answers=dict(zip(SEATS, answers, strict=False)))


@some
@given(st.data(), asked_and_told(), seatings())
def test_a_result_does_not_say_in_which_order_people_answered(data, asked, seats):
    ask, told = asked
    shuffled = dict(data.draw(st.permutations(list(told.answers.items()))))

    assert result_of(ask, ActivityRound(answers=shuffled), seats) == result_of(ask, told, seats)


@some
@given(asked_and_told(), seatings())
def test_a_result_read_from_its_json_is_the_same(asked, seats):
    found = result_of(*asked, seats)

    assert _RESULT.validate_json(found.model_dump_json()) == found


@some
@given(asked_and_told(privacy=unnamed), seatings())
def test_a_result_without_names_holds_no_name_and_no_seat(asked, seats):
    told = result_of(*asked, seats).model_dump_json()

    assert not [seat for seat in seats.values() if seat.id in told or seat.name in told]


@some
@given(asked_and_told(privacy=st.just("named")), seatings())
def test_a_result_with_names_holds_no_seat_either(asked, seats):
    told = result_of(*asked, seats).model_dump_json()

    assert not [who for who in seats if who in told]


@some
@given(asked_and_told(), seatings())
def test_a_result_tells_how_many_answered_and_without_names_nothing_of_fewer_than_three(asked, seats):
    ask, told = asked
    found = result_of(ask, told, seats)

    assert found.n == len(told.answers)
    assert isinstance(found, Withheld) == (ask.privacy != "named" and found.n < SMALLEST_GROUP)


@some
@given(asked_and_told(tallied, st.just("named")))
def test_a_tally_lists_every_item_once_and_those_with_most_first(asked):
    ask, told = asked
    found = result_of(ask, told, {})
    totals = [one.total for one in found.items]

    assert isinstance(found, Tally)
    assert all(one.people <= min(found.n, one.total) for one in found.items)
    if not isinstance(ask.question, ConsentQuestion):
        assert sorted(one.id for one in found.items) == sorted(ask.question.ids)
        assert totals == sorted(totals, reverse=True)


@some
@given(asked_and_told(questions_by_kind["points"], st.just("named")))
def test_all_points_are_in_the_tally(asked):
    ask, told = asked

    assert sum(one.total for one in result_of(ask, told, {}).items) == ask.question.total * len(told.answers)


@some
@given(asked_and_told(measured))
def test_every_number_shown_lies_where_it_was_given(asked):
    found = result_of(*asked, {})
    shown = [one for one in getattr(found, "items", ()) if one.mean is not None]

    assert all(found.least <= one.low <= one.mean <= one.high <= found.most for one in shown)
    assert all(one.low <= one.median <= one.high for one in shown)
    assert all(sum(one.counts) == one.n and len(one.counts) == len(found.bins) for one in shown)


@some
@given(asked_and_told(measured | questions_by_kind["axes"]))
def test_at_most_three_items_are_the_widest_and_never_all(asked):
    found = result_of(*asked, {})

    if isinstance(found, Spread | Plane):
        assert len(found.widest) <= min(3, max(len(found.items) - 1, 0))
        assert set(found.widest) <= {one.id for one in found.items}


@some
@given(asked_and_told(questions_by_kind["line"], unnamed, min_size=3))
def test_an_item_that_fewer_than_three_placed_is_counted_but_not_shown(asked):
    _, told = asked
    found = result_of(*asked, {})

    for one in found.items:
        assert one.n == sum(one.id in answer.places for answer in told.answers.values())
        assert (one.mean is None) == (one.n < SMALLEST_GROUP)
        assert (one.counts == ()) == (one.n < SMALLEST_GROUP)


@some
@given(st.lists(st.floats(0, 100), min_size=3, max_size=12))
def test_a_guess_is_summed_up_as_statistics_does(values):
    found = result_of(_ask(GuessQuestion(unit="%")), _told(*(GuessAnswer(value=one) for one in values)), {})
    (one,) = found.items

    assert one.mean == pytest.approx(mean(values))
    assert one.median == median(values)
    assert (one.low, one.high, found.unit, one.label) == (min(values), max(values), "%", "How often?")


@pytest.mark.parametrize(
    ("guesses", "ends"),
    [
        ([40, 61, 75, 87], (0, 100)),
        ([40, 75, 260], (0, 500)),
        ([40, 75, 400], (0, 1000)),
        ([870, 890, 875], (870, 890)),
        ([61, 61, 61], (60, 110)),
        ([1000, 1000, 1000], (0, 1000)),
    ],
)
def test_guesses_stand_on_an_axis_on_which_they_can_be_told_apart(guesses, ends):
    told = _told(*(GuessAnswer(value=guess) for guess in guesses))
    found = result_of(_ask(GuessQuestion(least=0, most=1000)), told, {})

    assert (found.least, found.most) == pytest.approx(ends)


@some
@given(questions_by_kind["guess"], st.lists(st.floats(0, 1), min_size=3, max_size=9))
def test_a_guess_s_axis_holds_all_guesses_and_no_more_than_may_be_guessed(question, shares):
    least, most = question.least, question.most
    told = _told(*(GuessAnswer(value=min(least + share * (most - least), most)) for share in shares))
    found = result_of(_ask(question), told, {})

    assert least <= found.least < found.most <= most
    assert sum(found.items[0].counts) == len(shares)


def test_guesses_of_two_rounds_stand_on_one_axis_but_not_those_that_are_not_shown():
    ask = _ask(GuessQuestion(least=0, most=1000))
    few, first, last = (
        _told(*(GuessAnswer(value=value) for value in values))
        for values in ([700, 900], [40, 61, 75], [10, 120, 150])
    )
    rounds = [result_of(ask, told, {}, beside=(few, first, last)) for told in (first, last)]

    assert [(one.least, one.most) for one in rounds] == [(0, 200)] * 2


def test_ratings_are_counted_by_the_scale_and_cannot_say_beside_it():
    levels = [0, 3, 3, None]
    grid = GridQuestion(items=ITEMS[:1], scale=SCALE)
    found = result_of(_ask(grid), _told(*(GridAnswer(ratings={"a": level}) for level in levels)), {})
    (one,) = found.items

    assert found.bins == ("level 0", "level 1", "level 2", "level 3")
    assert (one.counts, one.n, one.cant_say, one.mean) == ((1, 0, 0, 2), 3, 1, 2)


def test_the_widest_item_is_the_one_with_people_at_both_ends():
    grid = GridQuestion(items=ITEMS, scale=SCALE)
    answers = (GridAnswer(ratings={"a": 1, "b": level, "c": 2}) for level in (0, 3, 0, 3))
    found = result_of(_ask(grid), _told(*answers), {})

    assert found.widest == ("b",)
    assert [one.apart for one in found.items] == [0, 1, 0]


@some
@given(asked_and_told(questions_by_kind["ranking"], st.just("named"), min_size=1))
def test_ranked_items_stand_in_the_order_of_their_mean_rank(asked):
    means = [one.mean for one in result_of(*asked, {}).items]

    assert means == sorted(means)


@pytest.mark.parametrize(("privacy", "reasons"), [("named", ("Ada: Too late",)), ("unnamed", ("Too late",))])
def test_the_reason_of_a_block_is_told_with_its_name_where_names_are(privacy, reasons):
    told = _told(
        ConsentAnswer(stance="block", reason="Too late"),
        ConsentAnswer(stance="agree"),
        ConsentAnswer(stance="agree"),
    )
    found = result_of(
        _ask(ConsentQuestion(about="x"), privacy), told, {SEATS[0]: Seat(id=SEATS[0], name="Ada")}
    )

    assert found.reasons == reasons
    assert [(one.id, one.people) for one in found.items] == [("agree", 2), ("can_live", 0), ("block", 1)]


@some
@given(asks())
def test_a_round_that_nobody_answered_has_a_result(ask):
    assert result_of(ask, ActivityRound(), {}).n == 0
