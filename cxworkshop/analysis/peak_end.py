"""Peak–end: what a journey will be remembered for, from the touchpoints' means and their order."""

from collections.abc import Sequence
from math import ceil

import numpy as np

from cxworkshop.analysis.combined_intervals import Combined, combined
from cxworkshop.domain.evidence import TouchpointEvidence, TouchpointScore
from cxworkshop.domain.peak_end import Moment, PeakEnd
from cxworkshop.errors import UndefinedMeasureError

FEWEST_MOMENTS = 3
NEAR_END = 0.25


_ROUNDING = 1e-9  # what adding up equal means may leave


def peak_end(evidence: TouchpointEvidence) -> PeakEnd:
    """Find the peak, the worst pain and the end of a journey, and whether pain sits near the end.

    Parameters
    ----------
    evidence
        The touchpoints' scores with their positions in the journey. Those without a stage aren't placed in
        it and are left out.

    Returns
    -------
    PeakEnd
        The peak is the highest mean. Pain is what lies below the mean of all touchpoints beyond uncertainty
        and can't be told from the worst; it is near the end among the last quarter of the journey.

    Raises
    ------
    UndefinedMeasureError
        Fewer than three touchpoints are placed in the journey, or none is.

    References
    ----------
    Kahneman, Fredrickson, Schreiber & Redelmeier (1993), When more pain is preferred to less: adding a better
    end, Psychological Science 4(6); Redelmeier & Kahneman (1996), Pain 66(1).
    """
    placed = [score for score in evidence.touchpoints if score.stage]
    if not placed:
        msg = (
            "Nobody has said in which order customers meet the touchpoints, so it isn't known how it ends; "
            "draw the map, or attach a journey with stages."
        )
        raise UndefinedMeasureError(msg)
    scores = sorted(placed, key=lambda score: (score.position, score.name))
    if len(scores) < FEWEST_MOMENTS:
        msg = (
            f"Peak and end need a journey of at least {FEWEST_MOMENTS} touchpoints, "
            f"but there are {len(scores)}; place more of the survey's touchpoints on the map."
        )
        raise UndefinedMeasureError(msg)
    means = np.array([score.mean for score in scores])
    # Of equals the later one counts: it is fresher in the memory.
    last = len(scores) - 1
    highest, lowest = last - int(np.argmax(means[::-1])), last - int(np.argmin(means[::-1]))
    moments = [_moment(score, place, len(scores)) for place, score in enumerate(scores)]
    pains = tuple(moments[place] for place in _pains(scores, means, lowest))
    quarter = ceil(NEAR_END * len(scores))
    balance = _above_average(scores, {highest: 1.0, lowest: 1.0})
    return PeakEnd(
        touchpoints=len(scores),
        average=float(means.mean()),
        peak=moments[highest],
        worst=moments[lowest],
        end=moments[-1],
        pains=pains,
        near_end=tuple(pain for pain in pains if pain.from_end < quarter),
        balance=balance.value,
        balance_low=balance.low,
        balance_high=balance.high,
        level=evidence.level,
    )


def _pains(scores: Sequence[TouchpointScore], means: np.ndarray, lowest: int) -> list[int]:
    """Return the places of pain, the worst first, the later first where they are equal."""
    places = [
        place
        for place in range(len(scores))
        if _above_average(scores, {place: 1.0}).high < -_ROUNDING
        and (place == lowest or _combined(scores, {place: 1.0, lowest: -1.0}).low <= 0)
    ]
    return sorted(places, key=lambda place: (means[place], -place))


def _above_average(scores: Sequence[TouchpointScore], factors: dict[int, float]) -> Combined:
    """Return how far touchpoints, multiplied and added up, lie above the mean of all."""
    share = sum(factors.values()) / len(scores)
    return _combined(scores, {place: factors.get(place, 0.0) - share for place in range(len(scores))})


def _combined(scores: Sequence[TouchpointScore], factors: dict[int, float]) -> Combined:
    chosen = [scores[place] for place in factors]
    return combined(
        list(factors.values()),
        [score.mean for score in chosen],
        [score.low for score in chosen],
        [score.high for score in chosen],
    )


def _moment(score: TouchpointScore, place: int, touchpoints: int) -> Moment:
    return Moment(
        name=score.name,
        label=score.label,
        position=place + 1,
        from_end=touchpoints - 1 - place,
        n=score.n,
        mean=score.mean,
        low=score.low,
        high=score.high,
    )
