"""The map as a file, made on a press."""

import re
from base64 import b64decode

import pytest
from made_up_maps import today

from cxworkshop.domain.events import MapDrawn, MapEdited, WorkshopCreated
from cxworkshop.domain.map_edits import Rename
from cxworkshop.export.journey_files import WRITERS
from cxworkshop.inputs.journey_files import read_journey_map
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create
from cxworkshop.settings import texts
from cxworkshop.ui.steps.hallmarks.map_files import MapFiles


@pytest.fixture
def files(tmp_path):
    maps = (today(), today().model_copy(update={"state": "to_be"}))
    create(
        tmp_path / "acme.cxw", [WorkshopCreated(name="Acme"), *(MapDrawn(map=found) for found in maps)]
    ).close()
    session = open_session(tmp_path / "acme.cxw")
    files = MapFiles(session, texts("journey"), WRITERS)
    files.show(session.workshop, "as_is")
    session.on_change(lambda workshop: files.show(workshop, "as_is"))
    return files


def _made(files, suffix):
    """Return the file's name and content, and what is said to be left out."""
    download, lost = files.downloads["as_is", suffix]
    download.action.run()
    name, content = re.search(
        r'download="([^"]+)" href="data:[^;]+;base64,([^"]+)"', download.link.value
    ).groups()
    return name, b64decode(content), lost.value


def test_the_table_holds_all_of_the_map_and_says_so(files):
    name, content, lost = _made(files, ".csv")

    assert name == "acme-today.csv"
    assert read_journey_map(name, content).journey_map == today()
    assert "The file holds everything" in lost


@pytest.mark.parametrize("suffix", [".mmd", ".ojf"])
def test_what_a_format_has_no_place_for_is_said(files, suffix):
    name, content, lost = _made(files, suffix)

    assert len(read_journey_map(name, content).journey_map.touchpoints) == len(today().touchpoints)
    assert "has no place for" in lost


def test_a_file_of_an_earlier_map_goes(files):
    _made(files, ".csv")
    download, lost = files.downloads["as_is", ".csv"]
    files._session.record(MapEdited(state="as_is", edit=Rename(target="room", name="The suite")))

    assert (download.link.value, lost.value) == ("", "")


def test_a_change_of_the_other_map_leaves_the_file(files):
    _made(files, ".csv")
    files._session.record(MapEdited(state="to_be", edit=Rename(target="room", name="The suite")))

    assert files.downloads["as_is", ".csv"][0].link.value
