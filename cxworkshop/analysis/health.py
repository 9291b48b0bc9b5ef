"""The health check: where the team stands, where leaders disagree, and what can be stopped first."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from cxworkshop.analysis.dissent import dissent, dissent_range
from cxworkshop.analysis.health_sheets import HIGHEST, LEVELS, Floats, Sheets, figure, sheets_of
from cxworkshop.analysis.intervals import LEVEL
from cxworkshop.analysis.sentences import listed
from cxworkshop.domain.health import Health, HealthAnswers, HealthCell, Standing
from cxworkshop.domain.mistakes import Effort, Mistake, asked_once
from cxworkshop.domain.small_groups import withheld

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
        Means of people's means by theme, 0 never to 3 always, for all and by function. Functions are withheld
        as :func:`cxworkshop.analysis.withholding.withheld` says; questions that fewer than 3 know are shown
        nowhere. Don't-knows enter no mean.

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
        by_name = _by_function(sheets, means)
        not_shown = frozenset[str]()
        if len(sheets.people) > 1:
            not_shown = withheld({name: found for name, found in by_name.items() if name}, by_name[""])
        hidden |= not_shown
        by_function += [
            _cell(theme, name, np.array(found), level)
            for name, found in by_name.items()
            if name and found and name not in not_shown
        ]
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


def _by_function(sheets: Sheets, means: Floats) -> dict[str, list[float]]:
    """Return the means at a theme of those who know something of it, by function ("": none was said)."""
    found: dict[str, list[float]] = {name: [] for name in sorted({"", *sheets.functions})}
    for name, mean in zip(sheets.functions, means, strict=True):
        if not np.isnan(mean):
            found[name].append(float(mean))
    return found


def _standings(sheets: Sheets, level: float) -> Iterator[Standing]:
    apart = _apart(sheets)
    for place, asked in enumerate(sheets.questions):
        if not sheets.shown[place]:
            continue
        first, levels = asked.first, sheets.levels[:, place]
        known, mean, low, high = figure(levels, level)
        given = levels[~np.isnan(levels)]
        apart_low, apart_high = (
            dissent_range(given, scale=(0.0, HIGHEST), level=level) if first.id in apart else (None, None)
        )
        count = int(sheets.was_asked[:, place].sum())
        share = known / count
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
            dissent_low=apart_low,
            dissent_high=apart_high,
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
