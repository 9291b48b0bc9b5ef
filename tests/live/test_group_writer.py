"""The single writer: what is committed together, what is refused, what others write meanwhile."""

import sqlite3
from contextlib import closing, contextmanager
from queue import SimpleQueue
from threading import Event as Flag
from time import monotonic, sleep

import pytest

from cxworkshop.domain.events import EventRevoked, MissionStated, PredictionMade, WorkshopCreated
from cxworkshop.domain.fold import replay
from cxworkshop.domain.statements import Mission
from cxworkshop.errors import InvalidAnswerError, NotWritableError
from cxworkshop.live import writer as writing
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create, open_store
from cxworkshop.live.writer import GroupWriter

PATIENCE = 20


def _guess(answer, person="", **fields):
    return PredictionMade(question="q", answer=answer, person=person, **fields)


@pytest.fixture
def path(tmp_path):
    create(tmp_path / "acme.cxw", [WorkshopCreated(name="Acme")]).close()
    return tmp_path / "acme.cxw"


@pytest.fixture
def writer(path):
    writer = GroupWriter(open_store(path, keep=True))
    yield writer
    writer.close()


@pytest.fixture
def blind(monkeypatch, path):
    """A writer that doesn't look at the log by itself."""
    monkeypatch.setattr(writing, "LOOK", PATIENCE * 10)
    writer = GroupWriter(open_store(path, keep=True))
    yield writer
    writer.close()


@pytest.fixture
def held(blind):
    """``with held():`` what is submitted inside waits, and is committed together afterwards."""

    @contextmanager
    def hold():
        inside, gate = Flag(), Flag()
        blind.submit(lambda _: inside.set() or (gate.wait(PATIENCE) and []))
        assert inside.wait(PATIENCE)
        yield
        gate.set()

    return hold


def _log(path):
    with closing(open_store(path)) as store:
        return [event for _, event in store.read()]


def test_what_is_acknowledged_is_in_the_file(writer, path):
    committed = writer.submit(lambda _: [_guess("a")]).result(PATIENCE)

    assert committed.workshop.predictions == {"q": {"": "a"}}
    assert committed == (writer.workshop, writer.seq) == (replay(_log(path)), 2)


def test_those_who_wait_together_are_committed_together_each_seeing_those_before(blind, held):
    def follow(workshop):
        return [
            _guess(f"after {len(workshop.predictions.get('q', {}))}", person=f"{len(workshop.predictions)}")
        ]

    with held():
        one, other = blind.submit(lambda _: [_guess("first", "Ada")]), blind.submit(follow)

    assert one.result(PATIENCE) == other.result(PATIENCE)
    assert one.result().workshop.predictions == {"q": {"Ada": "first", "1": "after 1"}}


@pytest.mark.parametrize("fault", [InvalidAnswerError("No."), ZeroDivisionError()])
def test_a_refusal_or_a_defect_concerns_its_own_caller_alone(blind, held, path, fault):
    def refuse(_):
        raise fault

    with held():
        before = blind.submit(lambda _: [_guess("1", "Ada")])
        refused = blind.submit(refuse)
        after = blind.submit(lambda _: [_guess("2", "Ben")])

    assert refused.exception(PATIENCE) is fault
    assert before.result(PATIENCE) == after.result(PATIENCE)
    assert [event.answer for event in _log(path)[1:]] == ["1", "2"]


def test_the_same_event_sent_fifty_times_is_kept_once_and_always_acknowledged(blind, held, path):
    guess = _guess("a")
    with held():
        futures = [blind.submit(lambda _: [guess]) for _ in range(25)]
    futures += [blind.submit(lambda _: [guess]) for _ in range(25)]

    assert {future.result(PATIENCE).seq for future in futures} == {2}
    assert _log(path)[1:] == [guess]
    assert blind.known(guess.id)
    assert not blind.known("0" * 32)


def test_what_others_record_is_seen_and_told(writer, path):
    heard = SimpleQueue()
    writer.on_news(heard.put)
    with closing(open_session(path)) as session:
        session.record(_guess("theirs"))

    assert heard.get(timeout=PATIENCE).workshop.predictions == {"q": {"": "theirs"}}
    assert writer.known(session.events[-1].id)


def test_what_others_undo_is_seen_and_told(writer, path):
    committed = writer.submit(lambda _: [_guess("a"), _guess("b")]).result(PATIENCE)
    heard = SimpleQueue()
    writer.on_news(heard.put)
    with closing(open_session(path)) as session:
        session.undo("prediction_made")

    assert heard.get(timeout=PATIENCE) == (session.workshop, committed.seq + 1)
    assert writer.workshop.predictions == {"q": {"": "a"}}


def test_decisions_are_made_on_what_others_recorded_just_before(blind, path):
    with closing(open_session(path)) as session:
        session.record(_guess("1"), _guess("2"))
        seen = blind.submit(lambda workshop: [_guess(workshop.predictions["q"][""] + "!", "Ada")])

        assert seen.result(PATIENCE).workshop.predictions == {"q": {"": "2", "Ada": "2!"}}

        session.undo("prediction_made", matching=lambda event: event.answer == "2")
        undone = blind.submit(lambda workshop: [_guess(workshop.predictions["q"][""] + "?", "Ben")])

        assert undone.result(PATIENCE).workshop.predictions["q"]["Ben"] == "1?"
    assert blind.workshop == replay(_log(path))


def test_an_undo_decided_here_counts(blind, path):
    guess = _guess("a")
    blind.submit(lambda _: [guess]).result(PATIENCE)
    committed = blind.submit(lambda _: [EventRevoked(event_id=guess.id)]).result(PATIENCE)

    assert committed.workshop.predictions == {}
    assert committed.workshop == replay(_log(path))


def test_two_writers_on_one_file_decide_one_after_the_other(path):
    """Each takes a free place; two that decided at the same time on the same state would take the same."""

    def take(workshop):
        return [_guess("taken", person=str(len(workshop.predictions.get("q", {}))))]

    with (
        closing(GroupWriter(open_store(path, keep=True))) as one,
        closing(GroupWriter(open_store(path, keep=True))) as other,
    ):
        futures = [writer.submit(take) for _ in range(20) for writer in (one, other)]
        for future in futures:
            future.result(PATIENCE)

    assert len(replay(_log(path)).predictions["q"]) == 40


def test_a_failed_commit_tells_all_who_waited_and_changes_nothing(blind, path, monkeypatch):
    monkeypatch.setattr("cxworkshop.live.sqlite.PATIENCE", 0.01)
    blind.submit(lambda _: [_guess("before")]).result(PATIENCE)
    blind._store._engine.dispose()  # its next connection has the patience of now
    before = blind.committed
    guesses = [_guess("during", person) for person in ("Ada", "Ben")]
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        futures = [blind.submit(lambda _, guess=guess: [guess]) for guess in guesses]
        errors = [future.exception(PATIENCE) for future in futures]

    assert [NotWritableError] * 2 == [type(error) for error in errors]
    assert before == blind.committed
    assert not any(blind.known(guess.id) for guess in guesses)
    assert blind.submit(lambda _: guesses).result(PATIENCE).seq == before.seq + 2


@pytest.mark.usefixtures("file_size_limit")
def test_a_full_disk_is_said_and_the_answer_is_kept_once_there_is_room(blind, path):
    import resource  # noqa: PLC0415 - POSIX only, as the fixture has checked

    guess = _guess("a")
    long = Mission(customers="c" * 300, experience="e" * 300, identity="i" * 300, sentence="s" * 300)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        full = blind.submit(lambda _: [guess, *(MissionStated(mission=long) for _ in range(100))])
        error = full.exception(PATIENCE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert isinstance(error, NotWritableError)
    assert (len(_log(path)), blind.seq) == (1, 1)

    blind.submit(lambda _: [guess]).result(PATIENCE)

    assert _log(path)[1:] == [guess]


def test_listeners_hear_only_of_what_is_on_the_disk(writer, path):
    heard = SimpleQueue()
    writer.on_news(lambda committed: heard.put((committed.seq, len(_log(path)))))
    writer.submit(lambda _: [_guess("a")])

    assert heard.get(timeout=PATIENCE) == (2, 2)


def test_a_listener_that_fails_stops_neither_the_others_nor_the_writer(writer, caplog):
    heard = SimpleQueue()
    writer.on_news(lambda _: 1 / 0)
    writer.on_news(heard.put)
    for answer in ("a", "b"):
        writer.submit(lambda _, answer=answer: [_guess(answer)])

        assert heard.get(timeout=PATIENCE).workshop.predictions == {"q": {"": answer}}
    assert {ZeroDivisionError} == {record.exc_info[0] for record in caplog.records}


def test_nobody_is_told_where_nothing_changed(blind):
    heard = []
    blind.on_news(heard.append)
    blind.submit(lambda _: []).result(PATIENCE)
    blind.close()

    assert heard == []


def test_closing_commits_what_waits_and_refuses_what_comes_later(blind, held, path):
    with held():
        waiting = [blind.submit(lambda _, answer=answer: [_guess(answer)]) for answer in "ab"]
    blind.close()
    late = blind.submit(lambda _: [_guess("c")])

    assert [future.done() for future in waiting] == [True, True]
    assert isinstance(late.exception(0), NotWritableError)
    assert [event.answer for event in _log(path)[1:]] == ["a", "b"]


def test_who_no_longer_waits_is_left_out(blind, held, path):
    with held():
        gone = blind.submit(lambda _: [_guess("a")])
        gone.cancel()
    blind.submit(lambda _: [_guess("b")]).result(PATIENCE)

    assert [event.answer for event in _log(path)[1:]] == ["b"]


def test_a_writer_opened_anew_stands_where_the_last_one_stood(path):
    with closing(GroupWriter(open_store(path, keep=True))) as first:
        guess = _guess("a")
        committed = first.submit(lambda _: [guess]).result(PATIENCE)
    with closing(GroupWriter(open_store(path, keep=True))) as second:
        assert second.committed == committed
        assert second.known(guess.id)


def test_an_event_that_cannot_be_read_is_told_once(writer, path, caplog):
    with closing(sqlite3.connect(path)) as file:
        file.execute("INSERT INTO log (id, kind, at, body) VALUES ('x', 'x', '2026-01-01 00:00:00', '[]')")
        file.commit()
    late = monotonic() + PATIENCE
    while not caplog.records and monotonic() < late:
        sleep(0.01)
    for _ in range(3):
        writer._look()
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "Event 2 of" in caplog.text


@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_is_acknowledged_into_a_file_that_was_moved_away(writer, path, replaced, caplog):
    backup = path.read_bytes()
    aside = path.rename(path.with_name("aside.cxw"))
    if replaced:
        path.write_bytes(backup)
    refused = writer.submit(lambda _: [_guess("a")]).exception(PATIENCE)
    assert (type(refused), "was moved" in str(refused)) == (NotWritableError, True)
    assert str(refused) in caplog.text
    aside.replace(path)
    assert writer.submit(lambda _: [_guess("b")]).result(PATIENCE).workshop.predictions == {"q": {"": "b"}}
