"""What customers' segments are called when they are shown."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.settings import SMALLEST_GROUP

SMALL_GROUPS = "Other (small groups)"
NOT_KNOWN = "Not known"


def segment_names(values: pd.Series, counted: pd.Series) -> pd.Series:
    """Return what each customer's segment is called when it is shown, as categories in alphabetical order.

    Parameters
    ----------
    values
        The customers' values of the attribute; one without is "Not known".
    counted
        The values that say how large a segment is: one per customer whose profit is known. Segments of
        fewer than 3 are "Other (small groups)".
    """
    names, codes = _known(values)
    small = set(_too_small(_sizes(*((names, codes) if counted is values else _known(counted)))))
    shown = [SMALL_GROUPS if name in small else name for name in names]
    categories, places = np.unique(np.array(shown, dtype=object), return_inverse=True)
    named = pd.Categorical.from_codes(
        places.astype(np.min_scalar_type(-len(categories)))[codes],
        dtype=pd.CategoricalDtype(pd.Index(categories, dtype="str")),
    )
    return pd.Series(named, index=values.index, name=values.name)


def _known(values: pd.Series) -> tuple[list[str], NDArray[np.intp]]:
    """Return the different values that customers have as text, and which of them each has."""
    codes, different = pd.factorize(values)
    unknown = codes < 0
    if not unknown.any():
        return [*map(str, different)], codes
    return [*map(str, different), NOT_KNOWN], np.where(unknown, len(different), codes)


def _sizes(names: list[str], codes: NDArray[np.intp]) -> pd.Series:
    """Return how many customers each name has; several values may have the same name."""
    return pd.Series(np.bincount(codes, minlength=len(names)), index=names).groupby(level=0).sum()


def _too_small(sizes: pd.Series) -> pd.Index:
    """Return the segments too small to be shown, with the next smallest where they aren't enough together."""
    ordered = sizes.sort_index().sort_values(kind="stable")
    small = int((ordered < SMALLEST_GROUP).sum())
    enough = int((ordered.cumsum() < SMALLEST_GROUP).sum()) + 1
    return ordered.index[: max(enough, small) if small else 0]
