"""The drafts of the mission: each edit, and what edits leave alone."""

from functools import reduce

from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_stances import told
from strategies_answers import mission_edits

from cxworkshop.domain.mission_drafts import (
    MOST_VARIANTS,
    AddVariant,
    Corporate,
    DropMoment,
    DropVariant,
    MarkWords,
    MissionDrafts,
    Moment,
    SetCorporate,
    TellMoment,
    Variant,
    WordMarks,
    edit_drafts,
)

drafts = st.lists(mission_edits, max_size=8).map(lambda edits: reduce(edit_drafts, edits, MissionDrafts()))


def _drafted(*edits):
    return reduce(edit_drafts, edits, MissionDrafts())


def _variant(number, text="We make every stay easy"):
    return AddVariant(variant=Variant(id=told(number), text=text))


def _marks(number, person="Ana", keep=(0,)):
    return MarkWords(marks=WordMarks(person=person, variant=told(number), keep=keep))


@settings(max_examples=40)
@given(drafts, mission_edits)
def test_an_edit_made_twice_is_the_edit_once(before, edit):
    once = edit_drafts(before, edit)

    assert edit_drafts(once, edit) == once


@settings(max_examples=40)
@given(drafts)
def test_a_person_has_marked_a_variant_once(found):
    told_apart = [(one.person.casefold(), one.variant) for one in found.marks]

    assert len(set(told_apart)) == len(told_apart)


@settings(max_examples=40)
@given(drafts, mission_edits.filter(lambda edit: isinstance(edit, TellMoment | DropMoment | SetCorporate)))
def test_stories_and_the_firms_statements_leave_variants_and_marks_alone(before, edit):
    after = edit_drafts(before, edit)

    assert (after.variants, after.marks) == (before.variants, before.marks)


def test_a_variant_reworded_loses_its_marks():
    found = _drafted(_variant(0), _variant(1), _marks(0), _marks(1), _variant(0, "Another wording"))

    assert [one.variant for one in found.marks] == [told(1)]


def test_a_variant_reworded_keeps_its_place():
    found = _drafted(*map(_variant, range(3)), _variant(1, "Another wording"))

    assert [one.id for one in found.variants] == [told(0), told(1), told(2)]
    assert found.variants[1].text == "Another wording"


def test_a_variant_taken_off_the_table_takes_its_marks_along():
    assert _drafted(_variant(0), _marks(0), DropVariant(target=told(0))) == MissionDrafts()


def test_marks_on_a_variant_that_is_gone_change_nothing():
    assert _drafted(_marks(0)) == MissionDrafts()


def test_a_persons_last_marks_count():
    assert [one.keep for one in _drafted(_variant(0), _marks(0), _marks(0, keep=(2, 3))).marks] == [(2, 3)]


def test_the_table_holds_so_many_variants():
    full = _drafted(*map(_variant, range(MOST_VARIANTS)))

    assert edit_drafts(full, _variant(MOST_VARIANTS)) == full
    assert len(edit_drafts(full, _variant(0, "Another wording")).variants) == MOST_VARIANTS


def test_a_story_told_anew_takes_the_place_of_the_first():
    def story(number, text):
        return TellMoment(moment=Moment(id=told(number), kind="failed", text=text))

    found = _drafted(story(0, "Keys were lost"), story(1, "It rained in"), story(0, "A key was lost"))

    assert [one.text for one in found.moments] == ["A key was lost", "It rained in"]


def test_the_firms_own_statements_are_laid_beside():
    corporate = Corporate(vision="The most welcoming hotels by the sea")

    assert _drafted(SetCorporate(corporate=corporate)).corporate == corporate
