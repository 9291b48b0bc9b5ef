"""Fixtures that every room's tests share."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser's tests last: Playwright keeps an event loop running, which others must not find."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def file_size_limit() -> None:
    """For tests that simulate a full disk by a limit on the size of files; skips where there is none."""
    pytest.importorskip("resource", reason="a full disk is simulated by POSIX resource limits")


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

        assert (process.returncode, errors) == (0, "")

    return serve


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory) -> Path:
    """The sample firm's workshop with its tables attached and nothing decided; copy it before you write."""
    from cxworkshop.apps.demo import prepare  # noqa: PLC0415 - most tests do without

    return prepare(tmp_path_factory.mktemp("prepared"), lambda _what, _done: None).path


@pytest.fixture(scope="session")
def walked_file(prepared_file, tmp_path_factory) -> Path:
    """The sample firm's workshop walked to the end, with its exports beside it; copy it before you write."""
    from cxworkshop.apps.demo import walk  # noqa: PLC0415 - most tests do without
    from cxworkshop.live.session import open_session  # noqa: PLC0415

    path = shutil.copy(prepared_file, tmp_path_factory.mktemp("walked") / "sample.cxw")
    walk(open_session(path), lambda _what, _done: None)
    return path


@pytest.fixture
def prepared(prepared_file, tmp_path) -> Path:
    """A copy of the sample firm's workshop with nothing decided."""
    return shutil.copy(prepared_file, tmp_path / "sample.cxw")


@pytest.fixture
def walked(walked_file, tmp_path) -> Path:
    """A copy of the sample firm's workshop walked to the end."""
    return shutil.copy(walked_file, tmp_path / "sample.cxw")
