"""One metric's levels, what it runs ahead of, and the questions that the data raise."""

from typing import Any

from cxworkshop.charts.figures import count, listed, measured, percent, period, signed_points
from cxworkshop.domain.measured import GamingSign, Level, MeasuredEvidence, MeasuredMetric
from cxworkshop.domain.metrics import Metric, Metrics
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import Role, spoken_name
from cxworkshop.domain.target_reach import measured_as, reach_of
from cxworkshop.settings import texts
from cxworkshop.ui.steps.evidence_notes import source_line
from cxworkshop.ui.widgets.prose import (
    callout_html,
    empty_html,
    exhibit_html,
    fold_html,
    prose_html,
    small_html,
    table_html,
)


def levels_html(
    found: MeasuredEvidence, name: str | None, chosen: Metrics | None, words: dict[str, Any]
) -> str:
    """Return where a metric stands by quarter and site; a target that the team chose is drawn and judged."""
    from cxworkshop.charts.findings_metrics import find_level, find_reach  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.measured import plot_levels  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    metric = next((one for one in found.metrics if one.name == name), None)
    if metric is None:
        return empty_html(words["no_metrics"])
    ours = _ours(metric, chosen)
    target = ours.target if ours else None
    detail = words["source"].format(
        n=count(metric.n), period=period(metric.first_day, metric.last_day), level=f"{found.level * 100:.0f}"
    )
    chart = to_svg(plot_levels(metric, target))
    source = source_line(_from(found, Role.METRICS), detail)
    reached = find_reach(reach_of(metric, ours.target, ours.better), metric, ours.target) if ours else None
    return (
        exhibit_html(find_level(metric), chart, source)
        + (callout_html(reached) if reached else "")
        + fold_html(words["table"], _levels_table(metric, words))
    )


def lags_html(found: MeasuredEvidence, name: str | None, words: dict[str, Any]) -> str:
    """Return whether a metric runs ahead of the outcome, or why that can't be told."""
    from cxworkshop.charts.findings_metrics import find_lag  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.measured import plot_lags  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    outcome = texts("drivers")["evidence"]["spoken"]["outcome"]
    metric = next((one for one in found.lagged if one.metric == name), None)
    notes = "".join(map(small_html, found.lag_notes))
    ahead = prose_html(_ahead_words(found, outcome, words))
    if metric is None or not metric.lags:
        return ahead + empty_html(metric.refusal if metric and metric.refusal else words["none"]) + notes
    detail = words["source"].format(
        n=count(max(lag.n for lag in metric.lags)),
        effective=count(round(max(lag.n_effective for lag in metric.lags))),
        level=f"{found.level * 100:.0f}",
        lags=count(len(metric.lags)),
    )
    source = source_line(found.provenance, detail)
    exhibit = exhibit_html(find_lag(metric, outcome), to_svg(plot_lags(metric, outcome)), source)
    return ahead + exhibit + small_html(words["explain"]) + notes


def questions_html(found: MeasuredEvidence, words: dict[str, Any]) -> str:
    """Return what looks odd as questions to ask, with the figures they rest on in a fold."""
    from cxworkshop.charts.findings_metrics import ask_gaming  # noqa: PLC0415 - Altair is heavy

    if not found.looked_for:
        return empty_html(words["nothing"])
    if not found.signs:
        kinds = listed([words["kinds"][kind] for kind in found.looked_for])
        return empty_html(words["none"].format(kinds=kinds))
    rows = [_sign_row(sign, found.labels, words) for sign in found.signs]
    caption = words["caption"].format(level=f"{found.level * 100:.0f}")
    return "".join(
        [
            prose_html(words["explain"]),
            *(callout_html(ask_gaming(sign, found.labels)) for sign in found.signs),
            fold_html(words["table"], table_html(caption, words["columns"], rows)),
        ]
    )


def _ours(metric: MeasuredMetric, chosen: Metrics | None) -> Metric | None:
    """Return the team's own metric of this name, None where it chose none."""
    wanted = (one for one in (chosen.chosen if chosen else ()) if measured_as((metric,), one.name))
    return next(wanted, None)


def _levels_table(metric: MeasuredMetric, words: dict[str, Any]) -> str:
    def row(level: Level) -> tuple[str, ...]:
        interval = words["interval"].format(low=measured(level.low), high=measured(level.high))
        return (level.name, measured(level.mean), interval, count(level.n))

    pattern: str = words["caption_unit" if metric.unit else "caption"]
    caption = pattern.format(metric=spoken_name(metric.name), unit=metric.unit)
    return table_html(caption, words["columns"], map(row, (*metric.quarters, *metric.sites)))


def _ahead_words(found: MeasuredEvidence, outcome: str, words: dict[str, Any]) -> str:
    names = [spoken_name(lagged.metric) for lagged in found.lagged if lagged.best]
    facts = {"all": count(len(found.lagged)), "outcome": outcome}
    if not names:
        return str(words["ahead_none"]).format(**facts)
    return str(words["ahead"]).format(names=listed(names), **facts)


def _sign_row(sign: GamingSign, labels: dict[str, str], words: dict[str, Any]) -> tuple[str, ...]:
    def a_year(change: float) -> str:
        return str(words["a_year"]).format(points=signed_points(change))

    said = a_year if sign.kind == "rising_scores" else percent
    return (
        words["kinds"][sign.kind],
        labels.get(sign.about) or spoken_name(sign.about),
        said(sign.found),
        words["interval"].format(low=said(sign.low), high=said(sign.high)),
        said(sign.expected),
        count(sign.n),
    )


def _from(found: MeasuredEvidence, role: Role) -> list[Provenance]:
    return [source for source in found.provenance if source.role is role]
