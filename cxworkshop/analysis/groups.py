"""One analysis for each group of rows."""

from collections.abc import Iterator

import pandas as pd

from cxworkshop.settings import SMALLEST_GROUP


def groups(frame: pd.DataFrame, by: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each group's name and rows, by name; rows without a name and too small groups are left out."""
    for name, rows in frame.dropna(subset=[by]).groupby(by, sort=True):
        if len(rows) >= SMALLEST_GROUP:
            yield str(name), rows
