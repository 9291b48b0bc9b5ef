"""Insights, pain points and opportunities at a touchpoint."""

import pytest
from made_up_maps import check_in, today

from cxworkshop.domain.events import MapDrawn, MapEdited, WorkshopCreated
from cxworkshop.domain.map_edits import AddClaim, ChangeClaim, RemoveClaim
from cxworkshop.domain.touchpoint import Claim
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create
from cxworkshop.settings import texts
from cxworkshop.ui.steps.hallmarks.claims import ClaimLanePanel, claim_html
from cxworkshop.ui.steps.hallmarks.editing import Place

HERE, ELSEWHERE = Place("as_is", "check_in"), Place("as_is", "recovery")
QUEUE, TWICE = check_in().pains
WORDS = texts("journey")["claim"]


@pytest.fixture
def panel(tmp_path):
    create(tmp_path / "acme.cxw", [WorkshopCreated(name="Acme"), MapDrawn(map=today())]).close()
    session = open_session(tmp_path / "acme.cxw")
    panel = ClaimLanePanel(session, "pains", texts("journey"))
    panel.show(session.workshop, HERE)
    session.on_change(lambda workshop: panel.show(workshop, HERE))
    return panel


def _pains(panel):
    return panel._session.workshop.today.touchpoint("check_in").pains


def _change(panel, claim):
    panel.rows[claim].children[-1].click()


def test_a_new_claim_is_assumed_unless_somebody_says_more(panel):
    panel.add.run()
    panel.editor.fields["text"].value = "  No chair while waiting "
    panel.editor.save.run()

    assert _pains(panel)[-1] == Claim(id="check_in_pain", text="No chair while waiting", evidence="assumed")
    assert panel.editor.box.layout.display == "none"


def test_evidence_and_source_are_kept(panel):
    panel.add.run()
    panel.editor.fields["text"].value = "No chair"
    panel.editor.fields["evidence"].value = "researched"
    panel.editor.fields["source"].value = "Interviews, May"
    panel.editor.save.run()

    assert (_pains(panel)[-1].evidence, _pains(panel)[-1].source) == ("researched", "Interviews, May")


def test_a_claim_without_words_is_asked_for(panel):
    panel.add.run()
    panel.editor.save.run()

    assert "Fill in “What hurts” first" in panel.editor.save.row.children[-1].value
    assert len(_pains(panel)) == 2


def test_changing_a_claim_begins_with_how_it_reads(panel):
    _change(panel, TWICE)
    assert panel.editor.fields["source"].value == "Survey 2026"
    panel.editor.fields["text"].value = "Guests say everything twice"
    panel.editor.save.run()

    assert _pains(panel)[1] == TWICE.model_copy(update={"text": "Guests say everything twice"})


def test_a_claim_can_be_removed(panel):
    _change(panel, QUEUE)
    panel.editor.remove.run()

    assert _pains(panel) == (TWICE,)


def test_a_claim_removed_meanwhile_is_said_to_be_gone(panel):
    _change(panel, QUEUE)
    panel._session.record(MapEdited(state="as_is", edit=RemoveClaim(target="queue")))
    panel.editor.fields["text"].value = "Guests queue for ten minutes"
    panel.editor.save.run()

    assert "any more, so nothing was changed" in panel.editor.save.row.children[-1].value
    assert panel.editor.fields["text"].value == "Guests queue for ten minutes"


def test_more_claims_than_can_be_read_are_refused_with_a_sentence(panel):
    for number in range(10):
        claim = Claim(id=f"more-{number}", text=f"More {number}")
        panel._session.record(
            MapEdited(state="as_is", edit=AddClaim(target="check_in", lane="pains", claim=claim))
        )
    panel.add.run()
    panel.editor.fields["text"].value = "One too many"
    panel.editor.save.run()

    assert "12 at the most" in panel.editor.save.row.children[-1].value
    assert len(_pains(panel)) == 12


def test_giving_up_changes_nothing(panel):
    _change(panel, QUEUE)
    panel.editor.fields["text"].value = "Something else"
    panel.editor.cancel.run()
    _change(panel, QUEUE)

    assert panel.editor.fields["text"].value == QUEUE.text


def test_another_pages_change_does_not_wipe_what_is_being_written(panel):
    _change(panel, QUEUE)
    panel.editor.fields["text"].value = "Guests queue f"
    told = QUEUE.model_copy(update={"text": "Guests stand in line"})
    panel._session.record(MapEdited(state="as_is", edit=ChangeClaim(claim=told)))

    assert panel.editor.fields["text"].value == "Guests queue f"


def test_another_pages_change_shows_in_a_form_nobody_has_touched(panel):
    _change(panel, QUEUE)
    told = QUEUE.model_copy(update={"text": "Guests stand in line"})
    panel._session.record(MapEdited(state="as_is", edit=ChangeClaim(claim=told)))

    assert panel.editor.fields["text"].value == "Guests stand in line"


def test_what_was_begun_is_there_again_after_a_look_at_another_touchpoint(panel):
    panel.add.run()
    panel.editor.fields["text"].value = "No cha"
    panel.show(panel._session.workshop, ELSEWHERE)
    assert panel.editor.box.layout.display == "none"
    panel.show(panel._session.workshop, HERE)

    assert panel.editor.fields["text"].value == "No cha"
    assert panel.editor.box.layout.display == ""


def test_rows_that_stay_are_the_same_widgets(panel):
    row = panel.rows[TWICE]
    panel._session.record(MapEdited(state="as_is", edit=RemoveClaim(target="queue")))

    assert panel.rows == {TWICE: row}


def test_a_claim_shows_how_well_it_is_known_and_escapes_its_words():
    said = claim_html(Claim(id="a", text="<b>bold</b>", evidence="partly researched", source="A & B"), WORDS)

    assert "partly researched</span>" in said
    assert "&lt;b&gt;bold" in said
    assert "from: A &amp; B" in said
