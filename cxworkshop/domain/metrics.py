"""Decision 4: the value-driver metrics, and the scorecard they make."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cxworkshop.domain.model import Model
from cxworkshop.domain.statements import Phrase

Rung = Literal["outcome", "supporting", "leading"]
"""Where a metric stands on the scorecard: one outcome, two to four supporting, few leading."""

Nature = Literal["operational", "experiential"]

Better = Literal["up", "down"]
"""Which way is good: more, or less."""

Cadence = Literal["daily", "weekly", "monthly", "quarterly", "yearly"]

Criterion = Literal["upstream", "controllable", "early", "hard_to_game", "paired", "weekly"]
"""What makes a metric fit; see :func:`cxworkshop.analysis.metrics.fitness`."""

Note = Annotated[str, Field(max_length=500)]
Short = Annotated[str, Field(max_length=300)]


_Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class LibraryMetric(Model):
    """A metric of the library in ``templates/metrics``: what it is, who owns it, and how it gets gamed.

    ``timing`` says whether it leads or lags what customers feel. ``pair`` is
    the id of the metric that keeps it honest; ``themes`` are words in the names of drivers that it fits.
    """

    id: Annotated[_Filled, Field(max_length=60)]
    name: Annotated[_Filled, Field(max_length=300)]
    formula: Annotated[_Filled, Field(max_length=500)]
    unit: Annotated[_Filled, Field(max_length=300)]
    better: Better
    nature: Nature
    timing: Literal["lead", "lag"]
    function: Annotated[_Filled, Field(max_length=300)]
    pair: str | None = None
    gamed: Annotated[_Filled, Field(max_length=500)]
    themes: tuple[_Filled, ...] = ()


class Metric(Model):
    """A metric of one value driver, with the person who answers for it.

    The outcome has no ``driver``. ``baseline`` has its interval and ``baseline_n`` where the firm's data
    gave it. ``judged`` are the team's own answers to the fitness test; ``pair`` names the metric that keeps
    it honest, ``gamed`` says how it would be gamed, ``quote`` is a customer's, to be shown beside it.
    """

    driver: Annotated[str, Field(max_length=300)] = ""
    name: Phrase
    rung: Rung = "leading"
    nature: Nature = "operational"
    formula: Note = ""
    owner: Phrase
    function: Short = ""
    unit: Short = ""
    better: Better = "up"
    baseline: float
    baseline_low: float | None = None
    baseline_high: float | None = None
    baseline_n: Annotated[int, Field(ge=0)] | None = None
    target: float
    due: date
    cadence: Cadence = "weekly"
    pair: Short = ""
    gamed: Note = ""
    judged: dict[Criterion, bool] = Field(default_factory=dict)
    quote: Note = ""


class Metrics(Model):
    """The metrics chosen, in order."""

    chosen: tuple[Metric, ...]
