"""What the sample firm's leaders answered, each alone, as events."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cxworkshop.domain.activity import Ask
from cxworkshop.domain.answer_events import (
    BoundaryAgreed,
    ConsentGiven,
    FirstStopChosen,
    HealthAnswered,
    HealthRoundClosed,
    LaundryEdited,
    MissionDrafted,
    PoliciesClosed,
    PoliciesPlaced,
    PromiseRoundClosed,
    PromisesWritten,
)
from cxworkshop.domain.consent import Consent
from cxworkshop.domain.consents import read_out
from cxworkshop.domain.health import HealthAnswer, HealthAnswers, Level
from cxworkshop.domain.health_rounds import FirstStop
from cxworkshop.domain.laundry import (
    AddEntry,
    CastVote,
    LaundryEntry,
    LaundryGroup,
    LaundryVote,
    MergeEntries,
    ShowEntries,
    ShowVotes,
)
from cxworkshop.domain.mission_drafts import (
    AddVariant,
    Corporate,
    MarkWords,
    Moment,
    SetCorporate,
    ShowMarks,
    TellMoment,
    Variant,
    WordMarks,
)
from cxworkshop.domain.people import Seat
from cxworkshop.domain.policies import PolicyBoundary, PolicyPlacement
from cxworkshop.domain.promises import PromiseAnswers
from cxworkshop.domain.responses import Answer, DotsAnswer, PointsAnswer
from cxworkshop.domain.room_events import (
    ActivityAnswered,
    ActivityDrafted,
    ActivityTurned,
    OutcomeNoted,
    RoomEvent,
    RoomOpened,
    RoomShut,
    SeatTaken,
)
from cxworkshop.domain.workshop import Workshop
from cxworkshop.ui.asking import ask_hallmarks

LEVELS: dict[str, Level | None] = {"0": "never", "1": "sometimes", "2": "often", "3": "always", "-": None}
"""What a sign in a leader's line of levels stands for."""

_WHO = ("person", "function", "named")

Sample = dict[str, Any]


def health_events(sample: Sample) -> Iterator[HealthAnswered | HealthRoundClosed | FirstStopChosen]:
    """Yield the health check of all leaders, its end, and what is stopped first."""
    questions = sample["health"]["questions"]
    for one in sample["health"]["answers"]:
        levels = zip(questions, one["levels"], strict=True)
        answers = {question: HealthAnswer(level=LEVELS[sign]) for question, sign in levels}
        yield HealthAnswered(
            answers=HealthAnswers(person=one["person"], function=one["function"], answers=answers)
        )
    yield HealthRoundClosed()
    yield FirstStopChosen(stop=FirstStop(**sample["first_stop"]))


def laundry_events(sample: Sample) -> Iterator[LaundryEdited]:
    """Yield what was put on the laundry board and shown, what was merged there, and the votes."""
    board = sample["laundry"]
    entries = [LaundryEntry(id=_id(1, place), **one) for place, one in enumerate(board["entries"])]
    groups = [
        LaundryGroup(
            id=_id(2, place), name=one["name"], entries=tuple(entries[of].id for of in one["entries"])
        )
        for place, one in enumerate(board["groups"])
    ]
    grouped = {one for group in groups for one in group.entries}
    items = [group.id for group in groups] + [entry.id for entry in entries if entry.id not in grouped]
    yield from (LaundryEdited(edit=AddEntry(entry=entry)) for entry in entries)
    yield LaundryEdited(edit=ShowEntries())
    yield from (LaundryEdited(edit=MergeEntries(group=group)) for group in groups)
    for place, vote in enumerate(board["votes"]):
        points = {name: _points(items, vote[name]) for name in ("harm", "changeable")}
        yield LaundryEdited(edit=CastVote(vote=LaundryVote(token=_id(3, place), **points)))
    yield LaundryEdited(edit=ShowVotes())


def promise_events(sample: Sample) -> Iterator[PromisesWritten | PromiseRoundClosed]:
    """Yield what leaders wrote about the promise, round by round."""
    for told in sample["promises"]:
        for one in told["answers"]:
            who = {name: one[name] for name in _WHO if name in one}
            answers = {question: answer for question, answer in one.items() if question not in _WHO}
            yield PromisesWritten(answers=PromiseAnswers(round=told["round"], answers=answers, **who))
        yield PromiseRoundClosed(round=told["round"])


def draft_events(sample: Sample) -> Iterator[MissionDrafted]:
    """Yield the mission's variants, the words marked, and the true stories."""
    drafts = sample["drafts"]
    variants = [Variant(id=_id(4, place), text=text) for place, text in enumerate(drafts["variants"])]
    yield from (MissionDrafted(edit=AddVariant(variant=one)) for one in variants)
    for marks in drafts["marks"]:
        marked = WordMarks(**marks | {"variant": variants[marks["variant"]].id})
        yield MissionDrafted(edit=MarkWords(marks=marked))
    for told in dict.fromkeys(marks["variant"] for marks in drafts["marks"]):
        yield MissionDrafted(edit=ShowMarks(target=variants[told].id))
    for place, moment in enumerate(drafts["moments"]):
        yield MissionDrafted(edit=TellMoment(moment=Moment(id=_id(5, place), **moment)))
    yield MissionDrafted(edit=SetCorporate(corporate=Corporate(**drafts["corporate"])))


def policy_events(sample: Sample) -> Iterator[PoliciesPlaced | PoliciesClosed | BoundaryAgreed]:
    """Yield where leaders place the policies, the end of it, and the boundaries."""
    for one in sample["policies"]["placements"]:
        yield PoliciesPlaced(placement=PolicyPlacement(**one))
    yield PoliciesClosed()
    for one in sample["policies"]["boundaries"]:
        yield BoundaryAgreed(boundary=PolicyBoundary(**one))


def consent_events(sample: Sample, workshop: Workshop) -> Iterator[ConsentGiven]:
    """Yield who stands where on the decisions as they read in the workshop."""
    for decision, stances in sample["consents"].items():
        about = read_out(workshop, decision)
        for stance, people in stances.items():
            for person in people:
                yield ConsentGiven(
                    consent=Consent(decision=decision, about=about, person=person, stance=stance)
                )


def room_events(sample: Sample, workshop: Workshop) -> Iterator[RoomEvent]:
    """Yield a session in the room: who sat there, what they were asked on their phones, and the end of it."""
    room = sample["room"]
    seats = {one["name"]: Seat(id=_id(6, place), **one) for place, one in enumerate(room["seats"])}
    yield RoomOpened(code=room["code"], address=room["address"])
    yield from (SeatTaken(seat=seat) for seat in seats.values())
    if dots := ask_hallmarks(workshop):
        stuck = ({who: DotsAnswer(dots=given) for who, given in room["dots"]["answers"].items()},)
        yield from _asked(dots.model_copy(update={"id": _id(7, 0)}), stuck, seats, room["dots"]["outcome"])
    points = Ask(id=_id(7, 1), **room["points"]["ask"])
    names = points.question.ids if points.question.kind == "points" else ()
    rounds = (
        {who: PointsAnswer(points=_shares(names, given)) for who, given in told.items()}
        for told in room["points"]["rounds"]
    )
    yield from _asked(points, rounds, seats, room["points"]["outcome"])
    yield RoomShut()


def _asked(
    ask: Ask, rounds: Iterable[Mapping[str, Answer]], seats: Mapping[str, Seat], outcome: str
) -> Iterator[RoomEvent]:
    """Yield a question from its draft to what the team took from it, answered by name in each round."""
    yield ActivityDrafted(ask=ask)
    for number, answers in enumerate(rounds, start=1):
        yield ActivityTurned(activity=ask.id, to="open")
        for who, answer in answers.items():
            yield ActivityAnswered(activity=ask.id, round=number, who=seats[who].id, answer=answer)
        yield ActivityTurned(activity=ask.id, to="closed")
        yield ActivityTurned(activity=ask.id, to="revealed")
    yield OutcomeNoted(activity=ask.id, outcome=outcome)


def _shares(items: Sequence[str], given: Sequence[int]) -> dict[str, int]:
    return {item: points for item, points in zip(items, given, strict=True) if points}


def _id(kind: int, place: int) -> str:
    """Return an id that nothing else in the sample has."""
    return f"{kind:016x}{place:016x}"


def _points(items: Sequence[str], digits: str) -> dict[str, int]:
    return {item: int(digit) for item, digit in zip(items, digits, strict=True)}
