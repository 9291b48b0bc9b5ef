"""What a round's answers add up to, as everybody may see it: of all, by function, round by round."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import get_args

from cxworkshop.domain.activity import Activity, ActivityRound, Ask
from cxworkshop.domain.activity_results import (
    FunctionResults,
    Moved,
    Result,
    Shift,
    Spread,
    Tally,
    Texts,
    Withheld,
)
from cxworkshop.domain.consent import Stance
from cxworkshop.domain.people import Id, Seat
from cxworkshop.domain.questions import (
    AxesQuestion,
    ConsentQuestion,
    DotsQuestion,
    GridQuestion,
    GuessQuestion,
    LineQuestion,
    ManyQuestion,
    OneQuestion,
    PointsQuestion,
    TextQuestion,
    TextsQuestion,
)
from cxworkshop.domain.responses import Answer, AxesAnswer
from cxworkshop.domain.result_items import GUESSED, amounts, numbers, spread, stances, tally
from cxworkshop.domain.result_texts import written
from cxworkshop.domain.small_groups import withheld
from cxworkshop.settings import SMALLEST_GROUP


def result_of(
    ask: Ask,
    told: ActivityRound,
    seats: Mapping[Id, Seat],
    *,
    keys: bool = False,
    beside: Iterable[ActivityRound] = (),
) -> Result:
    """Return what a round's answers add up to; the same whatever order they came in.

    Without names, nothing is shown of fewer than 3 people, nor of an item that fewer than 3 gave a number.

    Parameters
    ----------
    ask
        What was asked.
    told
        The round; its answers keep the question's rules.
    seats
        Who sits where: for names, where answers are given with names.
    keys
        Whether texts tell which they are: for the facilitator, who hides and merges them. Never for phones or
        screen, since a key tells whose texts belong together, in all questions.
    beside
        Rounds that are shown with it: guesses of all stand on one axis.
    """
    named = ask.privacy == "named"
    n = len(told.answers)
    if not named and n < SMALLEST_GROUP:
        return Withheld(n=n, least=SMALLEST_GROUP)
    names = {who: seats[who].name for who in told.answers if named and who in seats}
    match ask.question:
        case TextQuestion():
            return Texts(n=n, texts=written(told, names, [""], keys=keys))
        case TextsQuestion(items=items):
            labels = {item.id: item.label for item in items}
            return Texts(n=n, labels=labels, texts=written(told, names, labels, keys=keys))
        case ConsentQuestion():
            return stances(told, names)
        case OneQuestion() | ManyQuestion() | PointsQuestion() | DotsQuestion():
            return tally(ask.question.items, told.answers.values())
        case _:
            fewest = 1 if named else SMALLEST_GROUP
            shown = (one.answers.values() for one in beside if len(one.answers) >= fewest)
            others = chain.from_iterable(shown)
            return spread(ask, list(told.answers.values()), fewest=fewest, beside=others)


def by_function(ask: Ask, told: ActivityRound, seats: Mapping[Id, Seat]) -> FunctionResults | None:
    """Return what a round's answers add up to for each function, with names or without.

    None for anonymous answers, since nobody knows their function, and for texts, which tell of their writers.

    Functions are withheld as :func:`cxworkshop.domain.small_groups.withheld` says, so that they can't be
    worked out from the figure of everyone either. Where items are measured each by itself, a function's
    result leaves out those that can't be shown. Where what one item gets is missing from the others (choices,
    dots, points, ranks, stances), a function that can't be shown for one of them isn't shown at all. Reasons
    of stances are told of all together only.
    """
    if ask.privacy == "anonymous" or isinstance(ask.question, TextQuestion | TextsQuestion):
        return None
    groups: dict[str, dict[Id, Answer]] = {}
    for who, answer in told.answers.items():
        groups.setdefault(seats[who].function if who in seats else "", {})[who] = answer
    ids = _ids(ask)
    given = {
        function: [_given_by(answer, ids) for answer in groups[function].values()]
        for function in sorted(groups)
    }
    of_none = given.pop("", [])
    hidden = {which: _hidden(which, given, of_none) for which in ids}
    if not isinstance(ask.question, GridQuestion | LineQuestion | AxesQuestion):
        hidden = dict.fromkeys(hidden, frozenset[str]().union(*hidden.values()))
    shown = {
        function: _of_function(ask, ActivityRound(answers=groups[function]), kept)
        for function in given
        if (kept := {which for which, without in hidden.items() if function not in without})
    }
    return FunctionResults(
        shown=shown, withheld=tuple(function for function in given if function not in shown)
    )


def _of_function(ask: Ask, told: ActivityRound, kept: Collection[str]) -> Result:
    question = ask.question
    if isinstance(question, GridQuestion | LineQuestion | AxesQuestion):
        items = tuple(item for item in question.items if item.id in kept)
        ask = ask.model_copy(update={"question": question.model_copy(update={"items": items})})
    result = result_of(ask, told, {})
    return result.model_copy(update={"reasons": ()}) if isinstance(result, Tally) else result


_Given = Mapping[str, tuple[float | None, ...]]
"""What an answer gives to which items, on each axis; None for leaving alone what others chose."""


def _given_by(answer: Answer, ids: Sequence[str]) -> _Given:
    if isinstance(answer, AxesAnswer):
        return answer.places
    if chosen := amounts(answer):
        return {which: (chosen.get(which),) for which in ids}
    return {which: (number,) for which, number in numbers(answer).items()}


def _hidden(which: str, given: Mapping[str, Sequence[_Given]], of_none: Sequence[_Given]) -> frozenset[str]:
    """Return the functions that an item's figures can't be shown for, on one of its axes."""
    values = {function: [one[which] for one in told if which in one] for function, told in given.items()}
    others = [one[which] for one in of_none if which in one]
    axes = max((len(one) for told in values.values() for one in told), default=1)
    return frozenset[str]().union(
        *(
            withheld(
                {function: [one[axis] for one in told] for function, told in values.items()},
                [one[axis] for one in others],
            )
            for axis in range(axes)
        )
    )


def shift_of(activity: Activity, seats: Mapping[Id, Seat]) -> Shift | None:
    """Return what changed from the first revealed round to the last; None with fewer than two.

    Means and shares are those of everybody who answered in a round, as shown: of those who answered in both,
    they would tell what somebody answered who was there only once. Texts and planes don't say what moved.
    """
    if len(activity.shown) < 2:  # noqa: PLR2004 - a shift is between two
        return None
    first, last = activity.shown[0], activity.shown[-1]
    before, after = (result_of(activity.ask, told, seats, beside=activity.shown) for told in (first, last))
    then, now = _levels(before), _levels(after)
    moved = (
        Moved(id=which, label=label, before=then[which][1], after=level)
        for which, (label, level) in now.items()
        if which in then
    )
    order = {which: place for place, which in enumerate(_ids(activity.ask))}
    return Shift(
        first=before,
        last=after,
        both=None if activity.ask.privacy == "anonymous" else len(first.answers.keys() & last.answers.keys()),
        moved=tuple(sorted(moved, key=lambda one: (-round(abs(one.after - one.before), 9), order[one.id]))),
    )


def _ids(ask: Ask) -> tuple[str, ...]:
    match ask.question:
        case TextQuestion():
            return ()
        case GuessQuestion():
            return (GUESSED,)
        case ConsentQuestion():
            return get_args(Stance)
        case _:
            return ask.question.ids


def _levels(result: Result) -> dict[str, tuple[str, float]]:
    """Return label and mean of each item; of what is chosen once, the mean is the share that chose it."""
    if isinstance(result, Tally) and result.n:
        return {one.id: (one.label, one.total / result.n) for one in result.items}
    if isinstance(result, Spread):
        return {one.id: (one.label, one.mean) for one in result.items if one.mean is not None}
    return {}
