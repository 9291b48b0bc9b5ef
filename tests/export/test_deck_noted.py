"""The page of what the team noted on questions whose answers stand on other pages."""

from io import BytesIO

import pytest
from answered_room import SEATS, put
from phone_questions import asked
from pptx import Presentation
from slides import notes

from cxworkshop.domain.activity import TextKey
from cxworkshop.domain.room_events import TextHidden
from cxworkshop.export.deck import make_deck
from cxworkshop.export.outcome_pages import outcome_pages
from cxworkshop.export.pages import pages
from cxworkshop.export.report import make_report

NOTED = "We answer within the day"


@pytest.mark.parametrize(
    "purpose", ["health", "promise", "laundry", "prediction", "beliefs", "policies", "consent"]
)
def test_what_is_noted_on_a_question_that_a_step_took_over_has_its_row(purpose):
    (page,) = outcome_pages(put("dots", purpose=purpose, outcome=NOTED))

    assert [exhibit.rows for exhibit in page.exhibits] == [(("Question of dots", NOTED),)]


def test_what_is_noted_is_in_deck_and_report():
    made = put("dots", purpose="consent", outcome=NOTED)
    slide = Presentation(BytesIO(make_deck(made))).slides[-2]
    (table,) = (shape.table for shape in slide.shapes if shape.has_table)

    assert [cell.text for cell in table.rows[1].cells] == ["Question of dots", NOTED]
    assert f"Question of dots: {NOTED}" in notes(slide)
    assert NOTED in make_report(made).decode()


def test_what_is_noted_where_no_result_can_be_shown_is_kept():
    hidden = [TextHidden(activity=asked("text").id, text=TextKey(who=who)) for who in SEATS[:5]]

    assert [page.id for page in pages(put("text", more=hidden, outcome=NOTED))][-2:] == ["noted", "closing"]


def test_what_has_a_page_of_its_own_or_no_note_is_not_repeated():
    assert list(outcome_pages(put("dots", outcome=NOTED))) == []
    assert list(outcome_pages(put("dots", purpose="consent"))) == []


def test_markup_in_a_note_is_inert():
    assert "<script>x" not in make_report(put("dots", purpose="consent", outcome="<script>x")).decode()
