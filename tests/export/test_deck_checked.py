"""The pages of the laundry board and of the suggested agenda."""

from io import BytesIO

import pytest
from made_up_answers import answered
from made_up_stances import TEXTS, entry, group, shown_board, vote
from pptx import Presentation
from slides import notes

from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.deck import make_deck
from cxworkshop.export.pages import pages
from cxworkshop.export.report import make_report
from cxworkshop.export.story import Page

GROUPED = (group(9, 0, 2),)
VOTES = (
    vote(1, e9=(5, 5), e1=(5, 5)),
    vote(2, e9=(4, 5), e1=(5, 5)),
    vote(3, e9=(4, 4), e1=(5, 5), e3=(1, 1)),
)


def page(of: Workshop, id_: str) -> Page | None:
    return next((found for found in pages(of) if found.id == id_), None)


def washed(**changes: object) -> Page | None:
    made = shown_board(groups=GROUPED, votes=VOTES).model_copy(update=changes)
    return page(answered(laundry=made), "laundry")


def agenda(**changes: object) -> Page | None:
    return page(answered(**changes), "agenda")


def rows(of: Page) -> tuple[tuple[str, ...], ...]:
    return of.exhibits[0].rows


def test_a_group_has_harm_how_changeable_both_with_the_range_and_n():
    ((name, harm, changeable, both, n),) = rows(washed())

    assert (name, harm, changeable, n) == ("Moving a booking", "4.3", "4.7", "3")
    assert both == "20.3 (9.2 to 25.0)"


def test_words_of_one_person_stay_on_the_board():
    made = answered(laundry=shown_board(groups=GROUPED, votes=VOTES))
    report = make_report(made).decode()

    assert not any(text in report for text in TEXTS)


def test_the_board_and_the_agenda_stand_in_the_report():
    report = make_report(answered(laundry=shown_board(groups=GROUPED, votes=VOTES))).decode()

    assert "Moving a booking" in report
    assert "The answers ask most time for" in report


def test_entries_that_stand_alone_are_counted():
    assert washed().takeaway[1].endswith("1.")
    assert washed().title.startswith("Of what several say, “Moving a booking” comes first")


def test_where_none_stands_alone_the_finding_is_the_title():
    found = washed(counted=(*(vote(n, e9=(3, n)) for n in (1, 2, 3)),))

    assert found.title.startswith("“Moving a booking” comes first")
    assert len(found.takeaway) == 1


@pytest.mark.parametrize(
    "changed",
    [{"counted": VOTES[:2]}, {"groups": ()}, {"entries": (), "groups": ()}, {"counted": ()}, {"shown": ()}],
)
def test_without_a_group_that_three_voted_on_there_is_no_page(changed):
    assert washed(**changed) is None


def test_two_decks_can_not_be_subtracted():
    late = entry(4, "What nobody has read yet")
    more = (*VOTES[:2], vote(3, e9=(1, 1)), vote(4, e9=(1, 1)))

    assert washed(entries=(*shown_board().entries, late), votes=more) == washed()


def test_of_many_groups_the_others_are_in_the_notes():
    groups = tuple(group(100 + n, 2 * n, 2 * n + 1, name=f"Group {n}") for n in range(9))
    votes = tuple(vote(n, **{f"e{100 + one}": (3, 1 + (n + one) % 5) for one in range(9)}) for n in range(4))
    found = page(answered(laundry=shown_board(18, groups=groups, votes=votes)), "laundry")

    assert len(rows(found)) == 7
    assert sum(f"Group {n} " in found.notes[2] for n in range(9)) == 9


def test_the_usual_time_is_shared_out_where_no_plan_is_chosen():
    found = agenda()

    assert sum(int(minutes) for _, minutes, _ in rows(found)) == 240
    assert "of 240 minutes" in found.title


def test_minutes_stand_beside_those_of_the_plan():
    found = agenda(agenda="half_day")
    planned = {row[0]: row[2] for row in rows(found)}

    assert sum(int(row[1]) for row in rows(found)) == 190
    assert planned["Hallmark touchpoints"] == "50"
    assert planned["Commitments"] == "20"


def test_a_plan_that_is_gone_leaves_the_usual_time():
    assert agenda(agenda="two_hours") == agenda()


def test_the_health_check_has_no_minutes():
    assert "Health check" not in {row[0] for row in rows(agenda())}


def test_before_a_round_is_closed_no_agenda_is_suggested():
    assert agenda(health=()) is None


def test_nothing_is_cut_on_these_slides():
    made = answered(laundry=shown_board(groups=GROUPED, votes=VOTES), agenda="half_day")

    assert not any("In full:" in notes(slide) for slide in Presentation(BytesIO(make_deck(made))).slides)
