"""What to know of a survey's answers: off-scale outcomes, suspected blank codes, weights that can't be."""

import shlex
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Given

import pandas as pd

from cxworkshop.domain.tables import Mapping
from cxworkshop.inputs.guessing import BLANK_CODES
from cxworkshop.inputs.scales import SCALE_TOPS, Ends, Scale, mute_columns, other_scales

Finding = tuple[str, dict[str, str]]
"""Which text of ``templates/texts/checks.yaml``, and what fills its gaps."""

LOWEST_OUTCOME, HIGHEST_OUTCOME = 0, 10
"""The scale of a recommendation."""

_SHOWN = 5
_HEAP = 2  # so many times the answers next to it make a heap


def check_answers(
    answers: pd.DataFrame, mapping: Mapping, missing: Sequence[float], never_used: Sequence[float] = ()
) -> Iterator[Finding]:
    """Yield findings about answers, one column per score as numbers, by the table's own names."""
    yield from _check_outcome(answers[mapping["outcome"][0]], missing)
    for column in mapping.get("weight", ()):
        if bad := int((~(answers[column] >= 0)).sum()):
            yield "bad_weights", {"count": f"{bad:,}", "column": column}
    for column in mapping.get("stayed", ()):
        if bad := int((~answers[column].dropna().isin((0, 1))).sum()):
            yield "bad_flags", {"count": f"{bad:,}", "column": column}
    ratings = answers[list(mapping["touchpoint"])]
    yield from _check_codes(ratings.where(~ratings.isin(missing)), missing)
    for column in mapping.get("satisfaction", ()):
        overall = answers[[column]]
        yield from _check_codes(overall.where(~overall.isin(missing)), missing)
        ratings = ratings.assign(**{column: overall[column]})
    yield from _tell_codes(ratings, missing, never_used)


def check_ratings(ends: Given[str, Ends], touchpoints: Sequence[str]) -> Iterator[Finding]:
    """Yield which touchpoints are on another scale than most, and which tell nothing.

    Parameters
    ----------
    ends
        Lowest and highest answer of each touchpoint that has any.
    touchpoints
        The survey's columns of touchpoints.
    """
    mute = mute_columns(ends, touchpoints)
    if mixed := other_scales(ends):
        for scale in dict.fromkeys(mixed.others.values()):
            columns = [name for name, own in mixed.others.items() if own == scale]
            kept = [name for name in touchpoints if name not in (*mixed.others, *mute)]
            yield (
                "other_scale" if len(columns) == 1 else "other_scales",
                {
                    "columns": _named(columns),
                    "scale": _span(scale),
                    "most": _span(mixed.most),
                    "remedy": shlex.quote(f"touchpoint={','.join(kept)}"),
                },
            )
    for column in touchpoints:
        if column not in ends:
            yield "unanswered", {"column": column}
        elif ends[column].is_constant:
            key = "constant_touchpoint" if column in mute else "constant"
            yield key, {"column": column, "answer": f"{ends[column].lowest:g}"}


def _check_outcome(outcome: pd.Series, missing: Sequence[float]) -> Iterator[Finding]:
    values = outcome.dropna()
    off_scale = values[~values.between(LOWEST_OUTCOME, HIGHEST_OUTCOME)]
    if off_scale.empty:
        return
    key = "off_scale_known" if off_scale.isin(missing).all() else "off_scale"
    gaps = {"column": str(outcome.name), "values": _listed(sorted(off_scale.unique()), ", ")}
    yield key, gaps | {"count": f"{len(off_scale):,}"}


def _check_codes(ratings: pd.DataFrame, missing: Sequence[float]) -> Iterator[Finding]:
    """Suspect codes far off the scale, a heap of zeros below it, and answers one above its usual top."""
    counts = pd.Series(ratings.to_numpy().ravel()).value_counts()
    codes = [code for code in BLANK_CODES if code in counts.index]
    counts = counts.drop(codes)
    if counts.empty:
        return
    top = counts.index.max()
    if counts.get(0.0, 0) > (0 if top < max(SCALE_TOPS) else _HEAP * counts.get(1.0, 0)):
        codes.append(0.0)
    if codes:
        found = ratings.isin(codes)
        columns = list(ratings.columns[found.any()])
        yield (
            "blank_codes",
            {
                "values": _listed(sorted(codes), " and "),
                "count": f"{int(found.to_numpy().sum()):,}",
                "columns": _named(columns),
                "codes": _listed(sorted({*codes, *missing}), ","),
            },
        )
    if top - 1 in SCALE_TOPS:
        known = _listed(sorted({*codes, *missing, top}), ",")
        yield "one_above", {"top": f"{top:g}", "scale": f"{top - 1:g}", "codes": known}


def _tell_codes(
    ratings: pd.DataFrame, missing: Sequence[float], never_used: Sequence[float]
) -> Iterator[Finding]:
    """Tell how many answers are left out as codes, and how many of them say "never used"."""
    coded = int(ratings.isin(missing).to_numpy().sum())
    if not coded:
        return
    never = int(ratings.isin(never_used).to_numpy().sum())
    gaps = {"count": f"{coded:,}", "all": f"{int(ratings.count().sum()):,}"}
    gaps |= {"codes": _listed(sorted(set(missing)), ", "), "never": f"{never:,}"}
    gaps |= {"never_codes": _listed(sorted(set(never_used)), ", ")}
    yield "codes_and_never_used" if never_used else "codes", gaps


def _named(columns: Sequence[str]) -> str:
    return ", ".join(columns[:_SHOWN]) + (" and others" if len(columns) > _SHOWN else "")


def _span(scale: Scale) -> str:
    return f"{scale[0]:g}–{scale[1]:g}"


def _listed(values: Sequence[float], mark: str) -> str:
    return mark.join(f"{value:g}" for value in values[:_SHOWN]) + (" …" if len(values) > _SHOWN else "")
