"""The page of what the team noted on questions that have no page of their own."""

from collections.abc import Iterator

from cxworkshop.charts.figures import count, short
from cxworkshop.domain.activity import Activity
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.notes import say
from cxworkshop.export.room_results import OWN, asked_in
from cxworkshop.export.sources import headers, text
from cxworkshop.export.story import Page, Table

MOST_ROWS = 8
"""Most questions on the slide, the latest; all of them are in the notes."""

QUESTION, OUTCOME = 80, 160
"""Longest question and outcome on the slide (characters); the whole of them is in the notes."""


def outcome_pages(workshop: Workshop) -> Iterator[Page]:
    """Yield the page of what the team takes from questions whose answers stand elsewhere, if it noted any."""
    noted = list(_noted(workshop))
    if not noted:
        return
    shown = noted[-MOST_ROWS:]
    rows = tuple((short(_question(one), QUESTION), short(_outcome(one), OUTCOME)) for one in shown)
    full = "; ".join(f"{_question(one)}: {_outcome(one)}" for one in noted)
    notes = [say("noted"), text("notes", "full", text=full)]
    if len(shown) < len(noted):
        notes.append(text("notes", "shown", shown=count(len(shown)), all=count(len(noted))))
    yield Page(
        id="noted",
        title=text("noted", "title"),
        exhibits=(Table(headers("noted", "headers"), rows, (0.36, 0.64)),),
        source=text("noted", "source"),
        notes=tuple(notes),
    )


def _noted(workshop: Workshop) -> Iterator[Activity]:
    """Yield the questions, in the order in which they were put; those on pages of their own have it there."""
    there = {asked.ask.id for asked in asked_in(workshop, *OWN)}
    for activity in workshop.room.activities.values():
        if activity.shown and activity.outcome.strip() and activity.ask.id not in there:
            yield activity


def _question(activity: Activity) -> str:
    return " ".join(activity.ask.title.split())


def _outcome(activity: Activity) -> str:
    return " ".join(activity.outcome.split())
