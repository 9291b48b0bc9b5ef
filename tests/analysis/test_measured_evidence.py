import numpy as np
import pandas as pd
import pytest
from made_up_maps import today

from cxworkshop.analysis.measured_evidence import measured_evidence
from cxworkshop.domain.tables import Role
from cxworkshop.domain.touchpoint import Touchpoint
from cxworkshop.errors import MissingStepError
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm
from cxworkshop.settings import assets

SAMPLE = assets("data") / "sample-firm"


@pytest.fixture(scope="session")
def tables(attached):
    more = {Role.METRICS: "metrics.csv", Role.VERBATIMS: "verbatims.csv"}
    found = {role: attach(role, str(SAMPLE / file)) for role, file in more.items()}
    return found | {role: attached[role] for role in (Role.SURVEY, Role.JOURNEY)}


@pytest.fixture(scope="session")
def sample(tables):
    return measured_evidence(Firm(tables))


@pytest.fixture
def own_metrics(tmp_path):
    """A firm with metrics of its own."""

    def firm(rows):
        path = tmp_path / "metrics.csv"
        rows.to_csv(path, index=False)
        return Firm({Role.METRICS: attach(Role.METRICS, str(path))})

    return firm


def weekly(**columns):
    dates = pd.date_range("2025-01-06", periods=60, freq="7D")
    return pd.DataFrame({"metric": "Rooms ready", "date": dates, "value": np.arange(60) % 7.0} | columns)


def about(evidence, kind):
    return {sign.about for sign in evidence.signs if sign.kind == kind}


def test_the_planted_metric_runs_ahead_by_the_planted_weeks(sample, truths):
    leading = {found.metric: found.best for found in sample.lagged if found.best is not None}

    assert leading == {truths["leading_metric"]: truths["lead_weeks"]}


def test_the_planted_correlation_is_found(sample, truths):
    leading = next(found for found in sample.lagged if found.metric == truths["leading_metric"])
    planted = leading.lags[truths["lead_weeks"]]
    low, high = truths["lead_correlation"]

    assert low < planted.r < high
    assert planted.low > 0


def test_the_gamed_metric_heaps_and_bunches_and_the_honest_one_does_not(sample, truths):
    assert about(sample, "heap") == {truths["gamed_metric"]}
    assert about(sample, "month_end") == {truths["gamed_metric"]}
    assert truths["honest_metric"] in {metric.name for metric in sample.metrics}


def test_contrary_praise_is_found_where_it_was_planted(sample, truths):
    assert about(sample, "ceiling") == {truths["ceiling_contrary"]}


def test_scores_that_do_not_rise_give_no_sign(sample):
    assert "rising_scores" in sample.looked_for
    assert about(sample, "rising_scores") == set()


def test_levels_cover_all_quarters_and_hotels(sample, truths):
    leading = next(metric for metric in sample.metrics if metric.name == truths["leading_metric"])

    assert [level.name for level in leading.quarters[:2]] == ["2024 Q4", "2025 Q1"]
    assert leading.today.name == "2026 Q3"
    assert len(leading.sites) == 6
    assert max(level.mean for level in (*leading.sites, *leading.quarters)) < truths["never_seen_target"]


def test_it_says_where_figures_come_from_and_what_things_are_called(sample):
    assert [found.role for found in sample.provenance] == [Role.METRICS, Role.SURVEY, Role.VERBATIMS]
    assert sample.labels["recommend"] == "Recommend"
    assert all(sign.about in sample.labels for sign in sample.signs if sign.kind == "ceiling")
    assert sample.looked_for == ("heap", "month_end", "ceiling", "rising_scores")


def test_touchpoints_are_called_as_on_the_map(tables):
    drawn = today(room=Touchpoint(id="room", name="My room"))
    evidence = measured_evidence(Firm({Role.SURVEY: tables[Role.SURVEY]}), journey_map=drawn)

    assert evidence.labels["room"] == "My room"


@pytest.mark.parametrize(
    ("role", "looked_for"),
    [
        (Role.METRICS, {"heap", "month_end"}),
        (Role.SURVEY, {"rising_scores"}),
        (Role.VERBATIMS, {"ceiling"}),
    ],
)
def test_each_table_alone_tells_its_part(tables, role, looked_for):
    evidence = measured_evidence(Firm({role: tables[role]}))

    assert set(evidence.looked_for) == looked_for
    assert [found.role for found in evidence.provenance] == [role]


def test_without_a_dated_survey_a_note_says_that_no_lead_can_be_told(tables):
    evidence = measured_evidence(Firm({Role.METRICS: tables[Role.METRICS]}))

    assert evidence.lagged == ()
    assert any("Without a survey with dates" in note for note in evidence.lag_notes)


def test_without_any_of_the_tables_a_sentence_says_what_is_needed(tables):
    with pytest.raises(
        MissingStepError, match=r"need a table of the firm's dated metrics, a survey .* or comm"
    ):
        measured_evidence(Firm({Role.JOURNEY: tables[Role.JOURNEY]}))


def test_capitals_and_blanks_do_not_make_another_metric(own_metrics):
    rows = pd.concat([weekly(), weekly(metric=" rooms  READY")], ignore_index=True)

    assert [metric.n for metric in measured_evidence(own_metrics(rows)).metrics] == [120]


def test_a_metric_that_can_not_be_told_is_left_out_with_a_note(own_metrics):
    rows = pd.concat([weekly(), weekly(metric="Queue").head(5)], ignore_index=True)

    evidence = measured_evidence(own_metrics(rows))

    assert [metric.name for metric in evidence.metrics] == ["Rooms ready"]
    assert any(note.startswith("Left out: Queue has no whole quarter") for note in evidence.notes)


def test_rows_without_a_value_are_counted_in_a_note(own_metrics):
    rows = weekly()
    rows.loc[[3, 9], "value"] = np.nan

    evidence = measured_evidence(own_metrics(rows))

    assert any("left out: 2" in note for note in evidence.notes)


def test_progress_runs_to_the_end(tables):
    seen = []
    measured_evidence(
        Firm({role: tables[role] for role in (Role.METRICS, Role.SURVEY)}), progress=seen.append
    )

    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0, 1)
