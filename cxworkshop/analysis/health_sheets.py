"""Answer sheets of a health check as a table of levels, and which questions can be shown."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cxworkshop.analysis.scores import mean_interval
from cxworkshop.domain.health import HealthAnswer, HealthAnswers
from cxworkshop.domain.mistakes import Asked
from cxworkshop.errors import EmptyTableError, InvalidChoiceError
from cxworkshop.settings import SMALLEST_GROUP

Floats = NDArray[np.float64]

LEVELS = {"never": 0.0, "sometimes": 1.0, "often": 2.0, "always": 3.0}
HIGHEST = 3.0


class Sheets(NamedTuple):
    """Sheets by person, in an order of their own; ``levels`` has shape (people, questions), NaN if not known.

    ``was_asked`` says who answered at all, "don't know" too; ``shown`` which questions can be shown.
    """

    questions: tuple[Asked, ...]
    people: tuple[str, ...]
    functions: tuple[str, ...]
    answers: tuple[tuple[HealthAnswer | None, ...], ...]
    levels: Floats
    was_asked: NDArray[np.bool_]
    shown: NDArray[np.bool_]
    strangers: tuple[str, ...]

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes in the order of the questions."""
        return tuple(dict.fromkeys(asked.first.theme for asked in self.questions))

    def of_theme(self, theme: str, shown: NDArray[np.bool_]) -> Floats:
        """Return each person's mean over a theme's questions that are shown and known; NaN if none is."""
        within = np.array([asked.first.theme == theme for asked in self.questions]) & shown
        known = ~np.isnan(self.levels[:, within])
        sums = np.where(known, self.levels[:, within], 0.0).sum(axis=1)
        counts = known.sum(axis=1)
        return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)


def sheets_of(sheets: Sequence[HealthAnswers], questions: Sequence[Asked]) -> Sheets:
    """Return the answers of all who gave any, once they are enough to be shown.

    One person alone may see their own; two never, since either would read off the other's. With three or
    more, a question that one or two could answer is shown nowhere.

    Raises
    ------
    EmptyTableError, InvalidChoiceError
        Nobody or two people answered, or there are two sheets of one name.
    """
    known = {one for asked in questions for one in asked.ids}
    given = sorted(
        (sheet for sheet in sheets if sheet.answers.keys() & known), key=lambda one: one.person.casefold()
    )
    people = tuple(sheet.person.casefold() for sheet in given)
    _expect_enough(len(given))
    if repeated := [
        sheet.person for sheet, times in zip(given, map(people.count, people), strict=True) if times > 1
    ]:
        msg = f"{repeated[0]} has answered more than once; keep one sheet for each, or tell the names apart."
        raise InvalidChoiceError(msg)
    answers = tuple(tuple(_answer(sheet, asked) for asked in questions) for sheet in given)
    levels = np.array([[_number(one) for one in row] for row in answers])
    enough = 1 if len(given) == 1 else SMALLEST_GROUP
    return Sheets(
        questions=tuple(questions),
        people=people,
        functions=_spelt_alike([sheet.function for sheet in given]),
        answers=answers,
        levels=levels,
        was_asked=np.array([[one is not None for one in row] for row in answers]),
        shown=(~np.isnan(levels)).sum(axis=0) >= enough,
        strangers=tuple(sorted({one for sheet in sheets for one in sheet.answers} - known)),
    )


class Figure(NamedTuple):
    """A mean of ``n`` people, and its interval within 0–3; one alone has none."""

    n: int
    mean: float
    low: float | None
    high: float | None


def figure(values: Floats, level: float) -> Figure:
    """Return the mean of those who know, NaN being who doesn't, and its interval."""
    known = np.sort(values[~np.isnan(values)])
    if len(known) < SMALLEST_GROUP:
        return Figure(len(known), float(known.mean()), None, None)
    n, mean, low, high = mean_interval(known, level=level)
    return Figure(n, mean, max(low, 0.0), min(high, HIGHEST))


def _expect_enough(count: int) -> None:
    if count == 0:
        msg = "Nobody has answered the health check yet; answer it, or ask the others to."
        raise EmptyTableError(msg)
    if 1 < count < SMALLEST_GROUP:
        msg = (
            f"The health check is shown once {SMALLEST_GROUP} leaders have answered, so that nobody’s "
            f"answers can be read off, but only {count} have so far; ask the others to answer."
        )
        raise EmptyTableError(msg)


def _answer(sheet: HealthAnswers, asked: Asked) -> HealthAnswer | None:
    """Return the answer to a question under any of its ids; a level counts before "don't know"."""
    given = [sheet.answers[one] for one in asked.ids if one in sheet.answers]
    return next((one for one in given if one.level), given[0] if given else None)


def _number(answer: HealthAnswer | None) -> float:
    return LEVELS[answer.level] if answer and answer.level else np.nan


def _spelt_alike(functions: Sequence[str]) -> tuple[str, ...]:
    """Return functions with one spelling for those that differ in case only: the commonest."""
    counts = Counter(functions)
    spelling = {name.casefold(): name for name in sorted(counts, key=lambda name: (counts[name], name))}
    return tuple(spelling[name.casefold()] for name in functions)
