"""What the room answered, put together for everybody to see: the shapes."""

from typing import Annotated, Literal

from pydantic import Field

from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Share
from cxworkshop.domain.questions import ItemId


class Tallied(Model):
    """How often an item was chosen: by ``people``, with ``total`` dots or points (of one: its people)."""

    id: ItemId
    label: str
    people: Count
    total: Count


class Tally(Model):
    """Items chosen, dotted, given points, or stances; those with most first (stances: in their order).

    ``n`` people answered.
    """

    kind: Literal["tally"] = "tally"
    n: Count
    items: tuple[Tallied, ...]
    reasons: tuple[str, ...] = ()


class Measured(Model):
    """The numbers given for an item: ``n`` of them, and ``cant_say`` who had none.

    ``low`` and ``high`` are the lowest and the highest. All are None, and ``counts`` empty, where nobody gave
    one, or too few to be shown without names. ``counts`` has one entry by bin of :class:`Spread`. ``apart``
    is the standard deviation over the largest there can be (0 all alike, 1 half at either end), None for one
    alone.
    """

    id: ItemId
    label: str
    n: Count
    cant_say: Count = 0
    mean: float | None
    low: float | None
    high: float | None
    median: float | None
    counts: tuple[Count, ...] = ()
    apart: Share | None = None


class Spread(Model):
    """Numbers by item: ratings, ranks, places on a line, guesses.

    ``bins`` names the steps that ``counts`` counts (a rating's scale, ranks, tenths of a line or of a guess's
    axis) from ``least`` to ``most``. ``widest`` are the items that people are furthest apart on, most first:
    those to talk about. ``n`` people answered.
    """

    kind: Literal["spread"] = "spread"
    n: Count
    least: float
    most: float
    unit: str = ""
    bins: tuple[str, ...] = ()
    items: tuple[Measured, ...]
    widest: tuple[ItemId, ...] = ()


class Placed(Model):
    """An item on two axes."""

    id: ItemId
    label: str
    n: Count
    x: Measured
    y: Measured


class Plane(Model):
    """Items on two axes; ``widest`` as in :class:`Spread`."""

    kind: Literal["plane"] = "plane"
    n: Count
    items: tuple[Placed, ...]
    widest: tuple[ItemId, ...] = ()


class Written(Model):
    """A text, or several under one wording; ``people`` wrote it.

    ``keys`` say which texts ("who/item", the item "" where the question has none): for the facilitator's desk
    alone, and empty in what phones and screen get. ``names`` are those of its writers, where they are told.
    """

    item: str
    text: str
    people: Count
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class Texts(Model):
    """What was written, by item, in an order that says nothing about who wrote when."""

    kind: Literal["texts"] = "texts"
    n: Count
    labels: dict[str, str] = Field(default_factory=dict)
    texts: tuple[Written, ...]


class Withheld(Model):
    """Fewer people answered than may be shown without names."""

    kind: Literal["withheld"] = "withheld"
    n: Count
    least: Count


Result = Annotated[Tally | Spread | Plane | Texts | Withheld, Field(discriminator="kind")]


class Moved(Model):
    """An item's mean or share in two rounds."""

    id: ItemId
    label: str
    before: float
    after: float


class Shift(Model):
    """What changed from the first round to the last, the largest change first.

    ``both`` is how many answered in both; None where answers are anonymous, since nobody can tell.
    """

    first: Result
    last: Result
    both: Count | None
    moved: tuple[Moved, ...] = ()


class FunctionResults(Model):
    """A result by function; ``withheld`` names those too small to be shown, or that would tell of one.

    Items that would tell of one are left out of a function's result.
    """

    shown: dict[str, Result]
    withheld: tuple[str, ...] = ()
