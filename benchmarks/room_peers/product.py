"""The product as `cxworkshop run` serves it (pages and room), a desk in this process, what the room takes."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple, Self
from uuid import uuid4

import psutil

from cxworkshop.domain.activity import Ask
from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.domain.questions import Item, OneQuestion
from cxworkshop.domain.room_events import ActivityAnswered, ActivityDrafted, ActivityTurned, RoomOpened
from cxworkshop.live.session import Session, open_session
from cxworkshop.live.store import create, open_store

CODE = "ABC234"
EVERY = 5.0
"""Seconds after which the desk opens another question."""

_SERVE = """
import os, sys
from pathlib import Path
from cxworkshop.apps.serve import RoomPlace, serve
from cxworkshop.settings import ROOM
serve(Path(sys.argv[1]), port=0, open_browser=False, preheat=False, room=RoomPlace("127.0.0.1", 0),
      on_ready=lambda url: print(url, os.environ[ROOM], sep="\\n", flush=True))
"""


class Cost(NamedTuple):
    """Of one process: megabytes now and at most (resident), and of its own (PSS); seconds of a processor."""

    resident: float
    peak: float
    own: float
    cpu: float


class Product:
    """Pages and room of a new workshop, served until the ``with`` block ends."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{uuid4().hex}.cxw"
        address = "http://127.0.0.1:8899"
        create(self.path, [WorkshopCreated(name="Acme"), RoomOpened(code=CODE, address=address)]).close()

    def __enter__(self) -> Self:
        command = [sys.executable, "-c", _SERVE, self.path]
        self._server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.pages = self._server.stdout.readline().strip()
        setting = json.loads(self._server.stdout.readline())
        self.port, self.key = setting["port"], setting["screen_key"]
        children = psutil.Process(self._server.pid).children()
        (self.room,) = (child for child in children if "cxworkshop.room" in child.cmdline())
        return self

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait(60)

    def cost(self) -> Cost:
        """Return what the room has taken so far."""
        used, memory = self.room.cpu_times(), self.room.memory_full_info()
        return Cost(
            memory.rss / 1e6, _peak(self.room.pid, memory.rss), memory.pss / 1e6, used.user + used.system
        )

    def written(self) -> Counter[str]:
        """Return how often each answer stands in the file, by id."""
        store = open_store(self.path)
        found = Counter(event.id for _, event in store.read() if isinstance(event, ActivityAnswered))
        store.close()
        return found


class Desk:
    """Opens another question every :data:`EVERY` seconds (or just one, alone), as a desk's kernel does."""

    def __init__(self, path: Path, *, alone: bool = False) -> None:
        self._path, self._alone = path, alone
        self._stop = Event()
        self._thread = Thread(target=self._work)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _work(self) -> None:
        session = open_session(self._path)
        last = ask_next(session)
        while not self._alone and not self._stop.wait(EVERY):
            last = ask_next(session, last)
        session.close()


def ask_next(session: Session, last: str = "") -> str:
    """Close question ``last`` and open another one; return its id."""
    items = tuple(Item(id=name.lower(), label=name) for name in ("Search", "Stay", "Leave", "Return"))
    ask = Ask(id=uuid4().hex, title="Where do we lose guests?", question=OneQuestion(items=items))
    over = [ActivityTurned(activity=last, to="closed")] if last else []
    session.record(*over, ActivityDrafted(ask=ask), ActivityTurned(activity=ask.id, to="open"))
    return ask.id


def _peak(pid: int, otherwise: int) -> float:
    """Return the most megabytes that a process was resident with."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return otherwise / 1e6
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


def load() -> str:
    """Return how busy the machine was in the last minute."""
    return f"{os.getloadavg()[0]:.1f}"
