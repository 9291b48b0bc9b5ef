"""Values that count as answers but may be codes for "no answer", and scales that were coded one higher."""

from collections.abc import Iterator, Sequence

import pandas as pd

from cxworkshop.inputs.answers import HIGHEST_OUTCOME, LOWEST_OUTCOME
from cxworkshop.inputs.guessing import BLANK_CODES
from cxworkshop.inputs.scales import ENOUGH_ANSWERS, SCALE_TOPS

_HIGHEST = HIGHEST_OUTCOME + 1
_NINE, _BELOW_NINE = 9, 7
_NEXT_TO_ZERO = (1, 2, 3)


def coded_one_higher(answers: pd.Series) -> bool:
    """Return whether answers are whole and run from 1 to 11, as where 0–10 was coded one higher.

    10 must be among them: above 1–5 an 11 is a code.
    """
    found = set(answers.dropna())
    return {1, HIGHEST_OUTCOME, _HIGHEST} <= found <= set(range(1, _HIGHEST + 1))


def kept_codes(outcome: pd.Series, codes: Sequence[float]) -> Iterator[str]:
    """Yield a sentence for each value of the outcome that counts as real and may be a code for "no answer".

    Such are codes far off its scale, an answer one above the top of a usual scale, and the ratings'
    ``codes``. Of these, what lies between the outcome's other answers is one of them, and so is 0 on 0–10
    unless zeros heap up.
    """
    far = _far_codes(outcome)
    answers = outcome[~outcome.isin(far)].dropna()
    if answers.empty or coded_one_higher(answers):
        return
    lowest, top = answers.min(), answers.max()
    suspected = {code for code in codes if code <= lowest or code >= top}
    if (lowest, top) == (LOWEST_OUTCOME, HIGHEST_OUTCOME) and not _zeros_heap(answers):
        suspected -= {LOWEST_OUTCOME, HIGHEST_OUTCOME}
    for code in sorted({*suspected, *far, *([top] if top - 1 in SCALE_TOPS else [])}):
        if count := int((outcome == code).sum()):
            answered = "answer of {} is" if count == 1 else "answers of {} are"
            yield (
                f"{count:,} {answered.format(outcome.name)} {code:g} and counted as real; name that code "
                f"with --missing-outcome {code:g} if it means no answer."
            )


def unusual_codes(drivers: pd.DataFrame, codes: Sequence[float] = ()) -> Iterator[str]:
    """Yield a sentence for drivers with values at the end of their scale that may mean "no answer".

    Such are codes far off any scale (99, -1); and, among 50 answers or more, 9 with none at 8, an answer one
    above the top of a usual scale (6 beside 1–5), and 0 beside 1–5 or 1–7 or heaped up beside 1–10. Drivers
    whose answers aren't whole and up to 11 are no ratings, and 1–11 is 0–10 coded one higher.

    Parameters
    ----------
    drivers
        A column of numbers each, without what is known to be no answer.
    codes
        What is known already, so that the remedy names all.
    """
    suspected = {str(name): _suspected(column) for name, column in drivers.items()}
    for found in dict.fromkeys(filter(None, suspected.values())):
        columns = [name for name, own in suspected.items() if own == found]
        count = int(drivers[columns].isin(found).to_numpy().sum())
        values = " or ".join(f"{code:g}" for code in found)
        answered = "answer of {} is" if count == 1 else "answers of {} are"
        yield (
            f"{count:,} {answered.format(', '.join(columns))} {values} and counted as real; if that means no "
            f"answer, say so with --missing {','.join(f'{code:g}' for code in sorted({*codes, *found}))}."
        )


def _suspected(column: pd.Series) -> tuple[float, ...]:
    """Return the values of one driver that may be codes, in order."""
    found = list(_far_codes(column))
    answers = column[~column.isin(found)].dropna()
    if len(answers) < ENOUGH_ANSWERS or not _is_rating(answers):
        return tuple(found)
    if answers.max() == _NINE and answers[answers < _NINE].max() <= _BELOW_NINE:
        found.append(float(_NINE))
        answers = answers[answers < _NINE]
    top = answers.max()
    if top - 1 in SCALE_TOPS and not coded_one_higher(answers):
        found.append(float(top))
        answers = answers[answers < top]
    if answers.max() in SCALE_TOPS and answers.min() == 0:
        short = answers.max() < HIGHEST_OUTCOME
        found += [0.0] if short or _zeros_heap(answers) else []
    return tuple(sorted(found))


def _far_codes(column: pd.Series) -> tuple[float, ...]:
    """Return the codes far off the scale that a column of ratings holds."""
    answers = column.dropna()
    if not _is_rating(answers[~answers.isin(BLANK_CODES)]):
        return ()
    return tuple(code for code in BLANK_CODES if (answers == code).any())


def _is_rating(answers: pd.Series) -> bool:
    whole = answers.between(0, _HIGHEST) & (answers == answers.round())
    return not answers.empty and bool(whole.all())


def _zeros_heap(answers: pd.Series) -> bool:
    """Return whether more answers are 0 than 1, 2 and 3 together, as where 0 means "no answer"."""
    return bool((answers == 0).sum() > answers.isin(_NEXT_TO_ZERO).sum())
