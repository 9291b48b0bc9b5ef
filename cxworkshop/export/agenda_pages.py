"""The page of the suggested agenda: which steps deserve the time, by what the health check says."""

from collections.abc import Iterable

from cxworkshop import settings
from cxworkshop.charts.figures import count, listed, short
from cxworkshop.charts.sentences import named_first
from cxworkshop.domain.health import AgendaItem
from cxworkshop.domain.mistakes import StepId
from cxworkshop.export.answer_results import Shared, labels_of_mistakes
from cxworkshop.export.notes import say
from cxworkshop.export.sources import headers, text
from cxworkshop.export.story import Page, Table

MOST_REASONS = 3
"""Most mistakes named behind a step; all of them are in the notes."""

NAME = 40
"""Longest name of a mistake in the table (characters)."""


def agenda_page(shared: Shared) -> Page:
    """Return the page of minutes by step, beside those of the plan for the day where one is chosen."""
    items, planned = shared.agenda.items, shared.planned
    first, suggested, plan, because = headers("agenda", "headers")
    rows = tuple(
        (
            _title(item.step),
            count(item.minutes),
            *([count(planned.get(item.step, 0))] if planned else []),
            _because(item),
        )
        for item in items
    )
    values = "; ".join(
        text("agenda", "told", step=_title(item.step), minutes=item.minutes, names=_all(item.mistakes))
        for item in items
    )
    after = shared.agenda.afterwards
    return Page(
        id="agenda",
        title=_finding(shared),
        exhibits=(
            Table(
                (first, suggested, *([plan] if planned else []), because),
                rows,
                (0.22, 0.14, 0.14, 0.5) if planned else (0.24, 0.16, 0.6),
            ),
        ),
        takeaway=(
            text("agenda", "takeaway"),
            *([text("agenda", "afterwards", names=_first(after))] if after else []),
        ),
        source=text("agenda", "source", round=short(shared.round, 60), n=count(shared.n)),
        notes=(say("agenda"), text("agenda", "method"), text("notes", "values", values=values)),
    )


def _finding(shared: Shared) -> str:
    most = max(item.minutes for item in shared.agenda.items)
    names = [_title(item.step) for item in shared.agenda.items if item.minutes == most]
    kind = "one" if len(names) == 1 else "more"
    return text("agenda", "title", kind, names=named_first(names), minutes=most, all=shared.agenda.minutes)


def _title(step: StepId) -> str:
    """Return what a step is called; commitments have no page of their own yet."""
    page = settings.texts("steps").get(step)
    return str(page["title"]) if page else text("agenda", "steps", step)


def _because(item: AgendaItem) -> str:
    return _first(item.mistakes) if item.mistakes else text("agenda", "none")


def _first(ids: tuple[str, ...]) -> str:
    """Return the first few mistakes by name, and how many more there are."""
    names = [short(labels_of_mistakes()[one], NAME) for one in ids[:MOST_REASONS]]
    more = len(ids) - len(names)
    return listed([*names, *([text("agenda", "others", count=count(more))] if more else [])])


def _all(ids: Iterable[str]) -> str:
    names = [labels_of_mistakes()[one] for one in ids]
    return listed(names) if names else text("agenda", "none")
