"""What desk and steps do with questions in the room: one place, so that both keep the same rules."""

from collections.abc import Callable, Iterable, Sequence
from itertools import dropwhile

from cxworkshop.charts.figures import count
from cxworkshop.domain.activity import Activity, Ask, Phase
from cxworkshop.domain.events import Event, EventRevoked
from cxworkshop.domain.fold import in_effect
from cxworkshop.domain.map_words import one_line
from cxworkshop.domain.people import Id
from cxworkshop.domain.room import Room
from cxworkshop.domain.room_events import (
    ActivityAnswered,
    ActivityDrafted,
    ActivityTurned,
    SeatKeyed,
    SeatRemoved,
    StageCleared,
    TimerSet,
)
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError, MissingStepError
from cxworkshop.live.session import Session
from cxworkshop.settings import SMALLEST_GROUP, room_setting, texts
from cxworkshop.ui.asking import may_ask_again, too_late
from cxworkshop.ui.room_clock import resumed
from cxworkshop.ui.widgets.second_press import SecondPress

Asking = Callable[[Workshop], Ask | None]
"""From the workshop to the question as it is asked now; None where it can't be."""


def is_open(room: Room) -> bool:
    """Return whether phones can join: the room has a code, and is served where they look for it."""
    setting = room_setting()
    return bool(room.code and room.address and setting and room.address.endswith(f":{setting.port}"))


def current(room: Room) -> Activity | None:
    """Return the question that the room is at: one that isn't revealed yet before all others."""
    stage = room.stage
    if stage is not None and stage.sealed:
        return stage
    waiting = (one for one in room.activities.values() if one.sealed)
    return next(waiting, stage)


def answered(activity: Activity, room: Room) -> tuple[int, int]:
    """Return how many have answered the current round, of how many seats."""
    return len(activity.current.answers), len(room.seats)


class RoomActions:
    """Puts questions to the room and turns them; a press that can't be is refused with a sentence.

    Attributes
    ----------
    session
        Where it is recorded.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self._words = texts("desk")["actions"]
        self._meant = SecondPress()

    def ask(self, make: Asking, *, seconds: int = 0) -> None:
        """Put a question to the room, with a clock of ``seconds`` where it has one.

        Raises
        ------
        MissingStepError
            The room is shut, or the question can't be asked now.
        InvalidChoiceError
            Another question isn't revealed yet.
        """
        self._expect_free()
        ask = make(self.session.workshop)
        if ask is None:
            raise MissingStepError(self._words["not_now"])
        ask = ask.model_copy(update={"seconds": seconds})
        self.session.record(
            ActivityDrafted(ask=ask), ActivityTurned(activity=ask.id, to="open"), *_clock_of(ask)
        )

    def again(self, which: Id) -> None:
        """Open another round of a question that was revealed."""
        self._expect_free()
        activity = self._expect(which, "revealed")
        # Phones send an answer of a round once: those of a round that was taken back would be lost.
        used = any(
            isinstance(event, ActivityAnswered) and event.activity == which and event.round > activity.round
            for event in self.session.events
        )
        if used or not may_ask_again(activity):
            raise InvalidChoiceError(self._words["no_again"])
        self._turn(activity, "open", *_clock_of(activity.ask))

    def close(self, which: Id) -> None:
        """Take no more answers; the clock is the agenda's again."""
        self.session.refresh()
        activity = self._expect(which, "open")
        self._turn(activity, "closed", *self._clock_after(activity))

    def reopen(self, which: Id) -> None:
        """Take answers again; without names not once they were shown, or the next would tell whose it is."""
        self.session.refresh()
        activity = self._expect(which, "closed")
        if activity.ask.privacy != "named" and was_shown(self.session.events, which):
            raise InvalidChoiceError(self._words["no_reopen"])
        self._turn(activity, "open")

    def reveal(self, which: Id) -> None:
        """Show the result; where not everybody has answered, on the second press.

        Raises
        ------
        InvalidChoiceError
            Nobody has answered, too few to be shown without names, or this was the first press.
        """
        self.session.refresh()
        activity, words = self._expect(which, "closed"), self._words
        room = self.session.workshop.room
        told, seats = answered(activity, room)
        if not told:
            raise InvalidChoiceError(words["nobody"])
        if told < SMALLEST_GROUP and activity.ask.privacy != "named":
            raise InvalidChoiceError(words["too_few"].format(least=SMALLEST_GROUP, n=count(told)))
        if too_late(self.session.workshop, activity):
            raise InvalidChoiceError(words["too_late"])
        if told < seats:
            said = words["missing"].format(answered=count(told), seats=count(seats))
            self._meant.expect(("reveal", which, told, seats), said)
        self._turn(activity, "revealed")

    def take_back(self, which: Id) -> None:
        """Undo the current round of a question that isn't revealed; with answers, on the second press."""
        self.session.refresh()
        activity = self._expect(which, "open", "closed")
        told = len(activity.current.answers)
        if told:
            said = self._words["lose"].format(answered=count(told))
            self._meant.expect(("take back", which, told), said)
        clock = self._clock_after(activity)
        turns = _turns_of_round(in_effect(self.session.events), which)
        self.session.record(*(EventRevoked(event_id=turn.id) for turn in turns), *clock)

    def undo_reveal(self, which: Id) -> None:
        """Undo the reveal, where nothing was turned since, and no seat changed that it would change."""
        self.session.refresh()
        activity = self._expect(which, "revealed")
        events = self.session.events
        turns = [place for place, event in enumerate(events) if isinstance(event, ActivityTurned)]
        latest = events[turns[-1]] if turns else None
        if not isinstance(latest, ActivityTurned) or (latest.activity, latest.to) != (which, "revealed"):
            raise InvalidChoiceError(self._words["no_undo"])
        # Before a reveal anonymous answers keep seats on their devices, and whoever leaves takes the answer
        # along: undone, seats moved since would be on no device, and the answer of who left would be told.
        changes = (SeatRemoved, SeatKeyed) if activity.ask.privacy == "anonymous" else SeatRemoved
        if any(isinstance(event, changes) for event in events[turns[-1] :]):
            raise InvalidChoiceError(self._words["no_undo_moved"])
        self.session.record(EventRevoked(event_id=latest.id))

    def clear(self, which: Id) -> None:
        """Take a question that was revealed off phones and screen."""
        self.session.refresh()
        self._expect(which, "revealed")
        self.session.record(StageCleared())

    def _turn(self, activity: Activity, to: Phase, *others: Event) -> None:
        self.session.record(ActivityTurned(activity=activity.ask.id, to=to), *others)

    def _expect(self, which: Id, *phases: Phase) -> Activity:
        """Return a question, where another desk hasn't turned it meanwhile."""
        activity = self.session.workshop.room.activities.get(which)
        if activity is None or activity.phase not in phases:
            raise InvalidChoiceError(self._words["gone"])
        return activity

    def _expect_free(self) -> None:
        self.session.refresh()
        room = self.session.workshop.room
        if not is_open(room):
            raise MissingStepError(self._words["no_room"])
        at = current(room)
        if at is not None and at.sealed:
            raise InvalidChoiceError(self._words["busy"].format(title=at.ask.title))

    def _clock_after(self, activity: Activity) -> Iterable[TimerSet]:
        """Return what gives the clock back to the agenda, where the question has taken it."""
        timer = self.session.workshop.room.timer
        if timer is None or not activity.ask.seconds or timer.label != one_line(activity.ask.title):
            return ()
        return (resumed(self.session.events),)


def _clock_of(ask: Ask) -> Iterable[TimerSet]:
    return (TimerSet(seconds=ask.seconds, label=ask.title),) if ask.seconds else ()


def was_shown(events: Sequence[Event], which: Id) -> bool:
    """Return whether the current round of a question was revealed before, also where that was undone."""
    began = _turns_of_round(in_effect(events), which)[0].id
    since = dropwhile(lambda event: event.id != began, events)
    return any(
        isinstance(event, ActivityTurned) and (event.activity, event.to) == (which, "revealed")
        for event in since
    )


def _turns_of_round(events: Iterable[Event], which: Id) -> list[ActivityTurned]:
    """Return the turns of a question since its current round began."""
    turns: list[ActivityTurned] = []
    for event in events:
        if isinstance(event, ActivityTurned) and event.activity == which:
            begins = event.to == "open" and (not turns or turns[-1].to == "revealed")
            turns = [event] if begins else [*turns, event]
    return turns
