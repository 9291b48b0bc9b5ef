"""The page of the laundry board: what several people wrote, by harm and by how changeable it is."""

from cxworkshop.charts.figures import count, percent, short
from cxworkshop.charts.findings_laundry import find_laundry
from cxworkshop.domain.laundry_items import LaundryStanding
from cxworkshop.export.answer_results import Washed
from cxworkshop.export.notes import say
from cxworkshop.export.sources import headers, text
from cxworkshop.export.story import Page, Table

MOST_ROWS = 7
"""Most groups in the table; the others are in the notes."""

NAME = 90
"""Longest name of a group in the table (characters)."""


def laundry_page(washed: Washed) -> Page:
    """Return the page of the groups that were voted on, the first to wash on top."""
    ranking, finding = washed.ranking, find_laundry(washed.ranking)
    found = ranking.standings
    rows = tuple(
        (
            short(one.item.name, NAME),
            f"{one.harm:.1f}",
            f"{one.changeable:.1f}",
            _both(one),
            count(one.n),
        )
        for one in found[:MOST_ROWS]
    )
    values = "; ".join(
        text("notes", "n_figure", name=one.item.name, n=one.n, figure=_both(one)) for one in found
    )
    left = text("notes", "shown", shown=count(len(rows)), all=count(len(found)))
    alone = text("laundry", "alone", count=count(washed.alone))
    return Page(
        id="laundry",
        title=text("laundry", "title", finding=finding) if washed.alone else finding,
        exhibits=(Table(headers("laundry", "headers"), rows, (0.4, 0.1, 0.14, 0.28, 0.08)),),
        takeaway=(text("laundry", "takeaway"), *([alone] if washed.alone else [])),
        source=text("laundry", "source", voters=count(ranking.voters), level=percent(ranking.level)),
        notes=(
            say("laundry"),
            text("laundry", "method", level=percent(ranking.level)),
            text("notes", "values", values=values),
            *([left] if len(rows) < len(found) else []),
        ),
    )


def _both(one: LaundryStanding) -> str:
    return text("health", "figure", mean=f"{one.mean:.1f}", low=f"{one.low:.1f}", high=f"{one.high:.1f}")
