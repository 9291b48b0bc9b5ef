"""The pages of decision 4: the tree of metrics, the scorecard, and a customer's words beside each number."""

from collections.abc import Iterator

from cxworkshop.charts.figures import measured, short
from cxworkshop.charts.sentences import counted
from cxworkshop.domain.metrics import Metric, Metrics
from cxworkshop.domain.statements import number
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.notes import alt_text, say
from cxworkshop.export.results import driver_labels, outcome_in
from cxworkshop.export.sources import DECISION, headers, text
from cxworkshop.export.story import Leaf, Page, Table, Tree


def metric_pages(metrics: Metrics, workshop: Workshop) -> Iterator[Page]:
    """Yield the tree, the scorecard, and what keeps each metric honest."""
    if any(metric.rung != "outcome" for metric in metrics.chosen):
        yield _tree_page(metrics, workshop)
    yield _scorecard_page(metrics, workshop)
    if any(metric.quote or metric.pair or metric.gamed for metric in metrics.chosen):
        yield _voices_page(metrics)


def _tree_page(metrics: Metrics, workshop: Workshop) -> Page:
    labels = driver_labels(workshop)
    goals = [metric for metric in metrics.chosen if metric.rung == "outcome"]
    outcome = outcome_in(workshop)
    root = Leaf(goals[0].name, _change(goals[0])) if goals else Leaf(outcome[:1].upper() + outcome[1:])
    branches: dict[str, list[Leaf]] = {}
    for metric in metrics.chosen:
        if metric.rung != "outcome":
            below = text("tree", "detail", rung=text("tree", metric.rung), change=_change(metric))
            branches.setdefault(metric.driver, []).append(Leaf(metric.name, below))
    told = [
        f"{labels.get(name, name)}: {', '.join(leaf.name for leaf in found)}"
        for name, found in branches.items()
    ]
    watched, total = counted(len(branches)), sum(map(len, branches.values()))
    kind = "one" if len(branches) == 1 else "more"
    title = text("tree", "title", kind, Count=watched.capitalize(), metrics=counted(total))
    first, second, third = headers("tree", "headings")
    tree = Tree(
        headings=(first, second, third),
        root=root,
        branches=tuple((labels.get(name, name), tuple(found)) for name, found in branches.items()),
        alt=alt_text("tree", root.name, told),
    )
    return Page(id="tree", title=title, exhibits=(tree,), notes=(say("tree"), *told), source=text(*DECISION))


def _scorecard_page(metrics: Metrics, workshop: Workshop) -> Page:
    labels = driver_labels(workshop)
    rows = tuple(
        (
            text("metrics", "rungs", metric.rung, driver=labels.get(metric.driver, metric.driver)),
            metric.name,
            metric.owner,
            _change(metric),
            f"{metric.due:%d %b %Y}".lstrip("0"),
            text("metrics", "cadences", metric.cadence),
        )
        for metric in metrics.chosen
    )
    kind = "one" if len(rows) == 1 else "more"
    return Page(
        id="metrics",
        title=text("metrics", "title", kind, Count=counted(len(rows)).capitalize()),
        takeaway=(text("metrics", "lead"),),
        exhibits=(Table(headers("metrics", "headers"), rows, (0.2, 0.3, 0.17, 0.14, 0.1, 0.09)),),
        notes=(say("metrics"), *_known(metrics)),
        source=text(*DECISION),
    )


def _voices_page(metrics: Metrics) -> Page:
    kept = [metric for metric in metrics.chosen if metric.pair or metric.quote or metric.gamed]
    rows = tuple(
        (
            metric.name,
            metric.pair,
            metric.gamed,
            text("voices", "quote", quote=metric.quote) if metric.quote else "",
        )
        for metric in kept
    )
    paired, quoted = (sum(bool(getattr(metric, name)) for metric in kept) for name in ("pair", "quote"))
    facts = {"paired": counted(paired), "quoted": counted(quoted), "all": counted(len(metrics.chosen))}
    return Page(
        id="voices",
        title=text("voices", "title", **facts),
        takeaway=(text("voices", "lead"),),
        exhibits=(Table(headers("voices", "headers"), rows, (0.22, 0.22, 0.28, 0.28)),),
        notes=(say("voices"),),
        source=text(*DECISION),
    )


def _known(metrics: Metrics) -> Iterator[str]:
    """Yield a line per metric: what it measures, and the range of today's value where the data gave it."""
    for metric in metrics.chosen:
        known = metric.baseline_low is not None and metric.baseline_high is not None
        facts = {"name": metric.name, "formula": metric.formula or text("metrics", "unformulated")}
        if known:
            facts["today"] = text(
                "metrics",
                "range",
                value=measured(metric.baseline, metric.unit),
                low=measured(metric.baseline_low or 0.0),
                high=measured(metric.baseline_high or 0.0),
                n=number(metric.baseline_n or 0),
            )
        else:
            facts["today"] = text("metrics", "believed", value=measured(metric.baseline, metric.unit))
        yield text("metrics", "known", **facts)


def _change(metric: Metric) -> str:
    unit = short(metric.unit, 16)
    return f"{number(metric.baseline)} → {number(metric.target)}" + (
        f"\N{NO-BREAK SPACE}{unit}" if unit else ""
    )
