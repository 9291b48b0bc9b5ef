"""Fixtures that every room's tests share."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pandas as pd
import pytest
from programs import find
from warehouses import Postgres, holds_days, started

REPOSITORY = Path(__file__).parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser's tests last: Playwright keeps an event loop running, which others must not find.

    Where several processes share the work, a file stays with one of them, and all that needs Spark with one.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    for item in items:
        needs_spark = "spark" in item.name or item.get_closest_marker("spark")
        item.add_marker(pytest.mark.xdist_group("spark" if needs_spark else str(item.path)))


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


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of the tests' own.

    Debian's package ``postgresql`` brings ``initdb`` and ``pg_ctl`` (``scripts/programs`` installs it); the
    first test that asks makes a new data folder below /tmp and starts the server there on loopback and a
    free port, without fsync; after the last test it is stopped and its folder removed. Root becomes
    ``postgres`` for that, because PostgreSQL refuses root.
    """
    initdb = find("postgresql")
    if initdb is None:
        pytest.skip("PostgreSQL isn't installed (apt-get install postgresql)")
    with started(initdb) as server:
        yield server


LoadTable = Callable[..., str]


@pytest.fixture
def postgres_table(postgres: Postgres) -> Iterator[LoadTable]:
    """``postgres_table(frame, "orders")`` makes a typed table of a data frame and returns its source.

    Whole numbers become bigint, others double precision, days date, the rest text; ``types={"cost":
    "numeric(12,2)"}`` names other types. ``"shop.orders"`` goes into a schema that is there.
    """
    made = []

    def load(frame: pd.DataFrame, name: str, types: dict[str, str] | None = None) -> str:
        made.append(name)
        return postgres.load(frame, name, types)

    yield load
    for name in made:
        postgres.drop(name)


@pytest.fixture(scope="session")
def spark() -> Iterator[None]:
    """What tables on Spark need, or a skip. Java compiles quickly rather than well: the tests are short."""
    pytest.importorskip("pyspark", reason="pyspark isn't installed (uv pip install cxworkshop[spark])")
    if find("openjdk-17-jre-headless") is None:
        pytest.skip("Java isn't installed (apt-get install openjdk-17-jre-headless)")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        yield


@pytest.fixture
def spark_table(spark: None, tmp_path: Path) -> LoadTable:  # noqa: ARG001 - Spark must be there
    """``spark_table(frame, "orders")`` writes a data frame as Parquet and returns its source on Spark.

    Spark runs in local mode, in a Java process that the first opened table starts; it ends with the tests.
    Tests that use it carry the marker ``spark``.
    """

    def write(frame: pd.DataFrame, name: str) -> str:
        path = tmp_path / f"{name}.parquet"
        days = {column: frame[column].dt.date for column in frame.columns if holds_days(frame[column])}
        frame.assign(**days).to_parquet(path, index=False, coerce_timestamps="us")
        return f"spark://local::{path}"

    return write


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

        # DuckDB 2 may count what a kernel still held when it ended; nobody is left to be harmed by it.
        harmless = re.compile(r"nanobind: | - (leaked|\.\.\.) |See https://nanobind")
        said = [line for line in errors.splitlines() if not harmless.match(line)]
        assert (process.returncode, said) == (0, [])

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
