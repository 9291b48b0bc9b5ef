"""What the firm's own data say about a metric: where it stands, how far others are, and what looks odd."""

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

from cxworkshop.domain.measured import MeasuredEvidence, MeasuredMetric
from cxworkshop.domain.metrics import Metric
from cxworkshop.domain.target_reach import Reach, measured_as, reach_of
from cxworkshop.ui.widgets.prose import callout_html, prose_html, small_html

_WHOLE_FROM = 99.95
_DOUBTFUL: tuple[Reach, ...] = ("worse_than_today", "never_seen")


def level(value: float) -> float:
    """Return a level as the findings show it: in three digits, or whole from 100 on."""
    return float(round(value)) if abs(value) >= _WHOLE_FROM else float(f"{value:.3g}")


def as_measured(metric: Metric, found: MeasuredMetric | None, recorded: Metric | None) -> Metric:
    """Return the metric with the range and n of today's level, where today's level is the measured one.

    Parameters
    ----------
    found
        The firm's own metric of that name, if there is one.
    recorded
        The metric as it was recorded before: its range stays where its level does.
    """
    if found and metric.baseline == level(found.today.mean):
        low, high, n = level(found.today.low), level(found.today.high), found.today.n
        return metric.model_copy(update={"baseline_low": low, "baseline_high": high, "baseline_n": n})
    if recorded and (recorded.name, recorded.baseline) == (metric.name, metric.baseline):
        kept = recorded.model_dump(include={"baseline_low", "baseline_high", "baseline_n"})
        return metric.model_copy(update=kept)
    return metric


def levels_html(draft: Metric, evidence: MeasuredEvidence | None, words: Mapping[str, Any]) -> str:
    """Return where the metric stands by the firm's data, and how far its target lies from what was seen."""
    if evidence is None or not draft.name:
        return ""
    found = measured_as(evidence.metrics, draft.name)
    if found is None:
        return small_html(words["not_measured"])
    from cxworkshop.charts.findings_metrics import find_level, find_reach  # noqa: PLC0415 - Altair is heavy

    said = prose_html(find_level(found))
    if isfinite(draft.target) and draft.target != draft.baseline:
        reach = reach_of(found, draft.target, draft.better)
        told = find_reach(reach, found, draft.target)
        said += callout_html(told, "warn" if reach.reach in _DOUBTFUL else "note")
    return said


def gaming_html(about: Iterable[str], evidence: MeasuredEvidence | None) -> str:
    """Return a question for each thing in the data that gaming might have left behind at these names."""
    names = {" ".join(name.casefold().split()) for name in about}
    signs = [
        sign
        for sign in (evidence.signs if evidence else ())
        if " ".join(sign.about.casefold().split()) in names
    ]
    if not signs or evidence is None:
        return ""
    from cxworkshop.charts.findings_metrics import ask_gaming  # noqa: PLC0415 - as above

    return "".join(callout_html(ask_gaming(sign, evidence.labels), "warn") for sign in signs)
