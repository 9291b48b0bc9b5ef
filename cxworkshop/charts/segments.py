"""Segments: what each earns, per customer and in total."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from cxworkshop.charts.figures import count, in_currency, money, percent, short
from cxworkshop.charts.intervals import Row, draw_brackets, named_apart, plot_intervals
from cxworkshop.charts.sentences import MOST_ROWS, say_part, shown_note
from cxworkshop.charts.theme import AMOUNT
from cxworkshop.domain.profit import ProfitEvidence, SegmentProfit


def plot_segments(
    evidence: ProfitEvidence, targets: Sequence[str] = (), *, guesses: Sequence[str] = ()
) -> alt.LayerChart:
    """Draw profit per customer of each segment with its interval, the best first, targets highlighted.

    Segments whose order can't be told are joined by a line on the right. Of many, the largest are shown,
    and all targets.

    Parameters
    ----------
    evidence
        The segments.
    targets
        Names of the segments that the team designs for.
    guesses
        For each person who guessed, the segment that the person thinks earns most in total.
    """
    shown = sorted(largest(evidence.segments, targets), key=lambda segment: -segment.profit_per_customer)
    names = _labels(shown, guesses)
    rows = [
        _row(name, segment, _Amounts(segment.profit_per_customer, segment.low, segment.high), targets)
        for name, segment in zip(names, shown, strict=True)
    ]
    title = say_part("charts", "per_customer")
    bars = plot_intervals(rows, _title(title, evidence, len(shown)), AMOUNT)
    return alt.LayerChart(layer=[bars, *draw_brackets(names, [segment.group for segment in shown])])


def plot_segment_totals(
    evidence: ProfitEvidence, targets: Sequence[str] = (), *, guesses: Sequence[str] = ()
) -> alt.LayerChart:
    """Draw each segment's profit in total with its interval; parameters as in :func:`plot_segments`.

    The interval is that per customer times the segment's customers, given how many there are.
    """
    shown = sorted(largest(evidence.segments, targets), key=lambda segment: -segment.profit)
    rows = [
        _row(
            name,
            segment,
            _Amounts(segment.profit, segment.customers * segment.low, segment.customers * segment.high),
            targets,
        )
        for name, segment in zip(_labels(shown, guesses), shown, strict=True)
    ]
    return plot_intervals(rows, _title(say_part("charts", "in_total"), evidence, len(shown)), AMOUNT)


def largest(
    segments: Sequence[SegmentProfit], targets: Sequence[str], most: int = MOST_ROWS
) -> list[SegmentProfit]:
    """Return the targets and the segments with most customers, so many in all; the targets come first."""
    return sorted(segments, key=lambda segment: (segment.name not in targets, -segment.customers))[:most]


class _Amounts(NamedTuple):
    value: float
    low: float
    high: float


def _row(name: str, segment: SegmentProfit, amounts: _Amounts, targets: Sequence[str]) -> Row:
    return Row(name, *amounts, text=money(amounts.value), strong=segment.name in targets)


def _labels(segments: Sequence[SegmentProfit], guesses: Sequence[str]) -> list[str]:
    """Return each segment's label: its name and size and, below, how many guessed that it earns most."""
    names = named_apart([f"{short(segment.name)} (n = {count(segment.customers)})" for segment in segments])
    if not guesses:
        return names
    guessed, people = Counter(guesses), count(len(guesses))
    return [
        f"{name}\n{say_part('charts', 'guessed', n=count(guessed[segment.name]), people=people)}"
        for name, segment in zip(names, segments, strict=True)
    ]


def _title(words: str, evidence: ProfitEvidence, shown: int) -> list[str]:
    named = in_currency(words, evidence.currency)
    interval = say_part("charts", "with_interval", what=named, level=percent(evidence.level))
    return [interval, *shown_note(shown, len(evidence.segments))]
