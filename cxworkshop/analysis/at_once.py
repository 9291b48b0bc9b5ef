"""Intervals of many figures that hold at once, from draws of groups of answers that may be few."""

from math import sqrt

from cxworkshop.analysis.intervals import normal_quantile, student_quantile


def at_once(level: float, looks: int, clusters: int | None) -> float:
    """Return half the width of intervals that hold for many figures at once, in deviations of the draws.

    Bonferroni's quantile; Student's with one degree of freedom less than there are clusters, since few of
    them tell little of how much they differ. Draws of so many clusters spread by √((clusters − 1) / clusters)
    too little, which is mended here (Rao & Wu 1988, Journal of the American Statistical Association 83).

    Parameters
    ----------
    level
        At which all intervals together hold what they are of (0–1).
    looks
        How many figures there are, 1 or more.
    clusters
        How many groups of answers that belong together are drawn, 2 or more; None: each answer for itself.
    """
    each = 1 - (1 - level) / looks
    if clusters is None:
        return normal_quantile(each)
    return student_quantile(each, clusters - 1) * sqrt(clusters / (clusters - 1))
