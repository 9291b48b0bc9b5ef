"""What happens when the room's process, its disk or a neighbour fails."""

import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from threading import Thread
from time import monotonic, sleep
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from room_phone import Phone

from cxworkshop.domain.room_events import ActivityAnswered, ActivityTurned, TimerSet
from cxworkshop.live.store import create, open_store

ASKED = "a" * 32

_DIES_WRITING = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("BEGIN IMMEDIATE")
file.execute("DELETE FROM log")
print("writing", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path, ask_room):
    path = tmp_path / "acme.cxw"
    create(path, ask_room()).close()
    return path


def answers(path):
    with closing(open_store(path)) as store:
        return [event.answer.text for _, event in store.read() if isinstance(event, ActivityAnswered)]


def word(text):
    return {"kind": "text", "text": text}


class Sender(Thread):
    """A phone that sends one answer after the other, each until it is acknowledged."""

    def __init__(self, phone, name):
        super().__init__()
        self.phone, self.called = phone, name
        self.saved, self.asked_to_stop = [], False

    def run(self):
        while not self.asked_to_stop:
            text, sent = f"{self.called} {len(self.saved)}", uuid4().hex
            while not self.is_saved(text, sent):
                sleep(0.05)
            self.saved.append(text)

    def is_saved(self, text, sent):
        try:
            return self.phone.answer(ASKED, word(text), sent=sent).status == 200
        except OSError:
            return False


def test_after_a_kill_under_load_every_acknowledged_answer_is_there_once(path, room_process):
    process, url = room_process(path)
    senders = []
    for name in ("Ann", "Bob", "Cas"):
        phone = Phone(url)
        phone.join(name)
        senders.append(Sender(phone, name))
    for sender in senders:
        sender.start()
    wait_until(lambda: all(len(sender.saved) >= 5 for sender in senders))
    process.kill()
    process.communicate()
    before = [len(sender.saved) for sender in senders]
    room_process(path, port=urlsplit(url).port)
    wait_until(lambda: all(len(one.saved) > many + 2 for one, many in zip(senders, before, strict=True)))
    for sender in senders:
        sender.asked_to_stop = True
        sender.join()
        sender.phone.close()
    saved = [text for sender in senders for text in sender.saved]
    assert Counter(answers(path)) == Counter(saved)


@pytest.mark.usefixtures("file_size_limit")
def test_on_a_full_disk_an_answer_is_not_saved_and_later_it_is(path, room_process):
    import resource  # noqa: PLC0415 - POSIX only

    if not hasattr(resource, "prlimit"):
        pytest.skip("another process's limits can be set on Linux only")
    process, url = room_process(path)
    phone, sent = Phone(url), uuid4().hex
    phone.join("Ann")
    hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)[1]
    full = path.with_name(f"{path.name}-wal").stat().st_size
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (full, hard))
    refused = phone.answer(ASKED, word("warm"), sent=sent)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (hard, hard))
    saved = phone.answer(ASKED, word("warm"), sent=sent)
    phone.close()
    assert (refused.status, refused.json["code"], str(path) in refused.text) == (503, "not_saved", False)
    assert (saved.json, answers(path)) == ({"saved": True}, ["warm"])


def test_a_kernel_that_dies_in_the_middle_of_writing_stops_nobody(room):
    ann = room.phone("Ann")
    with subprocess.Popen(
        [sys.executable, "-c", _DIES_WRITING, room.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as kernel:
        kernel.stdout.readline()
        kernel.kill()
    assert (ann.answer(ASKED, word("warm")).status, answers(room.path)) == (200, ["warm"])


def test_a_clock_set_back_an_hour_loses_and_reorders_nothing(tmp_path, ask_room, room_process):
    path, before = tmp_path / "acme.cxw", datetime.now(UTC) + timedelta(hours=1)
    recorded = [*ask_room(), TimerSet(seconds=60)]
    create(path, [event.model_copy(update={"at": before}) for event in recorded]).close()
    _, url = room_process(path)
    phone = Phone(url)
    phone.join("Ann")
    stream = phone.stream()
    _, first = stream.next()
    saved = [phone.answer(ASKED, word(text)).json for text in ("warm", "quick")]
    with closing(open_store(path)) as desk:
        desk.append([ActivityTurned(activity=ASKED, to=to) for to in ("closed", "revealed")])
    _, last = stream.until("revealed")
    stream.close()
    phone.close()
    assert (saved, answers(path)) == ([{"saved": True}] * 2, ["warm", "quick"])
    assert 50 <= first["timer"]["left"] <= 60
    assert last["stage"]["results"][0]["n"] == 1


def test_while_another_program_writes_answers_wait_for_it(room):
    ann = room.phone("Ann")
    replies = []
    with closing(sqlite3.connect(room.path, isolation_level=None)) as desk:
        desk.execute("BEGIN IMMEDIATE")
        sending = Thread(target=lambda: replies.append(ann.answer(ASKED, word("warm")).status))
        sending.start()
        sending.join(0.2)
        early = list(replies)
        desk.execute("ROLLBACK")
    sending.join(10)
    assert (early, replies) == ([], [200])


def wait_until(true):
    late = monotonic() + 30
    while not true():
        assert monotonic() < late
        sleep(0.02)
