"""The scorecard: all drafts at a glance, what is odd about it, and the decision."""

import pytest
from made_up_metrics import metric, scorecard
from made_up_workshop import hallmarks

from cxworkshop.domain.events import HallmarksChosen, MetricsChosen, WorkshopCreated
from cxworkshop.domain.metrics import Metrics
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create
from cxworkshop.settings import texts
from cxworkshop.ui.steps.drivers.metric_words import metric_line
from cxworkshop.ui.steps.drivers.metrics_section import MetricsSection
from cxworkshop.ui.steps.drivers.scorecard_section import ScorecardSection, scorecard_html

WORDS = texts("metrics")


class _Page:
    """Drafts and scorecard, without the evidence of the step."""

    def __init__(self, session):
        self.session = session
        self.drafted = MetricsSection(session, WORDS)
        self.scorecard = ScorecardSection(session, WORDS, self.drafted)
        self.show(session.workshop)
        session.on_change(self.show)

    def show(self, workshop):
        self.drafted.show(workshop)
        self.scorecard.show(workshop)

    @property
    def metrics(self):
        return self.session.workshop.metrics


@pytest.fixture
def page(tmp_path):
    """``page(*metrics)``: the page of a workshop in which these metrics were decided on."""

    def make(*metrics):
        chosen = [MetricsChosen(metrics=Metrics(chosen=metrics))] if metrics else []
        picks = HallmarksChosen(hallmarks=hallmarks())
        create(tmp_path / "acme.cxw", [WorkshopCreated(name="Acme"), picks, *chosen]).close()
        return _Page(open_session(tmp_path / "acme.cxw"))

    return make


def _save(page, press):
    return press(page.scorecard.box.children[-1])


def test_it_shows_each_metric_with_range_target_day_and_words(page, shown):
    said = shown(page(metric()).scorecard.box).replace("\xa0", " ")

    for told in (
        "Jonas Reber",
        "41 % (38 to 44, n = 1,204)",
        "80 %",
        "30 Jun 2027",
        "weekly",
        "three people",
    ):
        assert told in said


def test_the_outcome_stands_first():
    found = scorecard_html(Metrics(chosen=scorecard().chosen), WORDS)

    assert found.index(">Outcome<") < found.index(">Supporting<") < found.index(">Leading<")


def test_customers_words_are_escaped():
    assert "<b>" not in scorecard_html(Metrics(chosen=(metric(quote="<b>no</b>"),)), WORDS)


def test_a_sound_scorecard_has_no_flaws():
    assert "cx-callout" not in scorecard_html(scorecard(), WORDS)


def test_what_is_odd_about_it_is_said():
    found = scorecard_html(Metrics(chosen=(metric(pair=""),)), WORDS)

    assert found.count("cx-callout") == 3
    assert "“Guests with a key within two minutes” is about what we do" in found


def test_without_drafts_nothing_is_recorded(page, press):
    page = page()

    assert "Draft at least one metric" in _save(page, press)
    assert page.metrics is None


def test_a_draft_shows_at_once_and_is_recorded_on_a_press(page, press, shown, next_year):
    page = page(metric())
    card = page.drafted.drafts.cards[0]
    card.put(owner="Kim Novak", due=next_year)
    before = page.metrics
    seen = shown(page.scorecard.box)
    _save(page, press)

    assert "Kim Novak" in seen
    assert before.chosen[0].owner == "Jonas Reber"
    assert page.metrics.chosen == (metric(owner="Kim Novak", due=next_year),)


def test_a_metric_at_fault_is_named_with_its_field(page, press):
    page = page(metric())
    page.drafted.drafts.cards[0].fields.fields["owner"].value = ""

    assert "“Guests with a key within two minutes”: Fill in “Owner” first" in _save(page, press)
    assert page.metrics.chosen == (metric(),)


def test_two_metrics_of_one_name_are_refused(page, press):
    page = page(metric(), metric(driver="recovery", pair=""))

    assert "Two metrics are called" in _save(page, press)


def test_a_card_that_nobody_has_begun_is_left_out(page, press):
    page = page(metric())
    page.drafted.add.run()

    assert "Saved at" in _save(page, press)
    assert len(page.metrics.chosen) == 1


def test_undo_brings_back_what_counted_before(page, press, next_year):
    page = page(metric())
    page.drafted.drafts.cards[0].put(owner="Kim", due=next_year)
    _save(page, press)
    page.scorecard.box.children[-1].children[1].children[0].click()

    assert page.metrics.chosen == (metric(),)
    assert page.drafted.drafts.cards[0].draft().owner == "Jonas Reber"


def test_a_metric_in_one_line():
    assert metric_line(metric()) == "Guests with a key within two minutes: 41\xa0→\xa080 % (Jonas Reber)"
