"""Many connections: who is kept out, and who isn't."""

import logging
import resource
import socket
from contextlib import ExitStack, closing
from functools import partial
from urllib.parse import urlsplit

import pytest
from room_phone import Phone
from tornado.web import Application

from cxworkshop.domain.room_events import ActivityTurned
from cxworkshop.live.store import create, open_store
from cxworkshop.room.connections import RoomServer, Seldom, allow_many, most_files

FILES = 120


@pytest.fixture
def knocked(room_process, tmp_path, ask_room):
    """A room with few files, and a function that opens silent connections to it."""
    path = tmp_path / "acme.cxw"
    create(path, ask_room()).close()
    few = partial(resource.setrlimit, resource.RLIMIT_NOFILE, (FILES, FILES))
    process, url = room_process(path, preexec_fn=few)
    port = urlsplit(url).port
    with ExitStack() as open_:
        yield process, url, path, lambda: open_.enter_context(socket.create_connection(("127.0.0.1", port)))


def test_silent_connections_keep_nobody_out_and_end_no_stream(knocked):
    process, url, path, knock = knocked
    phone = Phone(url)
    assert phone.join("Ann").status == 200
    stream = phone.stream()
    stream.next()
    for _ in range(2 * FILES):
        knock()
    newcomer = Phone(url)
    assert newcomer.join("Ben").status == 200
    assert phone.get("/me").status == 200
    with closing(open_store(path)) as desk:
        desk.append([ActivityTurned(activity="a" * 32, to="closed")])
    assert stream.until("closed")
    for one in (stream, phone, newcomer):
        one.close()
    process.terminate()
    said = process.communicate(timeout=10)[1]
    assert ("Traceback" in said, "ulimit" in said) == (False, True)


class Line:
    """A connection's end, as far as a server that counts needs it."""

    def __init__(self):
        self.closed = False

    def close(self):
        self.closed = True


@pytest.mark.parametrize(("home", "kept"), [("10.0.0.1", 2), ("::ffff:10.0.0.1", 2), ("127.0.0.1", 3)])
def test_one_address_gets_so_many_connections_and_this_machine_all(home, kept, monkeypatch):
    monkeypatch.setattr("tornado.httpserver.HTTPServer.handle_stream", lambda *_: None)
    server = RoomServer(Application(), most=10, most_each=2)
    lines = [Line() for _ in range(3)]
    for line in lines:
        server.handle_stream(line, (home, 1))
    assert [line.closed for line in lines] == [False] * kept + [True] * (3 - kept)


@pytest.mark.parametrize(
    ("given", "files"), [(1_000_000, 1_000_000), (12_000, 10_240), (5_000, 4_096), (300, 256)]
)
def test_where_the_system_gives_less_than_it_says_the_room_asks_for_less(monkeypatch, given, files):
    limit = [256]

    def setrlimit(_, wanted):
        if wanted[0] == resource.RLIM_INFINITY or wanted[0] > given:
            raise ValueError
        limit[0] = wanted[0]

    hard = 1_000_000 if given == 1_000_000 else resource.RLIM_INFINITY
    monkeypatch.setattr(resource, "getrlimit", lambda _: (limit[0], hard))
    monkeypatch.setattr(resource, "setrlimit", setrlimit)
    assert (allow_many(), most_files()) == (files, files)


def test_the_same_message_passes_once_a_minute():
    now = [0.0]
    seldom = Seldom(lambda: now[0])
    record = partial(logging.LogRecord, "asyncio", logging.ERROR, "", 1)
    passed = []
    for second in (0, 1, 59, 61):
        now[0] = float(second)
        passed.append(seldom.filter(record("Exception in callback", (), None)))
    assert (passed, seldom.filter(record("Another", (), None))) == ([True, False, False, True], True)
