"""What the room answered, in sentences: what stands on top, and what people are furthest apart on."""

from collections.abc import Sequence

from cxworkshop.charts.figures import count, measured, percent, short
from cxworkshop.charts.sentences import named_first, say
from cxworkshop.domain.activity import Ask
from cxworkshop.domain.activity_results import (
    Measured,
    Moved,
    Plane,
    Result,
    Spread,
    Tallied,
    Tally,
    Texts,
    Withheld,
)
from cxworkshop.domain.questions import DotsQuestion, PointsQuestion, RankingQuestion
from cxworkshop.domain.result_items import GUESSED

TEXT = 90
"""Longest text in a sentence (characters)."""

NAME = 60
"""Longest name of an item that stands alone in a sentence (characters)."""

DIGITS = 2
"""Of means and middles: whoever looks at thirty people's answers needs no more."""


def find_room(ask: Ask, result: Result) -> str:
    """Say what stands out in a result; it must show something."""
    match result:
        case Tally():
            return _find_tally(ask, result)
        case Spread():
            return _find_spread(ask, result)
        case Plane(n=n, items=items, widest=widest):
            labels = {one.id: one.label for one in items}
            return _find_apart([labels[which] for which in widest]) or say("room", "answered", n=count(n))
        case Texts():
            return _find_texts(result)
        case Withheld(n=n):
            return say("room", "answered", n=count(n))


def find_moved(ask: Ask, moved: Sequence[Moved], first: int, last: int) -> str:
    """Say what moved most from a round to another; of what didn't move, that it didn't.

    Parameters
    ----------
    moved
        Means or shares in both rounds, the largest change first; at least one.
    first, last
        The rounds' numbers.
    """
    rounds = {"first": count(first), "last": count(last)}
    most = moved[0]
    before, after = (say_level(ask, level) for level in (most.before, most.after))
    if before == after:
        return say("room", "stayed", **rounds)
    return say("room", "moved", name=short(most.label, NAME), before=before, after=after, **rounds)


def say_level(ask: Ask, level: float) -> str:
    """Return an item's mean, or the share of people who chose it, as people read it."""
    return percent(level) if counts_people(ask) else measured(level, digits=DIGITS)


def counts_people(ask: Ask) -> bool:
    """Whether an item is chosen or not, so that its mean is a share of the people."""
    return ask.question.kind in {"one", "many", "consent"}


def _find_tally(ask: Ask, tally: Tally) -> str:
    n = count(tally.n)
    if ask.question.kind == "consent":
        stances = {one.id: count(one.people) for one in tally.items}
        return say("room", "consent", n=n, **stances)
    most = max(one.total for one in tally.items)
    first = [one for one in tally.items if one.total == most]
    names, tied = _names([one.label for one in first]), "_tied" if len(first) > 1 else ""
    match ask.question:
        case DotsQuestion():
            given = count(sum(one.total for one in tally.items))
            facts = {"total": count(most), "all": given}
            return say("room", f"dots{tied}", names=names, people=_people(first), n=n, **facts)
        case PointsQuestion(total=total):
            mean = say_level(ask, most / tally.n)
            return say("room", f"points{tied}", names=names, mean=mean, total=count(total), n=n)
        case _:
            return say("room", f"chosen{tied}", names=names, people=_people(first), n=n)


def _names(names: Sequence[str]) -> str:
    """Return names as a title lists them; one alone may be longer."""
    return short(names[0], NAME) if len(names) == 1 else named_first(names)


def _people(first: Sequence[Tallied]) -> str:
    return count(first[0].people)


def _find_spread(ask: Ask, spread: Spread) -> str:
    told = [(one, one.mean) for one in spread.items if one.mean is not None]
    if told and told[0][0].id == GUESSED:
        return _find_guess(told[0][0], spread.unit)
    if isinstance(ask.question, RankingQuestion) and told:
        return _find_first(ask, told, min(mean for _, mean in told), "ranked", spread)
    labels = {one.id: one.label for one in spread.items}
    if apart := _find_apart([labels[which] for which in spread.widest]):
        return apart
    return _find_first(ask, told, max(mean for _, mean in told), "highest", spread)


def _find_first(
    ask: Ask, told: Sequence[tuple[Measured, float]], best: float, pattern: str, spread: Spread
) -> str:
    """Name what has the best mean; all of them, where several have."""
    names = [one.label for one, mean in told if say_level(ask, mean) == say_level(ask, best)]
    tied = "_tied" if len(names) > 1 else ""
    facts = {"mean": say_level(ask, best), "most": measured(spread.most), "n": count(spread.n)}
    return say("room", f"{pattern}{tied}", names=_names(names), **facts)


def _find_guess(guess: Measured, unit: str) -> str:
    low, high, middle = (measured(value or 0, unit) for value in (guess.low, guess.high, guess.median))
    pattern = "guess_alike" if low == high else "guess"
    return say("room", pattern, low=low, high=high, middle=middle, n=count(guess.n))


def _find_apart(names: Sequence[str]) -> str:
    return say("room", "apart", names=_names(names)) if names else ""


def _find_texts(told: Texts) -> str:
    most = max(told.texts, key=lambda one: one.people)
    if most.people > 1:
        facts = {"people": count(most.people), "n": count(told.n)}
        return say("room", "said", text=short(most.text, TEXT), **facts)
    return say("room", "written", n=count(told.n))
