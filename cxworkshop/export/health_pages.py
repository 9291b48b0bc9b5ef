"""The pages of the health check: what to stop first, themes by function, what has changed."""

from collections.abc import Iterator

from cxworkshop.charts.figures import count, listed, percent, short, signed_points
from cxworkshop.charts.findings_agreement import find_agreement
from cxworkshop.charts.findings_health import find_disagreement, find_rounds, find_stops, find_themes
from cxworkshop.domain.health import Health, HealthCell, HealthChange, Standing
from cxworkshop.domain.health_rounds import FirstStop
from cxworkshop.domain.mistakes import Mistake
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.answer_results import (
    Checked,
    Compared,
    health_changes_in,
    health_in,
    labels_of_mistakes,
)
from cxworkshop.export.notes import alt_text, say
from cxworkshop.export.sources import DECISION, day, headers, text
from cxworkshop.export.story import Bar, Bars, Page, Quote, Table
from cxworkshop.inputs.mistakes import mistakes

MOST_ROWS = 7
"""Most mistakes in the ranking; the others are in the notes."""

MOST_BESIDE = 5
"""Most of them in the table beside the bars."""

NAME = 30
"""Longest name of a mistake or an exercise beside the bars (characters)."""

MOST_FUNCTIONS = 4
"""Most functions in the table of themes; the others are in the notes."""


def health_pages(workshop: Workshop) -> Iterator[Page]:
    """Yield what the health check says, what has changed since the first one, and what is stopped first."""
    if checked := health_in(workshop):
        yield _ranking_page(checked, _by_id())
        yield _themes_page(checked)
    if compared := health_changes_in(workshop):
        yield _changes_page(compared)
    if workshop.first_stop:
        yield _first_stop_page(workshop.first_stop, _by_id())


def _by_id() -> dict[str, Mistake]:
    return {one.id: one for one in mistakes()}


def _ranking_page(checked: Checked, names: dict[str, Mistake]) -> Page:
    found, finding = checked.health, find_stops(checked.health, labels_of_mistakes())
    values = [_told(one, names) for one in found.standings]
    shown = found.standings[:MOST_ROWS]
    bars = tuple(_bar(one, names) for one in shown)
    axis = text("health", "axis_one" if found.n == 1 else "axis", level=percent(found.level))
    chart = Bars({axis: bars}, axis, "0.0", alt_text("health", finding, values[:MOST_ROWS]), (0, 3))
    rows = tuple(
        (short(names[one.id].mistake, NAME), short(names[one.id].exercise.name, NAME), _knowing(one))
        for one in shown[:MOST_BESIDE]
    )
    left = text("notes", "shown", shown=count(len(shown)), all=count(len(values)))
    return Page(
        id="health",
        title=finding,
        exhibits=(chart, Table(headers("health", "headers"), rows, (0.42, 0.38, 0.2))),
        takeaway=(text("health", "takeaway"),),
        source=_source(checked),
        notes=(
            say("health"),
            text("health", "method", level=percent(found.level)),
            *found.notes,
            text("notes", "values", values="; ".join(values)),
            *([left] if len(shown) < len(values) else []),
            *([find_disagreement(found, labels_of_mistakes())] if found.disagreed else []),
            *([text("health", "order", said=find_agreement(checked.order))] if checked.order else []),
            *_too_few(found, names),
        ),
    )


def _bar(one: Standing, names: dict[str, Mistake]) -> Bar:
    low, high = (one.mean if end is None else end for end in (one.low, one.high))
    return Bar(short(names[one.id].mistake, NAME), one.mean, low, high)


def _figure(one: Standing | HealthCell) -> str:
    """Return a mean with its interval, which one person alone hasn't."""
    if one.low is None or one.high is None:
        return f"{one.mean:.1f}"
    return text("health", "figure", mean=f"{one.mean:.1f}", low=f"{one.low:.1f}", high=f"{one.high:.1f}")


def _knowing(one: Standing) -> str:
    return text("health", "known", n=count(one.known), asked=count(one.asked))


def _told(one: Standing, names: dict[str, Mistake]) -> str:
    facts = {"name": names[one.id].mistake, "ids": ", ".join(one.ids), "figure": _figure(one)}
    return text("health", "told", known=_knowing(one), **facts)


def _too_few(found: Health, names: dict[str, Mistake]) -> Iterator[str]:
    if found.too_few:
        yield text("health", "too_few", names=listed([names[one].mistake for one in found.too_few]))


def _themes_page(checked: Checked) -> Page:
    found = checked.health
    functions = list(dict.fromkeys(cell.function for cell in found.by_function if cell.function))
    by_place = {(cell.theme, cell.function): cell for cell in found.by_function}
    shown = functions[:MOST_FUNCTIONS]
    rows = tuple(
        (cell.theme, _cell(cell), *(_cell(by_place.get((cell.theme, name))) for name in shown))
        for cell in found.cells
    )
    every = 0.76 / (1 + len(shown))
    return Page(
        id="health_themes",
        title=find_themes(found),
        exhibits=(
            Table(
                (*headers("health_themes", "headers"), *(short(name, 24) for name in shown)),
                rows,
                (0.24, *[every] * (1 + len(shown))),
            ),
        ),
        takeaway=(text("health_themes", "takeaway"), *_withheld(found)),
        source=_source(checked),
        notes=(
            say("health_themes"),
            text("health_themes", "method", level=percent(found.level)),
            *found.notes,
            text("notes", "values", values="; ".join(map(_told_cell, (*found.cells, *found.by_function)))),
        ),
    )


def _cell(cell: HealthCell | None) -> str:
    if cell is None:
        return text("health_themes", "hidden")
    return text("health_themes", "cell", figure=_figure(cell), n=count(cell.n))


def _told_cell(cell: HealthCell) -> str:
    where = ", ".join(filter(None, (cell.theme, cell.function)))
    return text("notes", "n_figure", name=where, n=count(cell.n), figure=_figure(cell))


def _withheld(found: Health) -> Iterator[str]:
    if found.withheld:
        names = listed([short(name, 40) for name in found.withheld])
        yield text("health_themes", "withheld", functions=names)


def _changes_page(compared: Compared) -> Page:
    changes = compared.changes.changes
    rows = tuple(
        (one.theme, _mean(one.before, one.n_before), _mean(one.after, one.n_after), _change(one))
        for one in changes
    )
    return Page(
        id="health_changes",
        title=find_rounds(compared.changes),
        exhibits=(
            Table(
                (
                    *headers("health_changes", "headers")[:1],
                    short(compared.before, 30),
                    short(compared.after, 30),
                    *headers("health_changes", "headers")[1:],
                ),
                rows,
                (0.34, 0.2, 0.2, 0.26),
            ),
        ),
        takeaway=(text("health_changes", "takeaway"),),
        source=text("health_changes", "source", level=percent(compared.changes.level)),
        notes=(
            say("health_changes"),
            text("health_changes", "method", level=percent(compared.changes.level)),
        ),
    )


def _mean(mean: float, n: int) -> str:
    return text("health_themes", "cell", figure=f"{mean:.1f}", n=count(n))


def _change(one: HealthChange) -> str:
    if one.low is None or one.high is None:
        return signed_points(one.change)
    ends = {"low": signed_points(one.low), "high": signed_points(one.high)}
    return text("health", "figure", mean=signed_points(one.change), **ends)


def _first_stop_page(stop: FirstStop, names: dict[str, Mistake]) -> Page:
    known = names.get(stop.mistake)
    return Page(
        id="first_stop",
        title=text("first_stop", "title", name=short(known.mistake if known else stop.mistake, 80)),
        exhibits=(Quote(stop.step),),
        takeaway=(text("first_stop", "owner", owner=stop.owner, due=day(stop.due)),),
        source=text(*DECISION),
        notes=(say("first_stop"), *([text("first_stop", "instead", instead=known.instead)] if known else [])),
    )


def _source(checked: Checked) -> str:
    n, level = count(checked.health.n), percent(checked.health.level)
    kind = "source_one" if checked.health.n == 1 else "source"
    return text("health", kind, round=short(checked.round, 60), n=n, level=level)
