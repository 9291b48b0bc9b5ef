"""Several processes, two sessions each, record in one file at the same time."""

import subprocess
import sys

import pytest

from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create

PROCESSES, APPENDS = 4, 25

WRITE = """
import sys
from pathlib import Path
from cxworkshop.domain.events import PredictionMade
from cxworkshop.live.session import open_session
path, writer, appends = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
sessions = (open_session(path), open_session(path))
print("ready", flush=True)
sys.stdin.readline()
for place in range(appends):
    session = sessions[place % 2]
    session.record(PredictionMade(question=f"{writer}/{place}", answer=str(place)))
    assert session.workshop.predictions[f"{writer}/{place}"][""] == str(place)
"""


@pytest.fixture
def recorded(tmp_path):
    """The file after all writers have written, started together."""
    path = tmp_path / "acme.cxw"
    create(path, [WorkshopCreated(name="Acme")]).close()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, path, str(writer), str(APPENDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for writer in range(PROCESSES)
    ]
    for writer in writers:
        writer.stdout.readline()
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    said = [writer.communicate(timeout=120)[1] for writer in writers]

    assert said == [""] * PROCESSES
    return path


def test_writers_in_parallel_lose_nothing_and_agree_on_the_order(recorded):
    one, other = open_session(recorded), open_session(recorded)
    order = [event.question for event in one.events[1:]]

    assert one.events == other.events
    assert len(order) == PROCESSES * APPENDS
    for writer in range(PROCESSES):
        mine = [question for question in order if question.startswith(f"{writer}/")]

        assert [f"{writer}/{place}" for place in range(APPENDS)] == mine
