"""Hypothesis strategies for the live room; so few seats, questions and items that they often meet."""

from datetime import UTC
from typing import get_args

from hypothesis import strategies as st
from strategies_plain import phrases

from cxworkshop.domain import questions as q
from cxworkshop.domain import responses as r
from cxworkshop.domain.activity import ActivityRound, Ask, MergedTexts, Phase, Privacy, Purpose, TextKey
from cxworkshop.domain.consent import Decided
from cxworkshop.domain.people import CODE_LENGTH, CODE_LETTERS, Seat
from cxworkshop.domain.policies import Policy
from cxworkshop.domain.promises import PromiseQuestion
from cxworkshop.domain.room_events import (
    ActivityAnswered,
    ActivityDrafted,
    ActivityTurned,
    AgendaMoved,
    OutcomeNoted,
    RoomLocked,
    RoomOpened,
    RoomShut,
    SeatKeyed,
    SeatRemoved,
    SeatRenamed,
    SeatTaken,
    StageCleared,
    TextHidden,
    TextsMerged,
    TimerExtended,
    TimerSet,
)

SEATS = tuple(f"{number:032x}" for number in range(12))
FUNCTIONS = ("", "HR", "Sales")

seat_ids = st.sampled_from(SEATS[:4])
activity_ids = st.sampled_from([f"{number:032x}" for number in range(100, 102)])
functions = st.sampled_from(FUNCTIONS)
keys = st.sampled_from(["", "a" * 64, "b" * 64])
names = st.sampled_from(["Ada", "ADA", "Ben", "Cleo", "<b>Dan</b>"])
phases = st.sampled_from(get_args(Phase))
privacies = st.sampled_from(get_args(Privacy))
purposes = st.sampled_from(get_args(Purpose))
moments = st.datetimes(timezones=st.just(UTC))
notes = st.text(max_size=20)
words = st.text(max_size=8)
places = st.floats(0, 100)

_ids = st.lists(
    st.sampled_from(["S1", "T2", *get_args(Policy)[:2], *get_args(PromiseQuestion)[:2]]),
    min_size=1,
    max_size=4,
    unique=True,
)
_items = _ids.map(lambda ids: tuple(q.Item(id=one, label=f"Item {one}") for one in ids))
_scales = st.lists(st.integers(-3, 5), min_size=2, max_size=5, unique=True).map(
    lambda values: tuple(q.ScalePoint(value=value, label=f"{value}") for value in sorted(values))
)
_ends = st.tuples(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12)).filter(lambda two: two[0] != two[1])

questions_by_kind = {
    "text": st.builds(q.TextQuestion, longest=st.integers(1, 20)),
    "texts": st.builds(q.TextsQuestion, items=_items, longest=st.integers(1, 20)),
    "one": st.builds(q.OneQuestion, items=_items),
    "many": st.builds(q.ManyQuestion, items=_items),
    "grid": st.builds(q.GridQuestion, items=_items, scale=_scales, notes=st.booleans()),
    "points": st.builds(q.PointsQuestion, items=_items, total=st.sampled_from([10, 100])),
    "dots": st.builds(q.DotsQuestion, items=_items, dots=st.integers(1, 3), most_each=st.integers(1, 3)),
    "ranking": st.builds(q.RankingQuestion, items=_items),
    "axes": st.builds(
        q.AxesQuestion,
        items=_items,
        left=st.just("few"),
        right=st.just("many"),
        bottom=st.just("low"),
        top=st.just("high"),
    ),
    "line": st.builds(q.LineQuestion, items=_items, left=st.just("free"), right=st.just("by the book")),
    "guess": _ends.map(lambda two: q.GuessQuestion(least=min(two), most=max(two))),
    "consent": st.builds(q.ConsentQuestion, about=phrases),
}
questions = st.one_of(*questions_by_kind.values())


def answers_to(question):  # noqa: C901, PLR0911 - one case per kind
    """Strategy for answers that keep a question's rules."""
    some = st.sets(st.sampled_from(question.ids), min_size=1) if hasattr(question, "items") else None
    match question:
        case q.TextQuestion(longest=longest):
            return st.builds(r.TextAnswer, text=_texts(longest))
        case q.TextsQuestion(ids=ids, longest=longest):
            return st.builds(
                r.TextsAnswer, texts=st.dictionaries(st.sampled_from(ids), _texts(longest), min_size=1)
            )
        case q.OneQuestion(ids=ids):
            return st.builds(r.OneAnswer, choice=st.sampled_from(ids))
        case q.ManyQuestion():
            return st.builds(r.ManyAnswer, choices=some.map(sorted).map(tuple))
        case q.GridQuestion():
            return _ratings(question)
        case q.PointsQuestion():
            return _shared_out(question)
        case q.DotsQuestion(dots=dots, most_each=most):
            one_each = some.map(lambda ids: dict.fromkeys(sorted(ids)[:dots], 1))
            all_on_one = st.sampled_from(question.ids).map(lambda which: {which: min(dots, most)})
            return st.builds(r.DotsAnswer, dots=one_each | all_on_one)
        case q.RankingQuestion(ids=ids):
            return st.builds(r.RankingAnswer, order=st.permutations(ids).map(tuple))
        case q.AxesQuestion(ids=ids):
            return st.builds(r.AxesAnswer, places=_by_item(ids, st.tuples(places, places)))
        case q.LineQuestion(ids=ids):
            return st.builds(r.LineAnswer, places=_by_item(ids, places))
        case q.GuessQuestion(least=least, most=most):
            return st.builds(r.GuessAnswer, value=st.floats(least, most))
        case _:
            return st.builds(r.ConsentAnswer, stance=st.sampled_from(["agree", "can_live"])) | st.builds(
                r.ConsentAnswer, stance=st.just("block"), reason=phrases
            )


def _texts(longest):
    return st.text("ab ", min_size=1, max_size=longest).filter(str.strip)


def _by_item(ids, values):
    return st.dictionaries(st.sampled_from(ids), values, min_size=1)


def _ratings(question):
    values = st.none() | st.sampled_from([point.value for point in question.scale])
    return st.builds(r.GridAnswer, ratings=_by_item(question.ids, values))


@st.composite
def _shared_out(draw, question):
    left, points = question.total, {}
    for which in question.ids[:-1]:
        points[which] = draw(st.integers(0, left))
        left -= points[which]
    points[question.ids[-1]] = left
    return r.PointsAnswer(points={which: given for which, given in points.items() if given})


answers = questions.flatmap(answers_to)
"""Answers of any kind."""


def asks(of=questions, privacy=privacies, purpose=None, ids=activity_ids):
    """Strategy for what is asked."""
    return st.builds(
        Ask,
        id=ids,
        title=phrases,
        question=of,
        privacy=privacy,
        purpose=purpose or purposes,
        detail=st.sampled_from(["", "top_fifth_share", *get_args(Decided)[:1]]),
        seconds=st.integers(0, 600),
    )


def rounds_of(question, min_size=0):
    """Strategy for a round's answers."""
    told = st.dictionaries(st.sampled_from(SEATS), answers_to(question), min_size=min_size, max_size=12)
    return st.builds(ActivityRound, answers=told)


@st.composite
def asked_and_told(draw, of=questions, privacy=privacies, min_size=0):
    """Draw what was asked and a round of answers to it."""
    ask = draw(asks(of, privacy))
    return ask, draw(rounds_of(ask.question, min_size))


@st.composite
def seatings(draw, some=functions):
    """Draw who sits where; every seat has a name of its own."""
    return {who: Seat(id=who, name=f"Name {int(who, 16)}", function=draw(some)) for who in SEATS}


text_keys = st.builds(TextKey, who=seat_ids, item=st.sampled_from(["", "S1", "T2"]))
merges = st.builds(MergedTexts, name=phrases, texts=st.lists(text_keys, max_size=3).map(tuple))
seats = st.builds(Seat, id=seat_ids, name=names, function=functions, key=keys)


def _events(kind, **fields):
    return st.builds(kind, id=st.uuids().map(lambda uuid: uuid.hex), at=moments, **fields)


room_events = st.one_of(
    _events(
        RoomOpened,
        code=st.text(CODE_LETTERS, min_size=CODE_LENGTH, max_size=CODE_LENGTH),
        address=st.just("http://192.168.0.2:8899"),
    ),
    _events(RoomShut),
    _events(RoomLocked, locked=st.booleans()),
    _events(SeatTaken, seat=seats),
    _events(SeatKeyed, seat=seat_ids, key=keys),
    _events(SeatRemoved, seat=seat_ids),
    _events(SeatRenamed, seat=seat_ids, name=names, function=functions),
    _events(ActivityDrafted, ask=asks()),
    _events(ActivityTurned, activity=activity_ids, to=phases),
    _events(ActivityAnswered, activity=activity_ids, round=st.integers(1, 3), who=seat_ids, answer=answers),
    _events(TextHidden, activity=activity_ids, text=text_keys),
    _events(TextsMerged, activity=activity_ids, merged=merges),
    _events(OutcomeNoted, activity=activity_ids, outcome=notes),
    _events(StageCleared),
    _events(TimerSet, seconds=st.integers(0, 600), label=words),
    _events(TimerExtended, seconds=st.integers(0, 36_000)),
    _events(AgendaMoved, slot=st.integers(0, 10)),
)


@st.composite
def sessions(draw, most_turns=8):
    """Draw a log in which seats are taken and one question is turned and answered as its rules allow."""
    ask = draw(asks())
    log = [SeatTaken(seat=seat) for seat in draw(st.lists(seats, max_size=4))]
    log.append(ActivityDrafted(ask=ask))
    for _ in range(draw(st.integers(0, most_turns))):
        log.append(ActivityTurned(activity=ask.id, to=draw(phases)))
        log += [
            ActivityAnswered(activity=ask.id, round=number, who=who, answer=answer)
            for number, who, answer in draw(
                st.lists(st.tuples(st.integers(1, 2), seat_ids, answers_to(ask.question)), max_size=3)
            )
        ]
        log += draw(st.lists(room_events, max_size=2))
    return log
