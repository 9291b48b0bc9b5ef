"""What people guess before the data show: the questions, and how an answer is read."""

from math import isfinite
from statistics import median

from cxworkshop.domain.workshop import Workshop

TOP_FIFTH_SHARE = "top_fifth_share"
"""Which share of the profit do the best 20 % of customers make, in per cent?"""

FIRST_DRIVER = "first_driver"
"""Which touchpoint, by its name, moves the outcome most?"""


def top_segment(by: str) -> str:
    """Return the question which value of the attribute ``by`` earns most in total."""
    return f"top_segment {by}"[:300].strip()


def guesses(workshop: Workshop, question: str) -> dict[str, str]:
    """Return each person's latest answer; "" is the team's as a whole."""
    return workshop.predictions.get(question, {})


def guessed_shares(workshop: Workshop) -> dict[str, float]:
    """Return each person's guess of the top 20 %'s share (1 = all); unreadable ones are left out."""
    found = {}
    for person, answer in guesses(workshop, TOP_FIFTH_SHARE).items():
        try:
            share = float(answer) / 100
        except ValueError:
            continue
        if isfinite(share):
            found[person] = share
    return found


def guessed_share(workshop: Workshop) -> float | None:
    """Return the middle guess (median) of the top 20 %'s share, None where there is no readable one."""
    shares = guessed_shares(workshop)
    return median(shares.values()) if shares else None
