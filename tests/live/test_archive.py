import json

import pytest

from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.errors import NewerWorkshopError, NotAWorkshopError, SourceNotFoundError
from cxworkshop.live.archive import read_archive, write_archive


def test_a_missing_archive_is_said(tmp_path):
    with pytest.raises(SourceNotFoundError):
        read_archive(tmp_path / "acme.jsonl")


@pytest.mark.parametrize(
    "content", [b"", b"hello\n", b"{}\n", b"[1]\n", b"\xff\xfe", b'{"format": "other"}\n']
)
def test_what_is_no_archive_is_refused(tmp_path, content):
    path = tmp_path / "acme.jsonl"
    path.write_bytes(content)

    with pytest.raises(NotAWorkshopError):
        read_archive(path)


def test_a_cut_off_line_is_named(tmp_path):
    path = tmp_path / "acme.jsonl"
    path.write_bytes(write_archive([WorkshopCreated(name="a")])[:-20])

    with pytest.raises(NotAWorkshopError, match="Line 2"):
        read_archive(path)


def test_a_newer_archive_is_refused(tmp_path):
    path = tmp_path / "acme.jsonl"
    path.write_text(json.dumps({"format": "cxworkshop", "version": 2}) + "\n")

    with pytest.raises(NewerWorkshopError):
        read_archive(path)
