from io import BytesIO
from itertools import combinations
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from made_up_hostile import hostile_workshop
from made_up_profit import profit, refused_whale
from made_up_tables import HOSTILE, SHA
from made_up_workshop import workshop
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.shapes.connector import Connector
from slides import chart, notes, said, slide_called, title

from cxworkshop.domain.tables import Role
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.deck import make_deck

UNDECIDED = workshop(
    evidence={"profit": profit(whale=refused_whale())}, segments=None, metrics=None, predictions={}, maps={}
)
WORKSHOPS = {"made": workshop(), "hostile": hostile_workshop(), "empty": Workshop(), "undecided": UNDECIDED}


@pytest.fixture(scope="module")
def decks() -> dict[str, bytes]:
    return {name: make_deck(made) for name, made in WORKSHOPS.items()}


@pytest.fixture(scope="module")
def deck(decks: dict[str, bytes]) -> Any:
    return Presentation(BytesIO(decks["made"]))


@pytest.fixture(params=WORKSHOPS)
def any_deck(request: pytest.FixtureRequest, decks: dict[str, bytes]) -> Any:
    return Presentation(BytesIO(decks[request.param]))


def test_the_story_in_order(deck):
    assert [title(slide) for slide in deck.slides] == [
        "Aldersea Hotels",
        "All four decisions are made; three things to settle.",
        "Our mission says what every customer should experience, every time.",
        (
            "Success means going from 38 to 50 by 30 November 2027: "
            "Business regulars who would recommend us (9 or 10)."
        ),
        "The top 20 % of customers make 102 % of the profit; 30 % cost more than they bring.",
        "Profit per customer is highest with Business regulars (1,604 EUR) and negative with Tour groups.",
        (
            "Booking channel and Customer kind split profit most (Booking channel explains 31 %); "
            "they can't be told apart."
        ),
        "Margin from 30 % to 50 %: 514 customers move between profit and loss; the order of segments stays.",
        "Expected to be worth most over the next 52 weeks: Business regulars, with 1,240 EUR per customer.",
        "60 % of new customers buy again in the month after (n = 927), 26 % in month 7 (n = 90).",
        "We design for Business regulars, and deliberately not for Tour groups.",
        "Business regulars: 27 % of customers, 87 % of the profit.",
        "As we see the journey, customers feel best at “Breakfast” and worst at “When something goes wrong”.",
        "Check-in is among the three touchpoints worth most; the two lowest scores can't be told apart.",
        (
            "4 leaders believe When something goes wrong to be better than customers say, "
            "by 2.9 points (2.6 to 3.1), and Room worse, by 1.8 points (1.6 to 2.1)."
        ),
        (
            "No opportunity reaches the mark of 15; Check-in leads with 13.1 (7.2 to 13.3), "
            "but the first three can't be told apart."
        ),
        (
            "Check-in, When something goes wrong and Check-out are among the first 5 almost whatever counts "
            "most (at least 80 % of weightings); Staff is there in 74 % of weightings, Room in 57 % – "
            "it depends on what you value."
        ),
        "Three touchpoints must carry our promise: Check-in, When something goes wrong and Check-out.",
        "Front office owns “Check-in”; two pain points stand in the way of our promise.",
        "“When something goes wrong” has no owner yet; one pain point stands in the way of our promise.",
        (
            "Check-in: 21 % of the differences in scores go with the agent (15 % to 30 %, n = 2,310) "
            "and 9 % with the hotel (3 % to 36 %, n = 2,310)."
        ),
        (
            "E-mail can't be counted on: half of the answers come within 7 hours, "
            "but one in ten takes longer than 40 (36 to 45, n = 912)."
        ),
        (
            "For Business regulars: When something goes wrong, Check-in and Wi-Fi and desk "
            "matter most for recommendation; they can't be told apart."
        ),
        (
            "It looks as if Check-in has to be right; Staff can delight; with When something goes wrong "
            "every step up counts; for one more it can't be told."
        ),
        (
            "Of 420 answers of customers who left, 71 % (66 to 75 %) gave 7 or more for “Satisfaction”, "
            "against 84 % (82 to 86 %, n = 1,560) where they stayed."
        ),
        (
            "If half of what goes together is cause, When something goes wrong rated 1 higher might bring "
            "2,347 to 5,591 EUR of profit over a year; the first two can't be told apart."
        ),
        (
            "Rooms ready on arrival stood at 0.65 share of arrivals in Q3 2026 (0.62 to 0.68, n = 13), "
            "up from 0.58 share of arrivals in Q3 2025; the firm's target is 0.8 share of arrivals."
        ),
        (
            "Rooms ready on arrival runs ahead of recommendation by three weeks "
            "(correlation 0.58, 0.28 to 0.88, n = 101); that alone shows no cause."
        ),
        "Two patterns in our own figures need an answer before we steer by them.",
        "Three drivers stand between the outcome and what we do; we watch them with five metrics.",
        "Six metrics, each with an owner and a date, tell us early whether it works.",
        (
            "Of six metrics, four have a counterpart that keeps them honest, "
            "three a customer's words beside them."
        ),
        "Three things to settle next.",
    ]


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (
            "All four",
            ["Because we are hosts who remember you", "Business regulars", "Check-in", "Problems mended"],
        ),
        (
            "Our mission",
            ["every guest who works away from home", "Because we are hosts who remember you"],
        ),
        ("Success", ["Profit from business regulars up by 15 %", "Mara Lindqvist", "38 → 50"]),
        (
            "Profit per customer",
            ["We design for Business regulars.", "27 % of customers, 87 % of the profit."],
        ),
        ("Check-in is among", ["Staff", "22 %", "9 of 10"]),
        ("Three touchpoints", ["Known by name", "sets us apart: 8 of 10", "weight: 22 %"]),
        (
            "For Business regulars",
            [
                "For Business regulars, the touchpoints together explain 52 % of the differences",
                "1,980 answers, 612 of them of Business regulars, 95 % interval",
                "Wi-Fi and desk weighs more",
                "For all customers: Check-in",
            ],
        ),
        ("Six metrics", ["Jonas Reber", "41 → 80 %", "30 Jun 2027"]),
        (
            "Three things",
            ["“Check-out” is a hallmark, but no metric watches over it.", "31 March 2027: Tom Okafor"],
        ),
    ],
)
def test_each_slide_says_what_was_decided_or_found(deck, start, words):
    shown = said(slide_called(deck, start))

    assert [word for word in words if word not in shown] == []


def test_segments_are_native_bars_with_their_intervals(deck):
    bars = chart(slide_called(deck, "Profit per customer")).plots[0]
    element = bars.series[0]._element
    points = [
        [float(value.text) for value in element.findall(f".//{qn(f'c:{side}')}//{qn('c:v')}")]
        for side in ("plus", "minus")
    ]

    assert list(bars.categories) == [
        "Business regulars (n = 640)",
        "Leisure (n = 1,310): 212",
        "Tour groups (n = 450): −268",
    ]
    assert list(bars.series[0].values) == [1604.0, 212.4, -268.0]
    assert [pytest.approx(side) for side in points] == [[218.0, 43.6, 119.0], [202.0, 41.4, 123.0]]


def test_only_decisions_have_the_leadership_team_as_source(decks):
    source = "Source: the leadership team's decision"

    assert source not in said(Presentation(BytesIO(decks["empty"])).slides[1])
    assert source in said(Presentation(BytesIO(decks["undecided"])).slides[1])


def test_charts_can_be_edited_in_their_workbook(deck):
    part = chart(slide_called(deck, "Profit per customer")).part.chart_workbook.xlsx_part
    sheet = openpyxl.load_workbook(BytesIO(part.blob)).active

    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == [1604, 212.4, -268]


@pytest.mark.parametrize(
    ("start", "role"),
    [("The top", Role.TRANSACTIONS), ("Profit per", Role.CUSTOMERS), ("Check-in is", Role.JOURNEY)],
)
def test_notes_say_where_each_number_comes_from(deck, start, role):
    found = notes(slide_called(deck, start))

    for words in (f"{role.value}.csv", SHA[role], "columns customer_id, amount", "41,250 rows", "95 %"):
        assert words in found


def test_notes_name_method_n_and_seed(deck):
    found = notes(slide_called(deck, "For Business regulars"))

    for words in ("n = 1,980", "n = 612", "500 draws, seed 20261123", "not what causes what"):
        assert words in found


def test_every_slide_has_notes_that_say_what_to_say(any_deck):
    assert all(notes(slide).startswith("What to say: ") for slide in any_deck.slides)


def test_no_path_gets_out(decks):
    for content in decks.values():
        with ZipFile(BytesIO(content)) as package:
            assert not any(b"/home/ana" in package.read(name) for name in package.namelist())


def test_titles_are_there_and_differ(any_deck):
    titles = [title(slide) for slide in any_deck.slides]

    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_no_pictures_and_no_empty_placeholders(any_deck):
    shapes = [shape for slide in any_deck.slides for shape in slide.shapes]

    assert all(shape.shape_type != MSO_SHAPE_TYPE.PICTURE for shape in shapes)
    assert all(shape.text_frame.text.strip() for shape in shapes if shape.has_text_frame)


def test_charts_and_tables_have_alternative_texts(any_deck):
    exhibits = [
        shape for slide in any_deck.slides for shape in slide.shapes if shape.has_chart or shape.has_table
    ]

    assert exhibits
    assert all(len(shape._element.xpath(".//p:cNvPr")[0].get("descr", "")) > 20 for shape in exhibits)


def test_shapes_stay_on_the_slide_and_apart(any_deck):
    for slide in any_deck.slides:
        boxes = [
            (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
            for shape in slide.shapes
            if not isinstance(shape, Connector)  # lines touch the boxes that they join
        ]
        for left, top, right, bottom in boxes:
            assert left >= 0
            assert top >= 0
            assert right <= any_deck.slide_width
            assert bottom <= any_deck.slide_height
        for one, other in combinations(boxes, 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])

            assert across <= 0 or down <= 0


def test_footer_and_number_are_on_every_slide_but_the_cover(deck):
    kinds = [{shape.element.ph.get("type") for shape in slide.placeholders} for slide in deck.slides]

    assert not {"ftr", "sldNum"} & kinds[0]
    assert all({"ftr", "sldNum"} <= kind for kind in kinds[1:])


def test_an_empty_workshop_names_the_open_decisions(decks):
    empty = Presentation(BytesIO(decks["empty"]))

    assert [title(slide) for slide in list(empty.slides)[:2]] == [
        "Customer-experience workshop",
        "No decision is made yet; four are to come.",
    ]
    assert len(empty.slides) == 3
    assert said(empty.slides[2]).count(" open: ") == 5


def test_open_segments_are_named(decks):
    slide = slide_called(Presentation(BytesIO(decks["undecided"])), "Profit per customer")

    assert "Still open: choose the segments to design for." in said(slide)


def test_what_was_cut_is_whole_in_the_notes(decks):
    hostile = Presentation(BytesIO(decks["hostile"]))
    slide = slide_called(hostile, "Our mission")
    whole = WORKSHOPS["hostile"].mission.sentence

    assert whole not in said(slide)
    assert whole.strip() in notes(slide)


def test_all_values_are_in_the_notes_where_the_slide_shows_some(decks):
    slide = next(
        slide for slide in Presentation(BytesIO(decks["hostile"])).slides if "segments" in title(slide)
    )

    assert "The slide shows 14 of 21" in notes(slide)


def test_no_label_becomes_a_formula_or_a_link(decks):
    for slide in Presentation(BytesIO(decks["hostile"])).slides:
        for shape in slide.shapes:
            if not shape.has_chart:
                continue
            book = openpyxl.load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
            cells = [cell for row in book.active.iter_rows() for cell in row]

            assert all(cell.data_type != "f" for cell in cells)
            assert all(cell.hyperlink is None for cell in cells)


def test_hostile_names_are_kept_as_text(decks):
    shown = said(Presentation(BytesIO(decks["hostile"])).slides[1])

    assert HOSTILE[0] in shown
    assert HOSTILE[1] in shown
