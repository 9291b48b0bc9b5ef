import subprocess
import sys

import pytest

from cxworkshop.errors import NotWritableError
from cxworkshop.export.aside import write_aside

FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from cxworkshop.errors import NotWritableError
from cxworkshop.export.aside import write_aside
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_aside(Path(sys.argv[1]), b"new" * 1000)
except NotWritableError as error:
    print(error)
"""


def test_writes_the_file_and_nothing_else(tmp_path):
    write_aside(tmp_path / "deck.pptx", b"new")

    assert (tmp_path / "deck.pptx").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["deck.pptx"]


def test_replaces_an_old_file_and_others_may_read_it(tmp_path):
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")
    beside = tmp_path / "beside"
    beside.touch()
    write_aside(path, b"new")

    assert path.read_bytes() == b"new"
    assert beside.stat().st_mode == path.stat().st_mode


@pytest.mark.usefixtures("file_size_limit")
def test_full_disk_leaves_the_old_file(tmp_path):
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")
    said = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)], check=True, capture_output=True, text=True
    ).stdout

    assert said.startswith(f"{path} can't be written (File too large); nothing was changed.")
    assert path.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["deck.pptx"]


def test_a_missing_folder_is_a_sentence(tmp_path):
    with pytest.raises(NotWritableError, match="No such file or directory"):
        write_aside(tmp_path / "missing" / "deck.pptx", b"new")


def test_a_folder_in_the_way_is_left_alone(tmp_path):
    path = tmp_path / "deck.pptx"
    path.mkdir()
    with pytest.raises(NotWritableError, match="nothing was changed"):
        write_aside(path, b"new")

    assert [path.name for path in tmp_path.iterdir()] == ["deck.pptx"]
