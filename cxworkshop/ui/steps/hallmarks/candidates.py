"""What stands beside the ranking: why a candidate is remembered, how safe it is, and by whose taste."""

from statistics import fmean
from typing import Any

from cxworkshop.charts.figures import count, percent
from cxworkshop.domain.evidence import TouchpointEvidence, TouchpointScore
from cxworkshop.domain.robustness import Acceptability, Robustness
from cxworkshop.ui.steps.evidence_notes import source_line
from cxworkshop.ui.steps.hallmarks.performance import labels_in
from cxworkshop.ui.steps.hallmarks.ranking import Standing
from cxworkshop.ui.steps.hallmarks.sources import answers_words, segment_words
from cxworkshop.ui.widgets.prose import empty_html, exhibit_html, fold_html, table_html

_NOTABLE = 0.5
"""What a part of memorability (0–1) must reach to be named as the reason."""
_LEADS = 0.1
"""How far a criterion's weight must lie above an even share to be said to count most."""


def memorable_html(found: TouchpointEvidence, standing: Standing, most: int, words: dict[str, Any]) -> str:
    """Return why each of the first ``most`` candidates is remembered."""
    scores = {score.name: score for score in found.touchpoints}
    average = fmean(score.mean for score in found.touchpoints)
    rows = [
        (candidate.label, _why_remembered(scores[candidate.name], average, words))
        for candidate in standing.candidates[:most]
    ]
    return table_html(words["caption"], words["columns"], rows)


def _why_remembered(score: TouchpointScore, average: float, words: dict[str, Any]) -> str:
    """Return the parts of memorability that are high, the strongest first."""
    moment = score.moment or 0.0
    parts = {
        "end" if moment > _NOTABLE else "beginning": moment,
        "intensity": score.intensity,
        "better" if score.mean > average else "worse": score.standing_out,
    }
    high = sorted((name for name in parts if parts[name] >= _NOTABLE), key=lambda name: -parts[name])
    said = "; ".join(words[name] for name in high) or words["nothing"]
    return str(said)


def safety_html(
    found: TouchpointEvidence, standing: Standing, most: int, picks: list[str], words: dict[str, Any]
) -> str:
    """Return how often each candidate is among the first ``most``, with the details in a fold."""
    from cxworkshop.charts.findings_touchpoints import find_acceptability  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.robustness import plot_acceptability  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    robustness = standing.robustness
    if robustness is None:
        return empty_html(words["too_few"])
    labels = labels_in(found)
    detail = words["safety_detail"].format(source=answers_words(found), draws=count(robustness.draws))
    chart = to_svg(plot_acceptability(robustness, labels, most, picks))
    source = source_line(found.provenance, detail)
    exhibit = exhibit_html(find_acceptability(robustness, labels, most), chart, source)
    return exhibit + fold_html(words["details"]["title"], _details(standing, robustness, most, words))


def _details(standing: Standing, robustness: Robustness, most: int, words: dict[str, Any]) -> str:
    details = words["details"]
    columns = [column.format(most=most) for column in details["columns"]]
    rows = [
        (
            candidate.label,
            percent(one.among_first(most)),
            percent(one.among_first(1)),
            _taste(one, robustness.criteria, words),
            details["never"]
            if one.confidence is None
            else details["sure"].format(share=percent(one.confidence)),
        )
        for candidate in standing.candidates
        if (one := standing.of(candidate.name))
    ]
    return table_html(details["caption"], columns, rows)


def _taste(one: Acceptability, criteria: tuple[str, ...], words: dict[str, Any]) -> str:
    """Return in words which weighting puts a candidate first."""
    details, weights = words["details"], one.central_weights
    if weights is None:
        return str(details["never"])
    weight, criterion = max(zip(weights, criteria, strict=True))
    if weight < 1 / len(criteria) + _LEADS:
        return str(details["even"])
    said: str = details["taste"]
    return said.format(criterion=words["criteria"][criterion], share=percent(weight))


def weighted_html(found: TouchpointEvidence, standing: Standing, most: int, words: dict[str, Any]) -> str:
    """Return the ranking for all customers alike beside the one for the target segments."""
    from cxworkshop.charts.findings_touchpoints import find_ranking_change  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.rankings import plot_rankings  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    if found.everyone is None:
        return empty_html(words["no_target"])
    alike, target = words["names_weighted" if found.weights else "names"]
    names = (str(alike), str(target).format(segment=segment_words(found)))
    chart = plot_rankings(standing.everyone, standing.candidates, most, names)
    said = find_ranking_change(standing.everyone, standing.candidates, most)
    detail = words["weighted_detail"].format(n=count(found.everyone.n), target=answers_words(found))
    return exhibit_html(said, to_svg(chart), source_line(found.provenance, detail))
