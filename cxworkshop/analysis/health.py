"""The health check: where the team stands, where leaders disagree, and what can be stopped first."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from cxworkshop.analysis.dissent import dissent
from cxworkshop.analysis.health_sheets import HIGHEST, LEVELS, Floats, Sheets, figure, sheets_of
from cxworkshop.analysis.intervals import LEVEL
from cxworkshop.analysis.sentences import listed
from cxworkshop.analysis.withholding import withheld
from cxworkshop.domain.health import Health, HealthAnswers, HealthCell, Standing
from cxworkshop.domain.mistakes import Effort, Mistake, asked_once

QUICKNESS: dict[Effort, float] = {"low": 1.0, "middle": 2 / 3, "high": 1 / 3}
"""How quickly a mistake can be stopped, by the effort it takes."""


def health(answers: Sequence[HealthAnswers], mistakes: Sequence[Mistake], *, level: float = LEVEL) -> Health:
    """Sum up the health check of a team, or of one person alone.

    Parameters
    ----------
    answers
        One sheet per person, in any order. Where a team answers, wait until all have: a first sheet alone is
        taken for one person's own check and shows what stands in it.
    mistakes
        The catalogue; mistakes that say the same count as one question.
    level
        Level of the intervals (0–1).

    Returns
    -------
    Health
        Means of people's means by theme, 0 never to 3 always, for all and by function. Functions under 3
        people who know are withheld, and others with them until what is left can't be told apart; questions
        that fewer than 3 know are shown nowhere. Don't-knows enter no mean.

    Raises
    ------
    EmptyTableError, InvalidChoiceError
        Nobody or two people answered, or there are two sheets of one name.
    """
    sheets = sheets_of(answers, asked_once(mistakes))
    cells, by_function, hidden = [], [], set[str]()
    for theme in sheets.themes:
        means = sheets.of_theme(theme, sheets.shown)
        if np.isnan(means).all():
            continue
        cells.append(_cell(theme, None, means, level))
        shown, not_shown = _functions(sheets, means)
        hidden |= not_shown
        by_function += [_cell(theme, name, means[places], level) for name, places in shown]
    standings = sorted(_standings(sheets, level), key=lambda one: -one.stop_first)
    return Health(
        n=len(sheets.people),
        cells=tuple(cells),
        by_function=tuple(by_function),
        withheld=tuple(sorted(hidden)),
        standings=tuple(standings),
        too_few=tuple(
            asked.first.id for asked, shown in zip(sheets.questions, sheets.shown, strict=True) if not shown
        ),
        level=level,
        notes=tuple(_notes(sheets)),
    )


def _cell(theme: str, function: str | None, means: Floats, level: float) -> HealthCell:
    n, mean, low, high = figure(means, level)
    return HealthCell(theme=theme, function=function, n=n, mean=mean, low=low, high=high)


def _functions(sheets: Sheets, means: Floats) -> tuple[list[tuple[str, list[int]]], frozenset[str]]:
    """Return the functions that can be shown at a theme, each with its places, and those that can't."""
    places: dict[str, list[int]] = {name: [] for name in sorted(set(filter(None, sheets.functions)))}
    for place, name in enumerate(sheets.functions):
        if name and not np.isnan(means[place]):
            places[name].append(place)
    everyone = int((~np.isnan(means)).sum())
    if len(sheets.people) == 1:
        return [(name, found) for name, found in places.items() if found], frozenset()
    hidden = withheld({name: len(found) for name, found in places.items()}, everyone)
    shown = [(name, found) for name, found in places.items() if found and name not in hidden]
    return shown, hidden | {name for name, found in places.items() if not found}


def _standings(sheets: Sheets, level: float) -> Iterator[Standing]:
    apart = _apart(sheets)
    for place, asked in enumerate(sheets.questions):
        if not sheets.shown[place]:
            continue
        levels = sheets.levels[:, place]
        known, mean, low, high = figure(levels, level)
        count = int(sheets.was_asked[:, place].sum())
        share, first = known / count, asked.first
        examples = {one.example for row in sheets.answers if (one := row[place]) and one.example}
        yield Standing(
            id=first.id,
            ids=asked.ids,
            theme=first.theme,
            step=first.step,
            minutes=first.minutes,
            asked=count,
            counts=tuple(int((levels == value).sum()) for value in LEVELS.values()),
            mean=mean,
            low=low,
            high=high,
            share_known=share,
            dissent=apart.get(first.id),
            stop_first=mean * share * QUICKNESS[first.effort],
            examples=tuple(sorted(examples)),
        )


def _apart(sheets: Sheets) -> dict[str, float]:
    """Return the dissent on each question that is shown; none where one person is alone."""
    if len(sheets.people) == 1 or not sheets.shown.any():
        return {}
    ids = [asked.first.id for asked in sheets.questions]
    table = pd.DataFrame(sheets.levels, columns=ids).loc[:, sheets.shown]
    return {one.item: one.dissent for one in dissent(table, scale=(0.0, HIGHEST)).items}


def _notes(sheets: Sheets) -> Iterator[str]:
    if len(sheets.people) == 1:
        yield "One person has answered alone (n = 1), so there are no ranges and nothing on disagreement."
    if sheets.strangers:
        names = listed([f"“{name}”" for name in sheets.strangers])
        yield f"Answers to {names} were left out, since the list of mistakes no longer has them."
