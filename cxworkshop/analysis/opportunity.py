"""Opportunity scores and importance–performance quadrants, with the uncertainty of both."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.intervals import check_resamples, tails
from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.domain.opportunity import Opportunities, Opportunity, Quadrant
from cxworkshop.errors import UndefinedMeasureError

Floats = NDArray[np.float64]

VERY_ATTRACTIVE = 15.0
HIGHEST = 10.0

_QUADRANTS: tuple[Quadrant, ...] = ("low_priority", "overkill", "improve", "keep_up")


def on_ten(scores: ArrayLike, lowest: float, highest: float) -> Floats:
    """Return scores of any scale on 0–10: ``lowest`` becomes 0, ``highest`` 10, by a straight line."""
    if not lowest < highest:
        msg = f"A scale must rise from its lowest to its highest score, but {lowest:g} and {highest:g} came."
        raise UndefinedMeasureError(msg)
    ten: Floats = HIGHEST * (np.asarray(scores, dtype=float) - lowest) / (highest - lowest)
    return ten


def opportunity_scores(importance: ArrayLike, satisfaction: ArrayLike) -> Floats:
    """Return importance + max(importance − satisfaction, 0), from two of 0–10 each to 0–20.

    References
    ----------
    Ulwick (2002), Turn customer input into innovation, Harvard Business Review 80(1).
    """
    wanted = np.asarray(importance, dtype=float)
    scores: Floats = wanted + np.maximum(wanted - np.asarray(satisfaction, dtype=float), 0)
    return scores


def opportunities(  # noqa: PLR0913 - options of one calculation
    names: Sequence[str],
    importance: ArrayLike,
    satisfaction: ArrayLike,
    *,
    importance_draws: ArrayLike,
    satisfaction_draws: ArrayLike,
    cuts: tuple[float, float] | None = None,
    level: float = 0.95,
) -> Opportunities:
    """Rank touchpoints by opportunity, and sort them into importance–performance quadrants.

    Parameters
    ----------
    names, importance, satisfaction
        The touchpoints and both figures on 0–10, shape (touchpoints,).
    importance_draws, satisfaction_draws
        Bootstrap draws of both, shape (draws, touchpoints), at least 50, row by row from the same resample.
    cuts
        Where importance and satisfaction become high; by default their means over touchpoints, in each draw
        its own. What is at the cut is high.
    level
        Level of the interval of the score (0–1).

    Raises
    ------
    UndefinedMeasureError
        Shapes don't fit, a figure isn't on 0–10, or there are fewer than 50 draws.

    References
    ----------
    Ulwick (2002), Harvard Business Review 80(1); Martilla & James (1977), Importance-performance analysis,
    Journal of Marketing 41(1).
    """
    wanted, got = (_checked(values, (len(names),)) for values in (importance, satisfaction))
    count = len(np.atleast_1d(np.asarray(importance_draws)))
    check_resamples(count)
    wants, gots = (_checked(draws, (count, len(names))) for draws in (importance_draws, satisfaction_draws))
    scores, draws = opportunity_scores(wanted, got), opportunity_scores(wants, gots)
    lows, highs = np.quantile(draws, tails(level), axis=0)
    quadrant = _quadrants(wanted, got, cuts)
    sure = (_quadrants(wants, gots, cuts) == quadrant).mean(axis=0)
    attractive = (draws > VERY_ATTRACTIVE).mean(axis=0)
    found = [
        Opportunity(
            name=names[place],
            importance=wanted[place],
            satisfaction=got[place],
            score=scores[place],
            low=lows[place],
            high=highs[place],
            attractive=attractive[place],
            quadrant=_QUADRANTS[quadrant[place]],
            sure=sure[place],
        )
        for place in range(len(names))
    ]
    cut = cuts or (float(wanted.mean()), float(got.mean()))
    return Opportunities(
        touchpoints=tuple(sorted(found, key=lambda one: (-one.score, one.name))),
        importance_cut=cut[0],
        satisfaction_cut=cut[1],
        draws=count,
        level=level,
    )


def touchpoint_opportunities(evidence: TouchpointEvidence) -> Opportunities:
    """Rank scored touchpoints by opportunity.

    Importance is the value to the customer, the most valuable touchpoint having 10 (in each draw its own);
    satisfaction is the mean, brought to 0–10.

    Parameters
    ----------
    evidence
        The touchpoints' scores and their draws.

    Raises
    ------
    UndefinedMeasureError
        There are fewer than 50 draws.
    """
    value, draws = ([score.value for score in evidence.touchpoints], evidence.draws.value)
    scale = evidence.scale_low, evidence.scale_high
    return opportunities(
        [score.name for score in evidence.touchpoints],
        _of_greatest(value),
        _within(on_ten([score.mean for score in evidence.touchpoints], *scale)),
        importance_draws=_of_greatest(draws),
        satisfaction_draws=_within(on_ten(evidence.draws.mean, *scale)),
        level=evidence.level,
    )


def _of_greatest(value: ArrayLike) -> Floats:
    """Return values (last axis) on 0–10, the greatest being 10."""
    values = np.asarray(value, dtype=float)
    greatest = values.max(axis=-1, keepdims=True)
    return _within(HIGHEST * values / np.where(greatest > 0, greatest, 1))


def _within(figures: Floats) -> Floats:
    """Return figures without what rounding puts beyond 0–10."""
    return np.clip(figures, 0, HIGHEST)


def _quadrants(
    importance: Floats, satisfaction: Floats, cuts: tuple[float, float] | None
) -> NDArray[np.intp]:
    """Return the place in ``_QUADRANTS`` of each touchpoint, last axis."""
    high = [
        values >= (values.mean(axis=-1, keepdims=True) if cuts is None else cut)
        for values, cut in zip((importance, satisfaction), cuts or (0, 0), strict=True)
    ]
    return 2 * high[0].astype(np.intp) + high[1]


def _checked(values: ArrayLike, shape: tuple[int, ...]) -> Floats:
    figures = np.asarray(values, dtype=float)
    if figures.shape != shape or not shape[-1]:
        msg = (
            f"Importance and satisfaction must come as {' × '.join(map(str, shape))} numbers, "
            f"but {' × '.join(map(str, figures.shape))} came."
        )
        raise UndefinedMeasureError(msg)
    outside = figures[~((figures >= 0) & (figures <= HIGHEST))]
    if len(outside):
        msg = (
            f"Importance and satisfaction must be on 0 to {HIGHEST:g}, but {outside[0]:g} came; "
            "bring them to that scale first."
        )
        raise UndefinedMeasureError(msg)
    return figures
