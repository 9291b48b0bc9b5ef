"""The speaker's notes of what the room answered: all values, also those that a slide has no room for."""

from collections.abc import Iterable, Iterator

from cxworkshop.charts.figures import count
from cxworkshop.charts.findings_room import say_level
from cxworkshop.domain.activity_results import Measured, Plane, Result, Spread, Tally, Texts
from cxworkshop.export.notes import say
from cxworkshop.export.room_results import Asked
from cxworkshop.export.room_tables import given, number
from cxworkshop.export.sources import text

MOST_TEXTS = 60
"""Most texts in the notes; all of them are in the archive."""


def room_notes(asked: Asked, more: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what to say, how the figures came about, and all of them.

    Parameters
    ----------
    more
        What else the slide has no room for.
    """
    last, ask = asked.last, asked.ask
    notes = [say("room"), text("room", "method", last.kind)]
    if ask.explain:
        notes.append(" ".join(ask.explain.split()))
    notes.append(text("notes", "values", values="; ".join(tell_values(asked, last))))
    if isinstance(last, Texts) and len(last.texts) > MOST_TEXTS:
        notes.append(text("notes", "shown", shown=count(MOST_TEXTS), all=count(len(last.texts))))
    notes += [
        text(
            "room",
            "told",
            "function",
            function=name,
            n=count(told.n),
            values="; ".join(tell_values(asked, told)),
        )
        for name, told in (asked.functions.shown if asked.functions else {}).items()
    ]
    if asked.shift:
        both = asked.shift.both
        compared = (
            text("room", "method", "shift_anonymous")
            if both is None
            else text("room", "method", "shift", both=count(both))
        )
        notes.append(compared)
        moved = [
            text(
                "room",
                "told",
                "moved",
                name=one.label,
                before=say_level(ask, one.before),
                after=say_level(ask, one.after),
            )
            for one in asked.shift.moved
        ]
        notes += ["; ".join(moved)] if moved else []
    return (*notes, *more)


def tell_values(asked: Asked, result: Result) -> Iterator[str]:
    """Yield the values of a result, item by item."""
    match result:
        case Tally(items=items, n=n):
            for one in items:
                facts = {"total": given(asked, one.total, n), "people": count(one.people), "n": count(n)}
                yield text("room", "told", "tally", name=one.label, **facts)
        case Spread(items=measured):
            yield from map(_tell, measured)
        case Plane(items=placed):
            for place in placed:
                yield from (_tell(place.x), _tell(place.y))
        case Texts(texts=texts, labels=labels):
            for each in texts[:MOST_TEXTS]:
                words = " ".join(each.text.split())
                said = text("room", "told", "text", text=words, people=count(each.people))
                label = labels.get(each.item)
                yield text("room", "told", "item", item=label, text=said) if label else said


def _tell(one: Measured) -> str:
    facts = {"name": one.label, "n": count(one.n)}
    if one.mean is None:
        return text("room", "told", "hidden", **facts)
    told = {name: number(getattr(one, name)) for name in ("mean", "low", "high")}
    return text(
        "room", "told", "spread", middle=number(one.median), cant_say=count(one.cant_say), **facts, **told
    )
