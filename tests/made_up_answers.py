"""What made-up leaders answered, each alone: health check, promise, policies, consent."""

from datetime import date

from made_up_health import sheet
from made_up_workshop import mission, success

from cxworkshop.domain.consent import Consent
from cxworkshop.domain.health import HealthAnswers
from cxworkshop.domain.health_rounds import FirstStop, HealthRound
from cxworkshop.domain.laundry import LaundryBoard, LaundryEntry, LaundryVote
from cxworkshop.domain.mission_drafts import MissionDrafts, Moment, Variant, WordMarks
from cxworkshop.domain.policies import PolicyBoundary, PolicyPlacement
from cxworkshop.domain.promises import PromiseAnswers
from cxworkshop.domain.workshop import Workshop

PEOPLE = tuple(f"Zyx{letter}marker" for letter in "abcdefg")
"""Names that stand nowhere by chance; some allowed theirs to be shown."""

FUNCTIONS = ("Operations",) * 3 + ("Marketing",) * 3 + ("Legal",)
OWNER = "Zara Quill"

PROMISES = (
    "a room that is ready",
    "the best place in town",
    "a ready room and a calm night",
    "whoever hears of a problem solves it",
    "a calm night near the station",
    "the room is ready, whoever comes",
    "problems solved by whoever hears of them",
)
TALKED = (*PROMISES[:1] * 4, *PROMISES[2:3] * 3)


def sheets(shift: int = 0, people: int = len(PEOPLE)) -> tuple[HealthAnswers, ...]:
    """Return answers to questions of three themes, one of them known to two people alone."""
    return tuple(
        sheet(
            person,
            {
                "S1": max(3 - place % 2 - shift, 0),
                "D3": (place + shift) % 4,
                "T8": max(2 - shift, 0),
                "M6": 1 if place < 2 else None,
            },
            function,
        )
        for place, (person, function) in enumerate(zip(PEOPLE[:people], FUNCTIONS, strict=False))
    )


def first_stop(**changes: object) -> FirstStop:
    stop = FirstStop(
        mistake="S1", step="Each of us spends an evening at a desk", owner=OWNER, due=date(2027, 2, 1)
    )
    return stop.model_copy(update=changes)


def promises(texts: tuple[str, ...] = PROMISES, number: int = 1) -> tuple[PromiseAnswers, ...]:
    return tuple(
        PromiseAnswers(person=person, round=number, named=place < 4, answers={"promise": text})
        for place, (person, text) in enumerate(zip(PEOPLE, texts, strict=False))
    )


def moments(*kinds: str) -> tuple[Moment, ...]:
    return tuple(
        Moment(id=f"{place:032x}", kind=kind, text=f"The story number {place} as it happened.")
        for place, kind in enumerate(kinds)
    )


def placements(*positions: float) -> tuple[PolicyPlacement, ...]:
    return tuple(
        PolicyPlacement(person=person, function=function, positions={"pricing": position})
        for person, function, position in zip(PEOPLE, FUNCTIONS, positions, strict=False)
    )


def consents(*stances: str, decision: str = "mission", reason: str = "") -> tuple[Consent, ...]:
    about = {"mission": mission().sentence, "success": success().sentence}[decision]
    return tuple(
        Consent(decision=decision, about=about, person=person, stance=stance, reason=reason)
        for person, stance in zip(PEOPLE, stances, strict=False)
    )


def answered(**changes: object) -> Workshop:
    """Return a workshop in which everything was answered, with no tables and no evidence."""
    variant = Variant(id=f"{9:032x}", text="Because we are hosts, rooms are ready.")
    board = LaundryBoard(
        entries=(LaundryEntry(id=f"{1:032x}", kind="silo", text="Nobody tells the desk"),),
        votes=(LaundryVote(token=f"{2:032x}", harm={f"{1:032x}": 3}),),
    )
    made = Workshop(
        name="Aldersea Hotels",
        mission=mission(),
        success=success(),
        health=(
            HealthRound(name="May", answers=sheets(), closed=True),
            HealthRound(name="November", answers=sheets(1), closed=True),
        ),
        first_stop=first_stop(),
        laundry=board,
        promises=(*promises(), *promises(TALKED, 2)),
        promises_out=2,
        drafts=MissionDrafts(
            variants=(variant,),
            marks=tuple(WordMarks(person=person, variant=variant.id, keep=(3,)) for person in PEOPLE),
            moments=moments("showed", "failed"),
        ),
        policies=placements(5, 20, 40, 60, 80, 95, 95),
        policies_closed=True,
        boundaries={
            "pricing": PolicyBoundary(
                policy="pricing", boundary="One price for all", way_to_talk="This is what everybody pays"
            )
        },
        consents=(
            *consents("agree", "can_live", "block", reason="It promises what the night shift can't keep"),
            *consents("agree", "agree", "agree", decision="success"),
        ),
    )
    return made.model_copy(update=changes)
