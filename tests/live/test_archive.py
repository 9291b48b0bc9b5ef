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


DEEP = "[" * 100_000 + "]" * 100_000
LONG = "9" * 5000


@pytest.mark.parametrize(
    "line", ["null", "[]", '{"id": 1}', f'{{"version": {DEEP}}}', f'{{"version": {LONG}}}', "hello", ""]
)
def test_a_line_that_is_no_event_is_named(tmp_path, line):
    path = tmp_path / "acme.jsonl"
    path.write_bytes(write_archive([WorkshopCreated(name="a")]) + line.encode() + b"\n")

    with pytest.raises(NotAWorkshopError, match=f"^Line 3 of {path} "):
        read_archive(path)


def test_an_event_that_comes_twice_is_named(tmp_path):
    path, event = tmp_path / "acme.jsonl", WorkshopCreated(name="a")
    path.write_bytes(write_archive([event, event]))

    with pytest.raises(NotAWorkshopError, match=f"^Line 3 of {path} repeats the event of line 2"):
        read_archive(path)


def test_a_newer_archive_is_refused(tmp_path):
    path = tmp_path / "acme.jsonl"
    path.write_text(json.dumps({"format": "cxworkshop", "version": 2}) + "\n")

    with pytest.raises(NewerWorkshopError):
        read_archive(path)
