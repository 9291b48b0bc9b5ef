"""From wordings to one: words kept and struck, the firm's statements beside, true stories below."""

import pytest

from cxworkshop.live.session import open_session
from cxworkshop.ui.steps import MissionStep

WORDING = "Guests arrive truly rested."


@pytest.fixture
def step(empty_session):
    return MissionStep(empty_session)


@pytest.fixture
def wordings(step, press):
    found = step.drafting.wordings
    found.text.value = WORDING
    press(found.add.row)
    return found


@pytest.fixture
def mark(press):
    def make(wordings, who, marks):
        wordings.who.value, wordings.field.marks = who, marks
        return press(wordings.mark.row)

    return make


@pytest.fixture
def marked(wordings, mark):
    for who in ("Ana", "Bo", "Cy"):
        mark(wordings, who, {"0": "keep", "2": "strike"})
    return wordings


def test_a_wording_on_the_table_can_be_marked_word_by_word(wordings):
    assert wordings.field.words == ["Guests", "arrive", "truly", "rested."]


def test_marks_are_kept_and_taken_off_for_the_next_person(wordings, mark, empty_session):
    assert "Ana: marks kept" in mark(wordings, "Ana", {"0": "keep", "2": "strike"})

    (marks,) = empty_session.workshop.drafts.marks
    assert (marks.keep, marks.strike) == ((0,), (2,))
    assert wordings.field.marks == {}


def test_counts_are_shown_when_asked_for_and_from_three_people_on(wordings, mark, press):
    mark(wordings, "Ana", {"0": "keep"})

    assert "Shown from 3 on" in press(wordings.counts.row)
    assert wordings.field.counts == []


def test_counts_stand_in_a_page_opened_later_without_a_fourth_persons_marks(
    marked, mark, press, empty_session
):
    press(marked.counts.row)
    mark(marked, "Di", {"1": "strike"})
    later = MissionStep(open_session(empty_session.path)).drafting.wordings

    assert later.field.counts == [[3, 0], [0, 0], [0, 3], [0, 0]]
    assert "at once on" in press(later.counts.row)


def test_undo_takes_back_nobodys_marks_and_no_count(step, marked, press, empty_session):
    press(marked.counts.row)
    before = empty_session.workshop.drafts
    step.drafting.moments.text.value = "A guest slept"
    press(step.drafting.moments.tell.row)
    press(step.drafting.undo.row)

    assert empty_session.workshop.drafts == before
    assert "nothing to take back" in press(step.drafting.undo.row)
    assert empty_session.workshop.drafts == before


def test_counts_stand_at_each_word(marked, press):
    press(marked.counts.row)

    assert marked.field.counts == [[3, 0], [0, 0], [0, 3], [0, 0]]


def test_a_wording_goes_into_the_mission_without_the_words_struck(step, marked, press):
    press(marked.counts.row)
    press(marked.merge.row)

    assert step.mission_card.sentence == "Guests arrive rested."


def test_a_wording_made_of_the_fields_goes_back_into_the_fields(step, wordings, press):
    fields = step.mission_form.fields
    for name, text in {
        "customers": "Every guest",
        "experience": "sleeps",
        "identity": "we are hosts",
    }.items():
        fields[name].value = text
    wordings.text.value = "Every guest arrives rested. Every time, because we listen."
    press(wordings.add.row)
    press(wordings.use.row)

    assert [field.value for field in fields.values()] == ["Every guest", "arrives rested", "we listen", ""]


def test_a_mission_in_other_words_is_saved_as_it_reads(step, wordings, press, empty_session):
    for name in ("customers", "experience", "identity"):
        step.mission_form.fields[name].value = name
    press(wordings.use.row)
    press(step.mission.children[-1])
    other = MissionStep(open_session(empty_session.path))

    assert empty_session.workshop.mission.sentence == WORDING
    assert other.mission_form.fields["sentence"].value == WORDING


def test_marks_of_nothing_and_of_nobody_are_named(wordings, mark, empty_session):
    assert "Whose marks" in mark(wordings, "", {"0": "keep"})
    assert "at least one word" in mark(wordings, "Ana", {})
    assert empty_session.workshop.drafts.marks == ()


def test_marks_that_are_not_kept_yet_survive_a_colleagues_step(wordings, step, press):
    wordings.field.marks = {"1": "keep"}
    step.drafting.moments.text.value = "A guest slept"
    press(step.drafting.moments.tell.row)

    assert wordings.field.marks == {"1": "keep"}


def test_a_wording_twice_an_empty_one_and_one_too_long_are_refused(wordings, press, empty_session):
    said = []
    for text in (WORDING, " ", "x" * 50_000):
        wordings.text.value = text
        said.append(press(wordings.add.row))

    assert [part in told for part, told in zip(("already", "Fill in", "1500"), said, strict=True)] == [
        True
    ] * 3
    assert len(empty_session.workshop.drafts.variants) == 1


def test_stories_are_told_without_names_and_can_be_taken_away(step, press, shown, empty_session):
    moments = step.drafting.moments
    moments.kind.value, moments.text.value = "failed", "<b>The key</b> took an hour"
    press(moments.tell.row)

    assert "&lt;b&gt;The key&lt;/b&gt; took an hour" in shown(moments.box)
    next(iter(moments.rows.values())).children[1].click()
    assert empty_session.workshop.drafts.moments == ()
    press(step.drafting.undo.row)
    assert len(empty_session.workshop.drafts.moments) == 1


def test_the_firms_own_statements_lie_beside_in_every_page(step, press, shown, empty_session):
    corporate = step.drafting.corporate
    corporate.form.fields["vision"].value = "Rest for <all>"
    press(corporate.save.row)

    assert "Rest for &lt;all&gt;" in shown(
        MissionStep(open_session(empty_session.path)).drafting.corporate.box
    )
