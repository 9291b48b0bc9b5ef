"""A workshop that was answered on phones alone gives the slides of one that was answered on the pages."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from answered_room import FUNCTIONS, PEOPLE, SEATS, TOKENS, Given, seated, session
from made_up_answers import PROMISES, TALKED
from made_up_profit import profit
from made_up_survey import touchpoints
from made_up_workshop import GUESSED_SEGMENTS, mission, success

from cxworkshop.domain.activity import Ask
from cxworkshop.domain.answer_events import (
    ConsentGiven,
    HealthAnswered,
    HealthRoundBegun,
    HealthRoundClosed,
    LaundryEdited,
    PoliciesClosed,
    PoliciesPlaced,
    PromiseRoundClosed,
    PromisesWritten,
)
from cxworkshop.domain.consent import Consent
from cxworkshop.domain.consents import read_out
from cxworkshop.domain.events import (
    BeliefsGiven,
    Event,
    EvidenceRecorded,
    MissionStated,
    PredictionMade,
    SuccessDefined,
    WorkshopCreated,
)
from cxworkshop.domain.fold import replay
from cxworkshop.domain.health import HealthAnswer, HealthAnswers
from cxworkshop.domain.laundry import AddEntry, LaundryEntry, ShowEntries
from cxworkshop.domain.perception import Beliefs
from cxworkshop.domain.policies import PolicyPlacement
from cxworkshop.domain.predictions import TOP_FIFTH_SHARE, top_segment
from cxworkshop.domain.promises import PromiseAnswers
from cxworkshop.domain.questions import (
    ConsentQuestion,
    GridQuestion,
    GuessQuestion,
    Item,
    LineQuestion,
    OneQuestion,
    Question,
    ScalePoint,
    TextsQuestion,
)
from cxworkshop.export.deck import make_deck
from cxworkshop.export.pages import pages
from cxworkshop.export.report import make_report

WHO = tuple(zip(PEOPLE, FUNCTIONS, strict=True))
LEVELS = ("never", "sometimes", "often", "always")
MISTAKES = ("S1", "D3", "T8", "M6")
SHARES = (60, 62.5, 80, 35, 45, 75, 50)
SEGMENTS = tuple(GUESSED_SEGMENTS.values())[: len(PEOPLE)]
PLACES = (5, 20, 40, 60, 80, 95, 95)
STANCES = ("agree", "can_live", "block", "agree", "agree", "agree", "can_live")
REASON = "It promises what the night shift can't keep"
BASE: list[Event] = [
    WorkshopCreated(name="Aldersea Hotels"),
    MissionStated(mission=mission()),
    SuccessDefined(success=success()),
]
SCORED = touchpoints()
NAMES = tuple(score.name for score in SCORED.touchpoints)


def level(person: int, question: int) -> int | None:
    return None if question == 3 and person > 2 else (person + question) % 4


def believed(person: int) -> dict[str, float]:
    return {name: float((person + place) % 5 + 1) for place, name in enumerate(NAMES)}


def items(*ids: str) -> tuple[Item, ...]:
    return tuple(Item(id=one, label=f"About {one}") for one in ids)


def points(low: int, high: int) -> tuple[ScalePoint, ...]:
    return tuple(ScalePoint(value=value, label=f"{value}") for value in range(low, high + 1))


def ask(purpose: str, question: Question, number: int = 1, **changes: object) -> Ask:
    fields = {"id": f"{number:032x}", "title": "May", "question": question, "purpose": purpose, **changes}
    return Ask.model_validate(fields)


def health_on_pages() -> Iterator[Event]:
    yield HealthRoundBegun(name="May")
    for place, (person, function) in enumerate(WHO):
        known = [(one, level(place, number)) for number, one in enumerate(MISTAKES)]
        answers = {one: HealthAnswer(level=None if value is None else LEVELS[value]) for one, value in known}
        yield HealthAnswered(answers=HealthAnswers(person=person, function=function, answers=answers))
    yield HealthRoundClosed()


HEALTH: Given = [
    {"ratings": {one: level(place, number) for number, one in enumerate(MISTAKES)}}
    for place in range(len(PEOPLE))
]
HEALTH_QUESTION = GridQuestion(items=items(*MISTAKES), scale=points(0, 3), notes=True)


def promises_on_pages() -> Iterator[Event]:
    for number, texts in enumerate((PROMISES, TALKED), start=1):
        for (person, function), text in zip(WHO, texts, strict=True):
            answers = {"promise": text}
            yield PromisesWritten(
                answers=PromiseAnswers(person=person, function=function, round=number, answers=answers)
            )
        yield PromiseRoundClosed(round=number)


def promises_on_phones() -> list[Event]:
    rounds = ([{"texts": {"promise": text}} for text in texts] for texts in (PROMISES, TALKED))
    return session(ask("promise", TextsQuestion(items=items("promise"))), *rounds)


def policies_on_pages() -> Iterator[Event]:
    for (person, function), place in zip(WHO, PLACES, strict=True):
        yield PoliciesPlaced(
            placement=PolicyPlacement(person=person, function=function, positions={"pricing": place})
        )
    yield PoliciesClosed()


def policies_on_phones() -> list[Event]:
    question = LineQuestion(items=items("pricing"), left="anything goes", right="by the book")
    return session(ask("policies", question), [{"places": {"pricing": place}} for place in PLACES])


def consent_on_pages() -> Iterator[Event]:
    about = read_out(replay(BASE), "mission")
    for person, stance in zip(PEOPLE, STANCES, strict=True):
        reason = REASON if stance == "block" else ""
        consent = Consent(decision="mission", about=about, person=person, stance=stance, reason=reason)
        yield ConsentGiven(consent=consent)


def consent_on_phones() -> list[Event]:
    question = ConsentQuestion(about=read_out(replay(BASE), "mission"))
    given = [{"stance": stance, "reason": REASON if stance == "block" else ""} for stance in STANCES]
    return session(ask("consent", question, 2, detail="mission"), given)


def predictions_on_pages() -> Iterator[Event]:
    for person, share, segment in zip(PEOPLE, SHARES, SEGMENTS, strict=True):
        yield PredictionMade(question=TOP_FIFTH_SHARE, answer=f"{share:g}", person=person)
        yield PredictionMade(question=top_segment(profit().by), answer=segment, person=person)
    yield EvidenceRecorded(evidence=profit())


def predictions_on_phones() -> list[Event]:
    share = ask("prediction", GuessQuestion(least=0, most=1000, unit="%"), 1, detail=TOP_FIFTH_SHARE)
    values = tuple(dict.fromkeys(SEGMENTS))
    segment = ask("prediction", OneQuestion(items=items(*values)), 2, detail=top_segment(profit().by))
    return [
        *session(share, [{"value": value} for value in SHARES]),
        *session(segment, [{"choice": value} for value in SEGMENTS]),
        EvidenceRecorded(evidence=profit()),
    ]


def beliefs_on_pages() -> Iterator[Event]:
    for place, (person, function) in enumerate(WHO):
        yield BeliefsGiven(beliefs=Beliefs(person=person, function=function, scores=believed(place)))
    yield EvidenceRecorded(evidence=SCORED)


def beliefs_on_phones() -> list[Event]:
    question = GridQuestion(items=items(*NAMES), scale=points(1, 5))
    given = [{"ratings": believed(place)} for place in range(len(PEOPLE))]
    return [*session(ask("beliefs", question), given), EvidenceRecorded(evidence=SCORED)]


PARTS = {
    "health": (health_on_pages, lambda: session(ask("health", HEALTH_QUESTION), HEALTH)),
    "promise": (promises_on_pages, promises_on_phones),
    "policies": (policies_on_pages, policies_on_phones),
    "consent": (consent_on_pages, consent_on_phones),
    "predictions": (predictions_on_pages, predictions_on_phones),
    "beliefs": (beliefs_on_pages, beliefs_on_phones),
}


@pytest.mark.parametrize("part", PARTS)
def test_phones_give_the_slides_that_the_pages_give(part):
    on_pages, on_phones = PARTS[part]
    expected = list(pages(replay([*BASE, *on_pages()])))

    assert expected != list(pages(replay(BASE)))
    assert list(pages(replay([*BASE, *seated(), *on_phones()]))) == expected


@pytest.mark.parametrize("part", PARTS)
def test_the_order_of_answers_changes_no_slide(part):
    on_phones = PARTS[part][1]()
    expected = list(pages(replay([*BASE, *seated(), *on_phones])))
    turned = [*on_phones]
    kinds = [event.kind for event in on_phones]
    start = kinds.index("activity_answered")
    end = start + len(PEOPLE)
    turned[start:end] = turned[start:end][::-1]

    assert list(pages(replay([*BASE, *seated(), *turned]))) == expected


def test_the_laundry_board_holds_what_came_from_phones():
    texts = ("Nobody tells the desk", "Six records of one guest", "A signature for 20 euros")
    told = [{"texts": {"silo": text}} for text in texts]
    question = TextsQuestion(items=items("silo"))
    asked = ask("laundry", question, privacy="anonymous")
    board = replay([*BASE, *seated(), *session(asked, told)]).laundry
    entries = [LaundryEntry(id=f"{place:032x}", kind="silo", text=text) for place, text in enumerate(texts)]
    added = [LaundryEdited(edit=AddEntry(entry=entry)) for entry in entries]
    typed = replay([*BASE, *added, LaundryEdited(edit=ShowEntries())]).laundry

    assert {(one.kind, one.text) for one in board.out.entries} == {
        (one.kind, one.text) for one in typed.out.entries
    }


@pytest.mark.parametrize("privacy", ["unnamed", "anonymous"])
def test_slides_of_what_phones_answered_lead_to_nobody(privacy):
    health = session(ask("health", HEALTH_QUESTION, privacy=privacy), HEALTH)
    consent = [event for event in consent_on_phones() if privacy == "unnamed"]
    made = replay([*BASE, *seated(), *health, *consent])
    with ZipFile(BytesIO(make_deck(made))) as parts:
        said = b"".join(parts.read(name) for name in parts.namelist()) + make_report(made)

    assert b"Leaders never meet customers" in said
    assert [one for one in (*PEOPLE, *SEATS, *TOKENS) if one.encode() in said] == []
