"""Importance for an outcome of yes or no: McFadden's R² of logistic fits, shared out among the drivers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cxworkshop.analysis.driver_checks import check_answers, check_correlations
from cxworkshop.analysis.lmg import shares_of_subsets
from cxworkshop.errors import UndefinedMeasureError

Floats = NDArray[np.float64]

MOST_DRIVERS_LOGISTIC = 12
"""Most drivers: each one more doubles the fits, and 12 take 4,096."""

_UNSETTLED = "The logistic fit doesn't settle on these answers; choose the linear fit instead."
_CELLS_AT_A_TIME = 500_000
_MOST_STEPS = 30
_CLOSE_ENOUGH = 1e-10
_SATURATED = 1e-6
_SINGULAR = 1e-10


class McFadden:
    """Relative importance of drivers for a 0/1 outcome, also in resamples of the rows.

    All subsets of the drivers are fitted by logistic regression (maximum likelihood, Newton). A driver's
    importance is its mean gain in McFadden's R², 1 − log L / log L₀, over all orders of entering the model.

    Parameters
    ----------
    values
        The drivers, shape (n, p), complete, at most 12.
    outcome
        0 or 1, shape (n,), both there.
    weights
        Weight of each row, shape (n,), above 0; their scale doesn't matter.
    names
        What the outcome and then the drivers are called, for sentences.

    Attributes
    ----------
    importance
        Shape (p,), adding up to McFadden's R².
    slopes
        Shape (p,): what one point more of a driver adds to the log odds, the others the same.
    r2
        McFadden's, of all drivers together.

    Raises
    ------
    UndefinedMeasureError
        There are too many drivers, one that never varies, drivers that can't be told apart, only one outcome
        or others than 0 and 1, drivers that tell the outcome exactly (separation), or a fit that doesn't
        settle.

    References
    ----------
    McFadden (1974), in Zarembka (ed.), Frontiers in Econometrics; Azen & Traxel (2009), Using dominance
    analysis to determine predictor importance in logistic regression, Journal of Educational and Behavioral
    Statistics 34(3).
    """

    def __init__(self, values: Floats, outcome: Floats, weights: Floats, names: Sequence[str]) -> None:
        _check(values, outcome, names)
        drivers = values.shape[1]
        spread = values.std(axis=0)
        self._columns = np.column_stack([np.ones(len(values)), (values - values.mean(axis=0)) / spread])
        self._outcome, self._weights, self._spread = outcome, weights / weights.sum(), spread
        self._first, self._second = np.triu_indices(drivers + 1)
        self._products = self._columns[:, self._first] * self._columns[:, self._second]
        chosen = (np.arange(2**drivers)[:, None] >> np.arange(drivers)) & 1 == 1
        self._chosen = np.column_stack([np.ones(len(chosen), dtype=bool), chosen])
        self._fits = np.zeros(self._chosen.shape)
        self._fit_full(names[1:])
        gained = self._fit_all()
        self.importance: Floats = shares_of_subsets(1 - gained[:, None] / gained[0])[0]
        self.slopes: Floats = self._fits[-1, 1:] / spread
        self.r2 = float(1 - gained[-1] / gained[0])

    def of_resamples(self, counts: Floats) -> tuple[Floats, Floats]:
        """Return importance and slopes in resamples, each shape (resamples, p).

        One Newton step from the fits to all rows, and the log likelihood that the same parabola promises:
        of the order 1/√n beside the true ones (Moulton & Zeger 1991, Bootstrapping generalized linear models,
        Computational Statistics & Data Analysis 11(1), who take one step too).

        Parameters
        ----------
        counts
            How often each row is in each resample, shape (resamples, n).

        Returns
        -------
        tuple of ndarray
            NaN in resamples without a solution.
        """
        resampled = counts * self._weights
        able = self._solvable(resampled)
        gained = np.empty((len(self._chosen), int(able.sum())))
        for subset, chosen in enumerate(self._chosen):
            gained[subset], step = self._step(resampled[able], chosen, self._fits[subset, chosen])
        importance, slopes = np.full((2, len(counts), len(self._spread)), np.nan)
        if able.any():  # the last subset is that of all drivers
            importance[able] = shares_of_subsets(1 - gained / gained[0])
            slopes[able] = (self._fits[-1] + step)[:, 1:] / self._spread
        return importance, slopes

    def _solvable(self, resampled: Floats) -> NDArray[np.bool_]:
        """Return in which resamples both outcomes are there and all drivers can be told apart."""
        share = (resampled @ self._outcome) / resampled.sum(axis=1)
        chance = _chance(self._columns @ self._fits[-1])
        curvature = self._matrices((resampled * (chance * (1 - chance))) @ self._products)
        sizes = np.linalg.eigvalsh(curvature)
        found: NDArray[np.bool_] = (share > 0) & (share < 1) & (sizes[:, 0] > _SINGULAR * sizes[:, -1])
        return found

    def _fit_full(self, names: Sequence[str]) -> None:
        """Fit all drivers together: where that has a solution, every subset has one."""
        last = slice(len(self._chosen) - 1, None)
        settled = self._newton(last)[1]
        curvature = self._curvature(self._fits[last])[0]
        even = self._weights.dot(self._outcome)
        spread = np.einsum("n,ni,nj->ij", self._weights * even * (1 - even), self._columns, self._columns)
        root = np.linalg.cholesky(spread)
        sizes, directions = np.linalg.eigh(np.linalg.solve(root, np.linalg.solve(root, curvature).T))
        if sizes[0] < _SATURATED:
            direction = np.abs(np.linalg.solve(root.T, directions[:, 0]))[1:]
            strongest = names[int(direction.argmax())]
            msg = (
                f"Some answers to {strongest} tell the outcome exactly, so a logistic fit has no solution; "
                "choose the linear fit, or leave that driver out."
            )
            raise UndefinedMeasureError(msg)
        if not settled:
            raise UndefinedMeasureError(_UNSETTLED)

    def _fit_all(self) -> Floats:
        """Fit all subsets and return their mean log likelihoods, shape (2**p,)."""
        at_a_time = max(1, _CELLS_AT_A_TIME // len(self._columns))
        parts = [slice(start, start + at_a_time) for start in range(0, len(self._chosen), at_a_time)]
        fitted = [self._newton(part) for part in parts]
        if not all(settled for _, settled in fitted):
            raise UndefinedMeasureError(_UNSETTLED)
        return np.concatenate([likelihood for likelihood, _ in fitted])

    def _newton(self, part: slice) -> tuple[Floats, bool]:
        """Fit some subsets, with steps halved where they lead down; return log likelihoods and success."""
        chosen, fits = self._chosen[part], self._fits[part]
        even = self._weights @ self._outcome
        fits[:, 0] = np.where(fits.any(axis=1), fits[:, 0], np.log(even / (1 - even)))
        likelihood, gradient = self._likelihood(fits)
        for _ in range(_MOST_STEPS):
            # A driver that isn't chosen gets a row and column of the unit matrix: its step is 0.
            both = chosen[:, :, None] & chosen[:, None, :]
            curvature = np.where(both, self._curvature(fits), np.eye(chosen.shape[1]))
            slope = np.where(chosen, gradient, 0)
            try:
                step = np.linalg.solve(curvature, slope[..., None])[..., 0]
            except np.linalg.LinAlgError:
                return likelihood, False
            if (np.einsum("sk,sk->s", slope, step) < _CLOSE_ENOUGH).all():
                return likelihood, True
            size = np.ones(len(fits))
            tried, next_gradient = self._likelihood(fits + step)
            while (worse := ~(tried >= likelihood - _CLOSE_ENOUGH)).any() and size.min() > 1e-3:  # noqa: PLR2004
                size[worse] /= 2
                tried, next_gradient = self._likelihood(fits + size[:, None] * step)
            fits += size[:, None] * step
            likelihood, gradient = tried, next_gradient
        return likelihood, False

    def _likelihood(self, fits: Floats) -> tuple[Floats, Floats]:
        """Return mean log likelihoods, shape (s,), and gradients, shape (s, p + 1), of fits (s, p + 1)."""
        odds = fits @ self._columns.T
        likelihood = (self._outcome * odds - np.logaddexp(0, odds)) @ self._weights
        gradient = ((self._outcome - _chance(odds)) * self._weights) @ self._columns
        return likelihood, gradient

    def _curvature(self, fits: Floats) -> Floats:
        """Return the information matrices of fits, shape (s, p + 1, p + 1)."""
        chance = _chance(fits @ self._columns.T)
        return self._matrices((chance * (1 - chance) * self._weights) @ self._products)

    def _matrices(self, sums: Floats) -> Floats:
        size = self._columns.shape[1]
        matrices = np.empty((len(sums), size, size))
        matrices[:, self._first, self._second] = sums
        matrices[:, self._second, self._first] = sums
        return matrices

    def _step(self, resampled: Floats, chosen: NDArray[np.bool_], fit: Floats) -> tuple[Floats, Floats]:
        """Return each resample's log likelihood after one Newton step in a subset, and the step."""
        columns, size = self._columns[:, chosen], len(fit)
        odds = columns @ fit
        chance = _chance(odds)
        first, second = np.triu_indices(size)
        pairs = chosen[self._first] & chosen[self._second]
        terms = np.empty((len(odds), 1 + size + len(first)))
        terms[:, 0] = self._outcome * odds - np.logaddexp(0, odds)
        np.multiply(columns, (self._outcome - chance)[:, None], out=terms[:, 1 : 1 + size])
        np.multiply(self._products[:, pairs], (chance * (1 - chance))[:, None], out=terms[:, 1 + size :])
        sums = resampled @ terms
        gradient = sums[:, 1 : 1 + size]
        curvature = np.empty((len(resampled), size, size))
        curvature[:, first, second] = curvature[:, second, first] = sums[:, 1 + size :]
        step = np.asarray(np.linalg.solve(curvature, gradient[..., None])[..., 0], dtype=float)
        return sums[:, 0] + np.einsum("rk,rk->r", gradient, step) / 2, step


def _chance(odds: Floats) -> Floats:
    """Return the chance that goes with log odds, without overflow."""
    chance: Floats = 0.5 + 0.5 * np.tanh(odds / 2)
    return chance


def _check(values: Floats, outcome: Floats, names: Sequence[str]) -> None:
    if len(names) - 1 > MOST_DRIVERS_LOGISTIC:
        msg = (
            f"A logistic fit can compare at most {MOST_DRIVERS_LOGISTIC} drivers, but {len(names) - 1} came; "
            "choose fewer, or the linear fit, which carries more."
        )
        raise UndefinedMeasureError(msg)
    other = outcome[(outcome != 0) & (outcome != 1)]
    if len(other):
        msg = (
            f"A logistic fit needs an outcome of 0 or 1, but {names[0]} is {other[0]:g} somewhere; "
            "choose the linear fit, or another outcome."
        )
        raise UndefinedMeasureError(msg)
    together = np.column_stack([outcome, values])
    check_answers(together, names)
    check_correlations(np.asarray(np.corrcoef(together, rowvar=False)), names)
