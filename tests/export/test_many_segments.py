"""Pages with more segments than a slide has room for."""

from typing import Any

import pytest
from made_up_profit import profit, segment
from made_up_value import segment_value, value

from cxworkshop.export.profit_pages import segments_page
from cxworkshop.export.story import Bars
from cxworkshop.export.value_pages import value_page

ALL, SHOWN = 20, 14
NAMES = [f"Region {place:02}" for place in range(ALL)]


def profit_page() -> Any:
    """Return the page of segments of which the largest earn least."""
    segments = [
        segment(name, 100 + 10 * place, each, each - 90, each + 90)
        for place, (name, each) in enumerate(zip(NAMES, range(2000, 0, -100), strict=True))
    ]
    return segments_page(profit(segments=tuple(segments)), None, ())


def worth_page() -> Any:
    """Return the page of segments of which the largest are worth least."""
    segments = [
        segment_value(name, 100 + 10 * place, 0.6, each, 50.0)
        for place, (name, each) in enumerate(zip(NAMES, range(2000, 0, -100), strict=True))
    ]
    return value_page(value(segments=tuple(segments)), ())


@pytest.fixture(params=[profit_page, worth_page])
def page(request: pytest.FixtureRequest) -> Any:
    return request.param()


def test_alternative_text_lists_the_segments_that_are_drawn(page):
    (drawn,) = page.exhibits
    assert isinstance(drawn, Bars)
    listed = [name for name in NAMES if f"{name} (n = " in drawn.alt]

    assert listed == NAMES[-SHOWN:]


def test_notes_list_all_segments(page):
    said = "\n".join(page.notes)

    assert all(f"{name} (n = " in said for name in NAMES)


def test_notes_of_value_tell_each_segment_s_margin():
    assert "Each segment's own margin: Region 00 40" in "\n".join(worth_page().notes)


def test_value_counted_in_revenue_has_no_margins():
    in_revenue = value_page(value(margin=1.0), ())

    assert not any("own margin" in note for note in in_revenue.notes)
