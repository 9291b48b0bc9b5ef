"""How segments differ, how the outcome responds, and what those who left had said."""

from typing import Any

from cxworkshop.charts.figures import count, signed_points
from cxworkshop.domain.drivers import DriverEvidence, PenaltyReward, SegmentDrivers
from cxworkshop.domain.tables import spoken_name
from cxworkshop.domain.workshop import Workshop
from cxworkshop.ui.steps.drivers.labels import outcome_words
from cxworkshop.ui.steps.drivers.sources import range_words
from cxworkshop.ui.steps.evidence_notes import source_line
from cxworkshop.ui.widgets.prose import (
    empty_html,
    exhibit_html,
    fold_html,
    prose_html,
    small_html,
    table_html,
)


def segments_html(found: DriverEvidence, _: Workshop, words: dict[str, Any]) -> str:
    """Return each segment's shares set against those of the rest, and which segments can't be told."""
    from cxworkshop.charts.findings_drivers import find_segment_differences  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.segment_drivers import plot_segment_differences  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    refused = [one.refusal for one in found.segments if one.refusal is not None]
    notes = "".join(map(small_html, (*refused, *found.notes_on.get("segments", ()))))
    told = [one for one in found.segments if one.differences]
    if not told:
        return empty_html(words["none"]) + notes
    looks = sum(len(one.differences) for one in told)
    level = f"{found.everyone.level * 100:.0f}"
    detail = words["source"].format(n=count(found.everyone.n), looks=count(looks), level=level)
    chart = to_svg(plot_segment_differences(found))
    source = source_line(found.provenance, detail)
    table = table_html(
        words["caption"],
        words["columns"],
        [row for one in told for row in _difference_rows(one, found.labels, words)],
    )
    return "".join(
        [
            prose_html(words["explain"]),
            exhibit_html(find_segment_differences(found), chart, source),
            notes,
            fold_html(words["table"], table),
        ]
    )


def responses_html(found: DriverEvidence, _: Workshop, words: dict[str, Any]) -> str:
    """Return what low and high ratings of each touchpoint go along with: must-be, linear or delighter."""
    from cxworkshop.charts.findings_drivers import find_responses  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.responses import plot_responses  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    outcome = outcome_words(found)
    notes = "".join(map(small_html, found.notes_on.get("responses", ())))
    if not found.responses:
        return empty_html(words["none"].format(outcome=outcome)) + notes
    n = count(max(one.n for one in found.responses))
    detail = words["source"].format(n=n, outcome=outcome, range=range_words(found.everyone.level))
    chart = to_svg(plot_responses(found.responses, found.labels, outcome))
    source = source_line(found.provenance, detail)
    rows = [_response_row(one, found.labels, words) for one in found.responses]
    table = table_html(words["caption"].format(outcome=outcome), words["columns"], rows)
    return (
        prose_html(words["explain"])
        + exhibit_html(find_responses(found), chart, source)
        + notes
        + fold_html(words["table"], table)
    )


def trap_html(found: DriverEvidence, _: Workshop, words: dict[str, Any]) -> str:
    """Return what share of those who left had said they were satisfied."""
    from cxworkshop.charts.findings_drivers import find_trap  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415
    from cxworkshop.charts.trap import plot_trap  # noqa: PLC0415

    trap = found.trap
    if trap is None:
        return empty_html(words["none"]) + "".join(map(small_html, found.notes_on.get("trap", ())))
    facts = {
        "leavers": count(trap.leavers),
        "stayers": count(trap.stayers),
        "from": f"{trap.satisfied_from:g}",
        "score": found.labels.get(trap.score) or spoken_name(trap.score),
        "level": f"{trap.level * 100:.0f}",
    }
    detail = words["source"].format(**facts)
    if trap.clusters is not None:
        detail += words["together"].format(clusters=count(trap.clusters))
    source = source_line(found.provenance, detail)
    return exhibit_html(find_trap(trap), to_svg(plot_trap(trap)), source)


def _difference_rows(
    one: SegmentDrivers, labels: dict[str, str], words: dict[str, Any]
) -> list[tuple[str, ...]]:
    return [
        (
            one.segment,
            labels.get(difference.name, difference.name),
            signed_points(difference.difference * 100),
            words["interval"].format(
                low=signed_points(difference.low * 100), high=signed_points(difference.high * 100)
            ),
            count(one.n),
            count(one.n_rest),
        )
        for difference in one.differences
    ]


def _response_row(one: PenaltyReward, labels: dict[str, str], words: dict[str, Any]) -> tuple[str, ...]:
    def interval(low: float, high: float) -> str:
        return str(words["interval"]).format(low=signed_points(low), high=signed_points(high))

    return (
        labels.get(one.name, one.name),
        words["kinds"][one.response],
        signed_points(one.penalty),
        interval(one.penalty_low, one.penalty_high),
        signed_points(one.reward),
        interval(one.reward_low, one.reward_high),
        words["low"].format(to=f"{one.low_to:g}", n=count(one.n_low)),
        words["high"].format(start=f"{one.high_from:g}", n=count(one.n_high)),
    )
