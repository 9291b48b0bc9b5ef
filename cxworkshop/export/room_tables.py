"""The tables of what the room answered: numbers by item, places on two axes, texts, functions."""

from collections.abc import Sequence

from cxworkshop.charts.figures import count, measured, short
from cxworkshop.charts.findings_room import DIGITS, say_level
from cxworkshop.domain.activity_results import Measured, Moved, Plane, Spread, Tally, Texts, Written
from cxworkshop.domain.questions import AxesQuestion
from cxworkshop.domain.result_items import GUESSED
from cxworkshop.export.room_results import Asked
from cxworkshop.export.sources import text
from cxworkshop.export.story import Table

NAME = 40
"""Longest name of an item (characters)."""

MOST_ROWS = 8
"""Most rows of a table; the others are in the notes."""

MOST_FUNCTIONS = 3
"""Most functions in a table; the others are in the notes."""


def number(value: float | None, unit: str = "") -> str:
    """Return a mean or a number as people read it; that it isn't shown."""
    return text("room", "hidden") if value is None else measured(value, unit, DIGITS)


def span(one: Measured, unit: str = "") -> str:
    """Return the lowest and the highest number."""
    if one.low is None or one.high is None:
        return text("room", "hidden")
    return text("room", "range", low=number(one.low), high=number(one.high, unit))


def spread_table(asked: Asked, spread: Spread) -> Table:
    """Return middle, range and n by item, with the means of two rounds, else of functions, beside them."""
    head = [text("room", "spread", name) for name in ("item", "middle", "range", "n")]
    rows = [
        [_label(one), number(one.median, spread.unit), span(one, spread.unit), count(one.n)]
        for one in spread.items[:MOST_ROWS]
    ]
    moved = {one.id: one for one in asked.shift.moved} if asked.shift else {}
    if moved:
        numbers = (asked.rounds[0][0], asked.rounds[-1][0])
        head += [text("room", "spread", "mean", number=which) for which in numbers]
        for row, one in zip(rows, spread.items, strict=False):
            row.extend(_both(asked, moved.get(one.id)))
    else:
        for function, told in shown_functions(asked):
            head.append(text("room", "function_mean", function=short(function, 20), n=count(told.n)))
            means = {one.id: one.mean for one in told.items} if isinstance(told, Spread) else {}
            for row, one in zip(rows, spread.items, strict=False):
                row.append(number(means.get(one.id)))
    return _table(head, rows, (0.34, 0.14, 0.2, 0.08))


def plane_table(asked: Asked, plane: Plane) -> Table:
    """Return where items stand on both axes, with the range of each."""
    question = asked.ask.question
    ends = (
        {name: short(getattr(question, name), 24) for name in ("left", "right", "bottom", "top")}
        if isinstance(question, AxesQuestion)
        else {}
    )
    head = [text("room", "plane", name, **ends) for name in ("item", "x", "y", "n")]
    rows = [
        [short(one.label, NAME), _place(one.x), _place(one.y), count(one.n)]
        for one in plane.items[:MOST_ROWS]
    ]
    return _table(head, rows, (0.34, 0.28, 0.28, 0.1))


def texts_shown(texts: Texts) -> tuple[Written, ...]:
    """Return the texts on the slide: of each item as many, those that most people wrote first."""
    items = list(dict.fromkeys(one.item for one in texts.texts))
    each = max(MOST_ROWS // len(items), 1)
    return tuple(one for item in items for one in [two for two in texts.texts if two.item == item][:each])[
        :MOST_ROWS
    ]


def texts_table(texts: Texts) -> Table:
    """Return what was said and by how many; by whom, where answers were given with names."""
    named = any(one.names for one in texts.texts)
    columns = [*(["item"] if texts.labels else []), "text", "people", *(["who"] if named else [])]
    rows = []
    for one in texts_shown(texts):
        cells = {
            "item": short(texts.labels.get(one.item, ""), NAME),
            "text": " ".join(one.text.split()),
            "people": count(one.people),
            "who": short(", ".join(one.names), 60),
        }
        rows.append([cells[name] for name in columns])
    shares = {"item": 0.24, "people": 0.1, "who": 0.22}
    text_share = 1 - sum(shares[name] for name in columns if name != "text")
    widths = tuple(shares.get(name, text_share) for name in columns)
    head = [text("room", "texts", name) for name in columns]
    return Table(tuple(head), tuple(map(tuple, rows)), widths)


def functions_table(asked: Asked, ids: Sequence[str]) -> Table | None:
    """Return what each function gave these items; None where none may be shown."""
    columns = [(name, told) for name, told in shown_functions(asked) if isinstance(told, Tally)]
    if not columns or not isinstance(asked.last, Tally):
        return None
    labels = {one.id: one.label for one in asked.last.items}
    head = [_given_head(asked)]
    rows = [[short(labels[which], 28)] for which in ids]
    for function, told in columns:
        head.append(text("room", "function", function=short(function, 20), n=count(told.n)))
        totals = {one.id: one.total for one in told.items}
        for row, which in zip(rows, ids, strict=True):
            row.append(given(asked, totals[which], told.n))
    return _table(head, rows, (0.4,))


def _given_head(asked: Asked) -> str:
    kind = asked.ask.question.kind
    said = text("room", "given", kind if kind in {"dots", "points"} else "people")
    if len(asked.rounds) == 1:
        return said
    return text("room", "given_round", number=asked.rounds[-1][0], given=said.lower())


def given(asked: Asked, total: int, n: int) -> str:
    """Return what so many people gave an item in all: people, dots, or points a person."""
    return say_level(asked.ask, total / n) if asked.ask.question.kind == "points" else count(total)


def shown_functions(asked: Asked) -> list[tuple[str, Spread | Plane | Tally]]:
    """Return the first functions that may be shown, with their results."""
    found = asked.functions.shown if asked.functions else {}
    told = [(name, one) for name, one in found.items() if isinstance(one, Spread | Plane | Tally)]
    return told[:MOST_FUNCTIONS]


def _label(one: Measured) -> str:
    return text("room", "spread", "guess") if one.id == GUESSED else short(one.label, NAME)


def _both(asked: Asked, moved: Moved | None) -> list[str]:
    if moved is None:
        return [text("room", "hidden")] * 2
    return [say_level(asked.ask, moved.before), say_level(asked.ask, moved.after)]


def _place(one: Measured) -> str:
    if one.mean is None:
        return text("room", "hidden")
    return text("room", "place", mean=number(one.mean), low=number(one.low), high=number(one.high))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Table:
    """Return a table whose further columns share what the first widths leave, or take some from the first."""
    further = len(head) - len(widths)
    shares = list(widths)
    if further:
        left = max(1 - sum(widths), 0.12 * further)
        shares = [share * (1 - left) / sum(widths) for share in widths] + [left / further] * further
    total = sum(shares)
    return Table(tuple(head), tuple(map(tuple, rows)), tuple(share / total for share in shares))
