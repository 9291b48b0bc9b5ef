import asyncio

import pytest

from cxworkshop import open_workshop
from cxworkshop.domain.events import PredictionMade, WorkshopCreated
from cxworkshop.domain.people import Seat
from cxworkshop.domain.room_events import RoomLocked, SeatTaken, TimerSet
from cxworkshop.errors import NotAWorkshopError
from cxworkshop.live import follow
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create


@pytest.fixture
def path(tmp_path):
    create(tmp_path / "acme.cxw", [WorkshopCreated(name="Acme")]).close()
    return tmp_path / "acme.cxw"


def test_what_one_session_records_another_sees_after_refresh(path):
    one, other = open_session(path), open_session(path)
    one.record(PredictionMade(question="q", answer="60"))

    assert other.workshop.predictions == {}
    assert other.refresh()
    assert other.workshop.predictions == {"q": {"": "60"}}
    assert not other.refresh()


def test_listeners_hear_of_changes_here_and_elsewhere(path):
    one, other = open_session(path), open_session(path)
    heard = []
    one.on_change(lambda workshop: heard.append(workshop.predictions["q"][""]))
    one.record(PredictionMade(question="q", answer="1"))
    other.record(PredictionMade(question="q", answer="2"))
    one.refresh()

    assert heard == ["1", "2"]


def test_undo_goes_back_step_by_step_and_says_when_there_is_nothing_left(path):
    session = open_session(path)
    for answer in ("1", "2"):
        session.record(PredictionMade(question="q", answer=answer))

    assert session.undo("prediction_made")
    assert session.workshop.predictions == {"q": {"": "1"}}
    assert session.undo("prediction_made")
    assert not session.undo("prediction_made")


def test_undo_takes_back_what_another_session_recorded_meanwhile(path):
    one, other = open_session(path), open_session(path)
    one.record(PredictionMade(question="q", answer="1"))
    other.refresh()
    other.record(PredictionMade(question="q", answer="2"))

    assert one.undo("prediction_made")
    assert one.workshop.predictions == {"q": {"": "1"}}


def test_undo_finds_nothing_where_another_session_has_undone_it(path):
    one, other = open_session(path), open_session(path)
    one.record(PredictionMade(question="q", answer="1"))
    other.refresh()

    assert one.undo("prediction_made")
    assert not other.undo("prediction_made")


def test_undo_takes_back_the_latest_that_matches(path):
    session = open_session(path)
    for person, answer in (("Ada", "1"), ("Ben", "2"), ("Ada", "3")):
        session.record(PredictionMade(question="q", answer=answer, person=person))

    assert session.undo("prediction_made", matching=lambda event: event.person == "Ben")
    assert session.workshop.predictions == {"q": {"Ada": "3"}}
    assert not session.undo("prediction_made", matching=lambda event: event.person == "Ben")


def test_what_is_read_piece_by_piece_is_what_is_read_at_once(path):
    one, other = open_session(path), open_session(path)
    for answer in ("1", "2", "3"):
        one.record(PredictionMade(question="q", answer=answer, person=answer))
        other.refresh()
    one.undo("prediction_made")
    other.refresh()

    assert other.workshop == one.workshop == open_session(path).workshop


def test_a_follower_sees_what_another_session_records(path, monkeypatch):
    monkeypatch.setattr(follow, "EVERY", 0.01)
    one, other = open_session(path), open_session(path)

    async def wait_for_news():
        seen = asyncio.Event()
        one.on_change(lambda _: seen.set())
        task = follow.start_following(one)
        other.record(PredictionMade(question="q", answer="a"))
        await asyncio.wait_for(seen.wait(), 10)
        task.cancel()

    asyncio.run(wait_for_news())

    assert one.workshop.predictions == {"q": {"": "a"}}


def test_a_listener_that_fails_does_not_end_following(path, monkeypatch, caplog):
    monkeypatch.setattr(follow, "EVERY", 0.01)
    one, other = open_session(path), open_session(path)

    async def wait_for_news():
        heard = asyncio.Queue()

        def fail(workshop):
            heard.put_nowait(workshop.predictions["q"][""])
            raise ZeroDivisionError

        one.on_change(fail)
        task = follow.start_following(one)
        for answer in ("a", "b"):
            other.record(PredictionMade(question="q", answer=answer))
            assert answer == await asyncio.wait_for(heard.get(), 10)
        task.cancel()

    asyncio.run(wait_for_news())

    assert [ZeroDivisionError] * 2 == [record.exc_info[0] for record in caplog.records]


def test_without_an_event_loop_nothing_follows(path):
    assert follow.start_following(open_session(path)) is None


def test_open_workshop_takes_the_file_from_the_environment(path, monkeypatch):
    monkeypatch.setenv("CXWORKSHOP_FILE", str(path))

    assert open_workshop().workshop.name == "Acme"


def test_open_workshop_without_a_file_says_how_to_name_one(monkeypatch):
    monkeypatch.delenv("CXWORKSHOP_FILE", raising=False)

    with pytest.raises(NotAWorkshopError, match="cxworkshop lab"):
        open_workshop()


def test_answers_on_phones_are_told_to_listeners_of_the_room_alone(path):
    session, told, told_of_the_room = open_session(path), [], []
    session.on_change(lambda _: told.append(1))
    session.on_change(lambda _: told_of_the_room.append(1), room=True)
    seat = SeatTaken(seat=Seat(id="a" * 32, name="Ada"))
    session.record(seat, TimerSet(seconds=60))

    assert (len(told), len(told_of_the_room)) == (0, 1)
    assert list(session.workshop.room.seats) == ["a" * 32]

    session.record(TimerSet(seconds=0), RoomLocked(locked=True))

    assert (len(told), len(told_of_the_room)) == (1, 2)

    session.undo("seat_taken")

    assert (len(told), len(told_of_the_room)) == (2, 3)
