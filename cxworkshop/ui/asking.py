"""What the room can be asked now: each purpose's question, made from the workshop and the steps' texts."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from cxworkshop.domain.activity import Activity, Ask
from cxworkshop.domain.consent import Decided
from cxworkshop.domain.consents import read_out
from cxworkshop.domain.metrics import Metrics
from cxworkshop.domain.mistakes import asked_once
from cxworkshop.domain.predictions import FIRST_DRIVER, TOP_FIFTH_SHARE, top_segment
from cxworkshop.domain.promises import ROUNDS
from cxworkshop.domain.questions import (
    ConsentQuestion,
    DotsQuestion,
    GridQuestion,
    GuessQuestion,
    Item,
    LineQuestion,
    OneQuestion,
    PointsQuestion,
    ScalePoint,
    TextsQuestion,
)
from cxworkshop.domain.room import Room
from cxworkshop.domain.tables import Role
from cxworkshop.domain.touchpoint_names import labels_of, touchpoint_labels
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidTemplateError
from cxworkshop.inputs.mistakes import mistakes
from cxworkshop.settings import texts

MOST_ITEMS = 120
HIGHEST_SHARE = 1000
"""Per cent: where many customers lose money, the best fifth makes several times the total."""
DOTS, MOST_ON_ONE = 5, 2
FINE = 10
"""Steps of a scale that is too long to show each of its numbers."""

ONCE = frozenset({"health", "prediction", "beliefs"})
"""Purposes without a second round of the same question."""

_DECIDED: Mapping[str, tuple[Decided, ...]] = {
    "02_mission_and_success": ("mission", "success"),
    "03_profitable_segments": ("segments",),
    "04_hallmark_touchpoints": ("hallmarks",),
    "05_value_drivers": ("metrics",),
}


def offers(workshop: Workshop) -> dict[str, tuple[Ask, ...]]:
    """Return what can be asked now, by step."""
    customers = workshop.tables.get(Role.CUSTOMERS)
    by = [name for name, values in customers.categories.items() if values] if customers else []
    made: dict[str, list[Ask | None]] = {
        "01_health_check": [ask_health(workshop), ask_laundry()],
        "02_mission_and_success": [ask_promise(workshop), ask_policies(workshop)],
        "03_profitable_segments": [ask_share(workshop), *(ask_segment(workshop, name) for name in by)],
        "04_hallmark_touchpoints": [ask_beliefs(workshop), ask_hallmarks(workshop)],
        "05_value_drivers": [ask_driver(workshop), ask_metrics(workshop.metrics)],
    }
    for step, decisions in _DECIDED.items():
        made[step] += [ask_consent(workshop, decision) for decision in decisions]
    return {step: tuple(ask for ask in asks if ask) for step, asks in made.items()}


def may_ask_again(activity: Activity) -> bool:
    """Return whether a question that was revealed may have another round."""
    purpose = activity.ask.purpose
    return purpose not in ONCE and not (purpose == "promise" and activity.round >= ROUNDS)


def asked_last(room: Room, purpose: str, detail: str) -> Activity | None:
    """Return the question of a purpose that was put to the room last, unless it was taken back."""
    found = [
        one
        for one in room.activities.values()
        if (one.ask.purpose, one.ask.detail) == (purpose, detail) and one.phase != "draft"
    ]
    return found[-1] if found else None


def once_more(earlier: Activity | None, fresh: Ask | None) -> Activity | None:
    """Return a question that is put another time rather than ``fresh``, as it would be asked now.

    A question that reads otherwise by now is a new one.
    """
    if earlier is None or earlier.phase != "revealed" or not may_ask_again(earlier):
        return None
    return earlier if fresh is None or fresh.question == earlier.ask.question else None


def too_late(workshop: Workshop, activity: Activity) -> bool:
    """Return whether the step has gone on without the room, so that it can't take the answers any more."""
    match activity.ask.purpose:
        case "promise":
            return workshop.promises_out >= activity.round
        case "policies":
            return workshop.policies_closed and activity.round == 1
        case "beliefs":
            return workshop.touchpoints is not None
        case "prediction":
            return bool(workshop.drivers if activity.ask.detail == FIRST_DRIVER else workshop.profit)
        case _:
            return False


def ask_health(workshop: Workshop) -> Ask | None:
    """Return the health check; its title names the round of it, and is nobody else's."""
    try:
        asked = asked_once(mistakes())
    except InvalidTemplateError:
        return None
    levels = texts("health")["levels"]
    scale = [ScalePoint(value=value, label=levels[level]) for value, level in enumerate(list(levels)[:4])]
    items = [Item(id=one.first.id, label=one.first.question, group=one.first.theme) for one in asked]
    taken = {each.name.casefold() for each in workshop.health}
    title: str = _words("health")["title"]
    if title.casefold() in taken:
        title = _words("health")["again"].format(number=len(workshop.health) + 1)
    question = GridQuestion(items=_few(items), scale=tuple(scale), notes=True)
    return _ask("health", question, title=title)


def ask_laundry() -> Ask:
    """Return the question what gets in the way, one text of each kind."""
    items = [Item(id=kind, label=name) for kind, name in texts("laundry")["kinds"].items()]
    return _ask("laundry", TextsQuestion(items=tuple(items)), privacy="anonymous")


def ask_promise(workshop: Workshop) -> Ask | None:
    """Return the four questions of promise alignment, until the first round of them is out."""
    words = texts("promise")
    if workshop.promises_out:
        return None
    items = [
        Item(id=name, label=label, hint=words["hints"][name]) for name, label in words["questions"].items()
    ]
    return _ask("promise", TextsQuestion(items=tuple(items), longest=500))


def ask_policies(workshop: Workshop) -> Ask | None:
    """Return the five policies on a line, until their positions are shown."""
    if workshop.policies_closed:
        return None
    words = _words("policies")
    items = [Item(id=policy, label=name) for policy, name in texts("policies")["names"].items()]
    return _ask("policies", LineQuestion(items=tuple(items), left=words["left"], right=words["right"]))


def ask_share(workshop: Workshop) -> Ask | None:
    """Return the guess what the best fifth of customers makes, before the evidence is out."""
    if workshop.profit:
        return None
    words = _words("prediction")
    return _ask(
        "prediction",
        GuessQuestion(least=0, most=HIGHEST_SHARE, unit="%"),
        title=words["share"],
        explain=words["share_explain"],
        detail=TOP_FIFTH_SHARE,
        privacy="named",
    )


def ask_segment(workshop: Workshop, by: str | None) -> Ask | None:
    """Return the guess which value of the attribute ``by`` earns most, before the evidence is out."""
    customers = workshop.tables.get(Role.CUSTOMERS)
    values = customers.categories.get(by or "", ()) if customers else ()
    if not by or not values or workshop.profit:
        return None
    title = _words("prediction")["segment"].format(by=by)[:300]
    items = [Item(id=value[:300], label=value[:300]) for value in values]
    question = OneQuestion(items=_few(items))
    return _ask("prediction", question, title=title, detail=top_segment(by), privacy="named")


def ask_beliefs(workshop: Workshop) -> Ask | None:
    """Return the touchpoints on the survey's scale, before the evidence is out."""
    survey = workshop.tables.get(Role.SURVEY)
    if workshop.touchpoints or survey is None or survey.scale is None:
        return None
    labels = labels_of(survey, workshop.today)
    if not labels:
        return None
    (low, high), items = survey.scale, _items(labels)
    whole = high - low == int(high - low) and high - low <= FINE
    steps = int(high - low) if whole else FINE
    values = [low + (high - low) * step / steps for step in range(steps + 1)]
    scale = tuple(ScalePoint(value=value, label=f"{value:g}") for value in values)
    explain = _words("beliefs")["explain"].format(low=f"{low:g}", high=f"{high:g}")
    return _ask("beliefs", GridQuestion(items=items, scale=scale), explain=explain)


def ask_hallmarks(workshop: Workshop) -> Ask | None:
    """Return the dots on touchpoints: those scored, without evidence those of the map."""
    found, today = workshop.touchpoints, workshop.today
    labels = {score.name: score.label for score in found.touchpoints} if found else {}
    if not labels and today:
        labels = {each.id: each.name for each in today.touchpoints}
    if len(labels) < 2:  # noqa: PLR2004 - a choice
        return None
    return _ask("hallmarks", DotsQuestion(items=_items(labels), dots=DOTS, most_each=MOST_ON_ONE))


def ask_driver(workshop: Workshop) -> Ask | None:
    """Return the guess which touchpoint moves the outcome most, before the evidence is out."""
    labels = touchpoint_labels(workshop)
    if workshop.drivers or not labels:
        return None
    title = _words("prediction")["driver"]
    question = OneQuestion(items=_items(labels))
    return _ask("prediction", question, title=title, detail=FIRST_DRIVER, privacy="named")


def ask_metrics(metrics: Metrics | None) -> Ask | None:
    """Return the points to share out over metrics, from two on: those drafted or decided."""
    names = [metric.name.strip() for metric in metrics.chosen] if metrics else []
    labels = {name: name for name in names if name}
    if len(labels) < 2:  # noqa: PLR2004 - a choice
        return None
    return _ask("metrics", PointsQuestion(items=_items(labels)))


def ask_consent(workshop: Workshop, decision: Decided) -> Ask | None:
    """Return the question who can go with a decision as it reads now, once it is made."""
    about = read_out(workshop, decision)
    if not about:
        return None
    title = texts("consent")["titles"][decision]
    return _ask("consent", ConsentQuestion(about=about), title=title, detail=decision)


def _ask(purpose: str, question: object, *, privacy: str = "unnamed", **fields: object) -> Ask:
    words = _words(purpose)
    told = {"title": words.get("title"), "explain": words.get("explain", ""), **fields}
    return Ask.model_validate(
        {"id": uuid4().hex, "purpose": purpose, "question": question, "privacy": privacy, **told}
    )


def _words(purpose: str) -> dict[str, Any]:
    found: dict[str, Any] = texts("desk")["asks"][purpose]
    return found


def _items(labels: Mapping[str, str]) -> tuple[Item, ...]:
    return _few([Item(id=name[:300], label=label[:300]) for name, label in labels.items()])


def _few(items: list[Item]) -> tuple[Item, ...]:
    """Return as many items as a question can have, each once."""
    return tuple({item.id: item for item in items}.values())[:MOST_ITEMS]
