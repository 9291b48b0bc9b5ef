"""A room with a big screen before it, and people who answer without phones."""

import json
import os
from collections.abc import Callable
from itertools import cycle
from unittest.mock import patch

from phone_hands import SAID_BY_KEYS, SAID_BY_TOUCH
from phone_room import PhoneRoom
from playwright.sync_api import Page

from cxworkshop.domain.activity import Ask
from cxworkshop.domain.people import Seat
from cxworkshop.domain.room_events import ActivityAnswered, SeatTaken
from cxworkshop.settings import ROOM

KEY = "k" * 32
PEOPLE = 30
FUNCTIONS = ("Marketing", "Operations", "Operations", "Service", "Service")


def seat(number: int) -> Seat:
    function = "Finance" if number < 2 else FUNCTIONS[number % len(FUNCTIONS)]
    return Seat(id=f"{number:032x}", name=f"Person {number}", function=function)


class ScreenRoom(PhoneRoom):
    """A room whose screen's key stays the same, as it does when it is started again beside the pages."""

    def start(self) -> None:
        with patch.dict(os.environ, {ROOM: json.dumps({"port": self.port, "screen_key": KEY})}):
            super().start()

    def screen(self, new_page: Callable[..., Page], **size: int) -> Page:
        """A big screen."""
        page = new_page(**size)
        page.goto(f"{self.url}/screen?key={KEY}")
        return page

    def seat_people(self, number: int = PEOPLE) -> None:
        self.desk(*(SeatTaken(seat=seat(one)) for one in range(number)))

    def answer(
        self, ask: Ask, people: int = PEOPLE, *, answers: list[dict] | None = None, number: int = 1
    ) -> None:
        """Have the first ``people`` answer, in turn what is given."""
        kind = ask.question.kind
        told = cycle(answers or [SAID_BY_KEYS[kind], SAID_BY_TOUCH[kind]])
        self.desk(
            *(
                ActivityAnswered(
                    activity=ask.id, round=number, who=seat(one).id, answer={"kind": kind, **next(told)}
                )
                for one in range(people)
            )
        )
