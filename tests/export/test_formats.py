import subprocess
import sys

import pytest
from made_up_workshop import workshop

from cxworkshop.domain.events import MissionStated, WorkshopCreated
from cxworkshop.domain.fold import replay
from cxworkshop.errors import UnknownFormatError
from cxworkshop.export.formats import EXPORTS, export
from cxworkshop.live.archive import read_archive

HEAVY = ("pptx", "altair", "vl_convert", "jinja2", "sqlalchemy", "pandas")


@pytest.mark.parametrize(
    ("suffix", "start"), [(".pptx", b"PK"), (".html", b"<!doctype html>"), (".jsonl", b"{")]
)
def test_each_format_is_written(tmp_path, suffix, start):
    path = tmp_path / f"firm{suffix.upper()}"
    export(workshop(), [WorkshopCreated(name="Firm")], path)

    assert path.read_bytes().startswith(start)


def test_formats_are_those_of_the_command_line():
    assert list(EXPORTS) == [".pptx", ".html", ".jsonl"]


def test_the_archive_holds_the_log(tmp_path):
    events = [WorkshopCreated(name="Firm"), MissionStated(mission=workshop().mission)]
    export(replay(events), events, tmp_path / "firm.jsonl")

    assert events == read_archive(tmp_path / "firm.jsonl")


@pytest.mark.parametrize(
    ("name", "came"), [("firm.docx", ".docx is none of them"), ("firm", "it has no suffix")]
)
def test_an_unknown_suffix_is_refused_and_names_the_known(tmp_path, name, came):
    with pytest.raises(UnknownFormatError) as refusal:
        export(workshop(), [], tmp_path / name)

    assert str(refusal.value) == (
        f"{name} can't be exported: its name must end in .pptx, .html or .jsonl, but {came}."
    )
    assert list(tmp_path.iterdir()) == []


def test_formats_import_nothing_heavy():
    code = f"import sys, cxworkshop.export.formats; print([m for m in {HEAVY} if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout

    assert said.strip() == "[]"
