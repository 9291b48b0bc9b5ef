"""The pages of forward value: what customers will be worth, and how long they stay."""

from collections.abc import Sequence

from cxworkshop.charts.figures import count, in_currency, money, percent, short
from cxworkshop.charts.findings_value import (
    find_kept,
    find_kept_by_segment,
    find_retention,
    find_value,
    kept_by_period,
    name_cohort,
    say_horizon,
)
from cxworkshop.charts.sentences import counted
from cxworkshop.domain.value import SegmentValue, ValueEvidence
from cxworkshop.export.methods import method_of
from cxworkshop.export.notes import alt_text, evidence_notes
from cxworkshop.export.sources import day, source_line, text, value_basis
from cxworkshop.export.story import MOST_BARS, Bar, Bars, Line, Lines, Page, Quote


def value_page(evidence: ValueEvidence, targets: Sequence[str]) -> Page:
    """Return the page of the expected value by segment; of all customers where there are no segments."""
    ranked = sorted(evidence.segments, key=lambda segment: -segment.mean)
    shown = sorted(ranked, key=lambda segment: (segment.name not in targets, -segment.customers))[:MOST_BARS]
    bars = tuple(_bar(segment, targets) for segment in ranked if segment in shown)
    shown_values = [_value(segment) for segment in ranked if segment in shown]
    finding, horizon = find_value(evidence), say_horizon(evidence)
    what = in_currency(text("value", "what", horizon=horizon), evidence.currency)
    axis = text("segments", "axis", what=what, level=percent(evidence.level))
    chart = Bars({axis: bars}, axis, "#,##0", alt_text("value", finding, shown_values))
    return Page(
        id="value",
        title=finding,
        exhibits=(chart,) if bars else (Quote(find_kept(evidence)),),
        takeaway=(*_kept(evidence, targets), _counted(evidence), *_checked(evidence)),
        source=source_line(evidence.provenance, value_basis(evidence)),
        notes=evidence_notes(
            "value",
            evidence.provenance,
            (method_of(evidence), *_margins(evidence), text("method", "kept"), *evidence.notes),
            [_value(segment) for segment in ranked],
            len(bars) if bars else None,
        ),
    )


def _bar(segment: SegmentValue, targets: Sequence[str]) -> Bar:
    label = f"{short(segment.name)} (n = {count(segment.customers)})"
    is_strong = segment.name in targets or not targets
    return Bar(label, segment.mean, segment.low, segment.high, is_strong)


def _value(segment: SegmentValue) -> str:
    return text(
        "notes",
        "n",
        name=segment.name,
        n=count(segment.customers),
        value=money(segment.mean),
        low=money(segment.low),
        high=money(segment.high),
    )


def _kept(evidence: ValueEvidence, targets: Sequence[str]) -> tuple[str, ...]:
    """Say what a kept customer is worth more, of all and by segment; nothing without segments."""
    if not evidence.segments:
        return ()
    return (find_kept(evidence), find_kept_by_segment(evidence, targets))


def _margins(evidence: ValueEvidence) -> tuple[str, ...]:
    """Return a line with each segment's own margin, where value is counted in profit."""
    if evidence.margin == 1 or not evidence.segments:
        return ()
    named = (f"{segment.name} {percent(segment.margin)}" for segment in evidence.segments)
    return (text("method", "margins", margins="; ".join(named)),)


def _counted(evidence: ValueEvidence) -> str:
    """Say what value is counted in."""
    kind = "revenue" if evidence.margin == 1 else "margin"
    return text("value", kind, margin=percent(evidence.margin))


def _checked(evidence: ValueEvidence) -> tuple[str, ...]:
    """Say how well the model foretold the purchases that it hadn't seen."""
    if evidence.held_out is None:
        return ()
    expected, made = (f"{purchases:,.0f}" for purchases in evidence.held_out)
    return (text("value", "checked", until=day(evidence.until), expected=expected, made=made),)


def retention_page(evidence: ValueEvidence) -> Page:
    """Return the page of the share of new customers who buy again, cohort by cohort and of all of them."""
    unit, finding = evidence.cohort_unit, find_retention(evidence)
    cohorts = [cohort for cohort in evidence.cohorts if len(cohort.kept) > 1]
    everyone = tuple((float(kept.period), kept.share) for kept in kept_by_period(evidence))
    names = [
        text("retention", "cohort", start=name_cohort(cohort.start), n=count(cohort.customers))
        for cohort in cohorts
    ]
    lines = [
        Line(
            name,
            ((0.0, 1.0), *((float(period), kept) for period, kept in enumerate(cohort.kept) if period)),
            strong=False,
        )
        for name, cohort in zip(names, cohorts, strict=True)
    ]
    chart = Lines(
        lines=(*lines, Line(text("retention", "all"), ((0.0, 1.0), *everyone))),
        x_axis=text("retention", "axis_x", Unit=unit.capitalize()),
        y_axis=text("retention", "axis_y"),
        x_format="0",
        y_format="0%",
        alt=f"{text('retention', 'alt')} {finding}",
    )
    said = {
        "Count": counted(len(cohorts)).capitalize(),
        "first": short(names[0], 40),
        "last": short(names[-1], 40),
    }
    values = [
        f"{name}: {', '.join(percent(kept) for kept in cohort.kept[1:])}"
        for name, cohort in zip(names, cohorts, strict=True)
    ]
    return Page(
        id="retention",
        title=finding,
        exhibits=(chart,),
        takeaway=(text("retention", "takeaway", **said),),
        source=source_line(evidence.provenance, value_basis(evidence)),
        notes=evidence_notes(
            "retention", evidence.provenance, (text("method", "retention", unit=unit),), values
        ),
    )
