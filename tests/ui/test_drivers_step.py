from made_up_metrics import metric, scorecard

from cxworkshop.domain.events import MetricsChosen
from cxworkshop.domain.metrics import Metrics
from cxworkshop.ui.steps import DriversStep


def test_the_slide_begins_with_the_outcome_and_lists_what_supports_and_leads_it(made_up):
    step = DriversStep(made_up(MetricsChosen(metrics=scorecard())))
    outcome, rest = step.slide.value.split("</blockquote>")

    assert "Business regulars who come back within a year: 62\xa0→\xa068 % (Mara Lindqvist)" in outcome
    assert rest.count("<li>") == len(scorecard().chosen) - 1


def test_a_scorecard_without_an_outcome_still_lists_its_metrics(made_up):
    step = DriversStep(made_up(MetricsChosen(metrics=Metrics(chosen=(metric(),)))))

    assert "blockquote" not in step.slide.value
    assert "Guests with a key within two minutes" in step.slide.value


def test_with_nothing_chosen_the_slide_says_so(made_up):
    assert "Nothing yet" in DriversStep(made_up()).slide.value


def test_every_section_of_the_notebook_is_there_before_any_table_is(empty_session, shown):
    step = DriversStep(empty_session)
    sections = (step.predict, step.evidence, step.measured, step.metrics, step.stakes, step.decide)

    assert [section for section in sections if not shown(section).strip()] == []
