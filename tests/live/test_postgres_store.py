"""A workshop on a PostgreSQL server: what goes wrong, and what is said."""

import psycopg
import pytest

from cxworkshop import open_workshop
from cxworkshop.cli import main
from cxworkshop.domain.events import PredictionMade, WorkshopCreated
from cxworkshop.errors import NewerWorkshopError, NotAWorkshopError, NotWritableError, WorkshopExistsError
from cxworkshop.live import postgres as postgres_store
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create, open_store


def _guess(answer="a"):
    return PredictionMade(question="q", answer=answer)


def test_a_session_on_a_server_records_and_undoes(server):
    create(server, [WorkshopCreated(name="Acme")]).close()
    one, other = open_session(server), open_session(server)
    one.record(_guess("1"), _guess("2"))
    other.undo("prediction_made")
    one.refresh()

    assert one.workshop.predictions == other.workshop.predictions == {"q": {"": "1"}}
    assert one.path.stem == server.database


def _run(monkeypatch, *arguments):
    monkeypatch.setattr("sys.argv", ["cxworkshop", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code


def test_commands_take_an_address_as_the_file(server, tmp_path, monkeypatch, capsys):
    assert _run(monkeypatch, "new", server, "--name", "Acme") == 0
    assert _run(monkeypatch, "export", server, tmp_path / "acme.jsonl") == 0
    assert f"cxworkshop attach {server}" in capsys.readouterr().out
    assert b"Acme" in (tmp_path / "acme.jsonl").read_bytes()


def test_the_lab_wants_a_file(server, monkeypatch, capsys):
    assert _run(monkeypatch, "lab", server) == 1
    assert "use: cxworkshop run" in capsys.readouterr().err


def test_open_workshop_takes_an_address_from_the_environment(server, monkeypatch):
    create(server, [WorkshopCreated(name="Acme")]).close()
    monkeypatch.setenv("CXWORKSHOP_FILE", str(server))

    assert open_workshop().workshop.name == "Acme"


def test_a_workshop_that_is_there_is_never_overwritten(server):
    create(server, [WorkshopCreated(name="Acme")]).close()
    with pytest.raises(WorkshopExistsError, match="another database"):
        create(server, [])

    assert len(open_store(server).read()) == 1


def test_making_a_workshop_is_all_or_nothing(server):
    guess = _guess()
    with pytest.raises(NotAWorkshopError, match="twice"):
        create(server, [guess, guess])
    with pytest.raises(NotAWorkshopError, match="cxworkshop new"):
        open_store(server)


def test_a_database_of_something_else_is_refused(server, postgres):
    postgres.run("CREATE TABLE log (y int)", server.database)
    with pytest.raises(WorkshopExistsError):
        create(server, [])
    with pytest.raises(NotAWorkshopError):
        open_store(server)


def test_a_workshop_of_a_newer_version_is_refused(server, postgres):
    create(server, []).close()
    postgres.run("UPDATE about SET value = '2' WHERE key = 'version'", server.database)

    with pytest.raises(NewerWorkshopError, match="update cxworkshop"):
        open_store(server)


def test_a_damaged_table_is_said(server, postgres):
    store = create(server, [])
    postgres.run("ALTER TABLE log RENAME COLUMN body TO text", server.database)

    with pytest.raises(NotAWorkshopError, match="is damaged"):
        store.read()


def test_a_wrong_password_is_said_and_not_repeated(server, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "tiger")
    with pytest.raises(NotWritableError, match="PGPASSWORD") as refusal:
        open_store(server)

    assert "tiger" not in str(refusal.value)
    assert len(str(refusal.value).splitlines()) == 1


@pytest.mark.parametrize("change", [{"port": 1}, {"database": "nowhere"}])
def test_what_cannot_be_reached_is_said(server, change):
    with pytest.raises(NotWritableError, match="check the address"):
        open_store(server._replace(**change))


def test_who_may_only_read_is_told_so_and_can_read(server):
    create(server, [WorkshopCreated(name="Acme")]).close()
    store = open_store(server._replace(user="reader"))

    assert len(store.read()) == 1
    with pytest.raises(NotWritableError, match="right to read and write"):
        store.append([_guess()])


def test_a_workshop_that_another_program_keeps_locked_is_said(server, monkeypatch):
    monkeypatch.setattr(postgres_store, "PATIENCE", 1)
    store = create(server, [])
    with (
        psycopg.connect(
            host=server.host, port=server.port, user=server.user, dbname=server.database
        ) as other,
    ):
        other.execute("SELECT pg_advisory_xact_lock(%s)", (postgres_store._LOCK,))
        with pytest.raises(NotWritableError, match="another program"):
            store.append([_guess()])


def test_a_kept_connection_that_was_cut_is_replaced(server, postgres):
    create(server, []).close()
    store = open_store(server, keep=True)
    store.append([_guess("before")])
    postgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'team'")
    store.append([_guess("after")])

    assert [event.answer for _, event in store.read()] == ["before", "after"]
    store.close()


def test_an_append_waits_for_the_servers_disk(server):
    store = create(server, [])
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
