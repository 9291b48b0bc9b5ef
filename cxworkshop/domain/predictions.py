"""What the team guesses before the data show: the questions, and how an answer is read."""

from math import isfinite

from cxworkshop.domain.workshop import Workshop

TOP_FIFTH_SHARE = "top_fifth_share"
"""Which share of the profit do the best 20 % of customers make, in per cent?"""

FIRST_DRIVER = "first_driver"
"""Which touchpoint, by its name, moves the outcome most?"""


def guessed_share(workshop: Workshop) -> float | None:
    """Return the team's guess of the top 20 %'s share (1 = all), None where there is no readable one."""
    try:
        share = float(workshop.predictions[TOP_FIFTH_SHARE]) / 100
    except (KeyError, ValueError):
        return None
    return share if isfinite(share) else None
