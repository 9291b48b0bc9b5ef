"""Nothing of others' answers is seen before the reveal, by any request."""

import pytest

from cxworkshop.domain.questions import Item, OneQuestion, TextsQuestion

ASKED = "a" * 32
MARK = "Mistletoe"
READS = ["/", "/join", "/me", "/state", "/state?after=0", f"/answers?activity={ASKED}", f"/results/{ASKED}"]


def seen(room, *visitors):
    """All that requests and streams bring."""
    for visitor in visitors:
        for path in READS:
            yield visitor.get(path).text
        stream = room.stream(visitor)
        if stream.status == 200:
            stream.next()
        yield stream.raw.decode()


def answered(room, people=3):
    phones = [room.phone(f"Person {number}") for number in range(people)]
    room.turn("open")
    for phone in phones:
        assert phone.answer(ASKED, {"kind": "text", "text": MARK}).status == 200
    return phones


def revealed_on_screen(room):
    room.turn("closed")
    room.turn("revealed")
    return room.stream(room.screen(), "/screen/stream").until("revealed")[1]


@pytest.mark.parametrize("phase", ["open", "closed"])
@pytest.mark.parametrize("privacy", ["named", "unnamed", "anonymous"])
def test_before_the_reveal_no_request_brings_an_answer(serve_here, ask_room, phase, privacy):
    room = serve_here(ask_room(privacy=privacy)[:-1])
    phones = answered(room)
    if phase == "closed":
        room.turn(phase)
    assert MARK not in "".join(seen(room, phones[0], room.phone("Zoe"), room.phone()))


@pytest.mark.parametrize("phase", ["open", "closed"])
def test_before_the_reveal_the_screen_shows_a_count_alone(room, phase):
    answered(room)
    if phase == "closed":
        room.turn(phase)
    reply = room.screen().get("/screen/state")
    assert (MARK in reply.text, reply.json["view"]["by_function"]) == (False, None)


def test_after_the_reveal_everybody_sees_the_result(room):
    answered(room)
    room.turn("closed")
    room.turn("revealed")
    view = room.phone("Zoe").get("/state").json["view"]
    assert [text["text"] for text in view["stage"]["results"][0]["texts"]] == [MARK] * 3


def test_in_the_second_round_the_first_is_shown_and_the_second_is_not(room):
    phones = answered(room)
    for phase in ("closed", "revealed", "open"):
        room.turn(phase)
    for phone in phones:
        phone.answer(ASKED, {"kind": "text", "text": "Holly"}, number=2)
    stage = room.phone("Zoe").get("/state").json["view"]["stage"]
    assert (MARK in str(stage), "Holly" in str(stage), len(stage["results"])) == (True, False, 1)


def test_few_answers_without_names_are_withheld(room):
    answered(room, people=2)
    room.turn("closed")
    room.turn("revealed")
    reply = room.phone("Zoe").get("/state")
    assert (MARK in reply.text, reply.json["view"]["stage"]["results"][0]["kind"]) == (False, "withheld")


def test_results_by_function_hide_groups_under_the_minimum(serve_here, ask_room):
    items = (Item(id="x", label="Lobby"), Item(id="y", label="Bar"))
    room = serve_here(ask_room(question=OneQuestion(items=items)))
    for number in range(12):
        function = "Sales" if number < 6 else "Service" if number < 11 else "Legal"
        phone = room.phone(f"Person {number}", function)
        phone.answer(ASKED, {"kind": "one", "choice": "x" if number % 2 else "y"})
    split = revealed_on_screen(room)["by_function"]
    assert ("Legal" in split["shown"], "Legal" in split["withheld"]) == (False, True)


def test_an_anonymous_question_is_not_split_by_function(serve_here, ask_room):
    room = serve_here(ask_room(privacy="anonymous")[:-1])
    answered(room, people=8)
    assert revealed_on_screen(room)["by_function"] is None


def test_names_are_shown_only_where_the_question_says_so(serve_here, ask_room):
    room = serve_here(ask_room(question=TextsQuestion(items=(Item(id="x", label="One"),))))
    for name in ("Ann", "Bob", "Cas"):
        room.phone(name).answer(ASKED, {"kind": "texts", "texts": {"x": "kept promises"}})
    room.turn("closed")
    room.turn("revealed")
    text = room.phone("Zoe").get("/state").text
    assert ("kept promises" in text, "Ann" in text) == (True, False)
