"""A room that answers on a real socket, in a thread, and phones in it."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event as Signal
from threading import Thread

import pytest
from room_phone import Phone, Stream

from cxworkshop.domain.activity import Ask
from cxworkshop.domain.events import Event, WorkshopCreated
from cxworkshop.domain.questions import TextQuestion
from cxworkshop.domain.room_events import ActivityDrafted, ActivityTurned, RoomOpened
from cxworkshop.live.store import create, open_store
from cxworkshop.live.writer import GroupWriter
from cxworkshop.room.app import listen, serve_room

SCREEN_KEY = "key-of-the-screen"
ASKED = "a" * 32
CODE = "ABC234"


class ServedRoom:
    """A room, what records events in its file as a desk does, and what comes to it."""

    def __init__(self, path: Path, url: str, writer: GroupWriter, leaving: ExitStack) -> None:
        self.path = path
        self.url = url
        self.writer = writer
        self._leaving = leaving

    def desk(self, *events: Event) -> None:
        """Record events in the file, past the room."""
        store = open_store(self.path)
        store.append(events)
        store.close()

    def now(self, *events: Event) -> None:
        """Record events, and return when the room knows them."""
        self.writer.submit(lambda _: events).result(10)

    def turn(self, to: str, activity: str = ASKED) -> None:
        self.now(ActivityTurned(activity=activity, to=to))

    def phone(self, name: str = "", function: str = "") -> Phone:
        """A phone that opened the page, and joined where it has a name."""
        phone = Phone(self.url).open()
        self._leaving.callback(phone.close)
        if name:
            assert phone.join(name, function=function).status == 200
        return phone

    def screen(self) -> Phone:
        """The big screen."""
        screen = self.phone()
        assert screen.get(f"/screen?key={SCREEN_KEY}").status == 302
        return screen

    def stream(self, phone: Phone, path: str = "/stream", **headers: str) -> Stream:
        stream = phone.stream(path, **headers)
        self._leaving.callback(stream.close)
        return stream


def opened(**changes: object) -> list[Event]:
    """A workshop with an open room and one open question."""
    ask = Ask(**{"id": ASKED, "title": "One word?", "question": TextQuestion(), **changes})
    return [
        WorkshopCreated(name="Acme"),
        RoomOpened(code=CODE, address="http://10.0.0.7:8899"),
        ActivityDrafted(ask=ask),
        ActivityTurned(activity=ASKED, to="open"),
    ]


@pytest.fixture
def ask_room() -> Callable[..., list[Event]]:
    """``ask_room(privacy="anonymous")``: the events of an open room with a question of that kind."""
    return opened


@contextmanager
def served(path: Path, events: list[Event]) -> Iterator[ServedRoom]:
    """A room in a thread of this process."""
    create(path, events).close()
    writer = GroupWriter(open_store(path, keep=True))
    opened_socket = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{opened_socket.getsockname()[1]}"
    ready, ends = Signal(), []

    async def answer() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        ends.append(lambda: loop.call_soon_threadsafe(stop.set))
        await serve_room(writer, opened_socket, SCREEN_KEY, ready.set, stop)

    thread = Thread(target=lambda: asyncio.run(answer()))
    thread.start()
    assert ready.wait(10)
    with ExitStack() as leaving:
        leaving.callback(writer.close)
        leaving.callback(thread.join)
        leaving.callback(ends[0])
        yield ServedRoom(path, url, writer, leaving)


@pytest.fixture
def serve_here(tmp_path: Path) -> Iterator[Callable[[list[Event]], ServedRoom]]:
    """``serve_here(events)``: a room of the test's own."""
    with ExitStack() as leaving:
        yield lambda events: leaving.enter_context(served(tmp_path / "acme.cxw", events))


@pytest.fixture
def room(serve_here: Callable[..., ServedRoom]) -> ServedRoom:
    """An open room with one open question, which takes a text."""
    return serve_here(opened())


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedRoom]:
    """A room like ``room`` that a module's tests share: they change nothing that others look at."""
    with served(tmp_path_factory.mktemp("hall") / "acme.cxw", opened()) as room:
        yield room


@pytest.fixture(scope="module")
def guest(hall: ServedRoom) -> Phone:
    """A phone with a seat in the shared room."""
    return hall.phone("Guest")


@pytest.fixture
def room_process() -> Iterator[Callable[..., tuple[subprocess.Popen[str], str]]]:
    """``room_process(path, port=0)``: a room in a process of its own, and its address."""
    started: list[subprocess.Popen[str]] = []

    def start(path: Path, *, port: int = 0, **options: object) -> tuple[subprocess.Popen[str], str]:
        command = [sys.executable, "-m", "cxworkshop.room", path, "--host", "127.0.0.1", "--port", str(port)]
        process = subprocess.Popen(
            [*command, "--with-parent"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )
        started.append(process)
        url = process.stdout.readline().strip()
        if not url:
            pytest.fail(f"the room did not start: {process.communicate()[1]}")
        return process, url

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
            process.communicate(timeout=10)
