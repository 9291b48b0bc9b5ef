"""The live room: who sits in it, and what is being asked."""

from itertools import islice

from pydantic import Field

from cxworkshop.domain.activity import Activity
from cxworkshop.domain.model import Model
from cxworkshop.domain.people import Address, Code, Id, Seat, Timer
from cxworkshop.domain.seating import Seating


class Room(Model):
    """The room as it stands. ``code`` is None while it is shut, ``locked`` once nobody new may join.

    ``showing`` is the question on phones and screen; ``slot`` the agenda's slot, counted from 0.
    """

    code: Code | None = None
    address: Address | None = None
    locked: bool = False
    seats: dict[Id, Seat] = Field(default_factory=dict)
    activities: dict[Id, Activity] = Field(default_factory=dict)
    showing: Id | None = None
    timer: Timer | None = None
    slot: int | None = None

    @property
    def stage(self) -> Activity | None:
        """The question on phones and screen, if any."""
        return self.activities.get(self.showing) if self.showing else None

    @property
    def anonymity_at_stake(self) -> bool:
        """Whether an anonymous question has answers nobody has seen yet: seats then keep their keys."""
        return any(one.sealed and one.ask.privacy == "anonymous" for one in self.activities.values())

    def opens(self, activity: Activity) -> bool:
        """Return whether a question may open now.

        An anonymous one is open alone: no other answer of the same person may stand beside it in the log.
        """
        others = [
            one for one in self.activities.values() if one.phase == "open" and one.ask.id != activity.ask.id
        ]
        return not others or "anonymous" not in {one.ask.privacy for one in (activity, *others)}

    def answers_wait(self, activity: Activity, seat: str) -> bool:
        """Return whether a seat was taken too late to answer this round, since it is anonymous."""
        early = islice(self.seats, activity.current.seated)
        return activity.ask.privacy == "anonymous" and seat not in early

    def seat_of_key(self, key: str) -> Seat | None:
        """Return the seat that the device with this key holds."""
        return Seating.of(self.seats).by_key.get(key)
