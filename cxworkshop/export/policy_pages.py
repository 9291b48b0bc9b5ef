"""The page of the policies between anything goes and by the book, and what consent adds to other pages."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import get_args

from cxworkshop.charts.figures import count, listed, percent
from cxworkshop.charts.findings_agreement import find_agreement
from cxworkshop.charts.findings_consent import find_blocks, find_consent
from cxworkshop.charts.findings_policies import find_policies, name_policy
from cxworkshop.charts.sentences import counted
from cxworkshop.domain.agreement import Agreement
from cxworkshop.domain.consent import Decided
from cxworkshop.domain.consents import stances
from cxworkshop.domain.policies import Policy, PolicyBoundary
from cxworkshop.domain.policy_spread import PolicySpread, PolicyStanding
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.notes import say
from cxworkshop.export.sources import DECISION, headers, text
from cxworkshop.export.story import Page, Table

ORDER: tuple[Policy, ...] = get_args(Policy)


def policies_page(
    spread: PolicySpread | None, order: Agreement | None, boundaries: Mapping[Policy, PolicyBoundary]
) -> Page:
    """Return the page of where leaders place each policy, with the boundary and the way to talk.

    Parameters
    ----------
    spread
        Positions without names; None where too few placed any.
    order
        How far people share an order of the policies; None where there is no telling.
    boundaries
        What was written down, by policy.
    """
    found = {one.policy: one for one in spread.standings} if spread else {}
    shown = [policy for policy in ORDER if policy in found or policy in boundaries]
    rows = tuple(
        (
            name_policy(policy),
            _place(found.get(policy)),
            boundaries[policy].boundary if policy in boundaries else "",
            boundaries[policy].way_to_talk if policy in boundaries else "",
        )
        for policy in shown
    )
    return Page(
        id="policies",
        title=_title(spread, len([one for one in boundaries.values() if one.boundary])),
        exhibits=(Table(headers("policies", "headers"), rows, (0.13, 0.23, 0.32, 0.32)),),
        takeaway=(text("policies", "takeaway"),) if spread else (),
        source=text("policies", "source", n=count(spread.n), level=percent(spread.level))
        if spread
        else text(*DECISION),
        notes=(
            say("policies"),
            *([text("policies", "method", level=percent(spread.level)), *_told(spread)] if spread else []),
            *([text("policies", "order", said=find_agreement(order))] if order else []),
        ),
    )


def _title(spread: PolicySpread | None, agreed: int) -> str:
    return find_policies(spread) if spread else text("policies", "title", count=counted(agreed))


def _place(found: PolicyStanding | None) -> str:
    if found is None:
        return ""
    return text(
        "policies",
        "apart" if found.flagged else "place",
        mean=f"{found.mean:.0f}",
        low=f"{found.low:.0f}",
        high=f"{found.high:.0f}",
        n=count(found.n),
    )


def _told(spread: PolicySpread) -> Iterator[str]:
    for one in spread.standings:
        functions = [
            text("policies", "function", function=place.function, mean=f"{place.mean:.0f}", n=count(place.n))
            for place in one.functions
        ]
        said = text(
            "policies",
            "told",
            name=name_policy(one.policy),
            place=_place(one),
            lowest=f"{one.positions[0]:.0f}",
            highest=f"{one.positions[-1]:.0f}",
            dissent=percent(one.dissent),
        )
        yield " ".join(filter(None, (said, "; ".join(functions))))
    if spread.too_few:
        names = listed([name_policy(policy) for policy in spread.too_few])
        yield text("policies", "too_few", names=names)


def with_consent(page: Page, workshop: Workshop, decision: Decided) -> Page:
    """Return a decision's page with what came of asking for consent in the notes, and a line per block."""
    said = stances(workshop, decision)
    if not said:
        return page
    blocks = (text("consent", "block", reason=reason) for reason in find_blocks(said))
    return replace(page, takeaway=(*page.takeaway, *blocks), notes=(*page.notes, find_consent(said)))
