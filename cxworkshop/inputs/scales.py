"""The scale of a survey's ratings, and columns that are evidently on another one."""

from collections import Counter
from collections.abc import Collection, Sequence
from collections.abc import Mapping as Given
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from cxworkshop.domain.tables import Mapping, Role
from cxworkshop.inputs.numbers import as_numbers
from cxworkshop.inputs.reach import within_reach
from cxworkshop.settings import SMALLEST_GROUP

USUAL_SCALES = ((1, 5), (1, 7), (1, 10), (0, 10))
"""Lowest and highest answer of the usual rating scales."""

SCALE_TOPS = tuple(sorted({top for _, top in USUAL_SCALES}))
"""Highest answers of the usual rating scales."""

ENOUGH_ANSWERS, ENOUGH_FOR_NEIGHBOURS = 50, 500
"""Fewest answers, none of them above a scale, that tell it from one twice as long, and from a closer one.

On a scale of 1–7 a disliked touchpoint may well have a hundred answers and none above 5.
"""

Scale = tuple[float, float]


class Ends(NamedTuple):
    """The lowest and the highest answer of a column, and how many there are."""

    lowest: float
    highest: float
    n: int

    @property
    def is_constant(self) -> bool:
        """Whether everybody gave the same answer, where enough answered to say so."""
        return self.lowest == self.highest and self.n >= SMALLEST_GROUP


class MixedScales(NamedTuple):
    """The scale of most columns, and that of each column on another one."""

    most: Scale
    others: dict[str, Scale]


def usual_scale(lowest: float, highest: float) -> Scale:
    """Return the ends of the scale that answers from ``lowest`` to ``highest`` are on.

    The smallest usual one that holds them: 1–5, 1–7, 1–10, 0–10, else their own ends.
    """
    fitting = (scale for scale in USUAL_SCALES if scale[0] <= lowest and highest <= scale[1])
    low, high = next(fitting, (lowest, highest))
    return float(low), float(high)


def survey_ends(table: ir.Table, mapping: Mapping, missing: Sequence[float] = ()) -> dict[str, Ends]:
    """Return the lowest and highest answers of a survey's ratings.

    Parameters
    ----------
    table
        The survey, opened.
    mapping
        Role column → the table's columns.
    missing
        Codes in the ratings that mean "no answer".
    """
    columns = mapping["touchpoint"]
    rows = within_reach(Role.SURVEY, table, {"touchpoint": columns})
    return answer_ends(rows, as_numbers(rows, columns), missing)


def answer_ends(table: ir.Table, numbers: Given[str, ir.Value], codes: Sequence[float]) -> dict[str, Ends]:
    """Return each column's lowest and highest answer, in one pass; columns without any are left out.

    Parameters
    ----------
    table
        The survey, where its columns can be read.
    numbers
        Columns of ratings, as expressions of numbers over the table.
    codes
        Values that are no answers.
    """
    measures: dict[str, ir.Value] = {}
    for index, number in enumerate(numbers.values()):
        answer = number.isin(codes).ifelse(ibis.null("float64"), number) if codes else number
        measures |= {f"n{index}": answer.count(), f"low{index}": answer.min(), f"high{index}": answer.max()}
    if not measures:
        return {}
    row = table.aggregate(**measures).execute().iloc[0]
    return {
        name: Ends(float(row[f"low{index}"]), float(row[f"high{index}"]), int(row[f"n{index}"]))
        for index, name in enumerate(numbers)
        if row[f"n{index}"]
    }


def other_scales(ends: Given[str, Ends]) -> MixedScales | None:
    """Return which columns are evidently on another scale than most, None where there are none.

    Such are columns of at least 50 answers that end lower or higher than most columns do: within 1–5 where
    the others reach 10. Scales that are closer, such as 1–5 and 1–7, are told apart by 500 answers. A column
    whose highest answer is one above a usual scale isn't told, since that answer may be a code; nor is one on
    no usual scale.

    Parameters
    ----------
    ends
        What :func:`answer_ends` found.
    """
    scales = {name: usual_scale(found.lowest, found.highest) for name, found in ends.items() if _tells(found)}
    if not scales:
        return None
    counts = Counter(top for _, top in scales.values())
    most = max(counts, key=lambda top: (counts[top], top))
    usual = [ends[name] for name, scale in scales.items() if scale[1] == most]
    pooled = sum(found.n for found in usual)
    others = {
        name: scale
        for name, scale in scales.items()
        if scale[1] != most and _is_evident(scale[1], most, ends[name].n if scale[1] < most else pooled)
    }
    alike = common_scale(usual)
    return MixedScales(alike, others) if alike and others else None


def _is_evident(top: float, most: float, n: int) -> bool:
    """Return whether ``n`` answers, none above the lower of two tops, tell the scales apart."""
    is_double = max(top, most) >= 2 * min(top, most)
    return n >= (ENOUGH_ANSWERS if is_double else ENOUGH_FOR_NEIGHBOURS)


def _tells(found: Ends) -> bool:
    known = usual_scale(found.lowest, found.highest) in USUAL_SCALES
    return found.n >= ENOUGH_ANSWERS and known and found.highest - 1 not in SCALE_TOPS


def mute_columns(ends: Given[str, Ends], columns: Sequence[str]) -> tuple[str, ...]:
    """Return the columns without any answer or with one and the same, unless no other would be left.

    Such a column can't move anything, so it is left out of the survey's touchpoints.
    """
    mute = tuple(name for name in columns if name not in ends or ends[name].is_constant)
    return mute if len(mute) < len(columns) else ()


def common_scale(ends: Collection[Ends]) -> Scale | None:
    """Return the scale that holds all answers, None where there is none."""
    if not ends:
        return None
    return usual_scale(min(found.lowest for found in ends), max(found.highest for found in ends))
