"""Joining a room: who gets a seat, keeps it, and who doesn't."""

import re

import pytest

from cxworkshop.domain.room_events import RoomLocked, RoomShut, SeatKeyed, SeatRemoved
from cxworkshop.domain.seat_keys import key_of, new_secret
from cxworkshop.room import limits
from cxworkshop.room.limits import FREE_GUESSES


def test_a_seat_has_the_name_and_the_function_given(room):
    reply = room.phone().join("  Ann   Lee ", function="HR")
    assert reply.json["seat"] | {"id": ""} == {
        "id": "",
        "name": "Ann Lee",
        "function": "HR",
        "language": "en",
    }


@pytest.mark.parametrize("typed", ["abc234", "ABC-234", " abc 234 "])
def test_the_code_may_be_typed_as_it_is_read_aloud(room, typed):
    assert room.phone().join("Ann", code=typed).status == 200


def test_a_phone_that_joins_twice_has_one_seat(room):
    phone = room.phone()
    first, second = phone.join("Ann"), phone.join("Ann")
    assert (first.json, len(room.writer.workshop.room.seats)) == (second.json, 1)


def test_a_reply_that_got_lost_costs_no_seat(room):
    phone = room.phone()
    kept = dict(phone.cookies)
    phone.join("Ann")
    phone.cookies = kept  # as they were before the reply
    assert phone.join("Ann").status == 200


def test_a_name_is_nobody_elses(room):
    room.phone("Ann")
    reply = room.phone().join("ANN")
    assert (reply.status, reply.json["code"]) == (409, "name_taken")


def test_a_name_is_needed(room):
    reply = room.phone().join(" ")
    assert (reply.status, reply.json["code"]) == (422, "invalid")


def test_nobody_new_joins_a_locked_room(room):
    ann = room.phone("Ann")
    room.now(RoomLocked(locked=True))
    reply = room.phone().join("Bob")
    assert (reply.status, reply.json["code"], ann.get("/me").status) == (403, "locked", 200)


def test_nobody_joins_a_room_that_is_shut(room):
    room.now(RoomShut())
    reply = room.phone().join("Ann")
    assert (reply.status, reply.json["code"]) == (403, "shut")


def test_a_wrong_code_lets_nobody_in(room):
    reply = room.phone().join("Ann", code="ABC235")
    assert (reply.status, reply.json["code"]) == (403, "wrong_code")


def test_after_wrong_codes_the_right_one_has_to_wait_too(room):
    phone = room.phone()
    for _ in range(FREE_GUESSES):
        phone.join("Ann", code="ABC235")
    reply = room.phone().join("Ann")
    assert (reply.status, reply.json["wait"] > 0) == (429, True)


def test_the_seat_cookie_is_out_of_scripts_reach(room):
    cookies = room.phone().get("/", Cookie="").headers.get_all("Set-Cookie")
    seat = next(cookie for cookie in cookies if cookie.startswith("seat="))
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(seat.split("; "))


def test_the_file_does_not_hold_the_secret(room):
    phone = room.phone("Ann")
    kept = b"".join(path.read_bytes() for path in room.path.parent.iterdir())
    secret = phone.cookies["seat"]
    assert (secret.encode() in kept, key_of(secret).encode() in kept) == (False, True)


def test_a_link_moves_a_seat_to_another_device(room):
    old, secret = room.phone("Ann"), new_secret()
    room.now(SeatKeyed(seat=old.seat["id"], key=key_of(secret)))
    new = room.phone()
    reply = new.get(f"/s/{secret}")
    assert (reply.headers["Location"], new.get("/me").json["seat"]["name"]) == ("/", "Ann")
    assert old.get("/me").status == 401


def test_a_link_of_no_seat_leaves_the_device_as_it_is(room):
    ann = room.phone("Ann")
    ann.get(f"/s/{new_secret()}")
    assert ann.get("/me").json["seat"]["name"] == "Ann"


def test_the_stream_of_a_device_that_lost_its_seat_ends(room):
    phone = room.phone("Ann")
    stream = room.stream(phone)
    stream.next()
    room.now(SeatKeyed(seat=phone.seat["id"], key=key_of(new_secret())))
    room.turn("closed")
    with pytest.raises(StopIteration):
        stream.next()


def test_the_page_speaks_the_phones_language(room):
    assert '<html lang="de">' in room.phone().get("/", **{"Accept-Language": "pt, de-CH;q=0.9"}).text


def test_the_page_speaks_english_to_all_others(room):
    assert '<html lang="en">' in room.phone().get("/", **{"Accept-Language": "pt"}).text


def test_a_link_of_another_seat_asks_a_device_that_has_one(room):
    ann, bob, secret = room.phone("Ann"), room.phone("<Bob>"), new_secret()
    room.now(SeatKeyed(seat=bob.seat["id"], key=key_of(secret)))
    asked = ann.get(f"/s/{secret}").text
    stayed = ann.get("/me").json["seat"]["name"]
    (link,) = re.findall(rf'href="(/s/{secret}[^"]*)"', asked)
    ann.get(link)
    assert ("&lt;Bob&gt;" in asked, stayed, ann.get("/me").json["seat"]["name"]) == (True, "Ann", "<Bob>")


def test_nobody_else_can_make_the_link_that_asks_no_more(room):
    ann, bob, secret = room.phone("Ann"), room.phone("Bob"), new_secret()
    room.now(SeatKeyed(seat=bob.seat["id"], key=key_of(secret)))
    for mark in ("1", ann.seat["id"], key_of(secret)):
        ann.get(f"/s/{secret}?leaves={mark}")
    assert ann.get("/me").json["seat"]["name"] == "Ann"


def test_a_link_in_a_page_of_another_site_brings_the_seat_along(room):
    cookies = room.phone().get("/", Cookie="").headers.get_all("Set-Cookie")
    seat = next(cookie for cookie in cookies if cookie.startswith("seat="))
    assert "SameSite=Lax" in seat.split("; ")


def test_a_seat_that_was_removed_is_free_to_be_taken_again(room):
    ann = room.phone("Ann")
    room.now(SeatRemoved(seat=ann.seat["id"]))
    assert (ann.get("/me").status, room.phone().join("Ann").status) == (401, 200)


def test_one_device_does_not_take_all_seats(serve_here, ask_room, monkeypatch):
    monkeypatch.setattr(limits, "is_here", lambda _: False)
    monkeypatch.setattr(limits, "SEATS_AT_ONCE", 3)
    monkeypatch.setattr(limits, "SEAT_RATE", 0.01)
    room = serve_here(ask_room())
    for name in ("Ann", "Bob", "Cas"):
        room.phone(name)
    reply = room.phone().join("Dan")
    assert (reply.status, reply.json["code"], reply.json["wait"] > 1) == (429, "wait", True)
