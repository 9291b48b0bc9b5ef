"""What the room answered to questions that no step takes over, as far as it may be shown."""

from collections.abc import Iterator
from typing import NamedTuple

from cxworkshop.domain.activity import Activity, ActivityRound, Ask, Purpose
from cxworkshop.domain.activity_results import FunctionResults, Plane, Result, Shift, Spread, Tally, Texts
from cxworkshop.domain.deliver import NOT_DELIVERED
from cxworkshop.domain.results import by_function, result_of, shift_of
from cxworkshop.domain.workshop import Workshop

OWN: tuple[Purpose, ...] = NOT_DELIVERED
"""Purposes whose results have pages of their own; the others' stand on the pages of their steps."""


class Asked(NamedTuple):
    """A revealed question: its page's id, and of each round that can be shown its number and result.

    ``shift`` is that from the first of them to the last, None where there is one alone; ``functions`` are
    those of the last; ``outcome`` is what the team noted.
    """

    page: str
    ask: Ask
    rounds: tuple[tuple[int, Result], ...]
    shift: Shift | None
    functions: FunctionResults | None
    outcome: str

    @property
    def last(self) -> Result:
        """The result of the last round."""
        return self.rounds[-1][1]


def asked_in(workshop: Workshop, *purposes: Purpose) -> Iterator[Asked]:
    """Yield the questions of these purposes that have something to show, in the order in which they were put.

    A round is left out where too few answered to be shown without names, where nobody did, and where all that
    was written is hidden.
    """
    for place, activity in enumerate(workshop.room.activities.values(), start=1):
        if activity.ask.purpose in purposes and (found := _asked(activity, f"room_{place}", workshop)):
            yield found


def asked_on(workshop: Workshop, page: str) -> Asked | None:
    """Return the question that a page shows; None where it shows none."""
    if not page.startswith("room_"):
        return None
    return next((one for one in asked_in(workshop, *OWN) if one.page == page), None)


def _asked(activity: Activity, page: str, workshop: Workshop) -> Asked | None:
    seats, ask = workshop.room.seats, activity.ask
    told = [
        (number, answered, result)
        for number, answered in enumerate(activity.shown, start=1)
        if _says_something(result := result_of(ask, answered, seats))
    ]
    if not told:
        return None
    return Asked(
        page=page,
        ask=ask,
        rounds=tuple((number, result) for number, _, result in told),
        shift=shift_of(_only(activity, [answered for _, answered, _ in told]), seats),
        functions=by_function(ask, told[-1][1], seats),
        outcome=activity.outcome,
    )


def _only(activity: Activity, rounds: list[ActivityRound]) -> Activity:
    return activity.model_copy(update={"phase": "revealed", "rounds": tuple(rounds)})


def _says_something(result: Result) -> bool:
    match result:
        case Tally(items=items):
            return any(one.total for one in items)
        case Spread(items=measured):
            return any(one.mean is not None for one in measured)
        case Plane(items=placed):
            return any(one.x.mean is not None for one in placed)
        case Texts(texts=written):
            return bool(written)
        case _:
            return False
