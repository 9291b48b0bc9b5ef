"""Perception gap: what leaders believe customers feel, less what customers said."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cxworkshop.analysis.answers import numbers
from cxworkshop.analysis.combined_intervals import combined
from cxworkshop.analysis.scores import mean_interval
from cxworkshop.analysis.sentences import listed
from cxworkshop.domain.evidence import TouchpointEvidence, TouchpointScore
from cxworkshop.domain.perception import Beliefs, Gap, PerceptionGaps
from cxworkshop.domain.small_groups import withheld
from cxworkshop.errors import EmptyTableError, InvalidChoiceError, MissingColumnError
from cxworkshop.settings import SMALLEST_GROUP


def gaps_of(beliefs: Sequence[Beliefs], evidence: TouchpointEvidence) -> PerceptionGaps:
    """Set what leaders believe customers feel against what customers said.

    Scores of touchpoints that the evidence doesn't have (any more) are left out, and a note names them.

    Parameters
    ----------
    beliefs
        One per leader.
    evidence
        The customers' scores.

    Raises
    ------
    EmptyTableError, InvalidChoiceError
        Fewer than 3 leaders gave scores, or a score is outside the customers' scale.
    """
    labels = {touchpoint.name: touchpoint.label for touchpoint in evidence.touchpoints}
    rows = [
        (one.person, one.function or None, touchpoint, score)
        for one in beliefs
        for touchpoint, score in one.scores.items()
    ]
    leaders = pd.DataFrame(rows, columns=["person", "function", "touchpoint", "score"])
    known = leaders[leaders["touchpoint"].isin(list(labels))]
    count = known["person"].nunique()
    if count < SMALLEST_GROUP:
        came = f"only {count} {'has' if count == 1 else 'have'}" if count else "nobody has"
        msg = (
            f"The gap is shown once {SMALLEST_GROUP} leaders have given their scores, so that nobody stands "
            f"alone, but {came} so far; ask the others to give theirs."
        )
        raise EmptyTableError(msg)
    found = perception_gap(known, evidence)
    astray = sorted(set(leaders["touchpoint"]) - set(labels))
    if not astray:
        return found
    note = f"Customers weren't asked about {listed(astray)}, so what leaders believe there isn't shown."
    return found.model_copy(update={"notes": (*found.notes, note)})


def perception_gap(leaders: pd.DataFrame, customers: TouchpointEvidence) -> PerceptionGaps:
    """Set what leaders believe customers feel against what customers said, by touchpoint and by function.

    Parameters
    ----------
    leaders
        One row per person and touchpoint: columns person, function (may be missing), touchpoint and score,
        on the customers' scale. Rows without a score are left out.
    customers
        The customers' scores, which give scale and level of the intervals.

    Returns
    -------
    PerceptionGaps
        A touchpoint is shown from 3 leaders on. Functions within it are withheld as
        :func:`cxworkshop.analysis.withholding.withheld` says.

    Raises
    ------
    MissingColumnError, NotNumericError, EmptyTableError, InvalidChoiceError
        A column isn't there, nobody scored a known touchpoint, a score is outside the customers' scale or of
        a touchpoint that they weren't asked about, or a person scored one twice.
    """
    scored = _scored(leaders, customers)
    beliefs = dict(list(scored.groupby("touchpoint", sort=False)))
    gaps: list[Gap] = []
    by_function: list[Gap] = []
    hidden: set[str] = set()
    notes: list[str] = []
    for touchpoint in customers.touchpoints:
        believed = beliefs.get(touchpoint.name, scored.head(0))
        if len(believed) < SMALLEST_GROUP:
            notes.append(
                f"{touchpoint.label} was scored by fewer than {SMALLEST_GROUP} leaders and isn't shown."
            )
            continue
        gaps.append(_gap(believed, touchpoint, None, customers.level))
        of_none = believed.loc[believed["function"].isna(), "score"]
        functions = {str(name): rows for name, rows in believed.groupby("function")}
        not_shown = withheld({name: rows["score"] for name, rows in functions.items()}, of_none)
        hidden |= not_shown
        by_function += [
            _gap(rows, touchpoint, name, customers.level)
            for name, rows in functions.items()
            if name not in not_shown
        ]
    return PerceptionGaps(
        n=scored["person"].nunique(),
        gaps=tuple(sorted(gaps, key=_size)),
        by_function=tuple(sorted(by_function, key=_size)),
        withheld=tuple(sorted(hidden)),
        notes=tuple(notes),
        level=customers.level,
    )


def _scored(leaders: pd.DataFrame, customers: TouchpointEvidence) -> pd.DataFrame:
    """Return one row per score, once it is known to be a person's only one and on the scale."""
    for column in ("person", "touchpoint", "score"):
        if column not in leaders.columns:
            columns = ", ".join(map(str, leaders.columns))
            msg = f"Leaders' scores need a column {column}; the table has {columns}."
            raise MissingColumnError(msg)
    function = leaders["function"] if "function" in leaders.columns else None
    scored = leaders.assign(score=numbers(leaders, "score"), function=function).dropna(subset="score")
    if scored.empty:
        msg = "No leader has scored a touchpoint yet; ask them before the reveal."
        raise EmptyTableError(msg)
    known = {touchpoint.name for touchpoint in customers.touchpoints}
    for name in scored["touchpoint"].unique():
        if name not in known:
            msg = f"Customers weren't asked about {name}; let leaders score {', '.join(sorted(known))}."
            raise InvalidChoiceError(msg)
    outside = scored.loc[~scored["score"].between(customers.scale_low, customers.scale_high), "score"]
    if len(outside):
        msg = (
            f"Leaders must score on the customers' scale {customers.scale_low:g}–{customers.scale_high:g}, "
            f"but {outside.iloc[0]:g} came; ask again on that scale."
        )
        raise InvalidChoiceError(msg)
    repeated = scored[scored.duplicated(["person", "touchpoint"])]
    if len(repeated):
        msg = f"A leader scored {repeated['touchpoint'].iloc[0]} more than once; keep one score for each."
        raise InvalidChoiceError(msg)
    return scored


def _gap(believed: pd.DataFrame, customers: TouchpointScore, function: str | None, level: float) -> Gap:
    n, mean, low, high = mean_interval(np.sort(believed["score"]), level=level)
    ends = (low, customers.low), (high, customers.high)
    gap = combined((1, -1), (mean, customers.mean), *ends)
    return Gap(
        touchpoint=customers.name,
        label=customers.label,
        function=function,
        n=n,
        leaders=mean,
        customers=customers.mean,
        gap=gap.value,
        low=gap.low,
        high=gap.high,
    )


def _size(gap: Gap) -> tuple[float, str, str]:
    return -abs(gap.gap), gap.touchpoint, gap.function or ""
