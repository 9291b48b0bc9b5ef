"""What the big screen is told."""

from time import monotonic

from cxworkshop.domain.room_events import RoomLocked

ASKED = "a" * 32


def test_the_screen_shows_how_to_join_and_the_question(room):
    view = room.screen().get("/screen/state").json["view"]
    assert (view["code"], view["address"], view["locked"]) == ("ABC234", "http://10.0.0.7:8899", False)
    assert (view["stage"]["title"], view["answered"], view["seats"]) == ("One word?", 0, 0)


def test_an_answer_is_counted_on_the_screen_within_half_a_second(room):
    stream = room.stream(room.screen(), "/screen/stream")
    ann = room.phone("Ann")
    began = monotonic()
    ann.answer(ASKED, {"kind": "text", "text": "warm"})
    while stream.next()[1]["answered"] != 1:
        pass
    assert monotonic() - began < 0.5


def test_many_answers_are_few_changes_of_the_screen(room):
    stream = room.stream(room.screen(), "/screen/stream")
    for number in range(30):
        room.phone(f"Person {number}").answer(ASKED, {"kind": "text", "text": "warm"})
    while stream.next()[1]["answered"] != 30:
        pass
    assert stream.raw.count(b"data:") < 30


def test_a_lock_shows_on_the_screen(room):
    screen = room.screen()
    room.now(RoomLocked(locked=True))
    stream = room.stream(screen, "/screen/stream")
    while not stream.next()[1]["locked"]:
        pass


def test_the_qr_code_is_drawn(room):
    reply = room.screen().get("/screen/qr.svg")
    assert (reply.headers["Content-Type"], b"<svg" in reply.body) == ("image/svg+xml; charset=utf-8", True)
