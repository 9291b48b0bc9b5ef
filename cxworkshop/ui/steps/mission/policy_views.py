"""Where everyone sees the policies: the chart under its finding, and the figures behind it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cxworkshop.charts.figures import count, percent
from cxworkshop.domain.policies import PolicyPlacement
from cxworkshop.settings import SMALLEST_GROUP
from cxworkshop.ui.widgets.prose import exhibit_html, small_html, table_html

if TYPE_CHECKING:
    from cxworkshop.domain.policy_spread import PolicySpread


def spread_html(placements: Sequence[PolicyPlacement], words: dict[str, Any]) -> str:
    """Return positions and spread of all, and the means of the functions that may be shown."""
    from cxworkshop.analysis.answer_orders import order_of_policies  # noqa: PLC0415 - NumPy is heavy
    from cxworkshop.analysis.policy_spread import policy_spread  # noqa: PLC0415 - pandas is heavy
    from cxworkshop.charts.findings_agreement import find_agreement  # noqa: PLC0415 - with the chart
    from cxworkshop.charts.findings_policies import find_policies  # noqa: PLC0415 - with the chart
    from cxworkshop.charts.policies import plot_policies  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415 - Altair is heavy

    spread = policy_spread(placements)
    source = words["source"].format(n=count(spread.n), level=percent(spread.level))
    html = (
        exhibit_html(find_policies(spread), to_svg(plot_policies(spread)), source)
        if spread.standings
        else small_html(find_policies(spread))
    )
    if order := order_of_policies(placements):
        html += small_html(words["order"].format(said=find_agreement(order)))
    return html + _figures(spread, words) + _functions(spread, words) + _left_out(spread, words)


def _figures(spread: "PolicySpread", words: dict[str, Any]) -> str:
    about = words["table"]
    rows = [
        (
            words["names"][one.policy],
            f"{one.mean:.0f}",
            about["range"].format(low=f"{one.low:.0f}", high=f"{one.high:.0f}"),
            percent(one.dissent),
            count(one.n),
        )
        for one in spread.standings
    ]
    return table_html(about["caption"], about["columns"], rows) if rows else ""


def _functions(spread: "PolicySpread", words: dict[str, Any]) -> str:
    about = words["functions"]
    rows = [
        (words["names"][one.policy], place.function, f"{place.mean:.0f}", count(place.n))
        for one in spread.standings
        for place in one.functions
    ]
    withheld = sorted({name for one in spread.standings for name in one.withheld})
    caption = about["caption"].format(least=SMALLEST_GROUP)
    html = table_html(caption, about["columns"], rows) if rows else ""
    return html + (small_html(about["withheld"].format(names=", ".join(withheld))) if withheld else "")


def _left_out(spread: "PolicySpread", words: dict[str, Any]) -> str:
    names = ", ".join(words["names"][policy] for policy in spread.too_few)
    return small_html(words["too_few"].format(least=SMALLEST_GROUP, names=names)) if names else ""
