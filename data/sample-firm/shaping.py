"""What the sample firm's tables look like: whole ratings, blank codes, numbered rows, bytes that stay."""

import gzip
import io
from pathlib import Path

import numpy as np
import pandas as pd

NO_ANSWER, NEVER_USED = 0, 99


def on_scale(values: np.ndarray, lowest: int) -> np.ndarray:
    """Return whole ratings from ``lowest`` to 10."""
    return np.clip(np.rint(values), lowest, 10).astype(int)


def numbered(table: pd.DataFrame, name: str, letter: str) -> pd.DataFrame:
    """Return the rows by date with a running number in front."""
    table = table.sort_values(["date", "customer_id"], kind="stable", ignore_index=True)
    table.insert(0, name, [f"{letter}{number:05d}" for number in range(1, len(table) + 1)])
    return table


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV; a gzip holds neither time nor name, so that the bytes stay the same."""
    text = io.StringIO()
    table.to_csv(text, index=False, lineterminator="\n")
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content, compresslevel=9, mtime=0) if path.suffix == ".gz" else content)
