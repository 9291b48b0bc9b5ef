"""Answering: saved once, and only what the question takes."""

from uuid import uuid4

import pytest

from cxworkshop.domain.room_events import ActivityAnswered
from cxworkshop.live.store import open_store

ASKED = "a" * 32


def word(text):
    return {"kind": "text", "text": text}


def answers(room):
    store = open_store(room.path)
    found = [event for _, event in store.read() if isinstance(event, ActivityAnswered)]
    store.close()
    return found


def test_a_saved_answer_is_in_the_file(room):
    ann = room.phone("Ann")
    reply = ann.answer(ASKED, word("warm"))
    assert (reply.json, [event.answer.text for event in answers(room)]) == ({"saved": True}, ["warm"])


def test_the_last_answer_counts(room):
    ann = room.phone("Ann")
    ann.answer(ASKED, word("warm"))
    ann.answer(ASKED, word("swift"))
    told = room.writer.workshop.room.activities[ASKED].current.answers
    assert [answer.text for answer in told.values()] == ["swift"]


def test_an_answer_sent_fifty_times_is_kept_once(room):
    ann, sent = room.phone("Ann"), uuid4().hex
    statuses = {ann.answer(ASKED, word("warm"), sent=sent).status for _ in range(50)}
    assert (statuses <= {200, 429}, len(answers(room))) == (True, 1)


def test_who_writes_too_fast_is_told_when_to_go_on(room):
    ann = room.phone("Ann")
    replies = [ann.answer(ASKED, word(f"word {number}")) for number in range(40)]
    late = next(reply for reply in replies if reply.status == 429)
    assert 0 < late.json["wait"] <= 0.1


def test_an_answer_that_was_saved_is_still_saved_after_the_close(room):
    ann, sent = room.phone("Ann"), uuid4().hex
    ann.answer(ASKED, word("warm"), sent=sent)
    room.turn("closed")
    assert ann.answer(ASKED, word("warm"), sent=sent).json == {"saved": True}


def test_a_closed_question_takes_no_answers(room):
    ann = room.phone("Ann")
    room.turn("closed")
    reply = ann.answer(ASKED, word("warm"))
    assert (reply.status, reply.json["code"]) == (409, "closed")


def test_an_answer_to_an_earlier_round_comes_too_late(room):
    ann = room.phone("Ann")
    for phase in ("closed", "revealed", "open"):
        room.turn(phase)
    reply = ann.answer(ASKED, word("warm"), number=1)
    assert (reply.status, reply.json["code"]) == (409, "closed")


def test_an_unknown_question_takes_no_answers(guest):
    reply = guest.answer("b" * 32, word("warm"))
    assert (reply.status, reply.json["code"]) == (409, "closed")


@pytest.mark.parametrize(
    "answer",
    [
        word(""),
        word("x" * 281),
        {"kind": "guess", "value": 1},
        {"kind": "text"},
        {"kind": "text", "text": "warm", "by": "Bob"},
        {"kind": "tune"},
        "warm",
    ],
)
def test_what_the_question_does_not_take_is_refused_with_a_sentence(guest, answer):
    reply = guest.answer(ASKED, answer)
    assert (reply.status, reply.json["code"], reply.json["error"][-1]) == (422, "invalid", ".")


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'{"answer": NaN}', b"[" * 5000])
def test_what_is_no_answer_at_all_is_refused(guest, body):
    reply = guest.ask("POST", "/answers", body, {"X-XSRFToken": guest.cookies["_xsrf"]})
    assert (reply.status, reply.json["code"]) == (422, "invalid")


def test_an_answer_meant_for_another_seat_is_refused(room):
    ann, bob = room.phone("Ann"), room.phone("Bob")
    ann.seat = bob.seat
    reply = ann.answer(ASKED, word("warm"))
    assert (reply.status, reply.json["code"]) == (409, "other_seat")


def test_who_has_no_seat_cannot_answer(room):
    reply = room.phone().answer(ASKED, word("warm"))
    assert (reply.status, reply.json["code"]) == (401, "no_seat")


def test_a_phone_learns_where_it_has_answered_and_nothing_more(room):
    ann, bob = room.phone("Ann"), room.phone("Bob")
    ann.answer(ASKED, word("warm"))
    assert (ann.get("/me").json["answered"], bob.get("/me").json["answered"]) == ({ASKED: 1}, {})
    assert "warm" not in ann.get("/me").text


def test_an_anonymous_answer_is_known_to_its_own_phone(serve_here, ask_room):
    room = serve_here(ask_room(privacy="anonymous")[:-1])
    ann, bob = room.phone("Ann"), room.phone("Bob")
    room.turn("open")
    ann.answer(ASKED, word("warm"))
    assert (ann.get("/me").json["answered"], bob.get("/me").json["answered"]) == ({ASKED: 1}, {})
