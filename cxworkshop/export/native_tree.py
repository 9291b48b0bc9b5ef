"""A tree of boxes as shapes that PowerPoint can edit: a root, its branches, their leaves."""

from itertools import accumulate
from typing import NamedTuple

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.util import Inches, Pt

from cxworkshop.charts.figures import clean
from cxworkshop.export.fitting import fit
from cxworkshop.export.placing import BOLD, SMALLEST, describe, inches, rgb
from cxworkshop.export.story import Leaf, Tree

COLUMNS = ((0.0, 0.22), (0.29, 0.22), (0.58, 0.42))
"""Where each column begins, and how wide it is, as shares of the whole."""

HEADING = 0.36
"""Height of the headings (inches)."""

GAP, BRANCH_GAP = 0.08, 0.1
"""Room between leaves, and the room more between two branches' leaves (inches)."""

TALLEST = 0.9
PADDING = 0.08
LARGEST = 16


class _Box(NamedTuple):
    """A box in inches from the top left of the slide."""

    left: float
    top: float
    width: float
    height: float


def place_tree(slide: Slide, places: tuple[int, int], tree: Tree) -> list[str]:
    """Draw a tree in the place of two placeholders, one above the other; return the texts that were cut."""
    above, below = (slide.placeholders[idx] for idx in places)
    whole = _Box(
        inches(above.left),
        inches(above.top),
        inches(above.width),
        inches(below.top + below.height - above.top),
    )
    for shape in (above, below):
        shape._element.getparent().remove(shape._element)  # noqa: SLF001 - no public way to remove a shape
    _headings(slide, whole, tree.headings)
    return _boxes(slide, whole, tree)


def _boxes(slide: Slide, whole: _Box, tree: Tree) -> list[str]:
    room = whole._replace(top=whole.top + HEADING, height=whole.height - HEADING)
    leaves = [len(branch) for _, branch in tree.branches]
    gaps = GAP * (sum(leaves) - 1) + BRANCH_GAP * (len(leaves) - 1)
    tall = min(TALLEST, (room.height - gaps) / max(sum(leaves), 1))
    used = tall * sum(leaves) + gaps
    start = room.top + (room.height - used) / 2
    heights = [many * (tall + GAP) - GAP for many in leaves]
    tops = list(accumulate((height + GAP + BRANCH_GAP for height in heights), initial=start))
    lefts, widths = zip(
        *((whole.left + at * whole.width, wide * whole.width) for at, wide in COLUMNS), strict=True
    )
    root_box = _Box(lefts[0], room.top + (room.height - 2 * TALLEST) / 2, widths[0], 2 * TALLEST)
    branches, hanging = [], []
    for (name, branch), top, height in zip(tree.branches, tops, heights, strict=False):
        middle = min(TALLEST, max(height, tall))
        branches.append((_Box(lefts[1], top + (height - middle) / 2, widths[1], middle), Leaf(name)))
        hanging.append(
            [
                (_Box(lefts[2], top + place * (tall + GAP), widths[2], tall), leaf)
                for place, leaf in enumerate(branch)
            ]
        )
    root, cuts = _draw(slide, root_box, tree.root, LARGEST, strong=True)
    middle_size, leaf_size = _alike(branches), _alike([leaf for found in hanging for leaf in found])
    for (box, driver), found in zip(branches, hanging, strict=True):
        shape, cut = _draw(slide, box, driver, middle_size, strong=True)
        cuts += cut
        _join(slide, root, shape)
        for leaf_box, leaf in found:
            drawn, cut = _draw(slide, leaf_box, leaf, leaf_size, strong=False)
            cuts += cut
            _join(slide, shape, drawn)
    describe(root, tree.alt)
    return cuts


def _headings(slide: Slide, whole: _Box, headings: tuple[str, str, str]) -> None:
    for (at, wide), words in zip(COLUMNS, headings, strict=True):
        box = slide.shapes.add_textbox(
            Inches(whole.left + at * whole.width),
            Inches(whole.top),
            Inches(wide * whole.width),
            Inches(HEADING - PADDING / 2),
        )
        box.text_frame.text = clean(words)
        font = box.text_frame.paragraphs[0].font
        font.size, font.color.rgb = Pt(14), rgb("muted")


def _draw(slide: Slide, box: _Box, leaf: Leaf, largest: int, *, strong: bool) -> tuple[Shape, list[str]]:
    """Draw one box with its name in bold and what stands below it; return what had to be cut."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(side) for side in box))
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb("accent-soft" if strong else "surface")
    shape.line.color.rgb, shape.line.width = rgb("accent"), Pt(1.25)
    whole = _words(leaf)
    fitted = fit(whole, *_inner(box), largest, SMALLEST)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Inches(PADDING)
    frame.margin_top = frame.margin_bottom = Inches(PADDING / 2)
    frame.text = fitted.text
    for place, paragraph in enumerate(frame.paragraphs):
        paragraph.font.size, paragraph.font.bold = Pt(fitted.size), place == 0
        paragraph.font.color.rgb = rgb("ink")
    return shape, [whole] if fitted.cut else []


def _words(leaf: Leaf) -> str:
    return "\n".join(filter(None, map(clean, leaf)))


def _inner(box: _Box) -> tuple[float, float]:
    """Return width and height of the room for a box's words."""
    return (box.width - 2 * PADDING) / BOLD, box.height - PADDING


def _alike(boxes: list[tuple[_Box, Leaf]]) -> int:
    """Return the size at which the words of all these boxes fit."""
    return min(
        (fit(_words(leaf), *_inner(box), LARGEST, SMALLEST).size for box, leaf in boxes), default=LARGEST
    )


def _join(slide: Slide, parent: Shape, child: Shape) -> None:
    line = slide.shapes.add_connector(MSO_CONNECTOR.ELBOW, 0, 0, 0, 0)
    line.begin_connect(parent, 3)  # right
    line.end_connect(child, 1)  # left
    line.line.color.rgb, line.line.width = rgb("muted"), Pt(1.5)
