"""The tree of the drafts: outcome, drivers, metrics."""

from collections.abc import Mapping
from typing import Any

from cxworkshop.charts.figures import listed
from cxworkshop.domain.metrics import Metrics
from cxworkshop.ui.widgets.prose import exhibit_html


def tree_html(metrics: Metrics, labels: Mapping[str, str], words: Mapping[str, Any]) -> str:
    """Return the tree, "" where there is no metric yet.

    Parameters
    ----------
    metrics
        The drafts; their levels needn't be filled in.
    labels
        Driver → what it is called, hallmarks included.
    """
    if not metrics.chosen:
        return ""
    from cxworkshop.charts.driver_tree import plot_tree  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    named = tuple(
        metric.model_copy(update={"name": metric.name or words["unnamed"]}) for metric in metrics.chosen
    )
    outcomes = [metric.name for metric in metrics.chosen if metric.rung == "outcome" and metric.name]
    outcome = next(iter(outcomes), words["tree"]["no_outcome"])
    chart = to_svg(plot_tree(Metrics.model_construct(chosen=named), labels, outcome))
    return exhibit_html(_finding(metrics, labels, words["tree"]), chart, words["tree"]["caption"])


def _finding(metrics: Metrics, labels: Mapping[str, str], words: Mapping[str, Any]) -> str:
    served = {metric.driver for metric in metrics.chosen}
    bare = [label for name, label in labels.items() if name not in served]
    if not bare:
        return str(words["all"])
    return str(words["bare"]).format(names=listed(bare))
