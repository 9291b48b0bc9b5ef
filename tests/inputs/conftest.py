"""Tables to read: written into files, as users bring them."""

from collections.abc import Callable
from pathlib import Path

import pytest

WriteTable = Callable[..., str]


@pytest.fixture
def write_table(tmp_path: Path) -> WriteTable:
    """Return a writer of text files; it gives the path as a source."""

    def write(*lines: str, name: str = "table.csv", encoding: str = "utf-8") -> str:
        path = tmp_path / name
        path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
        return str(path)

    return write
