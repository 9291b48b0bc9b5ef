"""The shared DuckDB keeps within its memory and leaves nothing on the disk."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from cxworkshop.inputs.engine import engine
from cxworkshop.inputs.sources import open_table

_SORT = """
import sys
from cxworkshop.inputs.engine import engine
from cxworkshop.inputs.sources import open_table
table = open_table(sys.argv[1])
print(table.order_by("text").limit(1, offset=1_999_999).text.execute()[0])
print(engine().raw_sql("SELECT current_setting('temp_directory')").fetchall()[0][0])
"""


def _sorted(source: Path, memory: str) -> subprocess.CompletedProcess:
    environment = os.environ | {"CXWORKSHOP_MEMORY": memory}
    command = [sys.executable, "-W", "ignore", "-c", _SORT, str(source)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture(scope="module")
def much(tmp_path_factory) -> Path:
    """Two million texts, more than a sort has room for."""
    path = tmp_path_factory.mktemp("much") / "much.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT md5(range::VARCHAR) AS text FROM range(2000000)) TO '{path}'")
    return path


def test_what_does_not_fit_into_memory_goes_to_disk_and_is_removed(much):
    done = _sorted(much, "60MB")
    last, folder = done.stdout.split()

    assert last.startswith("fffff")
    assert not Path(folder).exists()


def test_a_question_that_takes_long_writes_nothing(much, capfd):
    engine().raw_sql("SET progress_bar_time = 1").fetchall()
    open_table(str(much)).text.nunique().execute()
    engine().raw_sql("RESET progress_bar_time").fetchall()

    assert capfd.readouterr() == ("", "")


def test_what_a_killed_program_left_is_swept_after_a_week(much, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    old, new = tmp_path / "cxworkshop-spilled-old", tmp_path / "cxworkshop-spilled-new"
    old.mkdir()
    new.mkdir()
    os.utime(old, (0, 0))
    _sorted(much, "200MB")

    assert (old.exists(), new.exists()) == (False, True)


def test_a_size_that_is_none_is_a_sentence(much):
    done = _sorted(much, "plenty")

    assert "CXWORKSHOP_MEMORY says how much memory tables may take, as in 700MB or 2GB" in done.stderr


def test_too_little_memory_is_a_sentence(much):
    done = _sorted(much, "2MB")

    assert "allow more with the environment variable CXWORKSHOP_MEMORY" in done.stderr
