"""Made-up but realistic results on touchpoints: rankings, gaps, opportunities, consistency, peak and end."""

from collections.abc import Mapping, Sequence

from cxworkshop.analysis.touchpoints import HallmarkCandidate
from cxworkshop.domain.consistency import ChannelTimes, Consistency, FactorShare, ResponseTimes
from cxworkshop.domain.opportunity import Opportunities, Opportunity, Quadrant
from cxworkshop.domain.peak_end import Moment, PeakEnd
from cxworkshop.domain.perception import Gap, PerceptionGaps
from cxworkshop.domain.robustness import Acceptability, Robustness

NAMES = {
    "find_offer": "Finding an offer",
    "booking": "Booking a room",
    "pre_arrival": "Message before arrival",
    "check_in": "Check-in",
    "room": "The room",
    "sleep": "A quiet night",
    "wifi": "Wi-Fi",
    "breakfast": "Breakfast",
    "help": "Help when something goes wrong",
    "check_out": "Check-out",
    "invoice": "The invoice",
    "farewell": "Farewell and follow-up",
}
FACTORS = {"hotel": "Hotel", "agent": "Agent", "channel": "Booking channel", "month": "Month"}

AMONG_FIRST = {
    "check_in": 0.99,
    "help": 0.97,
    "farewell": 0.88,
    "invoice": 0.64,
    "breakfast": 0.43,
    "room": 0.38,
    "wifi": 0.27,
    "check_out": 0.19,
    "sleep": 0.11,
    "booking": 0.08,
    "pre_arrival": 0.05,
    "find_offer": 0.01,
}
EVERYONE = ("breakfast", "room", "help", "check_in", "farewell", "sleep", "invoice", "check_out", "wifi")
WEIGHTED = ("check_in", "invoice", "help", "farewell", "room", "breakfast", "check_out", "sleep", "wifi")


def robustness(shares: Mapping[str, float] = AMONG_FIRST, most: int = 5) -> Robustness:
    """Each touchpoint is among the first ``most`` as often as ``shares`` say, equally often at each rank."""
    rest = max(len(shares) - most, 1)
    return Robustness(
        criteria=("value", "memorability", "differentiation"),
        alternatives=tuple(
            Acceptability(
                name=name,
                ranks=tuple(
                    share / most if rank < most else (1 - share) / rest for rank in range(len(shares))
                ),
                central_weights=(0.5, 0.3, 0.2),
                confidence=0.61,
            )
            for name, share in shares.items()
        ),
        entropy=1.7,
        draws=20_000,
        seed=20261123,
    )


def ranked(names: Sequence[str], labels: Mapping[str, str] = NAMES) -> tuple[HallmarkCandidate, ...]:
    """Candidates in this order."""
    return tuple(
        HallmarkCandidate(
            name=name,
            label=labels.get(name, name),
            value=1 - place / 40,
            memorability=0.6,
            differentiation=None,
            score=0.9 - place / 40,
        )
        for place, name in enumerate(names)
    )


def gap(touchpoint: str, size: float, half: float, function: str | None = None, n: int = 8) -> Gap:
    """A gap of ``size`` with an interval of ``half`` on either side."""
    return Gap(
        touchpoint=touchpoint,
        label=NAMES.get(touchpoint, touchpoint),
        function=function,
        n=n,
        leaders=7.2 + size,
        customers=7.2,
        gap=size,
        low=size - half,
        high=size + half,
    )


def gaps(**changes: object) -> PerceptionGaps:
    sizes = (1.6, -1.3, 1.2, 1.0, 0.8, -0.7, 0.5, 0.4, -0.3, 0.2, 0.1, -0.1)
    order = ("help", "room", "farewell", "invoice", "wifi", "breakfast", *NAMES)
    names = list(dict.fromkeys(order))
    functions = {"Marketing": 0.7, "Operations": -0.4, "Finance": 0.2}
    found = PerceptionGaps(
        n=12,
        gaps=tuple(gap(name, size, 0.55, n=12) for name, size in zip(names, sizes, strict=True)),
        by_function=tuple(
            sorted(
                (
                    gap(name, size + more, 0.9, function, 4)
                    for name, size in zip(names, sizes, strict=True)
                    for function, more in functions.items()
                ),
                key=lambda one: -abs(one.gap),
            )
        ),
        withheld=("HR",),
        level=0.95,
    )
    return found.model_copy(update=changes)


def opportunity(name: str, importance: float, satisfaction: float, sure: float, half: float) -> Opportunity:
    """An opportunity in the quadrant cut at 4 and 6.8, its score with ``half`` on either side."""
    score = importance + max(importance - satisfaction, 0)
    quadrants: dict[tuple[bool, bool], Quadrant] = {
        (True, False): "improve",
        (True, True): "keep_up",
        (False, False): "low_priority",
        (False, True): "overkill",
    }
    return Opportunity(
        name=name,
        importance=importance,
        satisfaction=satisfaction,
        score=score,
        low=score - half,
        high=score + half,
        attractive=0.5,
        quadrant=quadrants[importance >= 4, satisfaction >= 6.8],
        sure=sure,
    )


def opportunities(*found: Opportunity) -> Opportunities:
    usual = (
        opportunity("check_in", 10, 6.5, 0.97, 1.1),
        opportunity("help", 8.2, 6.2, 0.99, 1.4),
        opportunity("invoice", 7.1, 6.3, 0.96, 1.0),
        opportunity("room", 5.6, 7.4, 0.99, 0.9),
        opportunity("breakfast", 5.3, 7.5, 0.98, 0.9),
        opportunity("farewell", 4.3, 6.1, 0.71, 0.8),
        opportunity("wifi", 3.1, 6.2, 0.93, 0.8),
        opportunity("pre_arrival", 0.9, 6.3, 1.0, 0.5),
        opportunity("sleep", 1.6, 6.9, 0.62, 0.6),
        opportunity("check_out", 1.4, 7.1, 0.97, 0.6),
        opportunity("booking", 1.2, 7.3, 1.0, 0.5),
        opportunity("find_offer", 0.6, 6.9, 0.66, 0.4),
    )
    return Opportunities(
        touchpoints=tuple(sorted(found or usual, key=lambda one: -one.score)),
        importance_cut=4.0,
        satisfaction_cut=6.8,
        draws=500,
        level=0.95,
    )


def share(factor: str, value: float, low: float, high: float, n: int = 2310) -> FactorShare:
    return FactorShare(factor=factor, levels=6, n=n, share=value, low=low, high=high)


def consistency(*alone: FactorShare, together: Sequence[FactorShare] = ()) -> Consistency:
    usual = (
        share("agent", 0.21, 0.15, 0.3),
        share("hotel", 0.09, 0.03, 0.36),
        share("channel", 0.02, 0.0, 0.11),
        share("month", 0.0, 0.0, 0.01),
    )
    return Consistency(score="check_in", alone=alone or usual, together=tuple(together), level=0.95)


def channel_times(
    channel: str, median: float, slow: float, n: int = 740, unanswered: int = 0
) -> ChannelTimes:
    return ChannelTimes(
        channel=channel,
        n=n,
        unanswered=unanswered,
        median=median,
        median_low=median * 0.9,
        median_high=median * 1.12,
        slow=slow,
        slow_low=slow * 0.9,
        slow_high=slow * 1.12,
        spread=slow / median if median else None,
        spread_low=slow / median * 0.9 if median else None,
        spread_high=slow / median * 1.1 if median else None,
        within=None,
        within_low=None,
        within_high=None,
    )


def times(*channels: ChannelTimes, inconsistent: Sequence[str] = ("E-mail",)) -> ResponseTimes:
    usual = (
        channel_times("Chat", 0.12, 0.31),
        channel_times("Phone", 0.4, 0.9, 1210),
        channel_times("Front desk", 0.55, 1.3),
        channel_times("E-mail", 7, 40, 912, unanswered=31),
    )
    return ResponseTimes(
        channels=channels or usual,
        inconsistent=tuple(inconsistent),
        limit=None,
        level=0.95,
        bootstrap=1000,
        seed=20261123,
    )


def moment(name: str, mean: float, from_end: int, label: str | None = None) -> Moment:
    return Moment(
        name=name,
        label=label or NAMES.get(name, name),
        position=12 - from_end,
        from_end=from_end,
        n=2204,
        mean=mean,
        low=mean - 0.1,
        high=mean + 0.1,
    )


def peak_end(*pains: Moment) -> PeakEnd:
    """The worst is the first of the pains; by default the end, and a pain."""
    found = pains or (moment("farewell", 6.9, 0),)
    return PeakEnd(
        touchpoints=12,
        average=7.5,
        peak=moment("breakfast", 8.0, 4),
        worst=found[0],
        end=moment("farewell", 6.9, 0),
        pains=found,
        near_end=tuple(pain for pain in found if pain.from_end < 3),
        balance=-0.1,
        balance_low=-0.3,
        balance_high=0.1,
        level=0.95,
    )
