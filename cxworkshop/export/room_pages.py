"""The pages of what the room answered to questions that no step takes over."""

from collections.abc import Iterator, Sequence

from cxworkshop.charts.figures import count, measured, short
from cxworkshop.charts.findings_room import find_moved, find_room
from cxworkshop.charts.sentences import named_first
from cxworkshop.domain.activity import Purpose
from cxworkshop.domain.activity_results import Plane, Spread, Tally, Texts
from cxworkshop.domain.questions import GridQuestion, LineQuestion, Question, RankingQuestion
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.notes import alt_text
from cxworkshop.export.room_figures import Figures, figures_of
from cxworkshop.export.room_notes import room_notes, tell_values
from cxworkshop.export.room_results import Asked, asked_in
from cxworkshop.export.room_tables import (
    MOST_FUNCTIONS,
    MOST_ROWS,
    functions_table,
    plane_table,
    spread_table,
    texts_shown,
    texts_table,
)
from cxworkshop.export.sources import text
from cxworkshop.export.story import Bar, Bars, Exhibit, NumberFormat, Page

MOST_BARS = 10
"""Most items in a chart; the others are in the notes."""

MOST_BESIDE = 7
"""Most of them where a table stands beside it."""

NAME = 30
"""Longest name of an item beside its bar (characters)."""

QUESTION, OUTCOME, REASON = 110, 200, 120
"""Longest question, outcome and reason on a slide (characters); the whole of them is in the notes."""

MOST_REASONS = 3
"""Most reasons of stances on a slide; the others are in the notes."""


def room_pages(workshop: Workshop, *purposes: Purpose) -> Iterator[Page]:
    """Yield a page for each revealed question of these purposes that has something to show."""
    for asked in asked_in(workshop, *purposes):
        yield _page(asked)


def _page(asked: Asked) -> Page:
    finding = find_room(asked.ask, asked.last)
    return Page(
        id=asked.page,
        title=finding,
        exhibits=_exhibits(asked, finding),
        takeaway=tuple(_takeaway(asked)),
        source=_source(asked),
        notes=room_notes(asked, _in_full(asked)),
    )


def _exhibits(asked: Asked, finding: str) -> tuple[Exhibit, ...]:
    match asked.last:
        case Spread() as spread:
            return (spread_table(asked, spread),)
        case Plane() as plane:
            return (plane_table(asked, plane),)
        case Texts() as texts:
            return (texts_table(texts),)
        case _:
            beside = bool(asked.functions and asked.functions.shown)
            figures = figures_of(asked, MOST_BESIDE if beside else MOST_BARS)
            if figures is None:
                return ()
            table = functions_table(asked, list(next(iter(figures.rounds.values()))))
            return (_bars(asked, figures, finding), *([table] if table else []))


def _bars(asked: Asked, figures: Figures, finding: str) -> Bars:
    single = len(figures.rounds) == 1
    return Bars(
        {
            figures.axis if single else told: tuple(
                Bar(short(figures.labels[which], NAME), value, value, value) for which, value in row.items()
            )
            for told, row in figures.rounds.items()
        },
        figures.axis,
        _format(figures, whole=single and asked.ask.question.kind == "dots"),
        alt_text("room", finding, tell_values(asked, asked.last)),
    )


def _format(figures: Figures, *, whole: bool) -> NumberFormat:
    if figures.share:
        return "0%"
    return "0" if whole else "0.0"


def _takeaway(asked: Asked) -> Iterator[str]:
    """Yield the question, what moved, what else is to be known, and what the team noted."""
    last, shift = asked.last, asked.shift
    question = text("room", "asked", title=short(asked.ask.title, QUESTION))
    yield " ".join(filter(None, (question, _scale(asked.ask.question))))
    if shift and shift.moved:
        yield find_moved(asked.ask, shift.moved, asked.rounds[0][0], asked.rounds[-1][0])
    if isinstance(last, Tally):
        for reason in last.reasons[:MOST_REASONS]:
            yield text("room", "reason", reason=short(reason, REASON))
    if asked.functions and asked.functions.shown and asked.functions.withheld:
        names = named_first(asked.functions.withheld)
        yield text("room", "withheld", functions=names)
    if asked.outcome.strip():
        yield text("room", "outcome", outcome=short(asked.outcome, OUTCOME))


def _scale(question: Question) -> str:
    match question:
        case GridQuestion(scale=scale):
            ends = [_end(point.value, point.label) for point in (scale[0], scale[-1])]
        case LineQuestion(left=left, right=right):
            ends = [_end(0, left), _end(100, right)]
        case RankingQuestion():
            return text("room", "ranks")
        case _:
            return ""
    return text("room", "scale", low=ends[0], high=ends[1])


def _end(value: float, label: str) -> str:
    number = measured(value)
    return number if number == label else f"{number} “{short(label, NAME)}”"


def _source(asked: Asked) -> str:
    facts = {"n": count(asked.last.n), "privacy": text("room", "privacy", asked.ask.privacy)}
    if len(asked.rounds) == 1:
        return text("room", "source", **facts)
    (first, before), (last, _) = asked.rounds[0], asked.rounds[-1]
    return text(
        "room", "source_rounds", first=count(first), last=count(last), before=count(before.n), **facts
    )


def _in_full(asked: Asked) -> Iterator[str]:
    """Yield what the slide cuts or leaves out."""
    last = asked.last
    reasons: Sequence[str] = last.reasons if isinstance(last, Tally) else ()
    cut = [(asked.ask.title, QUESTION), (asked.outcome, OUTCOME), *((one, REASON) for one in reasons)]
    for place, (words, longest) in enumerate(cut):
        if short(words, longest) != " ".join(words.split()) or place >= 2 + MOST_REASONS:
            yield text("notes", "full", text=" ".join(words.split()))
    shown, found = _rows(asked)
    if shown < found:
        yield text("notes", "shown", shown=count(shown), all=count(found))
    functions = len(asked.functions.shown) if asked.functions else 0
    if functions > MOST_FUNCTIONS:
        yield text("notes", "shown", shown=count(MOST_FUNCTIONS), all=count(functions))


def _rows(asked: Asked) -> tuple[int, int]:
    """Return how many items or texts the slide shows, and of how many."""
    match asked.last:
        case Texts() as texts:
            return len(texts_shown(texts)), len(texts.texts)
        case Spread(items=items) | Plane(items=items):
            return min(len(items), MOST_ROWS), len(items)
        case _:
            beside = bool(asked.functions and asked.functions.shown)
            figures = figures_of(asked)
            found = len(next(iter(figures.rounds.values()))) if figures else 0
            return min(found, MOST_BESIDE if beside else MOST_BARS), found
