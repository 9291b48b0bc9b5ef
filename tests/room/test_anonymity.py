"""Nothing in the file, or in its backup, leads from an anonymous answer to a seat."""

import json
import sqlite3
from contextlib import closing
from itertools import product

import pytest

from cxworkshop.domain.activity import Ask
from cxworkshop.domain.questions import TextQuestion
from cxworkshop.domain.room_events import ActivityDrafted, ActivityTurned, SeatKeyed
from cxworkshop.domain.seat_keys import key_of, new_secret
from cxworkshop.room.seats import answer_id, token_of

ASKED = "a" * 32
NAMED = "b" * 32
WORDS = ["warm", "swift", "honest", "quiet", "plain"]


@pytest.fixture
def played(serve_here, ask_room):
    """``played(words)``: a room in which each seat gave its word, anonymously, and its name to another."""

    def play(words):
        room = serve_here(ask_room(privacy="anonymous")[:-1])
        phones = [room.phone(f"Person {number}", f"Team {number}") for number in range(len(words))]
        room.turn("open")
        for phone, text in zip(phones, words, strict=True):
            assert phone.answer(ASKED, {"kind": "text", "text": text}).status == 200
        room.turn("closed")
        room.turn("revealed")
        ask = Ask(id=NAMED, title="And by name?", question=TextQuestion(), privacy="named")
        room.now(ActivityDrafted(ask=ask), ActivityTurned(activity=NAMED, to="open"))
        for phone in phones:
            assert phone.answer(NAMED, {"kind": "text", "text": "here"}).status == 200
        return room, phones

    return play


def rows(path):
    with closing(sqlite3.connect(path)) as file:
        return [
            json.loads(body) | {"_row": (id_, at)}
            for id_, at, body in file.execute("SELECT id, at, body FROM log")
        ]


def anonymous(path):
    return [row for row in rows(path) if row["kind"] == "activity_answered" and row["activity"] == ASKED]


def backup(path):
    copy = path.with_name("backup.cxw")
    with closing(sqlite3.connect(path)) as file, closing(sqlite3.connect(copy)) as other:
        file.backup(other)
    return copy


@pytest.mark.parametrize("copied", [False, True], ids=["the file", "its backup"])
def test_no_row_of_an_anonymous_answer_says_whose_it_is(played, copied):
    room, phones = played(WORDS)
    kept = anonymous(backup(room.path) if copied else room.path)
    traces = [
        trace
        for phone in phones
        for trace in (*phone.seat.values(), phone.cookies["seat"], key_of(phone.cookies["seat"]))
        if trace != "en"
    ]
    assert [trace for trace, row in product(traces, kept) if trace in json.dumps(row)] == []


def test_all_anonymous_answers_have_the_time_at_which_the_round_began(played):
    room, _ = played(WORDS)
    began = next(row["at"] for row in rows(room.path) if row["kind"] == "activity_turned")
    assert {row["at"] for row in anonymous(room.path)} == {began}


def test_all_anonymous_answers_are_alike_but_for_ids_and_texts(played):
    room, _ = played(WORDS)
    told = [
        {key: row[key] for key in row if key not in {"id", "who", "answer", "_row"}}
        for row in anonymous(room.path)
    ]
    assert all(one == told[0] for one in told)


def test_what_the_file_keeps_of_seats_does_not_make_their_tokens_or_ids(played):
    room, phones = played(WORDS)
    kept = anonymous(room.path)
    known = [value for phone in phones for value in (*phone.seat.values(), key_of(phone.cookies["seat"]))]
    made = {token_of(value, ASKED, 1) for value in known}
    made |= {answer_id(value, ASKED, 1, row["who"]) for value, row in product(known, kept)}
    assert made.isdisjoint({row["who"] for row in kept} | {row["id"] for row in kept})


def test_a_device_itself_can_change_its_answer_and_only_that(played):
    room, phones = played(WORDS)
    assert {token_of(phone.cookies["seat"], ASKED, 1) for phone in phones} == {
        row["who"] for row in anonymous(room.path)
    }


def test_tokens_of_two_questions_have_nothing_in_common():
    assert token_of("secret", ASKED, 1) != token_of("secret", NAMED, 1)


@pytest.fixture
def played_twice(serve_here, ask_room):
    """``played_twice(between)``: the tokens of two anonymous rounds, with something between them."""

    def play(between):
        room = serve_here(ask_room(privacy="anonymous")[:-1])
        phones = [room.phone(f"Person {number}") for number in range(3)]
        for number in (1, 2):
            room.turn("open")
            for phone in phones:
                assert phone.answer(ASKED, {"kind": "text", "text": "warm"}, number=number).status == 200
            room.turn("closed")
            room.turn("revealed")
            between(room, phones)
        told = anonymous(room.path)
        return [{row["who"] for row in told if row["round"] == number} for number in (1, 2)]

    return play


def somebody_comes(room, phones):
    phones.append(room.phone(f"Person {len(phones)}"))


def a_seat_changes_its_device(room, phones):
    secret = new_secret()
    room.now(SeatKeyed(seat=phones[0].seat["id"], key=key_of(secret)))
    phones[0].get(f"/s/{secret}")


@pytest.mark.parametrize("between", [somebody_comes, a_seat_changes_its_device])
def test_two_rounds_of_an_anonymous_question_have_no_token_in_common(played_twice, between):
    first, second = played_twice(between)
    assert (len(first), first & second) == (3, set())


def test_a_phone_knows_the_anonymous_rounds_that_it_has_answered(played):
    room, phones = played(WORDS)
    before = phones[0].get("/me").json["answered"]
    room.turn("closed", NAMED)
    room.turn("open")
    assert (ASKED in before, ASKED in phones[0].get("/me").json["answered"]) == (True, False)


def test_an_anonymous_answer_sent_again_in_the_next_round_is_still_known(played):
    room, phones = played(WORDS)
    room.turn("closed", NAMED)
    room.turn("open")
    sent = "c" * 32
    assert phones[0].answer(ASKED, {"kind": "text", "text": "warm"}, sent=sent, number=2).status == 200
    for phase in ("closed", "revealed", "open"):
        room.turn(phase)
    again = phones[0].answer(ASKED, {"kind": "text", "text": "warm"}, sent=sent, number=2)
    assert (again.status, len(anonymous(room.path))) == (200, len(WORDS) + 1)


def test_whoever_comes_while_an_anonymous_question_is_open_waits_for_the_next(serve_here, ask_room):
    room = serve_here(ask_room(privacy="anonymous"))
    late = room.phone("Late").answer(ASKED, {"kind": "text", "text": "warm"})
    assert (late.status, late.json["code"], anonymous(room.path)) == (409, "waits", [])


@pytest.mark.parametrize(("first", "second"), [("anonymous", "named"), ("named", "anonymous")])
def test_an_anonymous_question_is_open_alone(serve_here, ask_room, first, second):
    room = serve_here(ask_room(privacy=first))
    ask = Ask(id=NAMED, title="And this?", question=TextQuestion(), privacy=second)
    room.now(ActivityDrafted(ask=ask), ActivityTurned(activity=NAMED, to="open"))
    assert room.writer.workshop.room.activities[NAMED].phase == "draft"
