"""Whether people put what they answered in the same order: mistakes by how often, policies by how strict."""

from collections.abc import Sequence
from typing import get_args

from cxworkshop.analysis.agreement import kendall_w
from cxworkshop.analysis.health_sheets import sheets_of
from cxworkshop.analysis.ratings import Ratings
from cxworkshop.domain.agreement import Agreement
from cxworkshop.domain.health import HealthAnswers
from cxworkshop.domain.mistakes import Mistake, asked_once
from cxworkshop.domain.policies import Policy, PolicyPlacement
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.settings import SMALLEST_GROUP


def order_of_mistakes(answers: Sequence[HealthAnswers], mistakes: Sequence[Mistake]) -> Agreement | None:
    """Tell how alike people order the mistakes by how often they are made; None where there is no telling.

    Parameters
    ----------
    answers, mistakes
        As in :func:`cxworkshop.analysis.health.health`; questions that all of them know count.

    Raises
    ------
    EmptyTableError, InvalidChoiceError
        As in :func:`cxworkshop.analysis.health.health`.
    """
    sheets = sheets_of(answers, asked_once(mistakes))
    return _order(sheets.levels[:, sheets.shown])


def order_of_policies(placements: Sequence[PolicyPlacement]) -> Agreement | None:
    """Tell how alike people order the policies by how strict they are; None where there is no telling."""
    return _order([[one.positions.get(policy) for policy in get_args(Policy)] for one in placements])


def _order(ratings: Ratings) -> Agreement | None:
    """Return how alike a team's ratings order the items; None where one or two rated, or too few items."""
    try:
        found = kendall_w(ratings)
    except UndefinedMeasureError:
        return None
    return found if found.raters >= SMALLEST_GROUP else None
