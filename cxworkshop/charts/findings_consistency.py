"""Findings on consistency: what scores depend on, and which channel nobody can count on."""

from collections.abc import Mapping

from cxworkshop.charts.figures import count, duration, listed, percent, rounded_time
from cxworkshop.charts.sentences import name_short, say, say_part
from cxworkshop.domain.consistency import ChannelTimes, Consistency, FactorShare, ResponseTimes

NEAR_NOTHING = 0.005
"""Share below which an interval's lower end reads as 0 %: whether there is anything can't be told."""

LITTLE = 0.05
"""Share up to which it doesn't matter, where the whole interval is."""


def matters_little(share: FactorShare) -> bool:
    """Return whether a factor's share is small, however uncertain it is."""
    return round(share.high, 2) <= LITTLE


def find_inconsistency(consistency: Consistency, labels: Mapping[str, str]) -> str:
    """Say how much of the differences in a score lies between the levels of which factors."""
    facts = {"score": name_short(labels.get(consistency.score, consistency.score))}
    if not consistency.alone:
        return say("inconsistency", "none", **facts)
    told = [share for share in consistency.alone if share.low >= NEAR_NOTHING and not matters_little(share)]
    owed = {share.factor for share in consistency.together if share.low < NEAR_NOTHING}
    # What is left of a factor with the others held the same may be nothing: then it is theirs.
    told = [share for share in told if share.factor not in owed] or told
    if told:
        shares = [_factor_share(share, labels, first=not place) for place, share in enumerate(told[:2])]
        return say("inconsistency", "told", shares=listed(shares), **facts)
    unclear = [share for share in consistency.alone if not matters_little(share)]
    if unclear:
        return say("inconsistency", "open", **facts, **_factor_facts(unclear[0], labels))
    factors = listed([_factor(share, labels) for share in consistency.alone])
    greatest = max(consistency.alone, key=lambda share: share.high)
    return say("inconsistency", "little", **facts, **_factor_facts(greatest, labels) | {"factor": factors})


def find_response_times(times: ResponseTimes, unit: str) -> str:
    """Say which channel nobody can count on, or how far apart steady ones are."""
    if not times.channels:
        return say("response_times", "none")
    unsteady = [one for one in times.channels if one.channel in times.inconsistent]
    if unsteady:
        worst = max(unsteady, key=lambda one: one.spread or 0.0)
        names = listed([name_short(one.channel) for one in unsteady])
        facts = _times_facts(worst, unit) | {"names": names}
        return say("response_times", "one" if len(unsteady) == 1 else "more", **facts)
    if len(times.channels) == 1:
        return say("response_times", "alone", **_times_facts(times.channels[0], unit))
    quick, slow = (choose(times.channels, key=lambda one: one.slow) for choose in (min, max))
    quickest = {"quick": name_short(quick.channel), "quick_time": duration(quick.slow, unit)}
    return say("response_times", "steady", **quickest, **_times_facts(slow, unit))


def _factor(share: FactorShare, labels: Mapping[str, str]) -> str:
    """Return a factor as it stands within a sentence: the hotel, the IT desk, who it was served by."""
    name = name_short(labels.get(share.factor, share.factor))
    name = name[:1].lower() + name[1:] if name[1:2].islower() else name
    return say_part("inconsistency", "factor_by" if name.endswith(" by") else "factor", name=name)


def _factor_facts(share: FactorShare, labels: Mapping[str, str]) -> dict[str, str]:
    return {
        "factor": _factor(share, labels),
        "share": percent(share.share),
        "low": percent(share.low),
        "high": percent(share.high),
        "n": count(share.n),
    }


def _factor_share(share: FactorShare, labels: Mapping[str, str], *, first: bool) -> str:
    return say_part("inconsistency", "share" if first else "share_next", **_factor_facts(share, labels))


def _times_facts(one: ChannelTimes, unit: str) -> dict[str, str]:
    return {
        "channel": name_short(one.channel),
        "median": duration(one.median, unit),
        "slow": rounded_time(one.slow),
        "slow_time": duration(one.slow, unit),
        "low": rounded_time(one.slow_low),
        "high": rounded_time(one.slow_high),
        "n": count(one.n),
    }
