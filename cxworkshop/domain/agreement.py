"""How far people agree on the same items, as it is shown."""

from typing import Annotated, Literal

from pydantic import Field

from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Share

Measurement = Literal["nominal", "ordinal", "interval", "ratio"]
"""What ratings are: mere names, an order, equal steps, or equal steps from a true zero."""

Amount = Annotated[float, Field(ge=0)]

MOST_DISSENT = 0.3
"""Dissent above which people are too far apart for the mean to stand for them."""


class Agreement(Model):
    """How alike raters order items: Kendall's W, 0 (not at all) to 1 (in the very same order).

    ``w``, ``chi2`` and ``p`` are corrected for ties, the ``plain_`` ones aren't. ``low`` and ``high`` are the
    interval of ``w`` at ``level``. ``items`` were rated by all ``raters``; ``left_out`` ones weren't.
    """

    raters: Count
    items: Count
    left_out: Count
    w: Share
    low: Share
    high: Share
    chi2: Amount
    freedom: Count
    p: Share
    plain_w: Share
    plain_chi2: Amount
    plain_p: Share
    level: Share
    bootstrap: Count
    seed: int

    @property
    def by_chance(self) -> float:
        """The W to be expected of people who don't agree at all: 1 / raters."""
        return 1 / self.raters


class Reliability(Model):
    """How far raters give the same items the same values: Krippendorff's alpha, 1 at the most.

    0 is what chance would bring; below 0 they differ more than by chance. ``items`` have at least two
    ``ratings`` each; ``left_out`` ones haven't.
    """

    measurement: Measurement
    raters: Count
    items: Count
    left_out: Count
    ratings: Count
    alpha: Annotated[float, Field(le=1)]
    low: Annotated[float, Field(le=1)]
    high: Annotated[float, Field(le=1)]
    level: Share
    bootstrap: Count
    seed: int


class ItemDissent(Model):
    """How far ``n`` people lie apart on one item: 0 all the same, 1 half at either end of the scale.

    ``mean`` is on the scale of the ratings.
    """

    item: str
    n: Count
    mean: float
    dissent: Share

    @property
    def flagged(self) -> bool:
        """Whether people are too far apart for the mean to stand for them."""
        return round(self.dissent, 9) > MOST_DISSENT


class Dissent(Model):
    """Dissent per item, the most divided first; ``withheld`` items have too few answers to be shown."""

    low: float
    high: float
    items: tuple[ItemDissent, ...]
    withheld: tuple[str, ...] = ()


class FunctionDissent(Model):
    """What the people of one function answered on one item; see :class:`ItemDissent`."""

    function: str
    n: Count
    mean: float
    dissent: Share


class ItemByFunction(Model):
    """One item's functions: those shown, the most divided first, and the names of those withheld."""

    item: str
    shown: tuple[FunctionDissent, ...]
    withheld: tuple[str, ...] = ()
