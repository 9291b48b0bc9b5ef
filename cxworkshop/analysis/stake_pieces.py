"""What the value at stake is simulated from: what recommendation and staying go along with."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.analysis.driver_answers import DriverAnswers
from cxworkshop.analysis.importance import solved
from cxworkshop.domain.drivers import StakePieces
from cxworkshop.inputs.scales import Scale
from cxworkshop.settings import SEED

Floats = NDArray[np.float64]

DRAWS = 400
FEWEST_LEAVERS = 10
"""Fewest who left, and who stayed, that staying is told from."""

_DIGITS = 5


def stake_pieces(  # noqa: PLR0913 - what to fit, whose answers they are, and how draws are made
    answers: DriverAnswers,
    stayed: pd.Series | None,
    *,
    scale: Scale,
    segment: Sequence[str] = (),
    bootstrap: int = DRAWS,
    seed: int = SEED,
) -> StakePieces:
    """Return what one point more goes along with, in resamples of the rows: draws that belong together.

    A point more of a driver in recommendation: least squares of all drivers together. A point more of
    recommendation in the share that stays: weighted least squares, in the same resampled rows.

    Parameters
    ----------
    answers
        The answers, with the recommendation (0–10) as their outcome.
    stayed
        1 where a customer stayed, 0 where one left, NaN where that isn't known, shape (rows,); None where the
        survey doesn't say.
    scale
        Lowest and highest rating possible.
    segment
        Whose answers these are; empty: all customers'.
    bootstrap, seed
        How many draws, and their seed. They are rounded to 5 digits.

    Raises
    ------
    UndefinedMeasureError
        The answers can't carry the measure.
    """
    analysis = replace(answers, method="first", fit="linear").importance()
    counted = answers.data[analysis.counting]
    weights = answers.weights[analysis.counting]
    recommended = counted[answers.outcome].to_numpy(dtype=float)
    told = _Staying(recommended, None if stayed is None else stayed[analysis.counting], weights)
    drawn = [(part.slopes, told.rises(part.counts)) for part in analysis.resamples(bootstrap, seed)]
    slopes, rises = (np.concatenate(parts) for parts in zip(*drawn, strict=True))
    found = solved(slopes)
    if told.enough:
        found &= solved(rises[:, None])
    places = [analysis.names.index(name) for name in answers.drivers]
    ratings = counted[list(answers.drivers)].to_numpy(dtype=float)
    return StakePieces(
        segment=tuple(segment),
        n=analysis.n,
        n_stayed=told.n,
        clusters=analysis.clusters,
        drivers=answers.drivers,
        means=_means(ratings, weights),
        scale_high=scale[1],
        outcome_mean=float(np.average(recommended, weights=weights)),
        stayed_share=told.share,
        per_point=tuple(map(tuple, slopes[found][:, places].round(_DIGITS).tolist())),
        staying=tuple(rises[found].round(_DIGITS).tolist()) if told.enough else (),
    )


class _Staying:
    """How the share that stays rises with recommendation (0–10), where enough stayed and enough left."""

    def __init__(self, recommended: Floats, stayed: pd.Series | None, weights: Floats) -> None:
        did = np.full(len(weights), np.nan) if stayed is None else stayed.to_numpy(dtype=float)
        known = ~np.isnan(did)
        self.n = int(known.sum())
        self.enough = min((did == 0).sum(), (did == 1).sum()) >= FEWEST_LEAVERS
        self.share = float(np.average(did[known], weights=weights[known])) if self.enough else None
        weight, stay = np.where(known, weights, 0), np.where(known, did, 0)
        said = recommended - recommended.mean()  # sums of squares of centred numbers keep their digits
        self._terms = np.column_stack(
            [weight, weight * said, weight * stay, weight * said**2, weight * said * stay]
        )

    def rises(self, counts: Floats) -> Floats:
        """Return the slopes in resamples, shape (resamples,), NaN where there is none."""
        n, x, y, xx, xy = (counts @ self._terms).T
        with np.errstate(invalid="ignore", divide="ignore"):
            slopes: Floats = (xy / n - x / n * (y / n)) / (xx / n - (x / n) ** 2)
        return np.where(np.isfinite(slopes), slopes, np.nan)


def _means(ratings: Floats, weights: Floats) -> tuple[float, ...]:
    answered = ~np.isnan(ratings)
    sums = weights @ np.where(answered, ratings, 0)
    return tuple((sums / (weights @ answered)).tolist())
