import errno
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing

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
    events = _events(copy)

    assert log == events
    assert replay(log) == replay(events)


def _events(store):
    return [event for _, event in store.read()]


def test_two_stores_on_one_file_see_each_others_events(store):
    other = open_store(store.path)
    guess = PredictionMade(question="q", answer="a")
    other.append([guess])

    assert store.read(after=1) == [(2, guess)]


def test_an_append_is_all_or_nothing(store):
    guess = PredictionMade(question="q", answer="a")
    with pytest.raises(NotAWorkshopError, match="twice"):
        store.append([guess, guess])

    assert len(store.read()) == 1


def test_the_file_is_on_the_disk_in_full_before_append_returns(store):
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_file_that_is_there_is_never_overwritten(store):
    with pytest.raises(WorkshopExistsError, match="there already"):
        create(store.path, [])

    assert len(store.read()) == 1


def test_nothing_is_left_beside_a_new_file(store):
    assert [path.name for path in store.path.parent.iterdir()] == ["acme.cxw"]


def test_a_missing_folder_is_said(tmp_path):
    path = tmp_path / "nowhere" / "acme.cxw"
    with pytest.raises(NotWritableError, match=f"^{path} can't be written"):
        create(path, [])


@pytest.mark.parametrize("link", ["possible", "impossible"])
def test_a_file_made_meanwhile_is_not_overwritten(tmp_path, monkeypatch, link):
    path = tmp_path / "acme.cxw"
    if link == "impossible":
        monkeypatch.setattr(os, "link", _no_links)

    def meanwhile():
        path.write_bytes(b"theirs")
        yield WorkshopCreated(name="ours")

    with pytest.raises(WorkshopExistsError, match="there already"):
        create(path, meanwhile())

    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


def _no_links(*_):
    raise OSError(errno.EPERM, "Operation not permitted")


def test_a_workshop_is_made_where_links_are_impossible(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", _no_links)
    create(tmp_path / "acme.cxw", [WorkshopCreated(name="Acme")])

    assert [path.name for path in tmp_path.iterdir()] == ["acme.cxw"]
    assert len(open_store(tmp_path / "acme.cxw").read()) == 1


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_a_new_file_gets_the_usual_permissions(tmp_path, mask, mode):
    before = os.umask(mask)
    try:
        create(tmp_path / "acme.cxw", [])
    finally:
        os.umask(before)

    assert mode == stat.S_IMODE((tmp_path / "acme.cxw").stat().st_mode)


@pytest.mark.parametrize("name", ["who?.cxw", "a#1.cxw", "50 %25.cxw", "a&mode=ro.cxw", "ünï'\".cxw"])
def test_a_file_has_the_name_it_was_given(tmp_path, name):
    create(tmp_path / name, [WorkshopCreated(name="Acme")])
    open_store(tmp_path / name).append([PredictionMade(question="q", answer="a")])

    assert [name] == [path.name for path in tmp_path.iterdir()]
    assert len(open_store(tmp_path / name).read()) == 2


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


def _run_sql(store, statement, *values):
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute(statement, values)


@pytest.mark.parametrize(
    "body", ["hello", "[1]", "null", 5, b"\xff", "[" * 100_000, f'{{"version": {"9" * 5000}}}', "{}"]
)
def test_a_body_that_is_no_event_is_named(store, body):
    _run_sql(store, "UPDATE log SET body = ?", body)

    with pytest.raises(NotAWorkshopError, match=f"^Event 1 of {store.path} "):
        store.read()


def test_text_that_is_no_text_is_a_damaged_file(store):
    _run_sql(store, "UPDATE log SET body = CAST(? AS TEXT)", b"\xff\xfe")

    with pytest.raises(NotAWorkshopError, match="is damaged"):
        store.read()


@pytest.mark.parametrize("statement", ["DROP TABLE log", "ALTER TABLE log RENAME COLUMN body TO text"])
def test_a_missing_table_or_column_is_a_damaged_file(store, statement):
    _run_sql(store, statement)

    with pytest.raises(NotAWorkshopError, match=f"^{store.path} is damaged"):
        store.read()
    with pytest.raises(NotAWorkshopError, match=f"^{store.path} is damaged"):
        store.append([PredictionMade(question="q", answer="a")])


def test_a_file_cut_off_is_a_damaged_file(tmp_path):
    path = tmp_path / "acme.cxw"
    create(path, [PredictionMade(question="q", answer="x" * 300) for _ in range(200)])
    path.write_bytes(path.read_bytes()[:20_000])

    with pytest.raises(NotAWorkshopError, match=f"^{path} is damaged"):
        open_store(path).read()


@pytest.mark.parametrize("version", ["x", "²", "9" * 5000, ""])
def test_a_version_that_is_no_number_is_refused(store, version):
    _run_sql(store, "UPDATE about SET value = ? WHERE key = 'version'", version)

    with pytest.raises(NotAWorkshopError, match="something else"):
        open_store(store.path)


def test_a_file_that_another_program_keeps_locked_is_said(store, monkeypatch):
    monkeypatch.setattr("cxworkshop.live.sqlite.PATIENCE", 0.01)
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotWritableError, match="another program") as refusal:
            store.append([PredictionMade(question="q", answer="a")])

    assert "disk" not in str(refusal.value)


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


@pytest.mark.usefixtures("file_size_limit")
def test_a_full_disk_while_appending_leaves_the_file_as_it_was(store):
    done = subprocess.run(
        [sys.executable, "-c", FILL, store.path, "60000", "append"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stderr
    assert "nothing was changed" in done.stdout
    assert len(open_store(store.path).read()) == 1


@pytest.mark.usefixtures("file_size_limit")
def test_a_full_disk_while_creating_leaves_no_file(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", FILL, tmp_path / "acme.cxw", "4000", "create"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stderr
    assert not list(tmp_path.iterdir())
