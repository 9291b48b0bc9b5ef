"""What a journey will be remembered for: its best moment, its worst, and how it ends."""

from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Share


class Moment(Model):
    """One touchpoint of the journey: ``position`` counts from 1, ``from_end`` from 0 at the end.

    ``mean`` on the survey's scale, from ``n`` answers, with its interval.
    """

    name: str
    label: str
    position: Count
    from_end: Count
    n: Count
    mean: float
    low: float
    high: float


class PeakEnd(Model):
    """Peak, pain and end of a journey of ``touchpoints`` moments, whose mean is ``average``.

    ``pains`` are the moments below the average beyond uncertainty that can't be told from the worst, worst
    first; empty where no moment is clearly below. ``near_end`` are those of them among the last quarter of
    the journey: what customers go home with. ``balance`` says how much further the peak is above the average
    than the worst moment is below, with its interval.
    """

    touchpoints: Count
    average: float
    peak: Moment
    worst: Moment
    end: Moment
    pains: tuple[Moment, ...]
    near_end: tuple[Moment, ...]
    balance: float
    balance_low: float
    balance_high: float
    level: Share
