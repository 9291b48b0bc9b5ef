"""The pages of the firm's own metrics: where they stand, what runs ahead, and what to ask about them."""

from collections.abc import Iterator

from cxworkshop.charts.figures import correlation, count, measured, percent, short
from cxworkshop.charts.findings_metrics import ask_gaming, find_lag, find_level, name_quarter
from cxworkshop.charts.sentences import counted
from cxworkshop.domain.measured import LaggedMetric, MeasuredEvidence, MeasuredMetric
from cxworkshop.domain.tables import spoken_name
from cxworkshop.export.notes import alt_text, evidence_notes
from cxworkshop.export.sources import headers, source_line, text
from cxworkshop.export.story import Bar, Bars, Page, Points, Table

MOST_ROWS = 8
"""Most metrics in the table; the others are in the notes."""


def measured_pages(evidence: MeasuredEvidence, outcome: str) -> Iterator[Page]:
    """Yield where the metrics stand, what runs ahead of the outcome, and the questions the data raise."""
    if evidence.metrics:
        yield _levels_page(evidence)
    ahead = next((one for one in evidence.lagged if one.best), None)
    if ahead:
        yield _ahead_page(ahead, evidence, outcome)
    if evidence.signs:
        yield _questions_page(evidence)


def _levels_page(evidence: MeasuredEvidence) -> Page:
    ahead = {one.metric for one in evidence.lagged if one.best}
    shown = sorted(evidence.metrics, key=lambda metric: metric.name not in ahead)[:MOST_ROWS]
    rows = tuple(
        (
            spoken_name(metric.name),
            _level(metric),
            "" if metric.target is None else measured(metric.target, metric.unit),
            _best_site(metric),
        )
        for metric in shown
    )
    n = count(sum(metric.n for metric in evidence.metrics))
    return Page(
        id="levels",
        title=find_level(shown[0]),
        takeaway=(text("levels", "lead"),),
        exhibits=(Table(headers("levels", "headers"), rows, (0.36, 0.28, 0.13, 0.23)),),
        source=source_line(evidence.provenance, text("levels", "basis", n=n, level=percent(evidence.level))),
        notes=evidence_notes(
            "levels",
            evidence.provenance,
            (text("method", "levels"), *evidence.notes),
            [find_level(metric) for metric in evidence.metrics],
            len(shown),
        ),
    )


def _level(metric: MeasuredMetric) -> str:
    today = metric.today
    return text(
        "levels",
        "level",
        mean=measured(today.mean, metric.unit),
        low=measured(today.low),
        high=measured(today.high),
        when=name_quarter(today.name),
    )


def _best_site(metric: MeasuredMetric) -> str:
    """Return both ends of the sites, since which end is good isn't known where no target is."""
    if not metric.sites:
        return ""
    lowest, *_, highest = sorted(metric.sites, key=lambda site: site.mean) * 2
    ends = (f"{short(site.name, 20)} {measured(site.mean)}" for site in (lowest, highest))
    return text("levels", "sites", low=next(ends), high=next(ends))


def _ahead_page(lagged: LaggedMetric, evidence: MeasuredEvidence, outcome: str) -> Page:
    finding = find_lag(lagged, outcome)
    bars = tuple(
        Bar(_ahead(lag.lag, lagged.step), lag.r, lag.low, lag.high, strong=lag.lag == lagged.best)
        for lag in lagged.lags
    )
    values = [
        text(
            "ahead",
            "told",
            lag=_ahead(lag.lag, lagged.step),
            r=correlation(lag.r),
            low=correlation(lag.low),
            high=correlation(lag.high),
            n=count(lag.n),
        )
        for lag in lagged.lags
    ]
    axis = text("ahead", "axis", outcome=outcome, level=percent(evidence.level))
    basis = text("ahead", "basis", n=count(max(lag.n for lag in lagged.lags)), step=lagged.step)
    return Page(
        id="ahead",
        title=finding,
        exhibits=(Bars({axis: bars}, axis, "0.0", alt_text("ahead", finding, values)),),
        takeaway=(text("ahead", "takeaway"), text("ahead", "cause")),
        source=source_line(evidence.provenance, basis),
        notes=evidence_notes(
            "ahead", evidence.provenance, (text("method", "ahead"), *evidence.lag_notes), values
        ),
    )


def _ahead(lag: int, step: str) -> str:
    return text("ahead", step, {0: "zero", 1: "one"}.get(lag, "more"), lag=lag)


def _questions_page(evidence: MeasuredEvidence) -> Page:
    asked = tuple(ask_gaming(sign, evidence.labels) for sign in evidence.signs)
    kind = "one" if len(asked) == 1 else "more"
    return Page(
        id="questions",
        title=text("questions", "title", kind, Count=counted(len(asked)).capitalize()),
        exhibits=(Points(((text("questions", "heading"), asked),)),),
        source=source_line(evidence.provenance, text("questions", "basis")),
        notes=evidence_notes("questions", evidence.provenance, (text("method", "questions"),), asked),
    )
