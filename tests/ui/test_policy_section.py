"""The policy spectrum on the page."""

import pytest
from made_up_stances import placement

from cxworkshop.domain.answer_events import PoliciesClosed, PoliciesPlaced
from cxworkshop.settings import texts
from cxworkshop.ui.steps.mission.policies import PolicySection


@pytest.fixture
def section(empty_session):
    section = PolicySection(empty_session, texts("policies"))
    empty_session.on_change(section.show)
    return section


@pytest.fixture
def place(press):
    def enter(section, who, function="", **positions):
        section.who.value, section.function.value = who, function
        for policy, row in section.rows.items():
            if policy in positions:
                row.place.slider.value = positions[policy]
                row.state.value = "placed"
            else:
                row.state.value = "none"
        return press(section.save.row)

    return enter


@pytest.fixture
def close(press):
    """``close(section)``: both presses that show all positions."""

    def twice(section):
        press(section.close.row)
        press(section.close.row)

    return twice


def _kept(section):
    return section._session.workshop.policies


def test_a_policy_that_does_not_concern_us_has_no_position(section, place):
    place(section, "Ana", "HR", returns=80)

    assert _kept(section) == (placement("HR", "Ana", returns=80),)


def test_moving_the_slider_places_the_policy(section):
    section.rows["returns"].place.slider.value = 20

    assert section.rows["returns"].state.value == "placed"


def test_a_policy_left_open_is_named(section, press):
    section.who.value = "Ana"
    section.rows["returns"].place.slider.value = 20

    assert "Not answered yet: Licences, Pricing, Support, Warranty" in press(section.save.row)
    assert _kept(section) == ()


def test_where_nothing_concerns_us_nothing_is_kept(section, place):
    assert "at least one policy" in place(section, "Ana")
    assert _kept(section) == ()


def test_the_next_person_finds_everything_open(section, place):
    place(section, "Ana", "HR", returns=80)

    assert (section.who.value, section.function.value) == ("", "")
    assert {(row.state.value, row.place.slider.value) for row in section.rows.values()} == {("open", 50)}


def test_a_second_answer_takes_the_place_of_the_first_one(section, place):
    place(section, "Ana", returns=80)

    assert "in place of the earlier" in place(section, "ANA", returns=10)
    assert [one.positions for one in _kept(section)] == [{"returns": 10}]


def test_without_a_name_it_is_asked_for(section, place):
    assert "Fill in “Name or initials”" in place(section, " ", returns=80)


def test_two_peoples_positions_stay_hidden(section, place, press):
    for who in ("Ana", "Bo"):
        place(section, who, returns=80)

    assert "Shown from 3 on" in press(section.close.row)
    assert section._drawn.value == ""


def test_from_three_on_all_positions_are_drawn_without_names(section, place, close):
    for who, position in (("Wilhelmina", 5), ("Bo", 50), ("Cleo", 95)):
        place(section, who, returns=position)
    close(section)

    assert "furthest apart on returns: from 5 to 95" in section._drawn.value
    assert "n = 3" in section._drawn.value
    assert "Wilhelmina" not in section._drawn.value


def test_how_far_the_policies_are_put_in_the_same_order_is_said(section, place, close):
    for who, position in (("Ana", 5), ("Bo", 15), ("Cleo", 10)):
        place(section, who, returns=position, pricing=position + 30, support=90)
    close(section)

    assert "The 3 people put the 3 items in much the same order" in section._drawn.value


def test_positions_are_shown_by_a_second_press(section, place, press):
    for who in ("Ana", "Bo", "Cleo"):
        place(section, who, returns=50)

    assert "3 have answered so far. Press once more" in press(section.close.row)
    assert not section._session.workshop.policies_closed


def test_once_positions_are_shown_no_more_are_taken(section, place, close):
    for who in ("Ana", "Bo", "Cleo"):
        place(section, who, returns=50)
    close(section)
    kept, drawn = _kept(section), section._drawn.value

    assert "no more answers are taken" in place(section, "Dan", returns=1)
    assert (_kept(section), section._drawn.value) == (kept, drawn)
    assert section.save.row not in section.box.children


def test_what_another_page_closed_is_shown_here(section, place):
    for who, position in (("Ana", 0), ("Bo", 50), ("Cleo", 100)):
        place(section, who, returns=position)
    section._session.record(PoliciesClosed())

    assert "from 0 to 100" in section._drawn.value


def test_boundary_and_way_to_talk_are_written_down_per_policy(section, press):
    section.boundaries.which.value = "support"
    for name, text in (("boundary", "Up to 50, at once"), ("way_to_talk", "Here is <what> I can do")):
        section.boundaries.forms["support"].fields[name].value = text
    press(section.boundaries.box.children[3])

    kept = section._session.workshop.boundaries["support"]
    assert (kept.boundary, kept.way_to_talk) == ("Up to 50, at once", "Here is <what> I can do")
    assert "Here is &lt;what&gt; I can do" in section.boundaries._written.value


def test_an_empty_boundary_is_not_written_down(section, press):
    assert "Write down the boundary" in press(section.boundaries.box.children[3])


def test_what_somebody_answers_stays_when_another_page_saves(section):
    section.rows["returns"].place.slider.value = 20
    section._session.record(PoliciesPlaced(placement=placement("Sales", "Bo", returns=1)))

    assert section.rows["returns"].place.slider.value == 20
    assert section.function.options == ("Sales",)
