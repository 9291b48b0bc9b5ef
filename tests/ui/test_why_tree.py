"""From a pain point down to its causes."""

import pytest
from made_up_maps import check_in, today

from cxworkshop.domain.events import MapDrawn, MapEdited, WorkshopCreated
from cxworkshop.domain.map_edits import RemoveClaim
from cxworkshop.domain.touchpoint import Touchpoint
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create
from cxworkshop.settings import texts
from cxworkshop.ui.steps.hallmarks.editing import Place
from cxworkshop.ui.steps.hallmarks.why_tree import WhyTree

HERE = Place("as_is", "check_in")


@pytest.fixture
def tree(tmp_path):
    return _tree(tmp_path, today())


def _tree(folder, journey_map):
    create(folder / "acme.cxw", [WorkshopCreated(name="Acme"), MapDrawn(map=journey_map)]).close()
    session = open_session(folder / "acme.cxw")
    tree = WhyTree(session, texts("journey"))
    tree.show(session.workshop, HERE)
    session.on_change(lambda workshop: tree.show(workshop, HERE))
    return tree


def _causes(tree):
    return {cause.id: cause for cause in tree._session.workshop.today.touchpoint("check_in").causes}


def _add(tree, text):
    tree.add.run()
    tree.editor.fields["text"].value = text
    tree.editor.save.run()


def test_causes_stand_below_what_they_explain(tree):
    said = tree.tree.value

    assert said.count("<ul") == 3
    assert said.index("Guests queue") < said.index("1 <span") < said.index("1.1 <span")
    assert "owner: HR" in said
    assert said.count('class="cx-badge cx-level') == 3


def test_the_other_pain_point_has_a_tree_of_its_own(tree):
    tree.pain.value = "twice"

    assert "Most guests arrive" not in tree.tree.value
    assert "No cause yet" in tree.tree.value


def test_five_times_why_leads_five_levels_down(tree):
    tree.pain.value = "twice"
    for number in range(5):
        _add(tree, f"because {number}")
    causes = _causes(tree)
    below, depth = tree.node.value, 0
    while below in causes:
        below, depth = causes[below].of, depth + 1

    assert (depth, below) == (5, "twice")
    assert "1.1.1.1.1 <span" in tree.tree.value


def test_a_cause_has_evidence_source_and_owner(tree):
    tree.add.run()
    for name, value in {
        "text": "One desk is open",
        "evidence": "researched",
        "source": "Rosters of May",
        "owner": "Front office",
    }.items():
        tree.editor.fields[name].value = value
    tree.editor.save.run()
    cause = _causes(tree)[tree.node.value]

    assert (cause.of, cause.evidence, cause.source, cause.owner) == (
        "queue",
        "researched",
        "Rosters of May",
        "Front office",
    )


def test_a_cause_can_be_changed(tree):
    tree.node.value = "shifts"
    tree.change.run()
    tree.editor.fields["owner"].value = "COO"
    tree.editor.save.run()

    assert (_causes(tree)["shifts"].owner, _causes(tree)["shifts"].of) == ("COO", "hour")


def test_removing_a_cause_takes_those_below_it(tree):
    tree.node.value = "hour"
    tree.change.run()
    tree.editor.remove.run()

    assert _causes(tree) == {}
    assert "No cause yet" in tree.tree.value


def test_a_pain_point_is_not_changed_here(tree):
    assert tree.node.value == "queue"
    assert tree.change.row.layout.display == "none"
    tree.node.value = "hour"
    assert tree.change.row.layout.display == ""


def test_the_pain_point_chosen_stays_chosen_when_another_page_saves(tree):
    tree.pain.value = "twice"
    tree._session.record(MapEdited(state="as_is", edit=RemoveClaim(target="shifts")))

    assert tree.pain.value == "twice"


def test_what_is_being_written_stays_when_another_page_saves(tree):
    tree.add.run()
    tree.editor.fields["text"].value = "One des"
    tree._session.record(MapEdited(state="as_is", edit=RemoveClaim(target="shifts")))

    assert tree.editor.fields["text"].value == "One des"


def test_without_a_pain_point_it_says_what_comes_first(tmp_path, shown):
    bare = Touchpoint(id="check_in", name="Check-in")

    assert "Add a pain point first" in shown(_tree(tmp_path, today(check_in=bare)).box)


def test_hostile_words_are_escaped(tmp_path):
    pains = (check_in().pains[0].model_copy(update={"text": "<script>alert(1)</script>"}),)
    tree = _tree(tmp_path, today(check_in=check_in(pains=pains)))

    assert "<script" not in tree.tree.value
