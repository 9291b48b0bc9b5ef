"""What the laundry board's votes say, as a sentence from ``templates/texts/laundry.yaml``."""

from cxworkshop.charts.figures import count, short
from cxworkshop.charts.sentences import NAME, named_first
from cxworkshop.domain.laundry_items import LaundryRanking
from cxworkshop.settings import texts

_NAME = NAME - 2
"""Longest name between quotation marks (characters)."""


def find_laundry(ranking: LaundryRanking) -> str:
    """Say what to wash first; what the votes can't tell apart from it is named beside it."""
    words = texts("laundry")["findings"]
    if not ranking.standings:
        return str(words["none"])
    first = ranking.standings[0]
    near = [one for one in ranking.standings if one.high >= first.low]
    pattern: str = words["tied" if len(near) > 1 else "one"]
    return pattern.format(
        names=named_first([f"“{short(one.item.name, _NAME)}”" for one in near]),
        mean=f"{first.mean:.1f}",
        low=f"{first.low:.1f}",
        high=f"{first.high:.1f}",
        n=count(first.n),
    )
