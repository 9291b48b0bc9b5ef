"""The answers that drivers are compared in: outcome, drivers, and what comes with each row."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.analysis.drivers import relative_importance
from cxworkshop.analysis.importance import Importance
from cxworkshop.analysis.intervals import LEVEL
from cxworkshop.analysis.survey_answers import Progress, fewer_than_needed
from cxworkshop.domain.drivers import Drivers, Fit, Method, MissingRule, RuleEffect
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.settings import SEED

Floats = NDArray[np.float64]
Rows = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class DriverAnswers:
    """Answer sheets, and how they are to be looked at.

    ``data`` holds a column per driver and the ``outcome``, NaN where there is no answer. ``weights`` has
    shape (rows,); ``never_used`` and ``clusters`` have the rows of ``data`` too, or are None (see
    :func:`cxworkshop.analysis.drivers.relative_importance`).
    """

    data: pd.DataFrame
    outcome: str
    drivers: tuple[str, ...]
    weights: Floats
    method: Method = "lmg"
    fit: Fit = "linear"
    missing: MissingRule = "pairwise"
    never_used: pd.DataFrame | None = None
    clusters: pd.Series | None = None

    def of(self, rows: Rows) -> Self:
        """Return these rows alone."""
        return replace(
            self,
            data=self.data[rows],
            weights=self.weights[rows],
            never_used=None if self.never_used is None else self.never_used[rows],
            clusters=None if self.clusters is None else self.clusters[rows],
        )

    @property
    def usable(self) -> Rows:
        """Which rows have an outcome, at least one driver and a weight above 0, shape (rows,)."""
        rated = self.data[list(self.drivers)].notna().any(axis=1) & self.data[self.outcome].notna()
        found: Rows = rated.to_numpy() & (np.nan_to_num(self.weights) > 0)
        return found

    def too_few(self, whose: str) -> str | None:
        """Return that these answers are too few for so many drivers, without a full stop, or None."""
        return fewer_than_needed(int(self.usable.sum()), len(self.drivers), whose)

    def importance(self) -> Importance:
        """Return the drivers' importance, ready to be resampled."""
        return Importance(
            self.data,
            self.outcome,
            self.drivers,
            weights=self.weights,
            method=self.method,
            fit=self.fit,
            missing=self.missing,
            never_used=self.never_used,
            clusters=self.clusters,
        )

    def under(self, rule: MissingRule) -> RuleEffect:
        """Return the drivers' shares under another rule for missing answers, or why they can't be told."""
        try:
            found = replace(self, missing=rule, clusters=None).importance()
        except UndefinedMeasureError as error:
            return RuleEffect(rule=rule, n=0, shares={}, refusal=str(error))
        shares = (found.of_all / found.of_all.sum()).tolist()
        return RuleEffect(rule=rule, n=found.n, shares=dict(zip(found.names, shares, strict=True)))

    def compared(
        self,
        bootstrap: int,
        progress: Progress | None = None,
        level: float = LEVEL,
        seed: int = SEED,
    ) -> Drivers:
        """Return the drivers with their intervals."""
        return relative_importance(
            self.data,
            self.outcome,
            self.drivers,
            weights=self.weights,
            method=self.method,
            fit=self.fit,
            missing=self.missing,
            never_used=self.never_used,
            clusters=self.clusters,
            bootstrap=bootstrap,
            seed=seed,
            level=level,
            progress=progress,
        )
