"""What to know of a survey's answers: off-scale outcomes, suspected blank codes, weights that can't be."""

from collections.abc import Iterator, Sequence

import pandas as pd

from cxworkshop.domain.tables import Mapping
from cxworkshop.inputs.guessing import BLANK_CODES

Finding = tuple[str, dict[str, str]]
"""Which text of ``templates/texts/checks.yaml``, and what fills its gaps."""

LOWEST_OUTCOME, HIGHEST_OUTCOME = 0, 10
"""The scale of a recommendation."""

SCALE_TOPS = (5, 7, 10)
"""Highest answers of the usual rating scales."""

_SHOWN = 5
_HEAP = 2  # so many times the answers next to it make a heap


def check_answers(answers: pd.DataFrame, mapping: Mapping, missing: Sequence[float]) -> Iterator[Finding]:
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
                "columns": ", ".join(columns[:_SHOWN]) + (" and others" if len(columns) > _SHOWN else ""),
                "codes": _listed(sorted({*codes, *missing}), ","),
            },
        )
    if top - 1 in SCALE_TOPS:
        known = _listed(sorted({*codes, *missing, top}), ",")
        yield "one_above", {"top": f"{top:g}", "scale": f"{top - 1:g}", "codes": known}


def _listed(values: Sequence[float], mark: str) -> str:
    return mark.join(f"{value:g}" for value in values[:_SHOWN]) + (" …" if len(values) > _SHOWN else "")
