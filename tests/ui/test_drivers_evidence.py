import pytest
from made_up_drivers import driver_evidence, drivers
from made_up_metrics import scorecard
from made_up_workshop import workshop

from cxworkshop.domain.drivers import DriverQuestion
from cxworkshop.domain.events import EvidenceRecorded, MetricsChosen, TableAttached
from cxworkshop.domain.tables import Role
from cxworkshop.live.session import open_session
from cxworkshop.settings import texts
from cxworkshop.ui.steps.drivers.evidence import _DRAWN, EvidenceView

UNTOLD = {
    "target": {"target": None, "refusal": None},
    "segments": {"segments": ()},
    "responses": {"responses": ()},
    "trap": {"trap": None},
    "missing": {"rules": ()},
}
VIEWS = ("everyone", *UNTOLD)


@pytest.fixture
def view_of():
    """``view_of(session)``: the section, following its workshop."""

    def make(session):
        view = EvidenceView(session, texts("drivers"))
        view.show(session.workshop)
        session.on_change(view.show)
        return view

    return make


@pytest.fixture(scope="module")
def draw():
    """``draw(name, evidence)``: that view as HTML."""
    base, words = workshop(), texts("drivers")
    return lambda name, found: _DRAWN[name](found, base, words[name])


@pytest.fixture(scope="module")
def drawn(draw):
    """Every view of the made-up evidence as HTML, drawn once."""
    return {name: draw(name, driver_evidence()) for name in VIEWS}


def test_without_a_survey_the_page_says_what_to_attach(empty_session, view_of, shown):
    view = view_of(empty_session)

    assert "Attach a survey" in shown(view.box)
    assert view.reveal.row not in view.box.children


@pytest.mark.parametrize("name", [name for name in VIEWS if name != "missing"])
def test_a_view_has_a_finding_a_chart_and_a_source(drawn, name):
    assert "<h3>" in drawn[name]
    assert "<svg" in drawn[name]
    assert "Source: " in drawn[name]


def test_the_source_says_how_many_answered_what_is_explained_and_what_the_bars_show(drawn):
    assert "1,980 answers of all customers" in drawn["everyone"]
    assert "(52\N{NO-BREAK SPACE}%)" in drawn["everyone"]
    assert "95 of 100 redraws" in drawn["everyone"]


def test_a_target_segment_is_named_with_its_answers(drawn):
    assert "612 answers of Business regulars, 1,980 of all customers" in drawn["target"]


@pytest.mark.parametrize("name", ["segments", "responses"])
def test_a_note_stands_only_in_the_view_that_it_is_about(draw, name):
    found = driver_evidence(notes_on={name: ("Too few rated Wi-Fi.",)})

    assert [view for view in VIEWS if "Too few rated Wi-Fi." in draw(view, found)] == [name]


def test_why_the_trap_is_not_told_stands_in_its_view(draw):
    found = driver_evidence(trap=None, notes_on={"trap": ("Too few left.",)})

    assert "Too few left." in draw("trap", found)


def test_a_note_on_the_shares_stands_with_all_customers_only(draw, made_up, view_of):
    everyone = drivers().model_copy(update={"notes": ("Wi-Fi never varies.",)})
    found = driver_evidence(everyone=everyone)
    view = view_of(made_up(EvidenceRecorded(evidence=found)))

    assert "Wi-Fi never varies." not in view._notice.value
    assert [name for name in VIEWS if "Wi-Fi never varies." in draw(name, found)] == ["everyone"]


def test_a_segment_too_small_is_said_to_be(drawn):
    assert "Only 4 answers come from Tour groups" in drawn["segments"]


def test_shares_stand_side_by_side_for_each_rule_that_can_be_told(drawn):
    assert "Complete ones (n = 1,840)" in drawn["missing"]
    assert "No code of the survey is said to mean never used" in drawn["missing"]


@pytest.mark.parametrize("jargon", ["LMG", "bootstrap", "R²", "p-value", "dominance"])
def test_no_view_speaks_as_statisticians_do(drawn, jargon):
    assert [name for name, html in drawn.items() if jargon.lower() in html.lower()] == []


@pytest.mark.parametrize("name", UNTOLD)
def test_a_view_that_cannot_be_told_says_what_it_takes(draw, name):
    html = draw(name, driver_evidence(**UNTOLD[name]))

    assert "cx-empty" in html
    assert "<svg" not in html


def test_odds_of_staying_know_no_other_rule_for_missing_answers(draw):
    everyone = drivers().model_copy(update={"fit": "logistic"})

    assert "no other rule to try" in draw("missing", driver_evidence(everyone=everyone, rules=()))


def test_a_target_segment_that_cannot_be_told_is_said_to_be(draw):
    refusal = "Only 9 answers come from Tour groups."

    assert refusal in draw("target", driver_evidence(target=None, refusal=refusal))


def test_an_end_result_is_left_out_with_its_reason(made_up, view_of, shown):
    view = view_of(made_up())

    assert "Left out as a driver. Overall satisfaction sums up" in shown(view.box)


def test_another_outcome_is_named_in_the_finding(draw):
    question = DriverQuestion(outcome="stayed")

    assert "matter most for staying" in draw("everyone", driver_evidence(question=question))


def test_odds_are_not_said_to_be_a_share_explained(draw):
    everyone = drivers().model_copy(update={"fit": "logistic"})
    question = DriverQuestion(outcome="stayed", fit="logistic")
    html = draw("everyone", driver_evidence(question=question, everyone=everyone))

    assert "odds of staying" in html
    assert "52\N{NO-BREAK SPACE}%" not in html


def test_answers_kept_together_are_said_to_be(draw):
    html = draw("everyone", driver_evidence(everyone=drivers().model_copy(update={"clusters": 12})))

    assert "belong together (12 groups)" in html


def test_drivers_with_a_metric_stand_out_at_once(made_up, view_of):
    view = view_of(made_up())
    before = view.shown.value
    view._session.record(MetricsChosen(metrics=scorecard()))

    assert view.shown.value != before


def test_evidence_from_a_table_attached_anew_is_said_to_be_stale(made_up, view_of, shown):
    session = made_up()
    view = view_of(session)
    survey = session.workshop.tables[Role.SURVEY]
    session.record(TableAttached(table=survey.model_copy(update={"sha256": "f" * 64})))

    assert "no longer fits" in shown(view.box)


def test_a_table_that_changed_since_is_refused_with_a_sentence(prepared, tmp_path, view_of):
    session = open_session(prepared)
    view, table = view_of(session), session.workshop.tables[Role.SURVEY]
    (tmp_path / "survey.csv").write_text("recommend\n1\n")
    session.record(TableAttached(table=table.model_copy(update={"source": str(tmp_path / "survey.csv")})))
    view.reveal.run()

    assert "attach it again" in view.reveal.row.children[-1].value
    assert session.workshop.drivers is None


def test_progress_is_told_while_the_chosen_drivers_are_computed(prepared, view_of):
    session = open_session(prepared)
    view, told = view_of(session), []
    view.reveal.row.children[1].observe(lambda change: told.append(change["new"]), "value")
    for name, tick in view.question.ticks.items():
        tick.value = name in {"check_in", "breakfast", "room"}
    view.reveal.run()

    assert len(told) > 3
    assert told == sorted(told)
    assert set(session.workshop.drivers.question.drivers) == {"check_in", "breakfast", "room"}


def test_the_trap_tells_which_answers_belong_together(draw):
    trap = driver_evidence().trap.model_copy(update={"clusters": 1204})

    assert "answers that belong together (1,204 groups) count for less" in draw(
        "trap", driver_evidence(trap=trap)
    )


def test_differences_of_segments_allow_for_all_that_are_looked_at(draw):
    said = draw("segments", driver_evidence())

    assert "the range of 95 in 100 allows for the 4 differences looked at" in said
