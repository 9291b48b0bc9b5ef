from string import Formatter

import ibis
import pandas as pd
import pytest

from cxworkshop.analysis.service_costs import event_kinds
from cxworkshop.errors import MissingColumnError, MissingStepError
from cxworkshop.settings import texts
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
        (
            "attach the table again with: --map 'cost=unit cost,fee'",
            "attach the table again in the step “Start”, with unit cost,fee as “cost”.",
        ),
        (
            "attach the table again with: --missing 0,99",
            "attach the table again in the step “Start”, with 0,99 as codes for “no answer”.",
        ),
        (
            "attach the transactions again with --map date=COLUMN.",
            "attach the transactions again in the step “Start” and name the column “date”.",
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


GAPS = {"remedy": "'cost=unit cost,fee'", "codes": "0,99"}


@pytest.mark.parametrize("check", texts("checks").values(), ids=texts("checks"))
def test_no_remark_on_a_table_tells_a_page_to_type_a_command(check):
    gaps = {name: GAPS.get(name, "12") for _, name, _, _ in Formatter().parse(check["text"]) if name}
    said = in_page_words(check["text"].format(**gaps))

    assert "--" not in said
    assert "cxworkshop " not in said


def test_an_unknown_cost_of_an_event_does_not_tell_a_page_to_type_a_command():
    service = pd.DataFrame({"customer": ["a"], "event": ["call"], "cost": [float("nan")], "count": [1.0]})
    with pytest.raises(MissingColumnError) as refused:
        event_kinds(ibis.memtable(service))
    said = in_page_words(str(refused.value))

    assert "cxworkshop " not in said
    assert said.endswith("attach a table of unit costs that has it, in the step “Start”.")
