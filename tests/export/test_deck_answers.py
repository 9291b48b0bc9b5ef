from io import BytesIO
from zipfile import ZipFile

import pytest
from made_up_answers import (
    OWNER,
    PEOPLE,
    answered,
    consents,
    first_stop,
    moments,
    placements,
    promises,
    sheets,
)
from made_up_tables import HOSTILE
from pptx import Presentation
from slides import notes

from cxworkshop.domain.health_rounds import HealthRound
from cxworkshop.domain.mission_drafts import MissionDrafts
from cxworkshop.domain.policies import PolicyPlacement
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidTemplateError
from cxworkshop.export import answer_results, health_pages
from cxworkshop.export.deck import make_deck
from cxworkshop.export.pages import pages
from cxworkshop.export.report import make_report
from cxworkshop.export.story import Bar, Bars, Page, Points, Quote, Table


def page(of: Workshop, id_: str) -> Page:
    return next(found for found in pages(of) if found.id == id_)


def ids(of: Workshop) -> list[str]:
    return [found.id for found in pages(of)]


def table(of: Workshop, id_: str) -> Table:
    (found,) = page(of, id_).exhibits
    assert isinstance(found, Table)
    return found


def checked(*answers: object, closed: bool = True) -> Workshop:
    return answered(health=(HealthRound(name="May", answers=answers, closed=closed),))


def test_the_pages_stand_where_the_workshop_has_them():
    assert ids(answered()) == [
        "chain",
        "health",
        "health_themes",
        "health_changes",
        "first_stop",
        "agenda",
        "promise",
        "mission",
        "moments",
        "success",
        "policies",
        "closing",
    ]


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """All that the deck and the report hold, decompressed."""
    deck, report = make_deck(answered()), make_report(answered())
    with ZipFile(BytesIO(deck)) as parts:
        whole = b"".join(parts.read(name) for name in parts.namelist())
    return {"deck": whole.decode("utf-8", "replace"), "report": report.decode()}


@pytest.mark.parametrize("kind", ["deck", "report"])
@pytest.mark.parametrize("person", PEOPLE)
def test_no_byte_names_who_answered_whether_they_allowed_it_or_not(written, kind, person):
    assert person.lower() not in written[kind].lower()


@pytest.mark.parametrize("kind", ["deck", "report"])
def test_owners_are_named(written, kind):
    assert OWNER in written[kind]


def stops(of: Workshop) -> tuple[Bar, ...]:
    """Return the bars of what to stop first."""
    bars, _ = page(of, "health").exhibits
    assert isinstance(bars, Bars)
    (row,) = bars.series.values()
    return row


def test_what_to_stop_first_has_its_range_and_how_many_can_say():
    first = stops(answered())[0]
    _, beside = page(answered(), "health").exhibits

    assert first.label == "Leaders never meet customers"
    assert first.low < first.value < first.high
    assert isinstance(beside, Table)
    assert beside.rows[0] == ("Leaders never meet customers", "Customer contact plan", "7 of 7")


def test_the_latest_round_is_ranked():
    assert "November" in page(answered(), "health").source


def test_what_too_few_can_answer_is_named_and_not_shown():
    found = page(answered(), "health")

    assert "Wasting feedback" not in {bar.label for bar in stops(answered())}
    assert any("too few" in note and "Wasting feedback" in note for note in found.notes)


def test_small_functions_are_named_as_withheld_and_have_no_column():
    found = page(answered(), "health_themes")

    assert "Legal" not in table(answered(), "health_themes").headers
    assert any("Legal" in line for line in found.takeaway)


def test_how_far_an_order_is_shared_is_in_the_notes():
    placed = tuple(
        PolicyPlacement(person=person, positions={"returns": 5, "pricing": 40 + place, "support": 90})
        for place, person in enumerate(PEOPLE)
    )
    found = page(answered(policies=placed), "policies").notes

    assert any("3 items" in note and "7 people" in note for note in page(answered(), "health").notes)
    assert any("7 people put the 3 items in much the same order: 1.00" in note for note in found)


def test_a_broken_list_of_mistakes_refuses_no_deck_without_a_health_check(monkeypatch):
    def broken():
        raise InvalidTemplateError

    for module in (health_pages, answer_results):
        monkeypatch.setattr(module, "mistakes", broken)

    assert "mission" in ids(answered(health=(), first_stop=None))


def test_a_low_figure_of_likeness_comes_with_its_caveat():
    assert "hide the same meaning in other words" in page(answered(), "promise").takeaway[0]


def test_a_round_that_is_not_closed_is_not_shown():
    assert "health" not in ids(checked(*sheets(), closed=False))


def test_two_people_are_too_few_for_a_page():
    assert "health" not in ids(checked(*sheets(people=2)))


def test_one_person_alone_has_no_ranges():
    found = checked(*sheets(people=1))

    assert "one leader alone" in page(found, "health").source
    assert all(bar.low == bar.value == bar.high for bar in stops(found))


def test_one_round_has_nothing_to_be_compared_with():
    assert "health_changes" not in ids(checked(*sheets()))


def test_two_rounds_stand_beside_each_other():
    found = table(answered(), "health_changes")

    assert found.headers[1:3] == ("May", "November")
    assert any("\N{MINUS SIGN}" in row[3] for row in found.rows)


def test_the_first_stop_is_a_sentence_with_owner_and_date():
    found = page(answered(), "first_stop")
    (quote,) = found.exhibits

    assert isinstance(quote, Quote)
    assert quote.text == first_stop().step
    assert OWNER in found.takeaway[0]
    assert "1\u00a0February 2027" in found.takeaway[0]


def test_a_stop_in_the_teams_own_words_is_named_by_them():
    found = answered(first_stop=first_stop(mistake="Too many meetings"))

    assert "Too many meetings" in page(found, "first_stop").title


def test_both_rounds_of_promises_have_a_column():
    found = table(answered(), "promise")

    assert len(found.headers) == len(found.rows[0]) == 4
    assert "n = 7" in found.rows[0][1]
    assert "ready (7)" in found.rows[0][3]


def test_before_a_round_of_promises_is_out_nothing_is_shown():
    assert "promise" not in ids(answered(promises_out=0))


def test_a_round_that_is_not_out_is_left_out():
    assert len(table(answered(promises_out=1), "promise").headers) == 3


def test_two_answers_are_too_few_to_be_likened():
    assert "promise" not in ids(answered(promises=promises(("a room", "a bed")), promises_out=1))


@pytest.mark.parametrize(
    ("kinds", "headings"),
    [
        (("showed", "failed"), ["Where it showed", "Where it failed"]),
        (("showed",), ["Where it showed"]),
        (("failed", "failed"), ["Where it failed"]),
    ],
)
def test_stories_stand_under_what_they_show(kinds, headings):
    (points,) = page(answered(drafts=MissionDrafts(moments=moments(*kinds))), "moments").exhibits

    assert isinstance(points, Points)
    assert [heading for heading, _ in points.columns] == headings
    assert sum(len(told) for _, told in points.columns) == len(kinds)


def test_a_policy_has_its_place_its_boundary_and_the_way_to_talk():
    (row,) = table(answered(), "policies").rows

    assert "n = 7: far apart" in row[1]
    assert row[2:] == ("One price for all", "This is what everybody pays")


def test_boundaries_stand_without_a_spread_where_two_placed_them():
    (row,) = table(answered(policies=placements(10, 90)), "policies").rows

    assert row[1] == ""
    assert row[2] == "One price for all"


def test_before_all_have_placed_the_policies_nothing_of_it_is_on_the_page():
    (row,) = table(answered(policies_closed=False), "policies").rows

    assert row[1] == ""


def test_a_block_is_a_line_on_the_page_and_the_rest_in_its_notes():
    found = page(answered(), "mission")

    assert found.takeaway == ("Blocked: “It promises what the night shift can't keep”",)
    assert "Not decided" in found.notes[-1]


def test_consent_without_a_block_is_in_the_notes_alone():
    found = page(answered(), "success")

    assert not any("Blocked" in line for line in found.takeaway)
    assert "all 3 agree" in found.notes[-1]


def test_a_block_among_two_points_at_nobody():
    found = page(answered(consents=consents("agree", "block", reason="No")), "mission")

    assert found.takeaway == ()


def test_what_was_said_on_another_wording_does_not_count():
    other = answered().mission.model_copy(update={"sentence": "Something else."})

    assert page(answered(mission=other), "mission").takeaway == ()


def test_hostile_words_stay_words():
    made = answered(
        drafts=MissionDrafts(
            moments=tuple(
                one.model_copy(update={"text": words})
                for one, words in zip(moments(*["showed"] * len(HOSTILE)), HOSTILE, strict=True)
            )
        ),
        first_stop=first_stop(step=HOSTILE[0], owner=HOSTILE[-1]),
        promises=promises(tuple(HOSTILE[:3])),
    )

    assert b"<script" not in make_report(made)
    assert len(Presentation(BytesIO(make_deck(made))).slides) == len(ids(made)) + 1


def test_nothing_is_cut_on_the_slides():
    deck = Presentation(BytesIO(make_deck(answered())))

    assert not any("In full:" in notes(slide) for slide in deck.slides)
