import pytest
from made_up_measured import (
    ANSWER_TIME,
    ROOMS_READY,
    gaming_sign,
    lagged,
    measured_evidence,
    measured_metric,
)
from made_up_metrics import metric

from cxworkshop.domain.events import EvidenceRecorded, MetricsChosen, TableAttached
from cxworkshop.domain.metrics import Metrics
from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.settings import texts
from cxworkshop.ui.steps.drivers.measured import MeasuredView


@pytest.fixture
def view_of(made_up):
    """``view_of(**changes)``: the section with the made-up evidence; ``view_of(None)`` without."""

    def make(session=None, **changes):
        if session is None:
            session = made_up(EvidenceRecorded(evidence=measured_evidence(**changes)))
        view = MeasuredView(session, texts("drivers")["measured"])
        view.show(session.workshop)
        session.on_change(view.show)
        return view

    return make


def _table(role, **mapped):
    return AttachedTable(role=role, source=f"{role}.csv", mapping=mapped, rows=40, sha256="0" * 64)


def _looked_at(view, name):
    view.view.value = name
    return view.shown.value.replace("&#x27;", "'")


def test_without_tables_the_page_says_which_columns_to_attach(empty_session, view_of, shown):
    view = view_of(empty_session)

    assert "the columns metric, date and value" in shown(view.box)
    assert view.reveal.row not in view.box.children


def test_a_dated_survey_alone_can_be_looked_at(empty_session, view_of, shown):
    view = view_of(empty_session)
    empty_session.record(TableAttached(table=_table(Role.SURVEY, date=("answered",))))

    assert view.reveal.row in view.box.children
    assert "only the answers of customers" in shown(view.box)


def test_a_note_on_what_runs_ahead_stands_there_only(view_of):
    view = view_of(lag_notes=("Seasons are not taken out.",))
    seen = {name: _looked_at(view, name) + view._notice.value for name in ("levels", "lags", "questions")}

    assert [name for name, said in seen.items() if "Seasons are not" in said] == ["lags"]


def test_a_metric_shows_where_it_stands_with_n_and_range(view_of):
    view = view_of()

    assert "<svg" in view.shown.value
    assert "416 values" in view.shown.value
    assert "95 of 100" in view.shown.value


def test_another_metric_is_shown_when_it_is_chosen(view_of):
    view = view_of()
    view.which.value = ANSWER_TIME

    assert "1,440 values" in view.shown.value


def test_the_target_that_the_team_chose_is_judged_by_what_was_ever_reached(view_of):
    view = view_of()
    before = view.shown.value
    chosen = metric(name=ROOMS_READY.lower(), target=0.95)
    view._session.record(MetricsChosen(metrics=Metrics(chosen=(chosen,))))

    assert "No site and no quarter has reached" not in before
    assert "No site and no quarter has reached 0.95" in view.shown.value


def test_what_runs_ahead_is_said_without_claiming_a_cause(view_of):
    said = _looked_at(view_of(), "lags")

    assert "<svg" in said
    assert "not what causes what" in said


def test_the_metric_that_runs_ahead_is_looked_at_first(view_of):
    metrics = measured_evidence().metrics[::-1]
    view = view_of(metrics=metrics)

    assert view.which.value == ROOMS_READY
    assert "stands out for: Rooms ready on arrival." in _looked_at(view, "lags")


def test_nothing_running_ahead_is_said(view_of):
    assert "none is seen to run ahead" in _looked_at(view_of(lagged=(lagged(best=None),)), "lags")


def test_a_metric_too_short_to_tell_says_why(view_of):
    view = view_of()
    view.which.value = ANSWER_TIME

    assert "at least 24 are needed" in _looked_at(view, "lags")


def test_signs_of_gaming_are_asked_as_questions(view_of):
    said = _looked_at(view_of(), "questions")

    assert said.count("?</div>") == 2
    assert "nobody is accused" in said


def test_scores_that_rise_are_told_in_points_a_year(view_of):
    said = _looked_at(view_of(signs=(gaming_sign("rising_scores"),)), "questions")

    assert "<td class='number'>1,900</td>" in said
    assert "+0.4 a year" in said


def test_nothing_odd_says_what_was_looked_for(view_of):
    said = _looked_at(view_of(signs=(), looked_for=("heap", "month_end")), "questions")

    assert "values just within a target and cases at the end of the month" in said


def test_metrics_need_no_choice_where_there_is_one(view_of, shown):
    view = view_of(metrics=(measured_metric(),))

    assert ROOMS_READY not in shown(view._choose)


def test_a_table_attached_since_makes_it_stale(view_of, shown):
    view = view_of()
    table = _table(Role.METRICS, metric=("metric",), date=("day",), value=("value",))
    view._session.record(TableAttached(table=table.model_copy(update={"sha256": "f" * 64})))

    assert "no longer fits" in shown(view.box)
