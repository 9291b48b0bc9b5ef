"""How safe the ranking of hallmark candidates is, over all tastes and the uncertainty of what is known."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cxworkshop.analysis.robustness import smaa
from cxworkshop.analysis.touchpoints import HIGHEST_DIFFERENTIATION, check_ratings
from cxworkshop.domain.evidence import ScoredGroup, TouchpointEvidence
from cxworkshop.domain.robustness import Robustness
from cxworkshop.settings import SEED

Floats = NDArray[np.float64]

DOUBT = 1.0
"""How far the truth may lie from a team's rating, on 0–10."""

_RATINGS = 2
"""Marks the draws of ratings."""


def hallmark_robustness(
    scored: TouchpointEvidence | ScoredGroup,
    ratings: Mapping[str, float],
    *,
    draws: int = 20_000,
    seed: int = SEED,
) -> Robustness:
    """Tell how often each touchpoint takes each rank, whatever weights the three criteria have.

    Value (relative to the most valuable) and memorability are the evidence's own draws, taken again from the
    first after the last. Ratings are drawn evenly from one point lower to one point higher; a touchpoint
    that isn't rated may be anything from 0 to 10. Where none is rated there are two criteria. Draws go with
    the touchpoints' names, so their order changes nothing.

    Parameters
    ----------
    scored
        The touchpoints' scores and their draws.
    ratings
        The team's rating of differentiation, 0–10, by touchpoint name.
    draws, seed
        How many weightings are tried, from which seed.

    Returns
    -------
    Robustness
        Alternatives are touchpoints by name; criteria ``value``, ``memorability`` and, where anything is
        rated, ``differentiation``.

    Raises
    ------
    InvalidChoiceError, UndefinedMeasureError
        A rating is outside 0–10 or of a touchpoint that isn't scored, or there are fewer than two.
    """
    names = [touchpoint.name for touchpoint in scored.touchpoints]
    check_ratings(ratings, set(names))
    value = np.array(scored.draws.value)
    greatest = value.max(axis=1, keepdims=True)
    criteria = {
        "value": value / np.where(greatest > 0, greatest, 1),
        "memorability": np.array(scored.draws.memorability),
    }
    rows = np.arange(draws) % len(value)
    columns = [drawn[rows] for drawn in criteria.values()]
    if ratings:
        columns.append(_differentiation(names, ratings, draws, seed))
    return smaa(
        names,
        [*criteria, *(["differentiation"] if ratings else [])],
        np.stack(columns, axis=2),
        draws=draws,
        seed=seed,
    )


def _differentiation(names: list[str], ratings: Mapping[str, float], draws: int, seed: int) -> Floats:
    """Return draws of what the touchpoints are rated (0–1), shape (draws, touchpoints)."""
    random = np.random.default_rng([seed, _RATINGS])
    low = [max(ratings[name] - DOUBT, 0) if name in ratings else 0 for name in sorted(names)]
    high = [
        min(ratings[name] + DOUBT, HIGHEST_DIFFERENTIATION) if name in ratings else HIGHEST_DIFFERENTIATION
        for name in sorted(names)
    ]
    drawn = random.uniform(low, high, (draws, len(names))) / HIGHEST_DIFFERENTIATION
    back: Floats = drawn[:, [sorted(names).index(name) for name in names]]
    return back
