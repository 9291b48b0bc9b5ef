"""A room in a process of its own, what a desk does in it, and phones in Chromium that join it."""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from cxworkshop.domain.activity import Activity, Ask
from cxworkshop.domain.events import Event, WorkshopCreated
from cxworkshop.domain.people import Seat
from cxworkshop.domain.room_events import ActivityDrafted, ActivityTurned, RoomOpened
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create, open_store

CODE = "ABC234"
PHONE = {"width": 390, "height": 844}


class PhoneRoom:
    """A served room, and the file that it and the desk meet in."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "acme.cxw"
        opened = RoomOpened(code=CODE, address="http://10.0.0.7:8899")
        create(self.path, [WorkshopCreated(name="Acme"), opened]).close()
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[str] | None = None
        self.start()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    def start(self) -> None:
        """Serve it, at the same port each time."""
        command = [sys.executable, "-m", "cxworkshop.room", self.path, "--host", "127.0.0.1"]
        self._process = subprocess.Popen(
            [*command, "--port", str(self.port), "--with-parent"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout.readline().strip() == self.url

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.communicate(timeout=10)

    def desk(self, *events: Event) -> None:
        """Record events in the file, as a desk does."""
        store = open_store(self.path)
        store.append(events)
        store.close()

    def open(self, ask: Ask) -> None:
        """Put a question to the room."""
        self.desk(ActivityDrafted(ask=ask), ActivityTurned(activity=ask.id, to="open"))

    def reveal(self, ask: Ask) -> None:
        """Close a question and show its result."""
        self.turn(ask, "closed", "revealed")

    def turn(self, ask: Ask, *phases: str) -> None:
        self.desk(*(ActivityTurned(activity=ask.id, to=to) for to in phases))

    @property
    def workshop(self) -> Workshop:
        """The workshop as the file has it."""
        session = open_session(self.path)
        found = session.workshop
        session.close()
        return found

    def activity(self, ask: Ask) -> Activity:
        return self.workshop.room.activities[ask.id]

    def seat(self, name: str) -> Seat:
        """The seat of this name."""
        (found,) = (one for one in self.workshop.room.seats.values() if one.name == name)
        return found

    def answer_of(self, ask: Ask, name: str) -> dict[str, object]:
        """What the file has as the answer of whoever has this name."""
        return self.activity(ask).current.answers[self.seat(name).id].model_dump(exclude={"kind"})

    def join(self, new_page: Callable[..., Page], name: str, **choices: str) -> Page:
        """A phone on which somebody has joined."""
        page = new_page(**PHONE, touch=True)
        page.goto(f"{self.url}/join?code={CODE}")
        page.get_by_label("Your name").fill(name)
        for label, option in choices.items():
            page.get_by_label(label).select_option(option)
        page.get_by_role("button", name="Join").click()
        expect(page.get_by_text(f"You are {name}")).to_be_visible()
        return page


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
