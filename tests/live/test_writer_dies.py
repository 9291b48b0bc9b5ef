"""A room that dies in the middle of its work: what it acknowledged is kept."""

import os
import signal
import subprocess
import sys
from contextlib import closing

from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.live.store import create, open_store

ANSWER = """
import sys
from pathlib import Path
from cxworkshop.domain.events import PredictionMade
from cxworkshop.live.store import open_store
from cxworkshop.live.writer import GroupWriter
writer = GroupWriter(open_store(Path(sys.argv[1]), keep=True))
def acknowledged(answer):
    return lambda future: sys.stdout.write(f"{future.result() and answer}\\n") and sys.stdout.flush()
number = 0
while True:
    for number in range(number + 1, number + 9):
        guess = PredictionMade(question="q", answer=str(number))
        last = writer.submit(lambda _, guess=guess: [guess])
        last.add_done_callback(acknowledged(guess.answer))
    last.result()
"""


def test_whatever_was_acknowledged_before_a_sudden_death_is_there_once(tmp_path):
    path = tmp_path / "acme.cxw"
    create(path, [WorkshopCreated(name="Acme")]).close()
    process = subprocess.Popen([sys.executable, "-c", ANSWER, path], stdout=subprocess.PIPE, text=True)
    told = [process.stdout.readline() for _ in range(60)]
    os.kill(process.pid, signal.SIGKILL)
    told += process.communicate(timeout=20)[0].splitlines(keepends=True)
    acknowledged = [line.strip() for line in told if line.endswith("\n")]

    with closing(open_store(path)) as store:
        answers = [event.answer for _, event in store.read(after=1)]

    assert set(acknowledged) <= set(answers)
    assert len(answers) == len(set(answers))
