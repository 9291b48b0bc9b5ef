"""What the deck and the report tell, page by page, whatever they are drawn with."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from cxworkshop.domain.profit import WhaleCurve, WhaleGroup

MOST_BARS = 14
"""Most bars on a page; all of them are in the notes."""

MOST_PAIRS = 8
"""Most pairs of bars on a page."""


NumberFormat = Literal["0%", "#,##0", "0.0", "0"]


class Bar(NamedTuple):
    """One bar: its label, the estimate with its interval, and whether it stands out."""

    label: str
    value: float
    low: float
    high: float
    strong: bool = True


@dataclass(frozen=True)
class Bars:
    """Bars with intervals; where there are several series, they hold the same labels in the same order."""

    series: dict[str, tuple[Bar, ...]]
    axis: str
    number_format: NumberFormat
    alt: str
    scale: tuple[float, float] | None = None
    """The ends of the answers' scale, where there is one."""


@dataclass(frozen=True)
class Curve:
    """The whale curve with its three cuts, and the guesses of the top 20 %'s share (1 = all).

    ``guess`` is the middle one of the ``guesses``.
    """

    whale: WhaleCurve
    guess: float | None
    alt: str
    groups: tuple[WhaleGroup, ...] = ()
    guesses: tuple[float, ...] = ()


class Line(NamedTuple):
    """One line: its label, its points, and whether it stands out."""

    label: str
    points: tuple[tuple[float, float], ...]
    strong: bool = True


@dataclass(frozen=True)
class Lines:
    """Lines over a figure, each labelled at its end.

    ``marks`` are labelled points on them, ``today`` is marked on the axis of the figure.
    """

    lines: tuple[Line, ...]
    x_axis: str
    y_axis: str
    x_format: NumberFormat
    y_format: NumberFormat
    alt: str
    marks: tuple[tuple[str, float, float], ...] = ()
    today: tuple[str, float] | None = None


class Felt(NamedTuple):
    """One touchpoint on the emotional curve: how it feels, None where nobody has said.

    ``name`` stands beside it where it is a peak or one of the worst.
    """

    stage: str
    height: float | None
    name: str = ""
    is_peak: bool = False


@dataclass(frozen=True)
class Feelings:
    """The emotional curve, touchpoint by touchpoint in the order of the journey; ``scale`` are its ends."""

    points: tuple[Felt, ...]
    scale: tuple[float, float]
    x_axis: str
    y_axis: str
    alt: str


class Leaf(NamedTuple):
    """The last or first box of a tree: a name, and what stands below it."""

    name: str
    detail: str = ""


@dataclass(frozen=True)
class Tree:
    """A tree of three columns, each under its heading: one root, branches, each branch's leaves."""

    headings: tuple[str, str, str]
    root: Leaf
    branches: tuple[tuple[str, tuple[Leaf, ...]], ...]
    alt: str


@dataclass(frozen=True)
class Table:
    """A table; ``widths`` are the columns' shares of its width."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Quote:
    """A sentence to be read aloud."""

    text: str


@dataclass(frozen=True)
class Points:
    """Columns of sentences, each under its heading."""

    columns: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Card:
    """A segment as a person, or a hallmark: figures with what they are, a quote, blocks of lines.

    ``badge`` stands in the circle; without one, the name's initials.
    """

    name: str
    segment: str
    figures: tuple[tuple[str, str], ...]
    quotes: tuple[str, ...]
    blocks: tuple[tuple[str, tuple[str, ...]], ...]
    badge: str = ""


Chart = Bars | Curve | Lines | Feelings
Exhibit = Chart | Tree | Table | Quote | Points | Card


@dataclass(frozen=True)
class Page:
    """One page: a sentence with the finding, its exhibits, and where it comes from.

    ``takeaway`` are short sentences beside the exhibit, ``notes`` the speaker's notes, one paragraph each.
    """

    id: str
    title: str
    exhibits: tuple[Exhibit, ...]
    source: str = ""
    takeaway: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
