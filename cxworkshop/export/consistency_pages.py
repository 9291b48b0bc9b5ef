"""The pages of consistency: what the experience depends on, and how long channels take to answer."""

from collections.abc import Iterator

from cxworkshop.charts.figures import count, percent, rounded_time, short
from cxworkshop.charts.findings_consistency import (
    NEAR_NOTHING,
    find_inconsistency,
    find_response_times,
)
from cxworkshop.charts.sentences import counted
from cxworkshop.domain.consistency import ChannelTimes, Consistency, FactorShare, ResponseTimes
from cxworkshop.domain.evidence import ConsistencyEvidence
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import Role
from cxworkshop.export.methods import methods_of_consistency
from cxworkshop.export.notes import alt_text, evidence_notes
from cxworkshop.export.results import least_consistent
from cxworkshop.export.sources import answers_basis, headers, source_line, text
from cxworkshop.export.story import MOST_BARS, MOST_PAIRS, Bar, Bars, Page, Table

MOST_ROWS = 5
"""Most channels in the table beside the bars."""


def consistency_pages(evidence: ConsistencyEvidence) -> Iterator[Page]:
    """Yield the page of the score that depends most on who serves, where or when, and that of the times."""
    score = least_consistent(evidence)
    if score:
        yield _shares_page(score, evidence)
    if evidence.times and evidence.times.channels:
        yield _times_page(evidence.times, evidence)


def _shares_page(score: Consistency, evidence: ConsistencyEvidence) -> Page:
    labels = evidence.labels
    finding = find_inconsistency(score, labels)
    bars = tuple(
        Bar(
            short(labels.get(one.factor, one.factor), 30),
            one.share,
            one.low,
            one.high,
            one.low >= NEAR_NOTHING,
        )
        for one in score.alone[:MOST_BARS]
    )
    values = [
        _told(one, found, kind, labels)
        for found in (score, *(other for other in evidence.scores if other is not score))
        for kind, shares in (("alone", found.alone), ("together", found.together))
        for one in shares
    ]
    axis = text("consistency", "axis", level=percent(score.level))
    said = {"count": counted(len(evidence.scores))}
    provenance = _of(Role.SURVEY, evidence)
    n = max(one.n for one in score.alone)
    return Page(
        id="consistency",
        title=finding,
        exhibits=(Bars({axis: bars}, axis, "0%", alt_text("consistency", finding, values[: len(bars)])),),
        takeaway=(
            text("consistency", "rest"),
            *([] if all(bar.strong for bar in bars) else [text("consistency", "untold")]),
            *([text("consistency", "looked", **said)] if len(evidence.scores) > 1 else []),
        ),
        source=source_line(provenance, answers_basis(n, (), score.level)),
        notes=evidence_notes(
            "consistency",
            provenance,
            (*methods_of_consistency(evidence, "scores"), *score.notes, *evidence.notes),
            values,
            len(bars),
        ),
    )


def _told(one: FactorShare, score: Consistency, kind: str, labels: dict[str, str]) -> str:
    return text(
        "consistency",
        kind,
        score=labels.get(score.score, score.score),
        factor=labels.get(one.factor, one.factor),
        levels=count(one.levels),
        n=count(one.n),
        share=percent(one.share),
        low=percent(one.low),
        high=percent(one.high),
    )


def _times_page(times: ResponseTimes, evidence: ConsistencyEvidence) -> Page:
    finding = find_response_times(times, evidence.unit)
    unsteady_first = sorted(times.channels, key=lambda one: one.channel not in times.inconsistent)
    shown = [one for one in times.channels if one in unsteady_first[:MOST_PAIRS]]
    series = {
        text("times", "half"): tuple(
            Bar(_named(one, times), one.median, one.median_low, one.median_high) for one in shown
        ),
        text("times", "slow"): tuple(
            Bar(_named(one, times), one.slow, one.slow_low, one.slow_high) for one in shown
        ),
    }
    values = [_timed(one, evidence.unit) for one in times.channels]
    axis = text("times", "axis", unit=short(evidence.unit, 20), level=percent(times.level))
    rows = tuple(
        (short(one.channel, 24), rounded_time(one.median), rounded_time(one.slow), count(one.n))
        for one in unsteady_first[:MOST_ROWS]
    )
    waiting = sum(one.unanswered for one in times.channels)
    provenance = _of(Role.REQUESTS, evidence)
    n = sum(one.n for one in times.channels)
    return Page(
        id="times",
        title=finding,
        exhibits=(
            Bars(series, axis, "#,##0", alt_text("times", finding, values[: len(shown)])),
            Table(headers("times", "headers"), rows, (0.37, 0.2, 0.25, 0.18)),
        ),
        takeaway=(
            text("times", "takeaway"),
            *([text("times", "waiting", n=count(waiting))] if waiting else []),
        ),
        source=source_line(provenance, text("times", "basis", n=count(n), level=percent(times.level))),
        notes=evidence_notes(
            "times",
            provenance,
            (*methods_of_consistency(evidence, "times"), *times.notes, *evidence.notes),
            values,
            len(shown),
        ),
    )


def _named(one: ChannelTimes, times: ResponseTimes) -> str:
    name = short(one.channel, 24)
    return text("times", "unsteady", name=name) if one.channel in times.inconsistent else name


def _timed(one: ChannelTimes, unit: str) -> str:
    return text(
        "times",
        "told",
        channel=one.channel,
        n=count(one.n),
        unit=unit,
        median=rounded_time(one.median),
        median_low=rounded_time(one.median_low),
        median_high=rounded_time(one.median_high),
        slow=rounded_time(one.slow),
        slow_low=rounded_time(one.slow_low),
        slow_high=rounded_time(one.slow_high),
        unanswered=count(one.unanswered),
    )


def _of(role: Role, evidence: ConsistencyEvidence) -> tuple[Provenance, ...]:
    return tuple(entry for entry in evidence.provenance if entry.role == role)
