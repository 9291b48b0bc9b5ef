"""Attributes of customers as numbered groups, ready for counting."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.analysis.segment_names import segment_names
from cxworkshop.settings import SMALLEST_GROUP

MOST_GROUPS = 40
"""Most groups of an attribute that can still be compared at a glance."""


@dataclass(frozen=True, eq=False)
class AttributeGroups:
    """The groups of one attribute: ``names``, sorted, and each customer's ``codes`` into them, shape (n,)."""

    attribute: str
    names: tuple[str, ...]
    codes: NDArray[np.int8]

    def of(self, rows: NDArray[np.intp]) -> Self:
        """Return the groups of these customers."""
        return type(self)(self.attribute, self.names, self.codes[rows])


def attribute_groups(attributes: pd.DataFrame) -> tuple[list[AttributeGroups], tuple[str, ...]]:
    """Return the groups of each attribute that can be compared, by name, and why the others can't.

    Parameters
    ----------
    attributes
        One row per customer, one column of text per attribute. Groups are called, and small ones pooled, as
        in the profit by segment.

    Returns
    -------
    list of AttributeGroups, tuple of str
        Left out, with a sentence each, are attributes that make fewer than 2 groups of at least 3 customers
        (one value everywhere, or one for each customer) and those that make more than 40.
    """
    named = {
        str(attribute): segment_names(values, values).array
        for attribute, values in sorted(attributes.items(), key=lambda column: str(column[0]))
    }
    comparable = [
        AttributeGroups(attribute, tuple(names.categories), names.codes.astype(np.int8))
        for attribute, names in named.items()
        if 2 <= len(names.categories) <= MOST_GROUPS  # noqa: PLR2004 - one group can't be compared
    ]
    sizes = {attribute: len(names.categories) for attribute, names in named.items()}
    return comparable, tuple(_left_out(sizes))


def _left_out(sizes: dict[str, int]) -> Iterator[str]:
    for attribute, groups in sizes.items():
        if groups < 2:  # noqa: PLR2004 - one group can't be compared
            yield f"{attribute} is left out: it makes no two groups of at least {SMALLEST_GROUP} customers."
        elif groups > MOST_GROUPS:
            yield f"{attribute} is left out: it makes {groups} groups, more than {MOST_GROUPS}."
