"""The notebooks in JupyterLab: copied once, never overwritten, for this machine only."""

import os
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cxworkshop.apps.lab import lay_out_notebooks
from cxworkshop.errors import NotWritableError
from cxworkshop.settings import assets

LAB = """
import sys
from pathlib import Path
from cxworkshop.apps.lab import start_lab
start_lab(Path(sys.argv[1]), open_browser=False, on_ready=lambda url: print(url, flush=True))
"""


def _shipped() -> list[str]:
    return sorted(notebook.name for notebook in assets("notebooks").glob("*.ipynb"))


def test_notebooks_lie_beside_the_workshop(tmp_path: Path) -> None:
    folder = lay_out_notebooks(tmp_path / "acme.cxw")

    assert folder == tmp_path / "acme-notebooks"
    assert sorted(notebook.name for notebook in folder.iterdir()) == _shipped()


def test_a_users_notebook_is_kept(tmp_path: Path) -> None:
    own = tmp_path / "acme-notebooks" / _shipped()[0]
    own.parent.mkdir()
    own.write_text("my own")

    lay_out_notebooks(tmp_path / "acme.cxw")

    assert own.read_text() == "my own"
    assert sorted(notebook.name for notebook in own.parent.iterdir()) == _shipped()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "acme-notebooks").write_text("a file of that name")

    with pytest.raises(NotWritableError, match=r"can't be copied to .*acme-notebooks"):
        lay_out_notebooks(tmp_path / "acme.cxw")


def test_jupyterlab_asks_for_the_token(workshop_file: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", LAB, workshop_file], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    url = urlsplit(process.stdout.readline().strip())
    statuses = []
    for path in ("/api/contents", f"/api/contents?{url.query}"):
        with closing(HTTPConnection(url.netloc)) as connection:
            connection.request("GET", path)
            statuses.append(connection.getresponse().status)
    process.terminate()
    process.communicate(timeout=30)

    assert statuses == [403, 200]
    assert url.hostname == "127.0.0.1"
    assert process.returncode == os.EX_OK
