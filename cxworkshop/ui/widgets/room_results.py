"""What the room answered, as a table for the facilitator; the large view is the big screen's."""

from collections.abc import Iterable

from cxworkshop.charts.figures import count
from cxworkshop.domain.activity_results import Measured, Plane, Result, Spread, Tally, Texts, Withheld
from cxworkshop.domain.result_items import GUESSED
from cxworkshop.settings import texts
from cxworkshop.ui.widgets.prose import callout_html, empty_html, heading_html, list_html, table_html


def result_html(result: Result) -> str:
    """Return a revealed result as a table with how many people stand behind it."""
    words = texts("desk")["results"]
    if isinstance(result, Withheld):
        said = words["withheld"].format(least=count(result.least), n=count(result.n))
        return callout_html(said, "warn")
    if not result.n:
        return empty_html(words["none"])
    caption = words["caption"].format(n=count(result.n))
    columns, rows = _table(result)
    table = table_html(caption, columns, rows)
    if isinstance(result, Tally) and result.reasons:
        table += heading_html(words["reasons"]) + list_html(result.reasons)
    return table


def apart(result: Result) -> tuple[str, ...]:
    """Return what people are furthest apart on, most first; what is itself a question in quotation marks."""
    if not isinstance(result, Spread | Plane):
        return ()
    labels = {one.id: one.label for one in result.items}
    names = (labels[which] for which in result.widest if which in labels)
    return tuple(f"“{name}”" if name.endswith("?") else name for name in names)


def _table(result: Tally | Spread | Plane | Texts) -> tuple[list[str], Iterable[tuple[str, ...]]]:
    words = texts("desk")["results"]
    match result:
        case Tally(items=items):
            plain = all(one.people == one.total for one in items)
            columns = words["chosen" if plain else "tally"]
            full = ((one.label, count(one.people), count(one.total)) for one in items)
            return columns, (row[: len(columns)] for row in full)
        case Spread():
            some = any(one.cant_say for one in result.items)
            columns = [*words["spread"], *([words["cant_say"]] if some else [])]
            return columns, [_measured(one, result.unit)[: len(columns)] for one in result.items]
        case Plane(items=placed):
            rows = [(one.label, _number(one.x.mean), _number(one.y.mean), count(one.n)) for one in placed]
            return words["plane"], rows
        case Texts(labels=labels, texts=written):
            columns = words["texts" if labels else "text"]
            told = ((labels.get(one.item, ""), _signed(one.text, one.names), one.people) for one in written)
            return columns, [(label, text, count(n))[-len(columns) :] for label, text, n in told]


def _measured(one: Measured, unit: str) -> tuple[str, ...]:
    words = texts("desk")["results"]
    label = words["guess"] if one.id == GUESSED else one.label
    if one.low is None or one.high is None:
        return label, _number(one.mean), _number(None), count(one.n), count(one.cant_say)
    span = words["range"].format(low=_number(one.low), high=_number(one.high))
    mean = f"{_number(one.mean)} {unit}".strip()
    return label, mean, span, count(one.n), count(one.cant_say)


def _signed(text: str, names: tuple[str, ...]) -> str:
    return f"{text} ({', '.join(names)})" if names else text


def _number(value: float | None) -> str:
    if value is None:
        return str(texts("common")["none"])
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"
