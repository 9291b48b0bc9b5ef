"""Fixtures that every room's tests share."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import settings
from programs import find
from warehouses import Postgres, holds_days, started

REPOSITORY = Path(__file__).parent.parent

# A deadline would measure how busy the machine is.
settings.register_profile("any machine", deadline=None, max_examples=40)
settings.register_profile("thorough", deadline=None, max_examples=200)  # `make test-slow`
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "any machine"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser's tests last: Playwright keeps an event loop running, which others must not find."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.hookimpl(optionalhook=True)  # pytest-xdist's
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Where processes share the work, keep a file with one of them, and with one all that needs Spark.

    pytest-xdist's own ``--dist loadgroup`` groups nothing under pytest 9.2 (pytest-xdist issue 1386).
    """
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - only where it is installed

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "spark" if "spark" in nodeid else nodeid.partition("::")[0]

    return ByFile(config, log)


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
from cxworkshop.apps.serve import RoomPlace, serve
workshop, notebooks, preheat, room = sys.argv[1:]
serve(Path(workshop), port=0, open_browser=False, preheat=preheat == "preheat",
      notebooks=Path(notebooks) if notebooks else None, on_ready=lambda url: print(url, flush=True),
      room=RoomPlace("0.0.0.0", 0) if room else None)
"""

Served = Callable[..., AbstractContextManager[str]]


@pytest.fixture(scope="session")
def served() -> Served:
    """``with served(workshop, notebooks=None, preheat=False, room=False) as url``: a real server's process.

    ``url`` is the home page's address with the token; ``room`` serves phones too. Leaving the block stops the
    server as Ctrl-C does, and fails where it does not end cleanly.
    """

    @contextmanager
    def serve(
        workshop: Path, *, notebooks: Path | None = None, preheat: bool = False, room: bool = False
    ) -> Iterator[str]:
        options = [notebooks or "", "preheat" if preheat else "cold", "room" if room else ""]
        command = [sys.executable, "-c", _SERVE, workshop, *options]
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
def made_once(tmp_path_factory) -> Callable[[str, Callable[[], Path]], Path]:
    """``made_once(name, make)``: the path that ``make`` returns, in whichever process of the tests makes it.

    The others wait for it meanwhile; SQLite's lock does that without a library.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def once(name: str, make: Callable[[], Path]) -> Path:
        with closing(sqlite3.connect(shared / f"{name}.made", timeout=300, isolation_level=None)) as made:
            made.execute("BEGIN EXCLUSIVE")
            made.execute("CREATE TABLE IF NOT EXISTS made (path)")
            path, *_ = made.execute("SELECT path FROM made").fetchone() or (None,)
            if path is None:
                path = str(make())
                made.execute("INSERT INTO made VALUES (?)", (path,))
            made.execute("COMMIT")
        return Path(path)

    return once


@pytest.fixture(scope="session")
def prepared_file(made_once, tmp_path_factory) -> Path:
    """The sample firm's workshop with its tables attached and nothing decided; copy it before you write."""

    def make() -> Path:
        from cxworkshop.apps.demo import prepare  # noqa: PLC0415 - most tests do without

        with closing(prepare(tmp_path_factory.mktemp("prepared"), lambda _what, _done: None)) as session:
            return session.path

    return made_once("prepared", make)


@pytest.fixture(scope="session")
def walked_file(made_once, prepared_file, tmp_path_factory) -> Path:
    """The sample firm's workshop walked to the end; copy it before you write."""

    def make() -> Path:
        from cxworkshop.apps.demo import walk  # noqa: PLC0415 - most tests do without
        from cxworkshop.live.session import open_session  # noqa: PLC0415

        path = shutil.copy(prepared_file, tmp_path_factory.mktemp("walked") / "sample.cxw")
        with closing(open_session(path)) as session:
            walk(session, lambda _what, _done: None)
        return path

    return made_once("walked", make)


@pytest.fixture
def prepared(prepared_file, tmp_path) -> Path:
    """A copy of the sample firm's workshop with nothing decided."""
    return shutil.copy(prepared_file, tmp_path / "sample.cxw")


@pytest.fixture
def walked(walked_file, tmp_path) -> Path:
    """A copy of the sample firm's workshop walked to the end."""
    return shutil.copy(walked_file, tmp_path / "sample.cxw")
