"""What touchpoints are worth to customers: their importance in each segment, mixed, with draws."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.analysis.importance import Importance, lost_note, solved
from cxworkshop.analysis.linear_importance import MOST_DRIVERS
from cxworkshop.analysis.resampled_answers import RatingSums, means_and_extremes
from cxworkshop.analysis.sentences import listed
from cxworkshop.domain.drivers import Method
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.settings import SEED, SMALLEST_GROUP

Floats = NDArray[np.float64]
Progress = Callable[[float], None]

_REST = 1
"""Marks the draws of answers that can't be counted for the value."""


class Segment(NamedTuple):
    """One segment's answers, and by which share what it values counts.

    With a share of 0 they count for means only. ``name`` may be "" where there is no other segment.
    """

    name: str
    answers: pd.DataFrame
    share: float = 1.0


class TouchpointValue(NamedTuple):
    """What touchpoints ``names`` are worth, shape (touchpoints,), and draws, shape (draws, touchpoints).

    ``value`` is the relative importance as a share of R². Draws in one row come from the same resample of
    all answers. ``shares`` are those by which the segments counted, together 1.
    """

    names: tuple[str, ...]
    shares: dict[str, float]
    value: Floats
    extremes: Floats
    value_draws: Floats
    mean_draws: Floats
    extreme_draws: Floats
    notes: tuple[str, ...]


def touchpoint_value(  # noqa: PLR0913 - what to analyse, and how the draws are made
    segments: Sequence[Segment],
    names: Sequence[str],
    scale: tuple[float, float],
    *,
    bootstrap: int = 500,
    seed: int = SEED,
    progress: Progress | None = None,
) -> TouchpointValue:
    """Return what touchpoints are worth to segments, weighed by the segments' shares.

    A touchpoint that everybody of a segment rates the same explains nothing: it is worth 0 to them, and a
    note says so. Of several segments, one that can't be analysed alone isn't counted, and a note says why.

    Parameters
    ----------
    segments
        Answers with ``outcome``, ``weight`` and a column per touchpoint, by segment.
    names
        The touchpoints: up to 20 are compared by LMG, up to 100 by Johnson's relative weights.
    scale
        Lowest and highest rating possible.
    bootstrap, seed
        Resamples of rows, drawn segment by segment, and their seed.
    progress
        Called with the share of the work done (0–1).

    Raises
    ------
    UndefinedMeasureError
        No segment's answers can carry the measure.
    """
    ordered = tuple(sorted(names))
    alone = len(segments) == 1
    drawn = [
        _drawn(
            _Task(segment, ordered, scale, bootstrap, (seed, *(b"" if alone else segment.name.encode()))),
            part_of(progress, place, len(segments)),
        )
        for place, segment in enumerate(segments)
    ]
    worths = {one.segment.name: one.worth for one in drawn if one.worth}
    if not worths:
        raise UndefinedMeasureError(next(one.refusal for one in drawn if one.refusal))
    total = sum(one.segment.share for one in drawn if one.worth)
    shares = {one.segment.name: one.segment.share / total for one in drawn if one.worth}
    usable = np.all([worth.usable for worth in worths.values()], axis=0)
    whole = means_and_extremes(_added(one.whole for one in drawn), np.zeros((2, len(ordered))))
    means, extremes = means_and_extremes(_added(one.sums for one in drawn)[usable], np.vstack(whole))
    return TouchpointValue(
        names=ordered,
        shares=shares,
        value=_added(shares[name] * worth.value for name, worth in worths.items()),
        extremes=whole[1][0],
        value_draws=_added(shares[name] * worth.draws[usable] for name, worth in worths.items()),
        mean_draws=means,
        extreme_draws=extremes,
        notes=(*_notes(drawn), *lost_note(usable), *_method_note(ordered)),
    )


def part_of(progress: Progress | None, part: int, parts: int) -> Progress | None:
    """Return what hears of the progress of one of several equal parts."""
    return (lambda done: progress((part + done) / parts)) if progress else None


class _Task(NamedTuple):
    """One segment, and how it is to be resampled."""

    segment: Segment
    names: tuple[str, ...]
    scale: tuple[float, float]
    bootstrap: int
    seed: tuple[int, ...]


class _Worth(NamedTuple):
    """Shares of importance, shape (touchpoints,), draws of them, and which of the resamples have some."""

    value: Floats
    draws: Floats
    usable: NDArray[np.bool_]


class _Drawn(NamedTuple):
    """Sums of a segment's ratings, of all and in each resample, and what touchpoints are worth to it."""

    segment: Segment
    whole: Floats
    sums: Floats
    worth: _Worth | None
    refusal: str = ""
    notes: tuple[str, ...] = ()


def _drawn(task: _Task, progress: Progress | None) -> _Drawn:
    answers = task.segment.answers
    ratings = RatingSums(answers, task.names, task.scale)
    everyone = np.ones(len(answers), dtype=bool)
    whole = ratings.of(np.ones((1, len(answers))))
    refusal = ""
    if task.segment.share:
        try:
            return _analysed(task, ratings, whole, progress)
        except UndefinedMeasureError as error:
            refusal = str(error)
    return _Drawn(task.segment, whole, ratings.resampled(everyone, task.bootstrap, task.seed), None, refusal)


def _analysed(task: _Task, ratings: RatingSums, whole: Floats, progress: Progress | None) -> _Drawn:
    answers = task.segment.answers
    steady = [name for name in task.names if _never_varies(answers, name)]
    varying = [name for name in task.names if name not in steady]
    if not varying:
        msg = (
            "Everybody rates every touchpoint the same, so none can be told to matter more; ask more people."
        )
        raise UndefinedMeasureError(msg)
    analysis = Importance(
        answers, "outcome", varying, weights=answers["weight"], method=fitting_method(task.names)
    )
    resamples = [
        (part.importance, ratings.of(part.counts, analysis.counting))
        for part in analysis.resamples(task.bootstrap, task.seed, progress)
    ]
    importance, sums = (np.concatenate(parts) for parts in zip(*resamples, strict=True))
    usable = solved(importance)
    rest = ratings.resampled(~analysis.counting, task.bootstrap, (*task.seed, _REST))
    places = [task.names.index(name) for name in analysis.names]
    value, draws = np.zeros(len(task.names)), np.zeros((task.bootstrap, len(task.names)))
    value[places] = analysis.of_all / analysis.of_all.sum()
    draws[:, places] = importance / importance.sum(axis=1, keepdims=True)
    notes = (*(_steady_note(steady) if steady else ()), *analysis.notes)
    return _Drawn(task.segment, whole, sums + rest, _Worth(value, draws, usable), notes=notes)


def fitting_method(names: Sequence[str]) -> Method:
    """Return how to compare so many touchpoints: exactly where they are few enough for it."""
    return "lmg" if len(names) <= MOST_DRIVERS["lmg"] else "relative_weights"


def _never_varies(answers: pd.DataFrame, name: str) -> bool:
    """Return whether all who can be counted rate it the same, and enough of them do for that to say it."""
    counting = answers["outcome"].notna() & (answers["weight"] > 0)
    ratings = answers.loc[counting, name].dropna()
    return len(ratings) >= SMALLEST_GROUP and bool(ratings.min() == ratings.max())


def _added(tables: Iterable[Floats]) -> Floats:
    added: Floats = np.sum(list(tables), axis=0)
    return added


def _steady_note(steady: Sequence[str]) -> Iterator[str]:
    rated, count = ("they are", "they count") if len(steady) > 1 else ("it is", "it counts")
    yield (
        f"Everybody rates {listed(steady)} the same, so what {rated} worth can't be told; {count} as nothing."
    )


def _notes(drawn: Sequence[_Drawn]) -> Iterator[str]:
    """Yield each segment's notes, with its name where there are several."""
    for one in drawn:
        name = one.segment.name
        if one.refusal:
            yield f"What {name} values can't be told by itself, so it isn't counted: {one.refusal}"
        for note in one.notes:
            yield f"{name}: {note}" if len(drawn) > 1 else note


def _method_note(names: Sequence[str]) -> Iterator[str]:
    if fitting_method(names) != "lmg":
        yield (
            f"The survey rates {len(names)} touchpoints; with more than {MOST_DRIVERS['lmg']} their value is "
            "a close approximation (Johnson's relative weights)."
        )
