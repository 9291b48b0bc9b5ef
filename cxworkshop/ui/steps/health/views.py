"""The views of the health check's results, as HTML."""

from collections.abc import Sequence
from typing import Any

from cxworkshop.charts.figures import count, listed
from cxworkshop.domain.agreement import Agreement
from cxworkshop.domain.health import AgendaItem, Health, Standing
from cxworkshop.domain.health_rounds import HealthRound
from cxworkshop.inputs.mistakes import mistakes
from cxworkshop.settings import texts
from cxworkshop.ui.steps.health.remedies import remedies_html
from cxworkshop.ui.widgets.prose import (
    callout_html,
    empty_html,
    exhibit_html,
    fold_html,
    heading_html,
    list_html,
    prose_html,
    small_html,
    table_html,
)

MOST_REASONS = 3
"""Most mistakes named behind a step of the agenda."""


def mistake_names() -> dict[str, str]:
    """Return what each mistake is called, by id."""
    return {one.id: one.mistake for one in mistakes()}


def themes_html(health: Health, name: str, words: dict[str, Any]) -> str:
    """Return the heat map by theme and function, and what isn't on it."""
    from cxworkshop.charts.findings_health import find_themes  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.health import plot_health  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    said = find_themes(health)
    if not health.cells:
        return empty_html(said) + _left_out(health, words)
    drawn = exhibit_html(said, to_svg(plot_health(health)), _source(health, name, words))
    hidden = words["withheld"].format(names=listed(list(health.withheld))) if health.withheld else ""
    notes = "".join(map(callout_html, health.notes))
    return notes + drawn + (small_html(hidden) if hidden else "") + _left_out(health, words)


def apart_html(health: Health, order: Agreement | None, name: str, words: dict[str, Any]) -> str:
    """Return where leaders disagree most, and how far they share an order of the questions."""
    from cxworkshop.charts.findings_agreement import find_agreement  # noqa: PLC0415 - with the chart
    from cxworkshop.charts.findings_health import find_disagreement  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.health import plot_disagreement  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    if health.n == 1:
        return empty_html(words["no_disagreement"])
    names = mistake_names()
    said = find_disagreement(health, names)
    if not health.disagreed:
        return prose_html(said)
    drawn = to_svg(plot_disagreement(health, names, texts("health")["levels"]))
    shared = prose_html(words["order"].format(said=find_agreement(order))) if order else ""
    return exhibit_html(said, drawn, _source(health, name, words)) + shared


def stops_html(health: Health, name: str, words: dict[str, Any]) -> str:
    """Return what to stop first, with all figures as a table, what mends each, and the examples given."""
    from cxworkshop.charts.findings_health import find_stops  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.health import plot_stops  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    names = mistake_names()
    said = find_stops(health, names)
    if not health.standings:
        return empty_html(said) + _left_out(health, words)
    parts = [exhibit_html(said, to_svg(plot_stops(health, names)), _source(health, name, words))]
    rows = [_row(one, names, words) for one in health.standings]
    parts.append(fold_html(words["table"], table_html(words["stops_caption"], words["stops_columns"], rows)))
    parts.append(fold_html(words["remedies"], remedies_html(health.standings, words)))
    told = [one for one in health.standings if one.examples]
    if told:
        examples = "".join(heading_html(names[one.id]) + list_html(one.examples) for one in told)
        parts.append(fold_html(words["examples"], examples))
    return "".join([*parts, _left_out(health, words)])


def agenda_html(health: Health, minutes: int, words: dict[str, Any]) -> str:
    """Return the suggested agenda as a table."""
    from cxworkshop.analysis.suggested_agenda import suggested_agenda  # noqa: PLC0415 - NumPy is heavy

    asked, names = words["agenda"], mistake_names()
    agenda = suggested_agenda(health, minutes)
    rows = [
        (_step_title(item.step, asked), count(item.minutes), _because(item, names, asked))
        for item in agenda.items
    ]
    caption = asked["caption"].format(minutes=minutes, n=count(health.n))
    later = [names[one] for one in agenda.afterwards]
    after = small_html(asked["afterwards"].format(names=", ".join(later))) if later else ""
    return table_html(caption, asked["columns"], rows) + after


def rounds_html(first: HealthRound, last: HealthRound, words: dict[str, Any]) -> str:
    """Return the latest round beside the first."""
    from cxworkshop.analysis.health_changes import health_changes  # noqa: PLC0415 - NumPy is heavy
    from cxworkshop.charts.findings_health import find_rounds  # noqa: PLC0415
    from cxworkshop.charts.health_rounds import plot_rounds  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    found = health_changes(first.answers, last.answers, mistakes())
    said = find_rounds(found)
    if not found.changes:
        return empty_html(said)
    source = words["rounds_source"].format(
        first=first.name,
        n_first=count(len(first.answers)),
        last=last.name,
        n_last=count(len(last.answers)),
        level=f"{found.level * 100:.0f}",
    )
    names = [mistake_names()[one] for one in found.left_out]
    left = small_html(words["rounds_left"].format(names=", ".join(names))) if names else ""
    return exhibit_html(said, to_svg(plot_rounds(found)), source) + left


def _source(health: Health, name: str, words: dict[str, Any]) -> str:
    pattern: str = words["round_alone" if health.n == 1 else "round"]
    return pattern.format(name=name, n=count(health.n), level=f"{health.level * 100:.0f}")


def _left_out(health: Health, words: dict[str, Any]) -> str:
    names = [mistake_names()[one] for one in health.too_few]
    pattern: str = words["too_few_alone" if health.n == 1 else "too_few"]
    return small_html(pattern.format(names=", ".join(names))) if names else ""


def _row(one: Standing, names: dict[str, str], words: dict[str, Any]) -> Sequence[str]:
    none = texts("common")["none"]
    known = one.low is not None and one.high is not None
    interval = words["interval"].format(low=f"{one.low:.1f}", high=f"{one.high:.1f}") if known else none
    share = words["known"].format(known=count(one.known), asked=count(one.asked))
    return (names[one.id], one.theme, f"{one.mean:.1f}", interval, share)


def _step_title(step: str, words: dict[str, Any]) -> str:
    page = texts("steps").get(step)
    return str(page["title"] if page else words["steps"].get(step, step))


def _because(item: AgendaItem, names: dict[str, str], words: dict[str, Any]) -> str:
    shown = [names[one] for one in item.mistakes[:MOST_REASONS]]
    more = len(item.mistakes) - len(shown)
    if more:
        shown.append(words["others"].format(count=count(more)))
    return "; ".join(shown) or str(words["none"])
