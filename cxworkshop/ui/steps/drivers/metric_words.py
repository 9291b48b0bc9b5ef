"""A metric in words: in one line, and its levels with what is known about them."""

from cxworkshop.charts.figures import THIN
from cxworkshop.domain.metrics import Metric
from cxworkshop.domain.statements import number
from cxworkshop.settings import texts

_SHORT = 3
"""A unit up to so long stays on the line of its number (characters)."""


def metric_line(metric: Metric) -> str:
    """Return a metric in one line: name, today and target, owner."""
    return str(texts("common")["metric"]).format(
        name=metric.name,
        baseline=number(metric.baseline),
        target=number(metric.target),
        unit=metric.unit,
        owner=metric.owner,
    )


def in_unit(value: float, unit: str) -> str:
    """Return a level with its unit: 41 %, 3.5 hours."""
    return f"{number(value)}{THIN if len(unit) <= _SHORT else ' '}{unit}".strip()


def today_text(metric: Metric) -> str:
    """Return today's level with its range and n, where the firm's data gave them."""
    words, said = texts("metrics")["scorecard"], in_unit(metric.baseline, metric.unit)
    if metric.baseline_low is None or metric.baseline_high is None or metric.baseline_n is None:
        return said
    low, high = number(metric.baseline_low), number(metric.baseline_high)
    return str(words["today"]).format(today=said, low=low, high=high, n=f"{metric.baseline_n:,}")
