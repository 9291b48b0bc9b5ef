"""A workshop where nothing may be written: it can be read and exported, not changed."""

import os
import shutil
import subprocess
import sys

import pytest

from cxworkshop.domain.events import PredictionMade, WorkshopCreated
from cxworkshop.live.store import create, open_store

TRY = """
import sys
from pathlib import Path
from cxworkshop.domain.events import PredictionMade, WorkshopCreated
from cxworkshop.errors import WorkshopError
from cxworkshop.export.formats import export
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create
path, out = map(Path, sys.argv[1:3])
try:
    session = open_session(path)
    export(session.workshop, session.events, out)
    match sys.argv[3]:
        case "record":
            session.record(PredictionMade(question="q", answer="a"))
        case "create":
            create(path.with_name("other.cxw"), [WorkshopCreated(name="Other")])
except WorkshopError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def locked(tmp_path):
    """A folder with a workshop whose name no URL likes."""
    folder = tmp_path / "CD #1"
    folder.mkdir()
    create(folder / "50 % off?.cxw", [WorkshopCreated(name="Acme")]).close()
    return folder


@pytest.fixture
def attempt(locked, tmp_path):
    """Open and export the workshop where ``target`` is read-only, then do ``what``; return what was said.

    The target is the workshop's folder, or the file alone. Permissions don't bind root, so root mounts the
    target read-only, in a mount namespace of the process.
    """

    def run(what, target=locked):
        path, out = locked / "50 % off?.cxw", tmp_path / "acme.jsonl"
        command = [sys.executable, "-c", TRY, path, out, what]
        if os.geteuid() == 0:
            mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
            command = ["unshare", "--mount", "sh", "-c", mount, target, *command]
        mode = target.stat().st_mode
        target.chmod(mode & ~0o222)
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        finally:
            target.chmod(mode)

        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.strip()

    return run


@pytest.fixture(autouse=True)
def _may_make_read_only(tmp_path):
    if os.geteuid() != 0:
        return
    if shutil.which("unshare") is None:
        pytest.skip("root needs unshare (util-linux) to make a folder read-only")
    done = subprocess.run(
        ["unshare", "--mount", "mount", "--bind", tmp_path, tmp_path], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("this machine lets root mount nothing, so no folder can be made read-only")


def test_a_workshop_in_a_read_only_folder_can_be_exported(attempt, tmp_path):
    assert attempt("nothing more") == ""
    assert b"Acme" in (tmp_path / "acme.jsonl").read_bytes()


def test_recording_in_a_read_only_folder_is_refused_with_the_remedy(attempt, locked):
    said = attempt("record")

    assert said.startswith(f"NotWritableError {locked / '50 % off?.cxw'} can't be written")
    assert "copy it" in said
    assert len(said.splitlines()) == 1


def test_making_a_workshop_in_a_read_only_folder_is_refused(attempt, locked):
    said = attempt("create")

    assert said.startswith(f"NotWritableError {locked / 'other.cxw'} can't be written")


def test_newest_events_are_never_missed(attempt, locked, tmp_path):
    path = locked / "50 % off?.cxw"
    store = open_store(path)
    with store._engine.connect() as reader:  # as long as it is open, the newest events stay in the -wal
        reader.exec_driver_sql("SELECT * FROM log")
        store.append([PredictionMade(question="q", answer="a")])
        said = attempt("nothing more")

    assert said.startswith(f"NotWritableError {path} can't be opened")
    assert f"{path.name}-wal" in said
    assert not (tmp_path / "acme.jsonl").exists()


def test_a_read_only_file_in_a_folder_that_is_not_can_be_exported_but_not_changed(attempt, locked, tmp_path):
    path = locked / "50 % off?.cxw"
    said = attempt("record", target=path)

    assert said.startswith(f"NotWritableError {path} can't be written")
    assert b"Acme" in (tmp_path / "acme.jsonl").read_bytes()
    assert list(locked.iterdir()) == [path]
