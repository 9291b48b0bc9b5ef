"""How much of an experience depends on who serves, where, when and by which channel, as it is shown."""

from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Share


class FactorShare(Model):
    """How much of the variance of scores lies between the levels of a factor, with its interval.

    ``levels`` and ``n`` are the levels (agents, sites …) and the answers that could be used.
    """

    factor: str
    levels: Count
    n: Count
    share: Share
    low: Share
    high: Share


class Consistency(Model):
    """Shares of the variance of ``score`` between levels of factors, the largest first.

    ``alone`` looks at one factor at a time, ``together`` at each with all others held the same (empty where
    fewer than two can be looked at). ``notes`` say what was left out or refused, and why.
    """

    score: str
    alone: tuple[FactorShare, ...]
    together: tuple[FactorShare, ...] = ()
    notes: tuple[str, ...] = ()
    level: Share


class ChannelTimes(Model):
    """How long one channel takes to answer, in the table's unit of time.

    ``n`` requests were answered, ``unanswered`` have no time. ``median`` and ``slow`` (nine in ten answers
    take no longer) with intervals. ``spread`` is slow / median, None where the median is 0. ``within`` is the
    share of the answers that came within the limit, None where there is no limit.
    """

    channel: str
    n: Count
    unanswered: Count
    median: float
    median_low: float
    median_high: float
    slow: float
    slow_low: float
    slow_high: float
    spread: float | None
    spread_low: float | None
    spread_high: float | None
    within: Share | None
    within_low: Share | None
    within_high: Share | None


class ResponseTimes(Model):
    """Channels side by side, the quickest first by median.

    ``inconsistent`` are channels whose spread is, beyond uncertainty, more than twice that of the steadiest.
    """

    channels: tuple[ChannelTimes, ...]
    inconsistent: tuple[str, ...]
    limit: float | None
    notes: tuple[str, ...] = ()
    level: Share
    bootstrap: Count
    seed: int
