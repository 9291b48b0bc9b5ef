"""What the outcome goes along with: for all customers, for the target segments, and under other rules."""

from typing import Any

from cxworkshop.charts.figures import MINUS, count, percent
from cxworkshop.domain.drivers import DriverEvidence, Drivers
from cxworkshop.domain.workshop import Workshop
from cxworkshop.settings import texts
from cxworkshop.ui.steps.drivers.labels import outcome_words
from cxworkshop.ui.steps.drivers.sources import drivers_source
from cxworkshop.ui.steps.evidence_notes import source_line
from cxworkshop.ui.widgets.prose import (
    callout_html,
    empty_html,
    exhibit_html,
    fold_html,
    heading_html,
    prose_html,
    small_html,
    table_html,
)


def everyone_html(found: DriverEvidence, workshop: Workshop, words: dict[str, Any]) -> str:
    """Return the drivers of all customers; those that a metric was chosen for stand out."""
    from cxworkshop.charts.drivers import plot_drivers  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.findings_drivers import find_drivers, find_signs  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    shown, labels, outcome = found.everyone, found.labels, outcome_words(found)
    picks = [metric.driver for metric in workshop.metrics.chosen] if workshop.metrics else []
    named = [driver.name for driver in shown.drivers if driver.name in picks]
    chart = to_svg(plot_drivers(shown, labels, named))
    exhibit = exhibit_html(find_drivers(shown, labels, outcome), chart, drivers_source(found, shown))
    signs = find_signs(shown, labels, outcome)
    return (
        exhibit
        + (callout_html(signs) if signs else "")
        + "".join(map(small_html, shown.notes))
        + small_html(words["explain"].format(outcome=outcome))
        + _figures(found, shown)
    )


def target_html(found: DriverEvidence, _: Workshop, words: dict[str, Any]) -> str:
    """Return the drivers of the target segments beside everyone's, or why they can't be told."""
    from cxworkshop.charts.drivers import plot_driver_shift  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.findings_drivers import find_driver_shift  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    if found.target is None:
        return callout_html(found.refusal, "warn") if found.refusal else empty_html(words["waiting"])
    chart = to_svg(plot_driver_shift(found))
    notes = "".join(map(small_html, found.target.notes))
    source = drivers_source(found, found.target)
    return exhibit_html(find_driver_shift(found), chart, source) + notes + _figures(found, found.target)


def missing_html(found: DriverEvidence, _: Workshop, words: dict[str, Any]) -> str:
    """Return the shares under each rule for missing answers, side by side."""
    from cxworkshop.charts.findings_drivers import find_rules  # noqa: PLC0415 - Altair is heavy

    rules = texts("drivers")["question"]["rules"]
    everyone = found.everyone
    if not found.rules:
        return empty_html(words["odds" if everyone.fit == "logistic" else "none"])
    shown = {everyone.missing: ({one.name: one.share for one in everyone.drivers}, everyone.n)}
    shown |= {effect.rule: (effect.shares, effect.n) for effect in found.rules if effect.refusal is None}
    none = texts("common")["none"]
    rows = [
        (
            found.labels.get(one.name, one.name),
            *(percent(shares[one.name]) if one.name in shares else none for shares, _ in shown.values()),
        )
        for one in everyone.drivers
    ]
    columns = [words["rule"].format(rule=words["short"][rule], n=count(n)) for rule, (_, n) in shown.items()]
    refused = (
        words["refused"].format(rule=rules[effect.rule], refusal=effect.refusal)
        for effect in found.rules
        if effect.refusal is not None
    )
    detail = words["source"].format(
        rule=rules[everyone.missing], n=count(everyone.n), complete=count(everyone.n_complete)
    )
    return "".join(
        [
            heading_html(find_rules(everyone, found.rules, found.labels)),
            prose_html(words["explain"]),
            table_html(words["caption"], [words["touchpoint"], *columns], rows),
            *map(small_html, refused),
            small_html(source_line(found.provenance, detail)),
        ]
    )


def _figures(found: DriverEvidence, shown: Drivers) -> str:
    words = texts("drivers")["evidence"]["figures"]

    def interval(low: str, high: str) -> str:
        return low if low == high else str(words["interval"]).format(low=low, high=high)

    rows = [
        (
            found.labels.get(one.name, one.name),
            percent(one.share),
            interval(percent(one.low), percent(one.high)),
            interval(str(one.rank_low), str(one.rank_high)),
            _slope(one.slope),
            interval(_slope(one.slope_low), _slope(one.slope_high)),
            count(one.answers),
        )
        for one in shown.drivers
    ]
    said = outcome_words(found)
    pattern: str = words["odds_caption" if shown.fit == "logistic" else "caption"]
    caption = pattern.format(outcome=said[:1].upper() + said[1:])
    return fold_html(words["title"], table_html(caption, words["columns"], rows))


def _slope(slope: float) -> str:
    """Return a slope with its sign: a share of those who stay moves by hundredths."""
    return f"{slope:+.2f}".replace("-", MINUS)
