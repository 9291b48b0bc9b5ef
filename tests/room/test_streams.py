"""Streams: what comes when, and what doesn't come twice."""

import socket
from contextlib import ExitStack
from time import monotonic
from urllib.parse import urlsplit

import pytest

from cxworkshop.domain.room_events import (
    ActivityTurned,
    RoomShut,
    SeatKeyed,
    SeatRemoved,
    StageCleared,
    TimerExtended,
    TimerSet,
)
from cxworkshop.room.push import MOST_STREAMS, Channel

ASKED = "a" * 32


def test_a_stream_begins_with_what_is_shown(room):
    stream = room.stream(room.phone("Ann"))
    _, view = stream.next()
    stage = view["stage"]
    assert (view["open"], view["workshop"], stage["title"]) == (True, "Acme", "One word?")
    assert (stage["phase"], stage["round"], stage["results"]) == ("open", 1, [])


def test_what_the_desk_records_in_the_file_reaches_the_phones(room):
    stream = room.stream(room.phone("Ann"))
    stream.next()
    began = monotonic()
    room.desk(ActivityTurned(activity=ASKED, to="closed"))
    _, view = stream.next()
    assert (view["stage"]["phase"], monotonic() - began < 1) == ("closed", True)


def test_answers_of_others_make_no_news(room):
    ann, bob = room.phone("Ann"), room.phone("Bob")
    stream = room.stream(ann)
    stream.next()
    bob.answer(ASKED, {"kind": "text", "text": "warm"})
    room.turn("closed")
    _, view = stream.next()
    assert (view["stage"]["phase"], stream.raw.count(b"data:")) == ("closed", 2)


def test_who_comes_back_is_not_told_again(room):
    ann = room.phone("Ann")
    stream = room.stream(ann)
    seq, _ = stream.next()
    stream.close()
    back = room.stream(ann, Last_Event_ID=seq)
    room.turn("closed")
    assert back.next()[1]["stage"]["phase"] == "closed"


def test_who_comes_back_late_is_told_the_newest_alone(room):
    ann = room.phone("Ann")
    stream = room.stream(ann)
    seq, _ = stream.next()
    stream.close()
    room.turn("closed")
    room.turn("revealed")
    assert room.stream(ann, Last_Event_ID=seq).next()[1]["stage"]["phase"] == "revealed"


def test_over_a_line_that_is_cut_all_the_time_everything_comes_once(room):
    ann, seq, phases = room.phone("Ann"), "", []
    for phase in ("closed", "revealed", "open", "closed"):
        room.turn(phase)
        stream = room.stream(ann, Last_Event_ID=seq)
        seq, view = stream.next()
        phases.append((view["stage"]["phase"], view["stage"]["round"], stream.raw.count(b"data:")))
        stream.close()
    assert phases == [("closed", 1, 1), ("revealed", 1, 1), ("open", 2, 1), ("closed", 2, 1)]


def test_two_desks_that_press_at_once_turn_a_question_once(room):
    for _ in range(2):
        room.desk(ActivityTurned(activity=ASKED, to="closed"))
    room.desk(ActivityTurned(activity=ASKED, to="revealed"))
    view = room.stream(room.phone("Ann")).until("revealed")[1]
    assert view["stage"]["round"] == 1


def test_all_phones_are_sent_the_same(room):
    streams = [room.stream(room.phone(name)) for name in ("Ann", "Bob")]
    for stream in streams:
        stream.next()
    assert streams[0].raw == streams[1].raw


def test_a_silent_stream_says_that_it_is_still_there(room, monkeypatch):
    monkeypatch.setattr("cxworkshop.room.participants.HEARTBEAT", 0.05)
    stream = room.stream(room.phone("Ann"))
    stream.next()
    assert [stream._response.readline() for _ in range(3)][1] == b": still here\n"


def test_of_too_many_streams_of_a_seat_the_oldest_ends(room):
    ann = room.phone("Ann")
    streams = [room.stream(ann) for _ in range(MOST_STREAMS + 1)]
    for stream in streams:
        stream.next()
    with pytest.raises(StopIteration):
        streams[0].next()


def test_of_many_streams_at_once_the_oldest_end():
    channel = Channel(2)
    with ExitStack() as inside:
        streams = [inside.enter_context(channel.listening("ann")) for _ in range(6)]
        assert [one.over for one in streams] == [True] * 4 + [False] * 2


@pytest.mark.parametrize("lost", [lambda who: SeatKeyed(seat=who, key=""), lambda who: SeatRemoved(seat=who)])
def test_a_phone_that_loses_its_seat_hears_of_it_at_once(room, lost):
    ann, bob = room.phone("Ann"), room.phone("Bob")
    stream, other = room.stream(ann), room.stream(bob)
    stream.next()
    other.next()
    began = monotonic()
    room.desk(lost(ann.seat["id"]))
    with pytest.raises(StopIteration):
        stream.next()
    assert monotonic() - began < 1
    room.turn("closed")
    assert other.next()[1]["stage"]["phase"] == "closed"


def test_a_stream_needs_a_seat(room):
    reply = room.phone().get("/stream")
    assert (reply.status, reply.json["code"]) == (401, "no_seat")


def test_where_no_stream_gets_through_the_state_can_be_asked_for(room):
    ann = room.phone("Ann")
    first = ann.get("/state").json
    same = ann.get(f"/state?after={first['seq']}")
    room.turn("closed")
    later = ann.get(f"/state?after={first['seq']}").json
    assert (same.status, same.body, later["view"]["stage"]["phase"]) == (204, b"", "closed")


def test_state_and_stream_tell_the_same(room):
    ann = room.phone("Ann")
    seq, view = room.stream(ann).next()
    assert ann.get("/state").json == {"seq": int(seq), "view": view}


def test_a_shut_room_shows_no_question(room):
    stream = room.stream(room.phone("Ann"))
    room.now(RoomShut())
    view = stream.next()[1]
    while view["open"]:
        view = stream.next()[1]
    assert view["stage"] is None


def test_a_cleared_stage_shows_no_question(room):
    ann = room.phone("Ann")
    room.now(StageCleared())
    assert ann.get("/state").json["view"]["stage"] is None


def test_the_timer_says_how_long_there_is_left(room):
    ann = room.phone("Ann")
    room.now(TimerSet(seconds=60, label="Write"), TimerExtended(seconds=30))
    timer = ann.get("/state").json["view"]["timer"]
    assert (timer["label"], timer["left"] in {89, 90}) == ("Write", True)


def test_phones_that_vanish_leave_nothing_behind(room):
    phones = [room.phone(name) for name in ("Ann", "Bob")]
    for phone in phones:
        stream = room.stream(phone)
        stream.next()
        stream.close()
    stays = room.stream(phones[0])
    stays.next()
    room.turn("closed")
    assert stays.next()[1]["stage"]["phase"] == "closed"


def test_a_phone_that_reads_nothing_holds_up_nobody(room):
    ann, bob = room.phone("Ann"), room.phone("Bob")
    cookies = "; ".join(f"{name}={value}" for name, value in ann.cookies.items())
    with socket.create_connection(("127.0.0.1", urlsplit(room.url).port)) as deaf:
        deaf.sendall(f"GET /stream HTTP/1.1\r\nHost: room\r\nCookie: {cookies}\r\n\r\n".encode())
        stream = room.stream(bob)
        for phase in ("closed", "revealed", "open", "closed"):
            room.turn(phase)
            stream.until(phase)
