"""A few comments on a touchpoint, drawn by lot."""

import pandas as pd
import pytest

from cxworkshop.analysis.verbatims import draw_comments
from cxworkshop.domain.map_words import LONGEST_NOTE


def _table(*rows):
    frame = pd.DataFrame(rows, columns=["touchpoint", "text", "rating", "date"])
    return frame.assign(rating=frame["rating"].astype(float), date=pd.to_datetime(frame["date"]))


RATED = _table(
    *(
        ("check_in", f"said {rating} {number}", rating, "2026-03-01")
        for rating in range(11)
        for number in (1, 2)
    ),
    ("room", "elsewhere", 0, "2026-03-01"),
)


def test_low_middle_and_high_ratings_come_alike():
    found = draw_comments(RATED, "check_in", most=6)

    assert [comment.band for comment in found.drawn] == ["low", "low", "middle", "middle", "high", "high"]


def test_all_that_there_are_are_counted():
    found = draw_comments(RATED, "check_in", most=6)

    assert found.counts == {"low": 8, "middle": 6, "high": 8, "unrated": 0}
    assert found.n == 22


def test_a_band_with_few_comments_leaves_room_to_the_others():
    few = _table(("a", "bad", 1, None), *(("a", f"good {number}", 9, None) for number in range(9)))

    assert [comment.band for comment in draw_comments(few, "a", most=5).drawn] == [
        "low",
        *["high"] * 4,
    ]


def test_the_same_seed_draws_the_same_and_another_others():
    drawn = [draw_comments(RATED, "check_in", seed=seed).drawn for seed in (1, 1, 2)]

    assert drawn[0] == drawn[1] != drawn[2]


def test_bands_are_thirds_of_the_ratings_of_the_whole_table():
    found = draw_comments(_table(("a", "so so", 3, None), ("b", "bad", 1, None), ("b", "good", 5, None)), "a")

    assert found.drawn[0].band == "middle"


def test_a_comment_without_rating_or_date_is_kept():
    found = draw_comments(_table(("a", "just words", None, None)), "a")

    assert (found.drawn[0].rating, found.drawn[0].date, found.counts["unrated"]) == (None, None, 1)


@pytest.mark.parametrize("text", [None, " \n", "\x07"])
def test_a_comment_without_words_is_none(text):
    assert draw_comments(_table(("a", text, 3, None)), "a").n == 0


def test_the_same_words_are_shown_once_and_all_counted():
    found = draw_comments(_table(*[("a", "fine", 5, None)] * 4, ("a", "bad", 1, None)), "a")

    assert sorted(comment.text for comment in found.drawn) == ["bad", "fine"]
    assert found.n == 5


def test_a_touchpoint_that_nobody_wrote_about_has_none():
    assert draw_comments(RATED, "lobby").drawn == ()


def test_a_comment_is_cut_to_what_a_claim_holds():
    text = draw_comments(_table(("a", "x" * 5000, 3, None)), "a").drawn[0].text

    assert len(text) == LONGEST_NOTE
    assert text.endswith("…")
