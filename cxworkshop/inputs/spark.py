"""Tables on Apache Spark: in local mode within this program, or on a cluster."""

import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa  # type: ignore[import-untyped]  # publishes no types

from cxworkshop.errors import MissingStepError, SourceNotFoundError, UnreadableSourceError
from cxworkshop.inputs.addresses import SparkTable
from cxworkshop.inputs.engine import new_name, private_folder

try:
    from ibis.backends.pyspark import Backend
    from ibis.backends.pyspark.converter import PySparkPandasData
    from ibis.formats.pyarrow import PyArrowData
    from py4j.protocol import Py4JError, Py4JJavaError  # type: ignore[import-untyped]
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession
except ImportError as missing:
    _msg = "Tables on Spark need the package pyspark; install it with: pip install 'cxworkshop[spark]'"
    raise MissingStepError(_msg) from missing

_AT_ONCE = 500_000  # rows fetched together
_PATIENCE = 10  # seconds to wait for a cluster
_SHOWN = 20
_NEEDS_JAVA = (
    "Tables on Spark need Java 17 or later, and none was found; install it (on Debian: apt-get install "
    "openjdk-17-jre-headless) or name its folder in the environment variable JAVA_HOME."
)
_CSV = {"inferSchema": False, "quote": '"', "escape": '"', "multiLine": True, "enforceSchema": False}
"""Text stays text, as in all text files; names are the header's own."""


class SparkTables(Backend):  # type: ignore[misc]  # Ibis publishes no types
    """Spark through Ibis, whose faults are sentences and whose rows come in small batches."""

    def execute(self, expr: ir.Expr, /, **_options: Any) -> Any:  # noqa: ANN401 - a frame, a column or a value
        """Compute an expression on Spark."""
        frame = self._collected(expr).to_pandas()
        return expr.__pandas_result__(PySparkPandasData.convert_table(frame, expr.as_table().schema()))

    def to_pyarrow(self, expr: ir.Expr, /, **_options: Any) -> Any:  # noqa: ANN401
        """Compute an expression on Spark, as Arrow."""
        table = self._collected(expr)
        return expr.__pyarrow_result__(PyArrowData.convert_table(table, expr.as_table().schema()))

    def _collected(self, expr: ir.Expr) -> pa.Table:
        # By way of Arrow: Spark 4.0 warns when it makes a pandas 3 frame itself.
        with _sentences():
            return self.raw_sql(self.compile(expr.as_table())).toArrow()

    def to_pyarrow_batches(self, expr: ir.Expr, /, **_options: Any) -> pa.RecordBatchReader:  # noqa: ANN401
        """Compute an expression on Spark and fetch its rows in parts (Ibis would fetch all at once)."""
        schema = expr.as_table().schema().to_pyarrow()
        return pa.RecordBatchReader.from_batches(schema, self._parts(expr, schema))

    def _parts(self, expr: ir.Expr, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        # Spark keeps the answer, in memory or on disk, and hands it over as Arrow a part at a time, told by
        # the rows' hash. Its own iterator over rows is fifty times slower.
        with _sentences():
            rows = self.raw_sql(self.compile(expr.as_table())).persist()
            try:
                parts = 1 + rows.count() // _AT_ONCE
                for part in range(parts):
                    chosen = rows.where(f"pmod(xxhash64(*), {parts}) = {part}") if parts > 1 else rows
                    yield from chosen.toArrow().cast(schema).to_batches()
            finally:
                rows.unpersist()


_files: list[str] = []
"""Files opened, as Spark's catalogue calls them."""


def open_spark(wanted: SparkTable) -> ir.Table:
    """Open a file or a table of the catalogue on Spark; one Spark serves the program.

    Raises
    ------
    MissingStepError
        There is no Java.
    SourceNotFoundError
        There is no such cluster, file or table.
    UnreadableSourceError
        Spark is connected elsewhere, or can't read the table.
    """
    backend = _backend(wanted.master)
    with _sentences():
        if wanted.is_file:
            return _open_file(backend, wanted.table)
        if not backend._session.catalog.tableExists(wanted.table):  # noqa: SLF001 - Ibis has no other way
            raise SourceNotFoundError(_unknown(backend, wanted.table))
        database, _, name = wanted.table.rpartition(".")
        return backend.table(name, database=database or None)


def _open_file(backend: SparkTables, path: str) -> ir.Table:
    _files.append(name := new_name())
    if path.lower().endswith(".parquet"):
        return backend.read_parquet(path, table_name=name)
    return backend.read_csv(path, table_name=name, **_CSV)


def _unknown(backend: SparkTables, table: str) -> str:
    there = sorted({found.name for found in backend._session.catalog.listTables()} - set(_files))  # noqa: SLF001
    listed = ", ".join(there[:_SHOWN]) + (" …" if len(there) > _SHOWN else "")
    return (
        f"Spark's catalogue has no table {table!r}; it has {listed or 'none'}. "
        "A file is named by its path, ending in .parquet or .csv."
    )


@cache
def _backend(master: str) -> SparkTables:
    session = SparkSession.getActiveSession() or _started(master)
    connected = str(session.sparkContext.master)
    if connected.removeprefix("spark://") != _master(master).removeprefix("spark://"):
        msg = f"Spark is connected to {connected}, and a program has one Spark only; start it anew."
        raise UnreadableSourceError(msg)
    SparkTables.register_options()
    backend: SparkTables = SparkTables().connect(session)
    return backend


def _master(master: str) -> str:
    if not SparkTable(master, "").is_local:
        return f"spark://{master}"
    return "local[*]" if master == "local" else master


def _started(master: str) -> SparkSession:
    local = SparkTable(master, "").is_local
    if not local:
        _expect_server(master)
    _expect_java()
    settings = {
        "spark.master": _master(master),
        "spark.app.name": "cxworkshop",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "OFF",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
    }
    if local:  # nothing listens beyond this computer, and its few cores need no hundreds of parts
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
        settings |= {"spark.sql.shuffle.partitions": str(os.cpu_count() or 2)}
        if "SPARK_CONF_DIR" not in os.environ:  # else the firm's own settings say where its catalogue lies
            settings["spark.sql.warehouse.dir"] = private_folder()
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # what Spark's own parts call each other by
    conf = SparkConf(loadDefaults=False).setAll(list(settings.items()))
    with tempfile.TemporaryFile() as log:
        try:
            gateway = launch_gateway(conf, {"stdout": log, "stderr": log})  # type: ignore[no-untyped-call]
            context = SparkContext(conf=conf, gateway=gateway)
        except (PySparkException, Py4JError) as error:
            log.seek(0)
            raise UnreadableSourceError(_why_not(log.read().decode("utf-8", "replace"))) from error
    return SparkSession(context)


def _expect_server(master: str) -> None:
    host, _, port = master.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()
    except OSError as error:
        msg = f"No Spark answers at {master} ({error.strerror or error}); check the address and that it runs."
        raise SourceNotFoundError(msg) from error


def _expect_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if shutil.which(Path(home) / "bin" / "java" if home else "java") is None:
        raise MissingStepError(_NEEDS_JAVA)


def _why_not(log: str) -> str:
    if re.search(
        r"UnsupportedClassVersion|Unsupported major|JAVA_HOME is not set|Unrecognized VM option", log
    ):
        return _NEEDS_JAVA
    reason = next((line.strip() for line in log.splitlines() if "Exception" in line), "it gave no reason")
    return f"Spark doesn't start ({reason[:200]}); check its settings and Java."


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except PySparkException as error:
        said = (error.getMessage() or type(error).__name__).strip().splitlines()[0]
        said = re.sub(r"^\[[A-Z_.]+\] ", "", said)[:200].rstrip(". ")
        kind = SourceNotFoundError if error.getCondition() == "PATH_NOT_FOUND" else UnreadableSourceError
        msg = f"Spark can't read the table ({said}); check its address, or mend its values."
        raise kind(msg) from error
    except Py4JJavaError as error:
        causes = re.findall(r"^(?:Caused by|:) ?:? ?([^\n]+)", str(error), re.MULTILINE)
        said = causes[-1][:200].rstrip(". ") if causes else "it gave no reason"
        msg = f"Spark broke off ({said}); mend the table or give Spark more room, and try once more."
        raise UnreadableSourceError(msg) from error
    except Py4JError as error:
        msg = "Spark has ended or doesn't answer any more; start the program anew."
        raise UnreadableSourceError(msg) from error
