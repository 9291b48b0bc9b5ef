"""Small pieces to test with: laundry boards, placements of policies, stances on a decision."""

from itertools import count

from cxworkshop.domain.consent import Consent
from cxworkshop.domain.laundry import LaundryBoard, LaundryEntry, LaundryGroup, LaundryVote
from cxworkshop.domain.policies import PolicyPlacement

TEXTS = (
    "Guests call three times to move a booking",
    "Sales and service each keep their own customer list",
    "Guests must call three times to move their booking",
    "Every refund needs a signature from head office",
)

_people = count()


def told(number: int) -> str:
    return f"{number:032x}"


def entry(number: int, text: str = "", kind: str = "rule") -> LaundryEntry:
    return LaundryEntry(id=told(number), kind=kind, text=text or TEXTS[number % len(TEXTS)])


def group(number: int, *entries: int, name: str = "Moving a booking") -> LaundryGroup:
    return LaundryGroup(id=told(number), name=name, entries=tuple(map(told, entries)))


def vote(token: int, **points: tuple[int, int]) -> LaundryVote:
    """Return a vote; ``e3=(5, 2)`` gives entry or group 3 harm 5 and changeable 2."""
    harm = {told(int(name[1:])): both[0] for name, both in points.items()}
    changeable = {told(int(name[1:])): both[1] for name, both in points.items()}
    return LaundryVote(token=told(token), harm=harm, changeable=changeable)


def board(entries: int = 4, *, groups=(), votes=()) -> LaundryBoard:
    return LaundryBoard(entries=tuple(map(entry, range(entries))), groups=groups, votes=votes)


def shown_board(entries: int = 4, *, groups=(), votes=()) -> LaundryBoard:
    """Return a board that was shown with all its entries and votes."""
    made = board(entries, groups=groups, votes=votes)
    return made.model_copy(update={"shown": tuple(one.id for one in made.entries), "counted": made.votes})


def placement(function: str = "", person: str = "", **positions: float) -> PolicyPlacement:
    named = person or f"person {next(_people)}"
    return PolicyPlacement(person=named, function=function, positions=positions)


def stance(kind: str = "agree", person: str = "", about: str = "A mission", reason: str = "") -> Consent:
    return Consent(
        decision="mission",
        about=about,
        person=person or f"person {next(_people)}",
        stance=kind,
        reason=reason or ("It promises too much" if kind == "block" else ""),
    )
