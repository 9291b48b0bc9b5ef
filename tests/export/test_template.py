import runpy
from io import BytesIO
from zipfile import ZipFile

import pytest
from made_up_workshop import workshop
from pptx import Presentation

from cxworkshop.errors import UnreadableSourceError
from cxworkshop.export.deck import LAYOUTS, make_deck
from cxworkshop.settings import assets, theme

FOLDER = assets("templates") / "deck"


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_script_builds_the_template_that_is_kept():
    built = runpy.run_path(str(FOLDER / "build.py"))["build"]()

    assert parts((FOLDER / "default.pptx").read_bytes()) == parts(built)


def test_the_template_is_wide_in_the_product_s_colours_and_font():
    template = Presentation(str(FOLDER / "default.pptx"))
    drawn = parts((FOLDER / "default.pptx").read_bytes())["ppt/theme/theme1.xml"].decode()

    assert pytest.approx(template.slide_width / template.slide_height, abs=0.001) == 16 / 9
    assert list(LAYOUTS) == [layout.name for layout in template.slide_layouts]
    assert all(colour[1:] in drawn for colour in theme()["data"])
    assert f'typeface="{theme()["font"]}"' in drawn


def test_a_firm_s_own_template_is_taken(tmp_path):
    own = Presentation(str(FOLDER / "default.pptx"))
    own.slide_layouts[1].placeholders[0].width //= 2
    own.save(tmp_path / "own.pptx")
    deck = Presentation(BytesIO(make_deck(workshop(), tmp_path / "own.pptx")))

    assert own.slide_layouts[1].placeholders[0].width == deck.slides[2].shapes.title.width


def test_a_template_without_our_layouts_is_refused(tmp_path):
    Presentation().save(tmp_path / "own.pptx")
    with pytest.raises(
        UnreadableSourceError, match=r"own\.pptx needs a layout “Title” with the placeholders 0, 1"
    ):
        make_deck(workshop(), tmp_path / "own.pptx")


@pytest.mark.parametrize("content", [b"", b"no slides"])
def test_a_template_that_is_none_is_refused(tmp_path, content):
    (tmp_path / "own.pptx").write_bytes(content)
    with pytest.raises(UnreadableSourceError, match="can't be read as slides"):
        make_deck(workshop(), tmp_path / "own.pptx")
