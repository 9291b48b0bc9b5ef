"""Maximum likelihood of positive parameters: the search, and draws of what fits the data about as well."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from cxworkshop.errors import UndefinedMeasureError

Floats = NDArray[np.float64]

Objective = Callable[[Floats], tuple[float, Floats]]
"""Log-parameters, shape (k,) → mean log-likelihood of a customer, and its gradient, shape (k,)."""

BOUND = 10.0
"""Log-parameters are searched between -10 and at most 10, in units that make the data about 1."""

_STEEPEST = 1e-6
_NEAR = 1e-6
_STEP = 1e-4
_WIDEST = 2.0


def maximise(objective: Objective, highest: Sequence[float], what: str) -> Floats:
    """Return the log-parameters at which the likelihood is highest, shape (k,).

    Starts at 0 (every parameter 1), and elsewhere only where that leads nowhere. ``highest`` bounds each
    parameter from above, -10 from below.

    Raises
    ------
    UndefinedMeasureError
        The search finds no maximum; ``what`` says of what.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - takes a while to import

    def downhill(at: Floats) -> tuple[float, Floats]:
        value, gradient = objective(at)
        return -value, -gradient

    for start in (0.0, 1.0, -1.0, 2.0, -2.0):
        found = minimize(
            downhill,
            np.full(len(highest), start),
            jac=True,
            method="L-BFGS-B",
            bounds=[(-BOUND, high) for high in highest],
            options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 1000},
        )
        slope = np.where(at_bound(found.x, highest), 0.0, found.jac)
        if np.isfinite(found.fun) and np.abs(slope).max() < _STEEPEST:
            at: Floats = found.x
            return at
    msg = (
        f"The model of {what} doesn't settle on these data; check the columns of customer, date and revenue."
    )
    raise UndefinedMeasureError(msg)


def at_bound(log_parameters: Floats, highest: Sequence[float]) -> NDArray[np.bool_]:
    """Return which log-parameters the search would have led beyond its bounds."""
    return (log_parameters < _NEAR - BOUND) | (log_parameters > np.array(highest) - _NEAR)


def draw(objective: Objective, at: Floats, customers: int, draws: int, seed: int) -> Floats:
    """Draw log-parameters from the normal distribution around the maximum, shape (draws, k).

    Its precision is the negative Hessian of the log-likelihood, by central differences of the gradient.
    Directions that the data say next to nothing about (a standard deviation above 2, a factor of 7) are held.

    Parameters
    ----------
    objective, at, customers
        The mean log-likelihood, its maximum, and the number of customers behind it.
    draws, seed
        How many, from which seed.
    """
    steps = _STEP * np.eye(len(at))
    slopes = np.array([objective(at + step)[1] - objective(at - step)[1] for step in steps]) / (2 * _STEP)
    precision, directions = np.linalg.eigh(-customers * (slopes + slopes.T) / 2)
    told = precision > _WIDEST**-2
    spread = np.where(told, 1 / np.sqrt(np.where(told, precision, 1.0)), 0.0)
    normal = np.random.default_rng(seed).standard_normal((draws, len(at)))
    drawn: Floats = at + normal * spread @ directions.T
    return drawn
