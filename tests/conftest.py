"""Fixtures that every room's tests share."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def reference_data() -> Path:
    """The folder of reference data beside the checkout; a test that needs it is skipped elsewhere."""
    folder = Path(os.environ.get("CXWORKSHOP_REFERENCE_DATA", REPOSITORY.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no reference data at {folder} (set CXWORKSHOP_REFERENCE_DATA)")
    return folder


_SERVE = """
import sys
from pathlib import Path
from cxworkshop.apps.serve import serve
workshop, notebooks, preheat = sys.argv[1:]
serve(Path(workshop), port=0, open_browser=False, preheat=preheat == "preheat",
      notebooks=Path(notebooks) if notebooks else None, on_ready=lambda url: print(url, flush=True))
"""

Served = Callable[..., AbstractContextManager[str]]


@pytest.fixture(scope="session")
def served() -> Served:
    """``with served(workshop, notebooks=None, preheat=False) as url``: a real server in its own process.

    ``url`` is the home page's address with the token. Leaving the block stops the server as Ctrl-C does, and
    fails where it does not end cleanly.
    """

    @contextmanager
    def serve(workshop: Path, *, notebooks: Path | None = None, preheat: bool = False) -> Iterator[str]:
        command = [sys.executable, "-c", _SERVE, workshop, notebooks or "", "preheat" if preheat else "cold"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        url = process.stdout.readline().strip()
        if not url:
            pytest.fail(f"the server did not start: {process.communicate()[1]}")
        try:
            yield url
        finally:
            process.terminate()
            errors = process.communicate(timeout=30)[1]

        assert (0, "") == (process.returncode, errors)

    return serve
