"""What moving a hallmark's score might be worth: what is assumed, and the ranges that follow."""

from typing import Annotated

from pydantic import Field

from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Share

Points = Annotated[float, Field(ge=0, le=10)]


class StakeAssumptions(Model):
    """What the team believes where the data can't tell; all of it can be changed.

    ``moves`` says by how many points each driver's mean rating rises, ``causal`` how much of what goes
    together is cause (0–1), for how many ``years`` a customer who stays brings profit, and how many
    ``customers`` that concerns and what ``profit`` one brings a year (None: as the profit evidence says).
    """

    moves: dict[str, Points] = Field(default_factory=dict)
    causal: Share = 0.5
    years: Annotated[float, Field(gt=0, le=10)] = 1.0
    customers: Count | None = None
    profit: float | None = None


class Range(Model):
    """A figure as a range: the middle of the draws, and where 95 % of them lie."""

    mid: float
    low: float
    high: float


class Stake(Model):
    """What one driver's move might bring.

    ``recommendation`` in points of 0–10, ``staying`` as a change of the share that stays (0–1), ``kept``
    customers, ``profit`` in the firm's currency over the years assumed; None where the data can't tell.
    """

    driver: str
    label: str
    move: float
    recommendation: Range
    staying: Range | None = None
    kept: Range | None = None
    profit: Range | None = None


class Stakes(Model):
    """What is at stake, driver by driver, with all that was assumed and the n it rests on.

    ``segment`` is whose answers it is fitted from (empty: all customers); ``customers`` and ``per_customer``
    (profit a year, with its range) are those used, None where they aren't known. ``refusals`` say what
    couldn't be told, and why.
    """

    segment: tuple[str, ...]
    n: Count
    n_stayed: Count
    customers: Count | None
    per_customer: Range | None
    currency: str | None
    assumptions: StakeAssumptions
    stakes: tuple[Stake, ...]
    refusals: tuple[str, ...] = ()
