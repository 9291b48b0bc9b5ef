"""From drivers to metrics: branches, suggestions, and drafts that nobody wipes."""

import pytest
from made_up_drivers import driver_evidence
from made_up_measured import ROOMS_READY, measured_evidence
from made_up_metrics import metric, scorecard
from made_up_workshop import hallmarks, persona, success

from cxworkshop.domain.events import (
    EvidenceRecorded,
    HallmarksChosen,
    MapDrawn,
    MetricsChosen,
    PersonaDescribed,
    SuccessDefined,
    TableAttached,
    WorkshopCreated,
)
from cxworkshop.domain.journey import Hallmarks
from cxworkshop.domain.metrics import Metrics
from cxworkshop.domain.tables import Role
from cxworkshop.inputs.attach import attach
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create
from cxworkshop.settings import texts
from cxworkshop.ui.steps.drivers.branches import OUTCOME
from cxworkshop.ui.steps.drivers.library import library
from cxworkshop.ui.steps.drivers.metrics_section import MetricsSection

COMMENTS = "touchpoint,text,rating,date\ncheck_in,Nobody looked up,2,2026-03-04\nwifi,Slow,1,2026-03-06\n"


def few():
    """Return an outcome, and two metrics of check-in that keep each other honest."""
    outcome, welcomed, _, keys, _ = scorecard().chosen
    return Metrics(chosen=(outcome, welcomed, keys))


@pytest.fixture
def section(tmp_path):
    """``section(*events)``: the section of a workshop with hallmarks, drivers and own metrics."""

    def make(*events):
        evidence = (driver_evidence(), measured_evidence())
        recorded = [EvidenceRecorded(evidence=found) for found in evidence]
        chosen = HallmarksChosen(hallmarks=hallmarks())
        create(tmp_path / "acme.cxw", [WorkshopCreated(name="Acme"), *recorded, chosen, *events]).close()
        return _section(open_session(tmp_path / "acme.cxw"))

    return make


@pytest.fixture
def chosen(section):
    return section(MetricsChosen(metrics=few()))


def _section(session):
    section = MetricsSection(session, texts("metrics"))
    section.show(session.workshop)
    session.on_change(section.show)
    section.session = session
    return section


def _go(section, key):
    section.which.value = next(branch for _, branch in section.which.options if branch.key == key)


def _offered(section, name=""):
    """Return the row of the suggestion that has this in its words."""
    rows = [
        row for row in section.suggestions.box.children[0].children if len(getattr(row, "children", ())) == 2
    ]
    return next(row for row in rows if name in row.children[0].value)


def _names(section):
    return {card.name for card in section.drafts.cards}


def test_hallmarks_come_first_then_leading_drivers_then_the_outcome(section):
    keys = [branch.key for _, branch in section().which.options]

    assert keys[:3] == [pick.touchpoint for pick in hallmarks().picks]
    assert keys[-1] == OUTCOME
    assert len(set(keys)) == len(keys)


def test_without_drivers_it_says_what_to_do_and_still_lets_write(empty_session, shown):
    section = _section(empty_session)
    section.add.run()

    assert "Hallmark touchpoints" in shown(section.box)
    assert len(section.drafts.cards) == 1


def test_a_suggestion_of_the_library_becomes_a_draft(section, press):
    section = section()
    _go(section, "recovery")
    press(_offered(section).children[1])
    card = section.drafts.cards[0]
    known = next(found for found in library() if found.name == card.name)

    assert card.branch.key == "recovery"
    assert card.draft().formula == known.formula
    assert card.draft().pair in {found.name for found in library()}
    assert card.fold.opened


def test_what_was_drafted_is_suggested_no_more(section, press, shown):
    section = section()
    press(_offered(section).children[1])
    name = section.drafts.cards[0].name

    assert f"<strong>{name}</strong>" not in shown(section.suggestions.box)


def test_suggestions_are_open_where_nothing_is_drafted_yet(chosen, press):
    before = len(chosen._suggest.box.children)
    _go(chosen, "recovery")
    opened = len(chosen._suggest.box.children)
    press(_offered(chosen).children[1])

    assert (before, opened, len(chosen._suggest.box.children)) == (1, 2, 1)


def test_more_suggestions_come_on_a_press(section):
    section = section()
    rows = section.suggestions.box.children[0]
    before = len(rows.children)
    next(row for row in rows.children if "more" in row.children[0].description).children[0].click()

    assert len(rows.children) > before


def test_what_the_firm_measures_is_suggested_with_its_level(section, shown):
    assert f"{ROOMS_READY} stood at 0.65" in shown(section().suggestions.box)


def test_the_outcome_may_be_the_success_statements_measure(section, press):
    section = section(SuccessDefined(success=success()))
    _go(section, OUTCOME)
    press(_offered(section, success().measure).children[1])
    draft = section.drafts.cards[0].draft()

    assert (draft.rung, draft.driver) == ("outcome", "")
    assert (draft.baseline, draft.target, draft.owner) == (38, 50, "Mara Lindqvist")


def test_the_tree_follows_the_drafts(chosen, shown):
    before = shown(chosen.box)
    chosen.drafts.cards[1].put(name="Greeted by name")

    assert "Greeted by name" not in before
    assert "Greeted by name" in chosen._tree.value
    assert "No metric watches over When something goes wrong and Check-out yet" in chosen._tree.value


def test_a_draft_without_levels_can_be_drawn(section):
    section = section()
    section.drafts.add(section.which.value).put(name="Half begun")

    assert "Half begun" in section._tree.value
    assert "nan" not in section._tree.value


def test_what_is_recorded_comes_back_the_same(chosen):
    assert chosen.read() == few()


def test_a_metric_recorded_elsewhere_comes_and_goes(chosen):
    others = few().chosen[1:]
    chosen.session.record(MetricsChosen(metrics=Metrics(chosen=(*others, metric(name="New one")))))

    assert _names(chosen) == {one.name for one in others} | {"New one"}


def test_what_is_being_typed_stays_whatever_is_recorded_elsewhere(chosen):
    chosen.drafts.cards[1].fields.fields["formula"].value = "half a sent"
    chosen.session.record(MetricsChosen(metrics=Metrics(chosen=(metric(name="New one"),))))

    assert few().chosen[1].name in _names(chosen)
    assert "half a sent" in {card.draft().formula for card in chosen.drafts.cards}


def test_a_draft_that_was_never_recorded_stays(chosen):
    chosen.drafts.add(chosen.which.value).put(name="Ours alone")
    chosen.session.record(MetricsChosen(metrics=few()))

    assert "Ours alone" in _names(chosen)


def test_other_hallmarks_keep_the_drafts(chosen):
    chosen.drafts.add(chosen.which.value).put(name="Ours alone")
    picks = hallmarks().picks[-1:]
    chosen.session.record(HallmarksChosen(hallmarks=Hallmarks(picks=picks)))

    assert "Ours alone" in _names(chosen)
    assert chosen.which.options[0][1].key == picks[0].touchpoint


def test_what_was_saved_here_is_followed_again(chosen):
    chosen.drafts.cards[0].put(target=70)
    chosen.session.record(MetricsChosen(metrics=chosen.read()))

    assert not any(card.fields.touched for card in chosen.drafts.cards)
    assert len(chosen.drafts.cards) == len(few().chosen)


def test_a_counterpart_of_the_same_kind_is_seen_among_the_drafts(chosen, shown):
    card = next(card for card in chosen.drafts.cards if card.name == metric().name)
    other = next(card for card in chosen.drafts.cards if card.name == metric().pair)
    before = shown(card.fitness.box)
    other.put(nature="operational")

    assert "A counterpart is named." in before
    assert "of the same kind" in shown(card.fitness.box)


def test_customers_words_are_found_and_stored_only_when_taken(section, tmp_path, made_up_map, press):
    (tmp_path / "comments.csv").write_text(COMMENTS, "utf-8")
    table = TableAttached(table=attach(Role.VERBATIMS, str(tmp_path / "comments.csv")))
    section = section(MapDrawn(map=made_up_map), PersonaDescribed(persona=persona()), table)
    card = section.drafts.add(section.which.value)
    card.quotes.find.run()
    rows = card.quotes.box.children[1].children
    before = card.draft().quote
    press(next(row for row in rows if "Nobody looked up" in row.children[0].value).children[1])
    said = " ".join(row.children[0].value for row in rows)

    assert (before, card.draft().quote) == ("", "Nobody looked up")
    assert "Slow" not in said
    assert "persona of Business regulars" in said
    assert "Journey map, Check-in" in said


@pytest.fixture
def made_up_map():
    from made_up_maps import today  # noqa: PLC0415 - only one test draws a map

    return today()
