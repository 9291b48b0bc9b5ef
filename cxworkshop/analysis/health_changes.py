"""Two rounds of the health check: what has changed, theme by theme."""

from collections.abc import Sequence

import numpy as np

from cxworkshop.analysis.combined_intervals import combined
from cxworkshop.analysis.health_sheets import HIGHEST, Floats, Sheets, figure, sheets_of
from cxworkshop.analysis.intervals import LEVEL
from cxworkshop.analysis.scores import mean_interval
from cxworkshop.domain.health import HealthAnswers, HealthChange, HealthChanges
from cxworkshop.domain.mistakes import Mistake, asked_once
from cxworkshop.settings import SMALLEST_GROUP

_NO_WIDTH = 1e-9

Interval = tuple[float, float]


def health_changes(
    before: Sequence[HealthAnswers],
    after: Sequence[HealthAnswers],
    mistakes: Sequence[Mistake],
    *,
    level: float = LEVEL,
) -> HealthChanges:
    """Set two rounds of the health check against each other, theme by theme.

    Only questions that both rounds show are compared. Where a theme was answered by the same names in both,
    each person is set against themselves (Student's interval of the differences); else the rounds count as
    independent, which makes the interval rather too wide than too narrow. All intervals together hold at the
    level (Bonferroni), since each of the themes is looked at for a change.

    Parameters
    ----------
    before, after, mistakes
        As in :func:`cxworkshop.analysis.health.health`.
    level
        At which all intervals together hold what they are of (0–1).

    Raises
    ------
    EmptyTableError, InvalidChoiceError
        As in :func:`cxworkshop.analysis.health.health`, for either round.
    """
    questions = asked_once(mistakes)
    first, second = sheets_of(before, questions), sheets_of(after, questions)
    both = first.shown & second.shown
    there = {asked.first.theme for asked, shown in zip(questions, both, strict=True) if shown}
    each = 1 - (1 - level) / max(len(there), 1)
    changes = [
        _change(theme, (first, second), (first.of_theme(theme, both), second.of_theme(theme, both)), each)
        for theme in first.themes
        if theme in there
    ]
    once = first.shown ^ second.shown
    left_out = tuple(asked.first.id for asked, shown in zip(questions, once, strict=True) if shown)
    return HealthChanges(changes=tuple(changes), left_out=left_out, level=level)


def _change(
    theme: str, rounds: tuple[Sheets, Sheets], means: tuple[Floats, Floats], level: float
) -> HealthChange:
    by_name = [
        {name: mean for name, mean in zip(sheets.people, found, strict=True) if not np.isnan(mean)}
        for sheets, found in zip(rounds, means, strict=True)
    ]
    first, second = (figure(np.array(list(found.values())), level) for found in by_name)
    matched = by_name[0].keys() == by_name[1].keys()
    ends: Interval | None = None
    if min(first.n, second.n) >= SMALLEST_GROUP:
        ends = _interval(by_name[0], by_name[1], level, matched=matched)
    low, high = ends or (None, None)
    return HealthChange(
        theme=theme,
        before=first.mean,
        after=second.mean,
        n_before=first.n,
        n_after=second.n,
        matched=matched,
        change=second.mean - first.mean,
        low=None if low is None else max(low, -HIGHEST),
        high=None if high is None else min(high, HIGHEST),
    )


def _interval(
    before: dict[str, float], after: dict[str, float], level: float, *, matched: bool
) -> Interval | None:
    """Return the interval of a change; None where answers that are all alike leave no way to tell it."""
    if matched:
        shifts = np.sort([after[name] - mean for name, mean in before.items()])
        _, _, low, high = mean_interval(shifts, level=level)
        return None if high - low < _NO_WIDTH else (low, high)
    both = [mean_interval(np.sort(list(found.values())), level=level)[1:] for found in (after, before)]
    if any(high - low < _NO_WIDTH for _, low, high in both):
        return None
    _, low, high = combined((1, -1), *zip(*both, strict=True))
    return low, high
