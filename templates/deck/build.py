"""Build ``default.pptx``, the deck's template, from python-pptx's built-in one and ``templates/theme.yaml``.

Run ``python templates/deck/build.py`` after a change here or in the theme; a test holds the two together.
A firm's own template works too, if its layouts carry the same names and placeholder numbers.
"""  # noqa: INP001 - a script beside its product, not a package

from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from cxworkshop import settings

WIDTH, HEIGHT = 13.333, 7.5
LEFT, FULL = 0.7, 11.933
"""Left margin and width of the content (inches)."""


class Place(NamedTuple):
    """A placeholder: its number and kind, its box in inches, and how its text looks."""

    idx: int
    kind: str
    name: str
    box: tuple[float, float, float, float]
    size: int = 18
    colour: str = "tx1"
    bold: bool = False
    anchor: str = "t"


TITLE = Place(0, "title", "Title", (LEFT, 0.55, FULL, 1.1), 28, bold=True)
SOURCE = Place(3, "body", "Source", (LEFT, 6.5, FULL, 0.34), 12, "muted", anchor="ctr")
FOOTER = Place(11, "ftr", "Footer", (LEFT, 6.97, 9.0, 0.32), 12, "muted", anchor="ctr")
NUMBER = Place(12, "sldNum", "Slide number", (11.633, 6.97, 1.0, 0.32), 12, "muted", anchor="ctr")

LAYOUTS: dict[str, tuple[Place, ...]] = {
    "Title": (
        Place(0, "ctrTitle", "Title", (LEFT, 1.6, FULL, 2.2), 44, "bg1", bold=True, anchor="b"),
        Place(1, "subTitle", "Subtitle", (LEFT, 4.0, FULL, 1.0), 22, "bg1"),
    ),
    "Statement": (
        TITLE,
        Place(1, "body", "Statement", (LEFT, 1.9, FULL, 3.0), 34, "accent", anchor="ctr"),
        Place(2, "body", "Below", (LEFT, 5.2, FULL, 1.1), 20, "muted"),
        SOURCE,
    ),
    "Chart": (
        TITLE,
        Place(1, "chart", "Chart", (LEFT, 1.8, 8.1, 4.6)),
        Place(2, "body", "Takeaway", (9.2, 1.8, 3.433, 4.6), 20, anchor="ctr"),
        SOURCE,
    ),
    "Chart and table": (
        TITLE,
        Place(1, "chart", "Chart", (LEFT, 1.8, 6.5, 4.6)),
        Place(2, "tbl", "Table", (7.6, 1.95, 5.033, 4.4)),
        SOURCE,
    ),
    "Chart, table and words": (
        TITLE,
        Place(1, "chart", "Chart", (LEFT, 1.8, 6.6, 4.6)),
        Place(2, "tbl", "Table", (7.5, 1.95, 5.133, 2.4)),
        Place(4, "body", "Takeaway", (7.5, 4.5, 5.133, 1.9), 18, anchor="ctr"),
        SOURCE,
    ),
    "Table": (
        TITLE,
        Place(2, "body", "Lead", (LEFT, 1.66, FULL, 0.82), 20, "accent", anchor="ctr"),
        Place(1, "tbl", "Table", (LEFT, 2.55, FULL, 3.85)),
        SOURCE,
    ),
    "Closing": (
        TITLE,
        Place(1, "body", "Left", (LEFT, 1.8, 5.7, 4.6), 20),
        Place(2, "body", "Right", (6.933, 1.8, 5.7, 4.6), 20),
        SOURCE,
    ),
    "Card": (
        TITLE,
        Place(9, "body", "Initials", (LEFT + 0.3, 2.05, 0.95, 0.95), 26, "accent", bold=True, anchor="ctr"),
        Place(1, "body", "Name", (LEFT + 1.4, 1.95, 2.1, 1.15), 24, "bg1", bold=True, anchor="ctr"),
        Place(2, "body", "Figures", (LEFT + 0.3, 3.2, 3.2, 3.1), 24, "bg1", anchor="ctr"),
        Place(4, "body", "Quote", (4.75, 1.8, 7.883, 0.95), 24, "accent", anchor="ctr"),
        *(
            Place(5 + place, "body", f"Block {place + 1}", (left, top, 3.8, 1.7), 18)
            for place, (top, left) in enumerate(product((2.95, 4.75), (4.75, 8.833)))
        ),
        SOURCE,
    ),
}

BLOCKS: dict[str, tuple[tuple[str, tuple[float, float, float, float], str, str], ...]] = {
    "Card": (
        ("Panel", (LEFT, 1.8, 3.8, 4.6), "tx2", "rect"),
        ("Portrait", (LEFT + 0.3, 2.05, 0.95, 0.95), "accent-soft", "ellipse"),
    ),
}
"""What is drawn behind a layout's placeholders: name, box, colour, shape."""


def build() -> bytes:
    """Return the template as .pptx."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _paint(deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME))
    _lay_out_master(deck.slide_master._element)  # noqa: SLF001 - python-pptx has no writing API for masters
    layouts = list(deck.slide_layouts)
    for layout, (name, places) in zip(layouts, LAYOUTS.items(), strict=False):
        _lay_out(layout._element, name, places)  # noqa: SLF001 - nor for layouts
    for spare in layouts[len(LAYOUTS) :]:
        deck.slide_layouts.remove(spare)
    deck.core_properties.title = "cxworkshop"
    deck.core_properties.author = "cxworkshop"
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _paint(theme: Any) -> None:  # noqa: ANN401 - python-pptx has no types
    """Put the product's colours and font into the theme part."""
    colours, data = settings.theme()["colour"], settings.theme()["data"]
    root = etree.fromstring(theme.blob)
    scheme = {
        "dk1": colours["ink"],
        "lt1": colours["surface"],
        "dk2": colours["accent"],
        "lt2": colours["canvas"],
        **{f"accent{place}": colour for place, colour in enumerate(data, start=1)},
        "hlink": colours["accent"],
        "folHlink": colours["muted"],
    }
    for name, colour in scheme.items():
        slot = root.find(f".//{qn(f'a:{name}')}")
        slot[:] = [etree.SubElement(slot, qn("a:srgbClr"), val=colour[1:])]
    for latin in root.iter(qn("a:latin")):
        latin.set("typeface", settings.theme()["font"])
    root.set("name", "cxworkshop")
    theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001 - python-pptx keeps themes as plain bytes


def _lay_out_master(master: Any) -> None:  # noqa: ANN401 - python-pptx has no types
    body = Place(1, "body", "Text", (LEFT, 1.8, FULL, 4.6))
    tree = _emptied(master)
    tree.append(_block(20, "Mark", (LEFT, 0.38, 0.9, 0.06), "dk2"))
    tree.append(_block(21, "Line", (LEFT, 6.9, FULL, 0.015), "line"))
    for number, place in enumerate((TITLE, body, FOOTER, NUMBER), start=2):
        tree.append(_placeholder(number, place))
    title = master.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    for level in master.find(f".//{qn('p:bodyStyle')}"):
        level.set("marL", "0")
        level.set("indent", "0")
        for bullet in level.findall(qn("a:buChar")):
            level.replace(bullet, etree.Element(qn("a:buNone")))


def _lay_out(layout: Any, name: str, places: tuple[Place, ...]) -> None:  # noqa: ANN401 - as above
    layout.find(qn("p:cSld")).set("name", name)
    layout.attrib.pop("type", None)  # a built-in type would promise PowerPoint other placeholders
    tree = _emptied(layout)
    is_cover = name == "Title"
    if is_cover:
        layout.set("showMasterSp", "0")
        background = f'<p:bg {nsdecls("p", "a")}><p:bgPr><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
        layout.find(qn("p:cSld")).insert(0, parse_xml(background + "<a:effectLst/></p:bgPr></p:bg>"))
    for number, (called, *drawn) in enumerate(BLOCKS.get(name, ()), start=30):
        tree.append(_block(number, called, *drawn))
    for number, place in enumerate(places if is_cover else (*places, FOOTER, NUMBER), start=2):
        tree.append(_placeholder(number, place))


def _emptied(element: Any) -> Any:  # noqa: ANN401 - python-pptx has no types
    tree = element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    for shape in tree.findall(qn("p:sp")):
        tree.remove(shape)
    return tree


def _placeholder(number: int, place: Place) -> Any:  # noqa: ANN401 - python-pptx has no types
    idx = "" if place.idx == 0 else f' idx="{place.idx}"'
    prompt = {
        "sldNum": '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr lang="en-GB"/>'
        "<a:t>#</a:t></a:fld>",
        "ftr": "",
    }.get(place.kind, f'<a:r><a:rPr lang="en-GB"/><a:t>{place.name}</a:t></a:r>')
    align = {"sldNum": "r"}.get(place.kind, "ctr" if place.name == "Initials" else "l")
    return parse_xml(
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
        f'<p:cNvPr id="{number}" name="{place.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{place.kind}"{idx}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{_frame(place.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{place.anchor}"><a:noAutofit/>'
        f'</a:bodyPr><a:lstStyle><a:lvl1pPr algn="{align}" marL="0" indent="0">'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{place.size * 100}" b="{int(place.bold)}">{_fill(place.colour)}</a:defRPr>'
        f'</a:lvl1pPr></a:lstStyle><a:p>{prompt}<a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
    )


def _block(
    number: int, name: str, box: tuple[float, float, float, float], colour: str, shape: str = "rect"
) -> Any:  # noqa: ANN401 - as above
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr>{_frame(box)}<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>{_fill(colour)}'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _frame(box: tuple[float, float, float, float]) -> str:
    x, y, width, height = (int(Inches(inches)) for inches in box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _fill(colour: str) -> str:
    """Return a fill in a colour of the theme file, or of PowerPoint's own scheme."""
    of_theme = settings.theme()["colour"].get(colour)
    inner = f'<a:srgbClr val="{of_theme[1:]}"/>' if of_theme else f'<a:schemeClr val="{colour}"/>'
    return f"<a:solidFill>{inner}</a:solidFill>"


if __name__ == "__main__":
    Path(__file__).with_name("default.pptx").write_bytes(build())
