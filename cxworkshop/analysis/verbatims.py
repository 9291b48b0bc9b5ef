"""A few of the customers' comments on a touchpoint: drawn by lot, from low, middle and high ratings alike."""

from collections.abc import Mapping
from datetime import date
from itertools import chain, zip_longest
from typing import Literal, NamedTuple, get_args

import numpy as np
import pandas as pd

from cxworkshop.domain.map_words import LONGEST_NOTE, tidy
from cxworkshop.settings import SEED

Band = Literal["low", "middle", "high", "unrated"]

BANDS: tuple[Band, ...] = get_args(Band)

MOST = 9
"""Most comments that are shown of one touchpoint."""


class Comment(NamedTuple):
    """One customer's comment; ``rating`` and ``date`` are None where the table has none."""

    text: str
    rating: float | None
    date: date | None
    band: Band


class Comments(NamedTuple):
    """The comments drawn, low ratings first, and how many of each band there are in all."""

    drawn: tuple[Comment, ...]
    counts: Mapping[Band, int]

    @property
    def n(self) -> int:
        """How many comments there are on the touchpoint."""
        return sum(self.counts.values())


def draw_comments(
    verbatims: pd.DataFrame, touchpoint: str, *, most: int = MOST, seed: int = SEED
) -> Comments:
    """Draw comments on one touchpoint, in turn from the low, the middle and the high ratings.

    The bands are thirds of the span from the lowest to the highest rating of the whole table. Which of a band
    come is left to chance, so that nobody picks the ones that suit; the same table and seed give the same
    comments. Comments in the very same words are shown once, and all counted.

    Parameters
    ----------
    verbatims
        ``touchpoint``, ``text``, ``rating`` (NaN where none) and ``date`` (NaT where none), as
        :meth:`Firm.verbatims` gives them. Rows without words are left out; texts are cut to what a claim on
        the map holds.
    touchpoint
        As the table calls it.
    most
        How many to draw at the most.
    """
    low, high = verbatims["rating"].min(), verbatims["rating"].max()
    there: dict[Band, list[Comment]] = {band: [] for band in BANDS}
    rows = verbatims[verbatims["touchpoint"] == touchpoint]
    for said, rating, day in zip(*(rows[name].tolist() for name in ("text", "rating", "date")), strict=True):
        if isinstance(said, str) and (text := tidy(said)):
            rated = None if pd.isna(rating) else float(rating)
            band = _band(rated, low, high)
            there[band].append(Comment(_cut(text), rated, None if pd.isna(day) else day.date(), band))
    chance = np.random.default_rng(seed)
    mixed = [[found[place] for place in chance.permutation(len(found))] for found in there.values()]
    in_turn = filter(None, chain.from_iterable(zip_longest(*mixed)))
    by_words: dict[str, Comment] = {}
    for comment in in_turn:
        by_words.setdefault(comment.text, comment)
    drawn = sorted(list(by_words.values())[:most], key=lambda comment: BANDS.index(comment.band))
    return Comments(tuple(drawn), {band: len(found) for band, found in there.items()})


def _band(rating: float | None, low: float, high: float) -> Band:
    if rating is None:
        return "unrated"
    third = (high - low) / 3
    if rating < low + third:
        return "low"
    return "high" if rating > high - third else "middle"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_NOTE else f"{text[: LONGEST_NOTE - 1].rstrip()}…"
