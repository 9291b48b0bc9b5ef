"""The laundry board on the page."""

import pytest
from made_up_stances import TEXTS

from cxworkshop.live.session import open_session
from cxworkshop.settings import texts
from cxworkshop.ui.steps.health.laundry import LaundrySection

WRITTEN = TEXTS[:3]
WORDS = ("tulip", "rose", "daisy")


@pytest.fixture
def section(empty_session):
    return _section(empty_session)


def _section(session):
    section = LaundrySection(session, texts("laundry"))
    session.on_change(section.show)
    return section


@pytest.fixture
def write(press):
    def enter(section, *entries):
        for text in entries:
            section.kind.value, section.text.value = "rule", text
            said = press(section.add.row)
        return said

    return enter


@pytest.fixture
def opened(section, write, press):
    """Return the section with three entries shown, the facilitator's part open."""
    write(section, *WRITTEN)
    press(section.reveal.row)
    section._fold.open()
    return section


@pytest.fixture
def cast(press):
    def enter(section, *points, word="tulip"):
        section.votes.word.value = word
        for one in _board(section).out.entries:
            if one.id in section.votes.fields:
                for field, value in zip(section.votes.fields[one.id], points, strict=True):
                    field.value = value
        return press(section.votes.save.row)

    return enter


def _board(section):
    return section._session.workshop.laundry


def _id_of(section, text):
    return next(one.id for one in _board(section).entries if one.text == text)


def test_nothing_that_was_written_is_shown_before_it_is_asked_for(section, write, shown):
    write(section, *WRITTEN)

    assert not any(text in shown(section.box) for text in WRITTEN)
    assert "On the board: 3" in shown(section.box)


def test_the_next_person_finds_the_fields_empty(section, write):
    write(section, WRITTEN[0])

    assert (section.kind.value, section.text.value) == ("", "")


def test_two_entries_stay_hidden(section, write, press, shown):
    write(section, *WRITTEN[:2])

    assert "Shown from 3 on" in press(section.reveal.row)
    assert not any(text in shown(section.box) for text in WRITTEN)


def test_three_entries_are_shown_when_asked_for(opened, shown):
    assert all(text in shown(opened.box) for text in WRITTEN)


def test_what_comes_later_waits_for_two_more(opened, write, press, shown):
    write(opened, "Late one")

    assert "at once on" in press(opened.reveal.row)
    assert "Late one" not in shown(opened.box)
    write(opened, "Late two", "Late three")
    press(opened.reveal.row)
    assert "Late one" in shown(opened.box)


@pytest.mark.parametrize(("kind", "text", "said"), [("", "x", "what kind"), ("silo", " ", "Fill in")])
def test_an_entry_without_kind_or_words_is_refused(section, press, kind, text, said):
    section.kind.value, section.text.value = kind, text

    assert said in press(section.add.row)
    assert _board(section).entries == ()


def test_an_entry_too_long_is_refused_and_stays_in_the_field(section, press):
    section.kind.value, section.text.value = "silo", "a" * 50_000

    assert "more than 500 characters" in press(section.add.row)
    assert len(section.text.value) == 50_000


def test_script_is_shown_as_text(section, write, press):
    write(section, "<script>alert(1)</script>", *WRITTEN)
    press(section.reveal.row)

    assert "&lt;script&gt;" in section._listed.value
    assert "<script>" not in section._listed.value


def test_the_facilitator_rewords_what_points_at_one_person(opened, press):
    opened.care.which.value = _id_of(opened, WRITTEN[0])
    assert opened.care.wording.value == WRITTEN[0]
    opened.care.wording.value = "Bookings are hard to move"
    press(opened.care.reword.row)

    assert "Bookings are hard to move" in opened._listed.value
    assert WRITTEN[0] not in opened._listed.value


def test_where_striking_leaves_fewer_than_three_the_board_is_hidden_again(opened, press, shown):
    opened.care.which.value = _id_of(opened, WRITTEN[0])
    press(opened.care.strike.row)

    assert len(_board(opened).entries) == 2
    assert not any(text in shown(opened.box) for text in WRITTEN)


def test_a_proposal_ticks_and_the_facilitator_merges(opened, press):
    assert "Groups proposed: 1" in press(opened.care.propose.row)
    press(opened.care.proposals[0].row)
    assert _board(opened).groups == ()
    press(opened.care.merge.row)
    (group,) = _board(opened).groups

    assert set(group.entries) == {_id_of(opened, WRITTEN[0]), _id_of(opened, WRITTEN[2])}


def test_a_group_is_split_by_hand_and_the_split_undone(opened, press):
    press(opened.care.propose.row)
    press(opened.care.proposals[0].row)
    press(opened.care.merge.row)
    opened.care.group.value = _board(opened).groups[0].id
    press(opened.care.split.row)
    assert _board(opened).groups == ()
    press(opened.care.undo.row)
    assert len(_board(opened).groups) == 1


def test_undo_takes_back_no_entry_and_no_vote(opened, cast, press):
    cast(opened, 5, 5)
    press(opened.care.undo.row)

    assert (len(_board(opened).entries), len(_board(opened).votes)) == (3, 1)


def test_one_tick_is_no_group(opened, press):
    opened.care.ticks[_id_of(opened, WRITTEN[0])].value = True

    assert "at least two" in press(opened.care.merge.row)


def test_what_was_shown_and_no_more_is_shown_in_a_page_that_is_opened_later(opened, write, shown):
    write(opened, "Late one")
    page = shown(_section(open_session(opened._session.path)).box)

    assert all(text in page for text in WRITTEN)
    assert "Late one" not in page


def test_each_word_has_one_vote_that_does_not_lead_to_it(opened, cast):
    for word in WORDS:
        cast(opened, 4, 2, word=word)
    tokens = {one.token for one in _board(opened).votes}

    assert len(tokens) == 3
    assert not any(word in event.model_dump_json() for word in WORDS for event in opened._session.events)


def test_the_same_word_votes_once_and_only_on_a_second_press(opened, cast, press):
    cast(opened, 5, 5, word="tulip")
    assert "press once more" in cast(opened, 1, 2, word=" TULIP ")
    assert [set(one.harm.values()) for one in _board(opened).votes] == [{5}]
    assert "replaced" in press(opened.votes.save.row)
    assert [set(one.harm.values()) for one in _board(opened).votes] == [{1}]


def test_the_word_is_empty_for_the_next_person(opened, cast):
    cast(opened, 5, 5)

    assert opened.votes.word.value == ""


@pytest.mark.parametrize("word", ["", "  ", "abc"])
def test_a_vote_without_a_word_is_refused_and_stays(opened, cast, word):
    assert "at least 4 letters" in cast(opened, 5, 5, word=word)
    assert _board(opened).votes == ()
    assert {field.value for fields in opened.votes.fields.values() for field in fields} == {5}


def test_the_ranking_is_shown_from_three_voters_on(opened, cast, press):
    for word in WORDS[:2]:
        cast(opened, 4, 2, word=word)
    assert "Shown from 3 on" in press(opened.votes.reveal.row)
    assert opened.votes._ranking.value == ""
    cast(opened, 4, 2, word=WORDS[2])
    press(opened.votes.reveal.row)
    assert "8.0" in opened.votes._ranking.value


@pytest.mark.parametrize("word", [WORDS[0], "orchid"])
def test_a_late_or_changed_vote_moves_the_ranking_in_no_page(opened, cast, press, word):
    for each in WORDS:
        cast(opened, 4, 2, word=each)
    press(opened.votes.reveal.row)
    before = opened.votes._ranking.value
    cast(opened, 5, 5, word=word)
    press(opened.votes.save.row)

    assert "at once on" in press(opened.votes.reveal.row)
    assert opened.votes._ranking.value == before
    assert _section(open_session(opened._session.path)).votes._ranking.value == before


@pytest.mark.parametrize(("points", "said"), [((0, 0), "at least one line"), ((3, 0), "Give both figures")])
def test_a_vote_of_half_or_nothing_is_refused(opened, cast, points, said):
    assert said in cast(opened, *points)
    assert _board(opened).votes == ()
