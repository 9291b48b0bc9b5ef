"""The scorecard of all drafts at a glance, what is odd about it, and the decision."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import day, listed
from cxworkshop.domain.events import MetricsChosen
from cxworkshop.domain.metrics import Metric, Metrics
from cxworkshop.domain.scorecard import flaws, unpaired
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.decision_bar import decision_bar
from cxworkshop.ui.steps.drivers.metric_fields import NO_DAY
from cxworkshop.ui.steps.drivers.metric_words import in_unit, today_text
from cxworkshop.ui.steps.drivers.metrics_section import MetricsSection
from cxworkshop.ui.widgets.prose import callout_html, empty_html, heading_html, prose_html, table_html

_COLUMNS = ("rung", "name", "owner", "today", "target", "due", "cadence", "pair", "quote")


class ScorecardSection:
    """One outcome, two to four supporting metrics, few leading ones, as they are drafted.

    Parameters
    ----------
    session
        The workshop.
    words
        All texts of the step's metrics.
    metrics_section
        Where they are drafted.

    Attributes
    ----------
    box
        The section.
    """

    def __init__(self, session: Session, words: Mapping[str, Any], metrics_section: MetricsSection) -> None:
        self._words, self._drafted = words, metrics_section
        self._card = w.HTML()
        title = heading_html(words["scorecard"]["title"]) + prose_html(words["scorecard"]["explain"])
        bar = decision_bar(session, self._choose, "metrics_chosen")
        self.box = w.VBox([w.HTML(title), self._card, bar]).add_class("cx-card")
        metrics_section.on_change(self._draw)

    def show(self, _: Workshop) -> None:
        """Bring the scorecard up to the drafts."""
        self._draw()

    def _draw(self) -> None:
        self._card.value = scorecard_html(self._drafted.metrics, self._words)

    def _choose(self) -> MetricsChosen:
        return MetricsChosen(metrics=self._drafted.read())


def scorecard_html(metrics: Metrics, words: Mapping[str, Any]) -> str:
    """Return drafts as a scorecard with its flaws; what is missing shows as a dash."""
    told = words["scorecard"]
    if not metrics.chosen:
        return empty_html(told["nothing"])
    from cxworkshop.charts.findings_metrics import find_flaw  # noqa: PLC0415 - Altair is heavy

    columns = [told["columns"][name] for name in _COLUMNS]
    table = table_html(told["caption"], columns, [_row(metric, words) for metric in metrics.chosen])
    odd = [find_flaw(flaw) for flaw in flaws(metrics)]
    if names := unpaired(metrics):
        pattern = told["unpaired" if len(names) == 1 else "unpaired_more"]
        odd.append(pattern.format(names=listed([f"“{name}”" for name in names])))
    return f'<div class="cx-scorecard">{table}</div>' + "".join(callout_html(line, "warn") for line in odd)


def _row(metric: Metric, words: Mapping[str, Any]) -> tuple[str, ...]:
    none = words["scorecard"]["none"]
    cells = (
        words["rung"][metric.rung],
        metric.name,
        metric.owner,
        today_text(metric) if isfinite(metric.baseline) else "",
        in_unit(metric.target, metric.unit) if isfinite(metric.target) else "",
        "" if metric.due == NO_DAY else day(metric.due),
        words["cadence"][metric.cadence],
        metric.pair,
        f"“{metric.quote}”" if metric.quote else "",
    )
    return tuple(cell or none for cell in cells)
