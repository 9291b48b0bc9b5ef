import sqlite3
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import logs

from cxworkshop.domain.events import PredictionMade, WorkshopCreated
from cxworkshop.domain.fold import replay
from cxworkshop.errors import NewerWorkshopError, NotAWorkshopError, NotWritableError, WorkshopExistsError
from cxworkshop.live.archive import read_archive, write_archive
from cxworkshop.live.store import create, open_store


@pytest.fixture
def store(tmp_path):
    return create(tmp_path / "acme.cxw", [WorkshopCreated(name="Acme")])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(log=logs())
def test_archive_to_new_file_folds_to_the_same_workshop(log, tmp_path_factory):
    folder = tmp_path_factory.mktemp("round")
    archive = folder / "old.jsonl"
    archive.write_bytes(write_archive(log))

    copy = create(folder / "new.cxw", read_archive(archive))
    events = [event for _, event in copy.read()]

    assert log == events
    assert replay(log) == replay(events)


def test_two_stores_on_one_file_see_each_others_events(store):
    other = open_store(store.path)
    guess = PredictionMade(question="q", answer="a")
    other.append([guess])

    assert [event for _, event in store.read(after=1)] == [guess]
    assert store.last() == 2


def test_an_append_is_all_or_nothing(store):
    guess = PredictionMade(question="q", answer="a")
    with pytest.raises(NotWritableError):
        store.append([guess, guess])

    assert store.last() == 1


def test_the_file_is_on_the_disk_in_full_before_append_returns(store):
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_file_that_is_there_is_never_overwritten(store):
    with pytest.raises(WorkshopExistsError, match="there already"):
        create(store.path, [])

    assert store.last() == 1


def test_nothing_is_left_beside_a_new_file(store):
    assert [path.name for path in store.path.parent.iterdir()] == ["acme.cxw"]


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(NotWritableError, match="can't be written"):
        create(tmp_path / "nowhere" / "acme.cxw", [])


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "empty"), (b"PK\x03\x04 not a database at all", "isn't a workshop file")]
)
def test_a_file_that_is_no_database_is_refused(tmp_path, content, said):
    path = tmp_path / "acme.cxw"
    path.write_bytes(content)

    with pytest.raises(NotAWorkshopError, match=said):
        open_store(path)

    assert content == path.read_bytes()


@pytest.mark.parametrize(
    "statement",
    ["CREATE TABLE invoices (id)", "CREATE TABLE about (x)", "CREATE TABLE about (key, value)"],
)
def test_another_programs_database_is_refused_and_left_alone(tmp_path, statement):
    path = tmp_path / "other.cxw"
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
        connection.execute("CREATE TABLE log (y)")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(NotAWorkshopError, match="something else"):
        open_store(path)

    assert before == path.read_bytes()


def test_a_missing_file_is_refused_and_not_created(tmp_path):
    with pytest.raises(NotAWorkshopError, match="cxworkshop new"):
        open_store(tmp_path / "acme.cxw")

    assert not list(tmp_path.iterdir())


def test_a_file_of_a_newer_version_is_refused(store):
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE about SET value = '2' WHERE key = 'version'")

    with pytest.raises(NewerWorkshopError, match="update cxworkshop"):
        open_store(store.path)


FILL = """
import resource, signal, sys
from pathlib import Path
from cxworkshop.domain.events import PredictionMade, WorkshopCreated
from cxworkshop.errors import NotWritableError
from cxworkshop.live.store import create, open_store
path = Path(sys.argv[1])
limit = int(sys.argv[2])
if sys.argv[3] == "append":
    store = open_store(path)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    if sys.argv[3] == "append":
        store.append([PredictionMade(question="q", answer="x" * 200) for _ in range(2000)])
    else:
        create(path, [WorkshopCreated(name="a")])
except NotWritableError as error:
    print(error)
    sys.exit(1)
"""


def test_a_full_disk_while_appending_leaves_the_file_as_it_was(store):
    done = subprocess.run(
        [sys.executable, "-c", FILL, store.path, "60000", "append"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stderr
    assert "nothing was changed" in done.stdout
    assert open_store(store.path).last() == 1


def test_a_full_disk_while_creating_leaves_no_file(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", FILL, tmp_path / "acme.cxw", "4000", "create"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stderr
    assert not list(tmp_path.iterdir())
