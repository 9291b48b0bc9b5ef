"""The room's process beside the pages: started, watched, ended."""

import asyncio
import http.client
import os
import signal
from contextlib import closing, suppress
from socket import create_connection, has_dualstack_ipv6
from time import monotonic

import pytest

from cxworkshop.apps.room_process import RoomProcess
from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.errors import PortInUseError
from cxworkshop.live.store import create
from cxworkshop.room.app import EVERY_ADDRESS, listen


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "acme.cxw"
    create(path, [WorkshopCreated(name="Acme")]).close()
    return path


def answers(room):
    """Whether the screen is let in with the key that the pages' kernels know."""
    port, key = room.setting
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with closing(asking), suppress(OSError):
        asking.request("GET", f"/screen?key={key}")
        reply = asking.getresponse()
        return (reply.status, reply.getheader("Location")) == (302, "/screen")
    return False


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_room_that_dies_is_started_again_on_its_port_and_ends_with_the_pages(path):
    async def play():
        room = RoomProcess(path, "127.0.0.1", 0)
        await room.start()
        first = room.pid
        began = answers(room)
        os.kill(first, signal.SIGKILL)
        late = monotonic() + 30
        while not (room.pid != first and answers(room)):
            assert monotonic() < late
            await asyncio.sleep(0.02)
        second = room.pid
        await room.stop()
        return began, is_alive(second), answers(room)

    assert asyncio.run(play()) == (True, False, False)


def test_a_port_in_use_is_said_before_anything_starts(path):
    with listen("127.0.0.1", 0) as taken, pytest.raises(PortInUseError, match="--room-port"):
        RoomProcess(path, "127.0.0.1", taken.getsockname()[1])


def test_at_all_addresses_the_room_has_those_of_both_kinds():
    with listen(EVERY_ADDRESS, 0) as opened:
        for address in ("127.0.0.1", "::1") if has_dualstack_ipv6() else ("127.0.0.1",):
            create_connection((address, opened.getsockname()[1]), timeout=5).close()
