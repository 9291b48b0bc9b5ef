import pytest

from cxworkshop.errors import MissingStepError
from cxworkshop.ui.widgets.actions import Action, in_page_words
from cxworkshop.ui.widgets.prose import table_html


def test_headings_of_figures_stand_right_with_them():
    html = table_html(
        "Sizes", ["Segment", "Profit", "Place", "From"], [("2nd floor", "−1.2 k", "1–2", "1 to 3")]
    )

    assert html.count("<th scope=\"col\" class='number'>") == 3
    assert html.count("<td class='number'>") == 3
    assert '<th scope="col">Segment' in html


@pytest.mark.parametrize("cells", [("April", "12"), ("2x", "3x"), ("–", "–"), ("0-3", "all")])
def test_a_column_with_words_stands_left(cells):
    assert "number" not in table_html("Words", ["Column"], [(cell,) for cell in cells])


def test_cells_are_escaped():
    assert "<b>" not in table_html("<b>", ["<b>"], [("<b>",)])


@pytest.mark.parametrize(
    ("typed", "pressed"),
    [
        (
            "No survey table is attached yet; attach one with: cxworkshop attach FILE survey SOURCE",
            "No survey table is attached yet; attach one in the step “Start”.",
        ),
        (
            "it has a. Name the right one with --map id=COLUMN.",
            "it has a. Name the right one as “id” in the step “Start”.",
        ),
        (
            "name that code with --missing-outcome 11 if it means no answer.",
            "name that code as a code for “no answer” in the step “Start” if it means no answer.",
        ),
        ("Nothing to type here.", "Nothing to type here."),
    ],
)
def test_a_page_says_what_to_press_rather_than_what_to_type(typed, pressed):
    def fail(_):
        raise MissingStepError(typed)

    action = Action("Try", fail)
    action.run()

    assert in_page_words(typed) == pressed
    assert pressed in action.row.children[-1].value
