"""The command line as a user starts it: a process with an exit code and two streams."""

import json
import subprocess
import sys
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

from cxworkshop.cli import main


class Answer(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture(scope="session")
def cxworkshop():
    """Run a command and return its exit code and what it printed."""

    def run(*arguments, **options):
        done = subprocess.run(
            [sys.executable, "-m", "cxworkshop", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=120,
            **options,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def command(monkeypatch, capsys):
    """Run a command in this process, which saves the second that a process takes to start; else the same."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["cxworkshop", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        return Answer(ended.value.code or 0, *capsys.readouterr())

    return run


@pytest.fixture
def full_disk(file_size_limit):  # noqa: ARG001 - skips where the limit doesn't exist
    """Run a command that can write no file beyond some bytes, as on a disk that has just filled up."""
    code = (
        "import resource, sys; limit = int(sys.argv.pop(1));"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit));"
        "from cxworkshop.cli import main; main()"
    )

    def run(limit, *arguments):
        done = subprocess.run(
            [sys.executable, "-c", code, str(limit), *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def workshop(command, tmp_path):
    """A fresh workshop file."""
    path = tmp_path / "acme.cxw"
    assert command("new", path, "--name", "Acme").code == 0
    return path


@pytest.fixture
def survey(tmp_path):
    """A survey whose outcome goes by a more than by b, as a file after some columns were changed."""

    def written(rows=200, **changed):
        random = np.random.default_rng(4)
        data = pd.DataFrame(random.integers(1, 11, size=(rows, 3)), columns=list("abc"))
        whole = (data["a"] + 0.5 * data["b"] + 3 * random.normal(size=rows)).rank(pct=True)
        data["recommend"] = np.floor(whole * 10.99)
        data["stayed"] = (whole > 0.4).astype(int)
        data["site"] = np.arange(rows) % 30
        data["weight"] = 1.0
        for name, change in changed.items():
            data[name] = change(data) if callable(change) else change
        path = tmp_path / "survey.csv"
        data.to_csv(path, index=False)
        return path

    return written
