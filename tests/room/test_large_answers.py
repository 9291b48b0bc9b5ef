"""The longest answer that a question takes is saved; what is larger than any answer isn't read."""

import json

import pytest
from pydantic import ValidationError

from cxworkshop.domain.questions import Item, TextQuestion, TextsQuestion
from cxworkshop.room.app import LARGEST_BODY
from cxworkshop.room.participants import LARGEST_ANSWER

ASKED = "a" * 32
LONGEST = 1_500
ITEMS = tuple(Item(id=f"item_{number}", label=f"Item {number}") for number in range(120))


def test_the_longest_answer_there_can_be_is_saved(serve_here, ask_room):
    room = serve_here(ask_room(question=TextsQuestion(items=ITEMS, longest=LONGEST)))
    phone = room.phone("Ann")
    texts = {item.id: "\u5bbf" * LONGEST for item in ITEMS}
    sent = {
        "id": "1" * 32,
        "seat": phone.seat["id"],
        "activity": ASKED,
        "round": 1,
        "answer": {"kind": "texts", "texts": texts},
    }
    body = json.dumps(sent, ensure_ascii=False).encode()  # as browsers write it
    reply = phone.ask("POST", "/answers", body, {"X-XSRFToken": phone.cookies["_xsrf"]})
    (told,) = room.writer.workshop.room.activities[ASKED].current.answers.values()
    assert (reply.json, told.texts) == ({"saved": True}, texts)


@pytest.mark.parametrize("seated", [True, False])
def test_a_larger_body_is_refused(hall, guest, seated):
    phone, most = (guest, LARGEST_ANSWER) if seated else (hall.phone(), LARGEST_BODY)
    token = {"X-XSRFToken": phone.cookies["_xsrf"], "Content-Length": str(most + 1)}
    reply = phone.ask("POST", "/answers", b"{", token)
    phone.close()
    assert reply.status == 400


def test_without_a_seat_an_answer_is_refused_in_words(hall):
    reply = hall.phone().post("/answers", {"id": "1" * 32})
    assert (reply.status, reply.json["code"]) == (401, "no_seat")


def test_a_question_asks_for_no_longer_text_than_an_answer_may_be():
    with pytest.raises(ValidationError):
        TextQuestion(longest=LONGEST + 1)
