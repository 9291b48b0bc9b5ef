"""Pages of what the room answered to questions that no step takes over."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from answered_room import ANSWERS, FUNCTIONS, PEOPLE, SEATS, TOKENS, put, seated, session, told
from made_up_tables import HOSTILE
from phone_questions import QUESTIONS, asked
from pptx import Presentation
from slides import notes

from cxworkshop.domain.activity import MergedTexts, TextKey
from cxworkshop.domain.fold import replay
from cxworkshop.domain.map_words import tidy
from cxworkshop.domain.room_events import TextHidden, TextsMerged
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.deck import make_deck
from cxworkshop.export.pages import pages
from cxworkshop.export.report import make_report
from cxworkshop.export.story import Bars, Page, Table

DOTS = tuple(
    {"dots": dots}
    for dots in (
        {"checkin": 3},
        {"checkin": 1, "bill": 2},
        {"bill": 1, "breakfast": 1},
        {"checkin": 2, "breakfast": 1},
        {"bill": 3},
        {"breakfast": 2, "bill": 1},
        {"checkin": 2},
    )
)


def rooms(of: Workshop) -> list[Page]:
    return [found for found in pages(of) if found.id.startswith("room_")]


def only(of: Workshop) -> Page:
    (found,) = rooms(of)
    return found


def table(page: Page) -> Table:
    return next(one for one in page.exhibits if isinstance(one, Table))


def bars(page: Page) -> Bars:
    return next(one for one in page.exhibits if isinstance(one, Bars))


def whole(of: Workshop) -> dict[str, str]:
    """Return all that the deck and the report hold, decompressed."""
    with ZipFile(BytesIO(make_deck(of))) as parts:
        deck = b"".join(parts.read(name) for name in parts.namelist())
    return {"deck": deck.decode("utf-8", "replace"), "report": make_report(of).decode()}


@pytest.mark.parametrize(
    ("kind", "finding"),
    [
        ("text", "5 people answered, each in their own words."),
        ("texts", "5 people answered, each in their own words."),
        ("one", "The bill is chosen most, by 3 of 5 people."),
        ("many", "The bill is chosen most, by 3 of 5 people."),
        ("grid", "We are furthest apart on Check-in."),
        ("points", "The bill gets most points: 70 of 100 on average (n = 5)."),
        ("dots", "Check-in has most dots: 11 of 16, from 5 of 5 people."),
        ("ranking", "The bill comes first: place 1.4 of 3 on average (n = 5)."),
        ("axes", "We are furthest apart on Check-in and The bill."),
        ("line", "We are furthest apart on Check-in."),
        ("guess", "Guesses run from 40 € to 900 €, the middle one 60 € (n = 5)."),
        ("consent", "3 of 5 agree, 1 can live with it, 1 block."),
    ],
)
def test_each_kind_of_question_has_its_finding(kind, finding):
    assert only(put(kind)).title.replace("\u00a0", " ") == finding


def test_the_question_and_what_the_team_takes_from_it_stand_on_the_page():
    found = only(put("dots", outcome="The bill first"))

    assert found.takeaway == ("The question: Question of dots", "What we take from it: The bill first")


@pytest.mark.parametrize(
    ("purpose", "after"), [("hallmarks", "chain"), ("metrics", "chain"), ("free", "chain")]
)
def test_questions_without_a_step_that_takes_them_over_have_a_page(purpose, after):
    assert [one.id for one in pages(put("dots", purpose=purpose))] == [after, "room_1", "closing"]


@pytest.mark.parametrize(
    "purpose", ["health", "promise", "laundry", "prediction", "beliefs", "policies", "consent"]
)
def test_what_a_step_takes_over_has_no_page_of_its_own(purpose):
    assert rooms(put("dots", purpose=purpose)) == []


@pytest.mark.parametrize("to", ["draft", "open", "closed"])
def test_what_is_not_revealed_has_no_page(to):
    turned = session(asked("dots"), DOTS)
    until = {"draft": 1, "open": -2, "closed": -1}[to]

    assert rooms(replay([*seated(), *turned[:until]])) == []


def test_a_second_round_that_is_open_leaves_the_first_on_the_page():
    turned = session(asked("dots"), DOTS, DOTS)

    assert rooms(replay([*seated(), *turned[:-2]])) == rooms(put("dots", DOTS))


@pytest.mark.parametrize("kind", QUESTIONS)
@pytest.mark.parametrize("privacy", ["unnamed", "anonymous"])
def test_two_answers_without_names_have_no_page(kind, privacy):
    assert rooms(put(kind, ANSWERS[kind][:2], privacy=privacy)) == []


def test_a_question_that_nobody_answered_has_no_page():
    assert rooms(put("dots", (), privacy="named")) == []


def test_texts_that_are_all_hidden_have_no_page():
    ask = asked("text")
    hidden = [TextHidden(activity=ask.id, text=TextKey(who=who)) for who in SEATS[:5]]

    assert rooms(put("text", more=hidden)) == []


def test_a_hidden_text_is_nowhere():
    ask = asked("text")
    made = put("text", more=[TextHidden(activity=ask.id, text=TextKey(who=SEATS[1]))])

    assert "Nobody calls back" not in repr(only(made))


def test_merged_texts_stand_first_with_how_many_wrote_them():
    ask = asked("text")
    merged = MergedTexts(name="The queue", texts=(TextKey(who=SEATS[0]), TextKey(who=SEATS[2])))
    found = only(put("text", more=[TextsMerged(activity=ask.id, merged=merged)]))

    assert found.title == "2 of 5 people say: “The queue”"
    assert table(found).rows[0] == ("The queue", "2")


def test_texts_given_with_names_are_signed():
    assert table(only(put("text", privacy="named"))).rows[0] == ("Forms", "1", PEOPLE[3])


def test_numbers_have_middle_range_and_n():
    rows = table(only(put("grid"))).rows

    assert rows[0][:4] == ("Check-in", "1", "0 to 3", "5")
    assert rows[1][:4] == ("Breakfast", "not shown", "not shown", "0")


def test_two_rounds_stand_side_by_side_with_what_moved():
    later = ({"dots": {"bill": 3}}, *DOTS[1:])
    found = only(put("dots", DOTS, later))

    assert list(bars(found).series) == ["Round 1", "Round 2"]
    assert "From round 1 to round 2, Check-in moved most: from 1.1 to 0.71." in found.takeaway
    assert found.source == "Source: the room, rounds 1 and 2, 7 and 7 people, each alone, without names"


@pytest.mark.parametrize(
    ("privacy", "said"), [("unnamed", "; 7 answered in both"), ("anonymous", "answered in both isn’t known")]
)
def test_how_many_answered_in_both_rounds_is_known_unless_anonymous(privacy, said):
    told = " ".join(only(put("dots", DOTS, DOTS, privacy=privacy)).notes)

    assert (said in told, told.count("answered in both")) == (True, 1)


def test_means_of_two_rounds_of_numbers_stand_in_the_table():
    again = tuple({"ratings": {"checkin": level, "bill": 2}} for level in (3, 3, 3, 3, 2))
    found = table(only(put("grid", ANSWERS["grid"], again)))

    assert found.headers[-2:] == ("Mean, round 1", "Mean, round 2")
    assert found.rows[0][-2:] == ("1.4", "2.8")


def test_a_last_round_of_two_people_is_left_out():
    assert only(put("dots", DOTS, DOTS[:2])) == only(put("dots", DOTS))


def test_functions_that_may_be_shown_stand_beside_the_bars():
    found = table(only(put("dots", DOTS)))

    assert found.headers == ("Dots", "Marketing (n = 4)", "Operations (n = 3)")
    assert ("Breakfast", "3", "1") in found.rows


def test_functions_that_could_be_told_are_named_and_not_shown():
    functions = ("Operations",) * 2 + ("Legal",) * 2 + ("Marketing",) * 3
    found = only(replay([*seated(functions=functions), *session(asked("dots"), DOTS)]))

    assert table(found).headers == ("Dots", "Marketing (n = 3)")
    assert not any("Operations" in note or "Legal" in note for note in found.notes)
    assert (
        "Not shown by function, so that nobody’s answers can be told: Legal and Operations." in found.takeaway
    )


def test_anonymous_answers_know_no_function():
    found = only(put("dots", DOTS, privacy="anonymous"))

    assert len(found.exhibits) == 1
    assert not any(function in repr(found) for function in FUNCTIONS)


@pytest.mark.parametrize("privacy", ["unnamed", "anonymous"])
def test_no_byte_leads_to_who_answered(privacy):
    said = whole(told(privacy))

    assert [one for text in said.values() for one in (*PEOPLE, *SEATS, *TOKENS) if one in text] == []


def test_seats_and_tokens_stand_nowhere_where_names_do():
    said = whole(told("named"))

    assert [one for text in said.values() for one in (*SEATS, *TOKENS) if one in text] == []


ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "</section><script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "=HYPERLINK(0)",
    "{{7*7}}{% raw %}",
    "]]><a:t>&lt;b",
    "javascript:alert(1)",
)
"""What somebody might write who wants a page to run it."""


@pytest.fixture(scope="module")
def attacked() -> dict[str, object]:
    """The deck and the report of a room in which names, functions, questions and answers are attacks."""
    words = [tidy(one) for one in (*ATTACKS, *HOSTILE)]
    functions = (ATTACKS[0],) * 3 + (ATTACKS[1],) * 4
    events = seated(people=[one[:40] for one in ATTACKS], functions=functions)
    texts = tuple({"text": one[:120]} for one in words[:7])
    events += session(asked("text", privacy="named", title=ATTACKS[1]), texts, outcome=ATTACKS[1])
    for number, kind in enumerate(("dots", "points", "grid", "ranking", "axes", "one"), start=50):
        question = QUESTIONS[kind]
        items = tuple(
            item.model_copy(update={"label": label})
            for item, label in zip(question.items, (ATTACKS[1], words[9][:300], ATTACKS[3]), strict=True)
        )
        told = question.model_copy(update={"items": items})
        ask = asked(kind, id=f"{number:032x}", title=ATTACKS[1], question=told, explain=ATTACKS[0])
        events += session(ask, ANSWERS[kind], ANSWERS[kind], outcome=ATTACKS[2])
    block = ({"stance": "block", "reason": ATTACKS[1]},) * 3
    events += session(asked("consent", privacy="named"), block)
    made = replay(events).model_copy(update={"name": ATTACKS[1]})
    return {"deck": make_deck(made), "report": make_report(made), "pages": len(list(pages(made)))}


@pytest.mark.parametrize(
    "live", [b"<script", b"<img", b"<svg onload", b"</section><", b"49{", b"onerror=alert(1)>"]
)
def test_markup_from_phones_is_words_in_the_report(attacked, live):
    assert live not in attacked["report"]


def test_markup_from_phones_is_words_in_the_deck(attacked):
    deck = Presentation(BytesIO(attacked["deck"]))
    said = "".join(notes(slide) for slide in deck.slides)

    assert len(deck.slides) == attacked["pages"] + 1
    assert "</section><script>alert(1)</script>" in said


def test_a_chart_keeps_no_formula_from_phones(attacked):
    with ZipFile(BytesIO(attacked["deck"])) as parts:
        books = [BytesIO(parts.read(name)) for name in parts.namelist() if name.endswith(".xlsx")]
    sheets = [ZipFile(book).read("xl/worksheets/sheet1.xml") for book in books]

    assert sheets
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
