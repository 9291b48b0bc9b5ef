"""What was answered on phones, handed to the part of the workshop that asked, once it is revealed."""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from typing import get_args

from pydantic import ValidationError

from cxworkshop.domain.activity import Activity, Purpose
from cxworkshop.domain.consent import Consent
from cxworkshop.domain.health import HealthAnswer, HealthAnswers, Level
from cxworkshop.domain.health_rounds import HealthRound
from cxworkshop.domain.laundry import AddEntry, LaundryEntry, LaundryKind, ShowEntries, edit_board
from cxworkshop.domain.perception import Beliefs
from cxworkshop.domain.policies import PolicyPlacement
from cxworkshop.domain.promises import PromiseAnswers
from cxworkshop.domain.responses import (
    Answer,
    ConsentAnswer,
    GridAnswer,
    GuessAnswer,
    LineAnswer,
    OneAnswer,
    TextsAnswer,
)
from cxworkshop.domain.same_person import answered_again, same_person
from cxworkshop.domain.workshop import Workshop

LEVELS: tuple[Level, ...] = get_args(Level)
"""What the points 0, 1, 2, 3 of a health check's scale mean."""

NOT_DELIVERED: tuple[Purpose, ...] = ("free", "hallmarks", "metrics")
"""Purposes whose answers no step takes over."""

REASON_HIDDEN = "…"
"""What stands for a block's reason that is hidden, since a block needs one."""

_KINDS = get_args(LaundryKind)


def deliver(workshop: Workshop, activity: Activity) -> Workshop:  # noqa: PLR0911 - one case per purpose
    """Return ``workshop`` with the answers of the current round where its ``purpose`` says.

    An answer that the part can't take is left out: the fold never fails.
    """
    match activity.ask.purpose:
        case "health":
            return _health(workshop, activity)
        case "promise":
            return _promises(workshop, activity)
        case "laundry":
            return _laundry(workshop, activity)
        case "prediction":
            return _predictions(workshop, activity)
        case "beliefs":
            return _beliefs(workshop, activity)
        case "policies":
            return _policies(workshop, activity)
        case "consent":
            return _consents(workshop, activity)
        case "free" | "hallmarks" | "metrics":
            return workshop


def _told(workshop: Workshop, activity: Activity) -> Iterator[tuple[str, str, object]]:
    """Yield who answered (a name, or a token where anonymous), for which function, and what isn't hidden."""
    seats = workshop.room.seats
    for who, given in activity.current.answers.items():
        seat, answer = seats.get(who), _without_hidden(activity, who, given)
        yield (seat.name, seat.function, answer) if seat else (who, "", answer)


def _without_hidden(activity: Activity, who: str, answer: Answer) -> Answer:
    """Return an answer without the texts that the facilitator has hidden before the reveal."""
    hidden = {key.item for key in activity.current.hidden if key.who == who}
    if isinstance(answer, ConsentAnswer) and "" in hidden:
        reason = REASON_HIDDEN if answer.stance == "block" else ""
        return answer.model_copy(update={"reason": reason})
    if not hidden or not isinstance(answer, TextsAnswer):
        return answer
    return TextsAnswer(texts={item: text for item, text in answer.texts.items() if item not in hidden})


def _health(workshop: Workshop, activity: Activity) -> Workshop:
    *earlier, latest = workshop.health or (HealthRound(name=activity.ask.title),)
    if latest.closed:
        earlier, latest = [*earlier, latest], HealthRound(name=activity.ask.title)
    for person, function, answer in _told(workshop, activity):
        if isinstance(answer, GridAnswer):
            levels = {
                which: HealthAnswer(
                    level=None if value is None else LEVELS[int(value)], example=answer.notes.get(which, "")
                )
                for which, value in answer.ratings.items()
                if value is None or value in range(len(LEVELS))
            }
            latest = latest.answered(HealthAnswers(person=person, function=function, answers=levels))
    closed = latest.model_copy(update={"closed": True})
    return workshop.model_copy(update={"health": (*earlier, closed)})


def _promises(workshop: Workshop, activity: Activity) -> Workshop:
    promises = workshop.promises
    for person, function, answer in _told(workshop, activity):
        if isinstance(answer, TextsAnswer):
            with suppress(ValidationError):
                written = PromiseAnswers.model_validate(
                    {
                        "person": person,
                        "function": function,
                        "round": activity.round,
                        "named": activity.ask.privacy == "named",
                        "answers": answer.texts,
                    }
                )
                promises = answered_again(promises, written, "round")
    out = max(workshop.promises_out, activity.round)
    return workshop.model_copy(update={"promises": promises, "promises_out": out})


def _laundry(workshop: Workshop, activity: Activity) -> Workshop:
    board = workshop.laundry
    for who, given in sorted(activity.current.answers.items()):
        answer = _without_hidden(activity, who, given)
        texts = answer.texts if isinstance(answer, TextsAnswer) else {}
        for kind, text in texts.items():
            made = sha256(f"{activity.ask.id} {activity.round} {who} {kind}".encode()).hexdigest()[:32]
            with suppress(ValidationError):
                entry = LaundryEntry.model_validate(
                    {"id": made, "kind": kind if kind in _KINDS else "other", "text": text}
                )
                board = edit_board(board, AddEntry(entry=entry))
    return workshop.model_copy(update={"laundry": edit_board(board, ShowEntries())})


def _predictions(workshop: Workshop, activity: Activity) -> Workshop:
    guessed = dict(workshop.predictions.get(activity.ask.detail, {}))
    for person, _, answer in _told(workshop, activity):
        if isinstance(answer, GuessAnswer | OneAnswer):
            guessed = {who: said for who, said in guessed.items() if not same_person(who, person)}
            guessed[person] = answer.choice if isinstance(answer, OneAnswer) else f"{answer.value:.15g}"
    predictions = {**workshop.predictions, activity.ask.detail: guessed}
    return workshop.model_copy(update={"predictions": predictions})


def _beliefs(workshop: Workshop, activity: Activity) -> Workshop:
    beliefs = workshop.beliefs
    for person, function, answer in _told(workshop, activity):
        if isinstance(answer, GridAnswer):
            scores = {which: value for which, value in answer.ratings.items() if value is not None}
            with suppress(ValidationError):
                believed = Beliefs(person=person, function=function, scores=scores)
                beliefs = answered_again(beliefs, believed)
    return workshop.model_copy(update={"beliefs": beliefs})


def _policies(workshop: Workshop, activity: Activity) -> Workshop:
    placed = workshop.policies
    for person, function, answer in _told(workshop, activity):
        if isinstance(answer, LineAnswer):
            with suppress(ValidationError):
                placement = PolicyPlacement.model_validate(
                    {"person": person, "function": function, "positions": answer.places}
                )
                placed = answered_again(placed, placement)
    return workshop.model_copy(update={"policies": placed, "policies_closed": True})


def _consents(workshop: Workshop, activity: Activity) -> Workshop:
    about = activity.ask.question.about if activity.ask.question.kind == "consent" else ""
    consents = workshop.consents
    for person, _, answer in _told(workshop, activity):
        if isinstance(answer, ConsentAnswer):
            with suppress(ValidationError):
                consent = Consent.model_validate(
                    {
                        "decision": activity.ask.detail,
                        "about": about,
                        "person": person,
                        "stance": answer.stance,
                        "reason": answer.reason,
                    }
                )
                consents = answered_again(consents, consent, "decision")
    return workshop.model_copy(update={"consents": consents})
