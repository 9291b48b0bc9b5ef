from io import BytesIO
from types import SimpleNamespace

import pytest
from made_up_drivers import driver_evidence, drivers, pieces
from made_up_measured import lagged, measured_evidence
from made_up_metrics import metric, scorecard
from made_up_workshop import workshop
from pptx import Presentation
from pptx.shapes.connector import Connector

from cxworkshop.domain.drivers import DriverEvidence, EndResult
from cxworkshop.domain.measured import MeasuredEvidence
from cxworkshop.domain.metrics import Metrics
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.deck import make_deck
from cxworkshop.export.methods import method_of_drivers
from cxworkshop.export.pages import pages
from cxworkshop.export.story import Bars, Page, Points, Table, Tree


def page(of: Workshop, id_: str) -> Page:
    return next(found for found in pages(of) if found.id == id_)


def ids(of: Workshop) -> list[str]:
    return [found.id for found in pages(of)]


def with_drivers(evidence: DriverEvidence, **changes: object) -> Workshop:
    made = workshop()
    return made.model_copy(update={"evidence": {**made.evidence, "drivers": evidence}, **changes})


def with_measured(evidence: MeasuredEvidence) -> Workshop:
    made = workshop()
    return made.model_copy(update={"evidence": {**made.evidence, "measured": evidence}})


def test_the_notes_say_which_way_each_driver_goes():
    values = page(workshop(), "drivers").notes[-1]

    assert "the outcome rises with it" in values
    assert "the outcome falls as it rises" in values
    assert "which way can't be told" in values


def test_what_was_left_out_as_an_end_result_stands_in_the_notes():
    reason = "satisfaction follows the outcome."
    notes = page(
        with_drivers(driver_evidence(left_out=(EndResult(name="satisfaction", reason=reason),))), "drivers"
    ).notes

    assert reason in notes


def test_the_rule_for_missing_answers_and_the_clusters_are_in_the_method():
    found = drivers().model_copy(update={"missing": "complete", "clusters": 412})
    said = method_of_drivers(driver_evidence(), found)

    assert "only answers to everything count" in said
    assert "(412 groups) are drawn together" in said


def test_a_logistic_fit_is_called_one():
    found = drivers().model_copy(update={"fit": "logistic"})

    assert "McFadden" in method_of_drivers(driver_evidence(), found)


def test_who_left_and_who_stayed_are_drawn_with_their_intervals():
    (bars,) = page(workshop(), "trap").exhibits

    assert isinstance(bars, Bars)
    (row,) = bars.series.values()
    assert [bar.label for bar in row] == ["Left (n = 420)", "Stayed (n = 1,560)"]
    assert all(bar.low < bar.value < bar.high for bar in row)


def test_few_groups_of_answers_are_told_with_the_trap_and_the_responses():
    few = driver_evidence(
        everyone=drivers().model_copy(update={"clusters": 6}),
        trap=driver_evidence().trap.model_copy(update={"clusters": 6}),
    )

    for id_ in ("trap", "responses"):
        assert "only 6 groups" in " ".join(page(with_drivers(few), id_).notes)


def test_what_the_stakes_rest_on_is_in_their_notes():
    said = " ".join(page(workshop(), "stakes").notes)

    assert "both links together" in said
    assert "the survey's own “stayed”" in said
    assert "some of whom may have left" in said


def test_a_survey_that_cannot_tell_who_left_has_no_such_page():
    found = ids(with_drivers(driver_evidence(trap=None, responses=())))

    assert "trap" not in found
    assert "responses" not in found


def test_stakes_go_as_far_as_the_data_tell():
    made = workshop()
    without_profit = {kind: found for kind, found in made.evidence.items() if kind != "profit"}
    (bars,) = page(made.model_copy(update={"evidence": without_profit}), "stakes").exhibits

    assert isinstance(bars, Bars)
    assert "stay" in bars.axis


def test_without_knowing_who_stayed_stakes_are_points_of_recommendation():
    evidence = driver_evidence(pieces=pieces(staying=(), n_stayed=0, stayed_share=None))
    found = page(with_drivers(evidence), "stakes")

    assert "recommendation" in found.title
    assert any("assumed" in line.lower() for line in found.takeaway)


def test_without_pieces_nothing_is_at_stake():
    assert "stakes" not in ids(with_drivers(driver_evidence(pieces=None)))


def test_where_no_lag_stands_out_none_is_shown():
    assert "ahead" not in ids(with_measured(measured_evidence(lagged=(lagged(best=None),))))


def test_signs_of_gaming_are_put_as_questions():
    (points,) = page(workshop(), "questions").exhibits

    assert isinstance(points, Points)
    ((_, asked),) = points.columns
    assert asked
    assert all(question.endswith("?") for question in asked)


def test_without_signs_there_are_no_questions():
    assert "questions" not in ids(with_measured(measured_evidence(signs=())))


def test_each_metric_hangs_on_its_driver():
    (tree,) = page(workshop(metrics=scorecard()), "tree").exhibits

    assert isinstance(tree, Tree)
    leaves = {name: [leaf.name for leaf in found] for name, found in tree.branches}
    assert leaves["Check-in"] == ["Guests who felt welcomed by name", "Guests with a key within two minutes"]
    assert tree.root.name == "Business regulars who come back within a year"


def test_without_an_outcome_on_the_scorecard_the_evidences_is_the_root():
    (tree,) = page(workshop(metrics=Metrics(chosen=(metric(),))), "tree").exhibits

    assert isinstance(tree, Tree)
    assert tree.root.name == "Recommendation"


def test_the_tree_is_boxes_and_lines_that_can_be_moved():
    deck = Presentation(BytesIO(make_deck(workshop(metrics=scorecard()))))
    slide = next(one for one in deck.slides if "stand between" in one.shapes.title.text_frame.text)
    lines = [shape for shape in slide.shapes if isinstance(shape, Connector)]
    boxes = {shape.text_frame.paragraphs[0].text for shape in slide.shapes if shape.has_text_frame}

    branches, leaves = 2, 4
    assert len(lines) == branches + leaves
    assert {"Check-in", "Guests with a key within two minutes"} <= boxes


def test_todays_range_and_what_is_measured_stand_in_the_notes():
    known = metric(baseline_low=38.0, baseline_high=44.0, baseline_n=13)
    notes = " ".join(page(workshop(metrics=Metrics(chosen=(known,))), "metrics").notes)

    assert "(38 to 44; n = 13)" in notes
    assert known.formula in notes


@pytest.mark.parametrize("named", ["pair", "gamed", "quote"])
def test_what_keeps_a_metric_honest_is_shown_where_there_is_something(named):
    empty = SimpleNamespace(pair="", gamed="", quote="")
    bare = metric(**vars(empty))
    with_one = metric(**vars(empty) | {named: "Nobody called back."})

    assert "voices" not in ids(workshop(metrics=Metrics(chosen=(bare,))))
    (table,) = page(workshop(metrics=Metrics(chosen=(with_one,))), "voices").exhibits
    assert isinstance(table, Table)
    assert any("Nobody called back." in cell for row in table.rows for cell in row)
