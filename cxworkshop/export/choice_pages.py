"""The pages behind the choice of hallmarks: where better pays, and how safe the choice is."""

from collections.abc import Sequence

from cxworkshop.analysis.touchpoints import HallmarkCandidate
from cxworkshop.charts.figures import count, listed, percent, short
from cxworkshop.charts.findings_touchpoints import (
    find_acceptability,
    find_opportunities,
    find_performance,
    find_ranking_change,
)
from cxworkshop.charts.sentences import say_part
from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.domain.opportunity import Opportunities, Opportunity
from cxworkshop.domain.robustness import Acceptability, Robustness
from cxworkshop.export.methods import method_of
from cxworkshop.export.notes import alt_text, evidence_notes
from cxworkshop.export.results import Rankings, labels_of
from cxworkshop.export.sources import answers_basis, headers, source_line, text
from cxworkshop.export.story import MOST_BARS, Bar, Bars, Page, Table

MOST_ROWS = 5
"""Most rows of the table beside the bars."""

NAME = 30
"""Longest name of a touchpoint on these pages (characters)."""


def opportunities_page(opportunities: Opportunities, evidence: TouchpointEvidence) -> Page:
    """Return the page of the opportunity scores, with what each touchpoint calls for in words."""
    labels = labels_of(evidence)
    shown = opportunities.touchpoints[:MOST_BARS]
    bars = tuple(
        Bar(short(labels[one.name], NAME), one.score, one.low, one.high, one.quadrant == "improve")
        for one in shown
    )
    finding = find_opportunities(opportunities, labels)
    values = [_weighed(one, labels) for one in opportunities.touchpoints]
    axis = text("opportunities", "axis", level=percent(opportunities.level))
    chart = Bars({axis: bars}, axis, "0.0", alt_text("opportunities", finding, values[: len(bars)]))
    rows = tuple(
        (short(labels[one.name], NAME), _quadrant(one), percent(one.sure)) for one in shown[:MOST_ROWS]
    )
    method = text(
        "method", "opportunities", level=percent(opportunities.level), draws=count(opportunities.draws)
    )
    return Page(
        id="opportunities",
        title=finding,
        exhibits=(chart, Table(headers("opportunities", "headers"), rows, (0.5, 0.32, 0.18))),
        takeaway=(find_performance(opportunities, labels),),
        source=_source(evidence),
        notes=evidence_notes(
            "opportunities", evidence.provenance, (method, method_of(evidence)), values, len(bars)
        ),
    )


def _quadrant(one: Opportunity) -> str:
    return say_part("touchpoint_charts", one.quadrant)


def _weighed(one: Opportunity, labels: dict[str, str]) -> str:
    return text(
        "opportunities",
        "told",
        name=labels[one.name],
        importance=f"{one.importance:.1f}",
        satisfaction=f"{one.satisfaction:.1f}",
        score=f"{one.score:.1f}",
        low=f"{one.low:.1f}",
        high=f"{one.high:.1f}",
        quadrant=_quadrant(one),
        sure=percent(one.sure),
    )


def safety_page(
    robustness: Robustness,
    evidence: TouchpointEvidence,
    picks: Sequence[str],
    most: int,
    rankings: Rankings | None,
) -> Page:
    """Return the page of how often each touchpoint is among the first, and whom profit moves.

    Parameters
    ----------
    robustness
        Rank acceptability of the touchpoints.
    evidence
        Their scores.
    picks, most
        The hallmarks' names, and how many can be picked.
    rankings
        Candidates with all customers alike and weighted by profit; None where there aren't two.
    """
    labels = labels_of(evidence)
    ranked = sorted(robustness.alternatives, key=lambda one: -one.among_first(most))
    bars = tuple(_share_bar(one, labels, picks, most) for one in ranked[:MOST_BARS])
    finding = find_acceptability(robustness, labels, most)
    values = [_accepted(one, robustness, labels, most) for one in ranked]
    axis = text("safety", "axis", "one" if most == 1 else "more", most=most)
    chart = Bars({axis: bars}, axis, "0%", alt_text("safety", finding, values[: len(bars)]))
    moved = _moved(rankings, most) if rankings else None
    method = text(
        "method",
        "robustness",
        draws=count(robustness.draws),
        criteria=listed(_criteria(robustness)),
        seed=robustness.seed,
    )
    return Page(
        id="safety",
        title=finding,
        exhibits=(chart, moved) if moved else (chart,),
        takeaway=(
            *([find_ranking_change(rankings.everyone, rankings.weighted, most)] if rankings else []),
            *([] if moved else [text("safety", "takeaway")]),
        ),
        source=_source(evidence),
        notes=evidence_notes(
            "safety",
            evidence.provenance,
            (method, method_of(evidence), *(_ranked(rankings) if rankings else ())),
            values,
            len(bars),
        ),
    )


def _share_bar(one: Acceptability, labels: dict[str, str], picks: Sequence[str], most: int) -> Bar:
    share = one.among_first(most)
    return Bar(short(labels[one.name], NAME), share, share, share, one.name in picks)


def _criteria(robustness: Robustness) -> list[str]:
    return [text("safety", "criteria", criterion) for criterion in robustness.criteria]


def _accepted(one: Acceptability, robustness: Robustness, labels: dict[str, str], most: int) -> str:
    """Say how often a touchpoint is among the first, and what must count most for it to be the first."""
    facts = {
        "name": labels[one.name],
        "share": percent(one.among_first(most)),
        "first": percent(one.ranks[0]),
    }
    if one.central_weights is None or one.confidence is None:
        return text("safety", "told", **facts)
    weights = zip(_criteria(robustness), one.central_weights, strict=True)
    said = listed([f"{criterion} {percent(weight)}" for criterion, weight in weights])
    return text("safety", "told_weights", weights=said, confidence=percent(one.confidence), **facts)


def _moved(rankings: Rankings, most: int) -> Table | None:
    """Return the touchpoints among the first of either ranking whose place differs; None where none does."""
    before, after = ({one.name: place for place, one in _placed(ranking)} for ranking in rankings)
    labels = {one.name: one.label for one in rankings.weighted}
    moved = [
        name
        for name in sorted(after, key=lambda name: after[name])
        if name in before and before[name] != after[name] and min(before[name], after[name]) <= most
    ]
    # Those that come in or drop out are the point; the others have only changed places.
    crossing = sorted(moved, key=lambda name: (before[name] <= most) == (after[name] <= most))[:MOST_ROWS]
    rows = tuple(
        (short(labels[name], NAME), count(before[name]), count(after[name]))
        for name in sorted(crossing, key=lambda name: after[name])
    )
    return Table(headers("safety", "headers"), rows, (0.5, 0.25, 0.25)) if rows else None


def _placed(ranking: Sequence[HallmarkCandidate]) -> enumerate[HallmarkCandidate]:
    return enumerate(ranking, start=1)


def _ranked(rankings: Rankings) -> tuple[str, ...]:
    return tuple(
        text("safety", kind, names="; ".join(f"{place}. {one.label}" for place, one in _placed(ranking)))
        for kind, ranking in (("everyone", rankings.everyone), ("weighted", rankings.weighted))
    )


def _source(evidence: TouchpointEvidence) -> str:
    return source_line(evidence.provenance, answers_basis(evidence.n, evidence.segment, evidence.level))
