"""What answers to questions with items add up to, whatever order they came in."""

from collections.abc import Iterable, Mapping, Sequence

from cxworkshop.domain.activity import ActivityRound, Ask, TextKey
from cxworkshop.domain.activity_results import Placed, Plane, Spread, Tallied, Tally
from cxworkshop.domain.consent import Stance
from cxworkshop.domain.people import Id
from cxworkshop.domain.questions import (
    AxesQuestion,
    GridQuestion,
    GuessQuestion,
    Item,
    LineQuestion,
    RankingQuestion,
)
from cxworkshop.domain.responses import (
    Answer,
    AxesAnswer,
    ConsentAnswer,
    DotsAnswer,
    GridAnswer,
    GuessAnswer,
    LineAnswer,
    ManyAnswer,
    OneAnswer,
    PointsAnswer,
    RankingAnswer,
)
from cxworkshop.domain.result_numbers import Bins, axis_of, measure, widest

STANCES: dict[Stance, str] = {"agree": "Agree", "can_live": "Can live with it", "block": "Block"}
"""Stances in their order; pages in other languages word them by their id."""

GUESSED = "guess"
"""The id of what a guess is about, which has no items."""

_PLANE = Bins(0, 100)


def amounts(answer: Answer) -> Mapping[str, int]:
    """Return how much an answer gives to which items: choices, points, dots, a stance; nothing else does."""
    match answer:
        case OneAnswer(choice=choice):
            return {choice: 1}
        case ManyAnswer(choices=choices):
            return dict.fromkeys(choices, 1)
        case PointsAnswer(points=given) | DotsAnswer(dots=given):
            return given
        case ConsentAnswer(stance=stance):
            return {stance: 1}
        case _:
            return {}


def numbers(answer: Answer) -> Mapping[str, float]:
    """Return the numbers that an answer gives to which items: ratings, ranks, places on a line, a guess."""
    match answer:
        case GridAnswer(ratings=ratings):
            return {which: value for which, value in ratings.items() if value is not None}
        case LineAnswer(places=places):
            return places
        case RankingAnswer(order=order):
            return {which: rank for rank, which in enumerate(order, start=1)}
        case GuessAnswer(value=value):
            return {GUESSED: value}
        case _:
            return {}


def stances(told: ActivityRound, names: Mapping[Id, str]) -> Tally:
    """Return how many stand where, and why, with the names of those who may be named."""
    reasons = [
        f"{names[who]}: {answer.reason}" if who in names else answer.reason
        for who, answer in told.answers.items()
        if isinstance(answer, ConsentAnswer) and answer.reason and TextKey(who=who) not in told.hidden
    ]
    given = [amounts(answer) for answer in told.answers.values()]
    return Tally(
        n=len(given),
        items=tuple(_tallied(which, label, given) for which, label in STANCES.items()),
        reasons=tuple(sorted(reasons, key=lambda reason: (reason.casefold(), reason))),
    )


def tally(items: Sequence[Item], answers: Iterable[Answer]) -> Tally:
    """Return what each item was given, those with most first, else in the question's order."""
    given = [amounts(answer) for answer in answers]
    tallied = [_tallied(item.id, item.label, given) for item in items]
    return Tally(n=len(given), items=tuple(sorted(tallied, key=lambda one: (-one.total, -one.people))))


def _tallied(which: str, label: str, given: Sequence[Mapping[str, int]]) -> Tallied:
    amounts_of_it = [one[which] for one in given if which in one]
    return Tallied(id=which, label=label, people=len(amounts_of_it), total=sum(amounts_of_it))


def spread(
    ask: Ask, answers: Sequence[Answer], *, fewest: int, beside: Iterable[Answer] = ()
) -> Spread | Plane:
    """Return what the numbers given add up to; those of an item with fewer than ``fewest`` aren't shown.

    Items stand in the question's order; ranked ones by their mean rank. Guesses are counted on an axis on
    which they, and those of ``beside``, can be told apart.
    """
    question = ask.question
    match question:
        case GridQuestion(scale=scale):
            return _spread(question.items, answers, Bins.of_scale(scale), fewest)
        case LineQuestion():
            return _spread(question.items, answers, Bins(0, 100), fewest)
        case RankingQuestion(items=items):
            found = _spread(items, answers, Bins.of_ranks(len(items)), fewest)
            best = sorted(found.items, key=lambda one: one.mean or 0)
            return found.model_copy(update={"items": tuple(best)})
        case AxesQuestion():
            return _plane(question.items, answers, fewest)
        case GuessQuestion(least=least, most=most, unit=unit):
            guesses = [numbers(answer)[GUESSED] for answer in answers]
            others = [numbers(answer)[GUESSED] for answer in beside]
            shown = len(guesses) >= max(fewest, 1)
            ends = axis_of([*guesses, *others], least, most) if shown else (least, most)
            found = _spread([Item(id=GUESSED, label=ask.title)], answers, Bins(*ends), fewest)
            return found.model_copy(update={"unit": unit})
        case _:
            raise AssertionError(question.kind)


def _spread(items: Sequence[Item], answers: Sequence[Answer], bins: Bins, fewest: int) -> Spread:
    given = [numbers(answer) for answer in answers]
    unsaid = [answer.ratings for answer in answers if isinstance(answer, GridAnswer)]
    measured = [
        measure(
            item.id,
            item.label,
            [one[item.id] for one in given if item.id in one],
            bins,
            cant_say=sum(item.id in ratings and ratings[item.id] is None for ratings in unsaid),
            fewest=fewest,
        )
        for item in items
    ]
    return Spread(
        n=len(answers),
        least=bins.least,
        most=bins.most,
        bins=bins.names,
        items=tuple(measured),
        widest=widest(items, [one.apart for one in measured]),
    )


def _plane(items: Sequence[Item], answers: Sequence[Answer], fewest: int) -> Plane:
    given = [answer.places for answer in answers if isinstance(answer, AxesAnswer)]
    placed = []
    for item in items:
        there = [places[item.id] for places in given if item.id in places]
        x, y = (
            measure(item.id, item.label, [place[axis] for place in there], _PLANE, fewest=fewest)
            for axis in (0, 1)
        )
        placed.append(Placed(id=item.id, label=item.label, n=len(there), x=x, y=y))
    apart = [max(one.x.apart or 0, one.y.apart or 0) for one in placed]
    return Plane(n=len(answers), items=tuple(placed), widest=widest(items, apart))
