import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_room import SEATS, asked_and_told, seatings

from cxworkshop.domain.activity import Activity, ActivityRound, Ask, TextKey
from cxworkshop.domain.consent import Consent
from cxworkshop.domain.deliver import deliver
from cxworkshop.domain.events import PredictionMade
from cxworkshop.domain.fold import replay
from cxworkshop.domain.health import HealthAnswer
from cxworkshop.domain.people import Seat
from cxworkshop.domain.questions import (
    ConsentQuestion,
    GridQuestion,
    GuessQuestion,
    Item,
    LineQuestion,
    OneQuestion,
    ScalePoint,
    TextsQuestion,
)
from cxworkshop.domain.responses import (
    ConsentAnswer,
    GridAnswer,
    GuessAnswer,
    LineAnswer,
    OneAnswer,
    TextsAnswer,
)
from cxworkshop.domain.room import Room
from cxworkshop.domain.workshop import Workshop

LEVELS = tuple(ScalePoint(value=value, label=f"{value}") for value in range(4))
ADA, BEN = (
    Seat(id=who, name=name, function=function)
    for who, name, function in zip(SEATS, ("Ada", "Ben"), ("HR", ""), strict=False)
)


def _items(*ids):
    return tuple(Item(id=one, label=one) for one in ids)


def _delivered(purpose, question, *answers, detail="", privacy="unnamed", rounds=1, before=None):
    """Return the workshop after Ada's and Ben's answers."""
    ask = Ask(id="f" * 32, title="Round", question=question, purpose=purpose, detail=detail, privacy=privacy)
    told = ActivityRound(answers=dict(zip((ADA.id, BEN.id), answers, strict=False)))
    room = Room(seats={ADA.id: ADA, BEN.id: BEN})
    activity = Activity(ask=ask, phase="revealed", rounds=(*[ActivityRound()] * (rounds - 1), told))
    return deliver((before or Workshop()).model_copy(update={"room": room}), activity)


@settings(max_examples=60)
@given(asked_and_told(), seatings(), st.integers(1, 9))
def test_answers_of_any_kind_reach_a_purpose_or_are_left_out(asked, seats, rounds):
    ask, told = asked
    before = Workshop(room=Room(seats=seats))
    copy = before.model_copy(deep=True)

    after = deliver(before, Activity(ask=ask, phase="revealed", rounds=(told,) * rounds))

    assert before == copy
    assert Workshop.model_validate(after.model_dump()) == after


@settings(max_examples=60)
@given(asked_and_told(privacy=st.just("anonymous")), seatings())
def test_anonymous_answers_are_delivered_without_function(asked, seats):
    ask, told = asked
    tokens = {f"{int(who, 16) + 500:032x}": answer for who, answer in told.answers.items()}
    activity = Activity(ask=ask, phase="revealed", rounds=(ActivityRound(answers=tokens),))

    after = deliver(Workshop(room=Room(seats=seats)), activity)

    told_of = [*after.promises, *after.policies, *after.beliefs, *after.consents]
    told_of += [one for round_ in after.health for one in round_.answers]
    assert all(one.person in tokens and not getattr(one, "function", "") for one in told_of)


def test_levels_of_a_health_check_come_with_name_function_and_example():
    question = GridQuestion(items=_items("S1", "T2"), scale=LEVELS, notes=True)
    answer = GridAnswer(ratings={"S1": 3, "T2": None}, notes={"S1": "Last week"})

    (found,) = _delivered("health", question, answer).health

    assert (found.name, found.closed) == ("Round", True)
    assert [(one.person, one.function) for one in found.answers] == [("Ada", "HR")]
    assert found.answers[0].answers == {
        "S1": HealthAnswer(level="always", example="Last week"),
        "T2": HealthAnswer(level=None),
    }


def test_a_second_round_of_the_health_check_leaves_the_first_as_it_was():
    question = GridQuestion(items=_items("S1"), scale=LEVELS)
    first = _delivered("health", question, GridAnswer(ratings={"S1": 3}))

    both = _delivered("health", question, GridAnswer(ratings={"S1": 0}), rounds=2, before=first).health

    assert both[0] == first.health[0]
    assert both[1].answers[0].answers["S1"].level == "never"


@pytest.mark.parametrize(("privacy", "named"), [("named", True), ("unnamed", False)])
def test_promises_come_with_their_round_which_is_out_then(privacy, named):
    question = TextsQuestion(items=_items("promise", "other"))
    answer = TextsAnswer(texts={"promise": "On time"})

    after = _delivered("promise", question, answer, privacy=privacy, rounds=2)

    (found,) = after.promises
    assert (found.round, found.named, found.answers) == (2, named, {"promise": "On time"})
    assert after.promises_out == 2


def test_laundry_is_hung_up_without_names_and_once():
    question = TextsQuestion(items=_items("policy", "strange"))
    answers = [TextsAnswer(texts={"policy": "No refunds"}), TextsAnswer(texts={"strange": "Long waits"})]

    once = _delivered("laundry", question, *answers)
    twice = _delivered("laundry", question, *answers, before=once)

    assert {one.text for one in once.laundry.entries} == {"No refunds", "Long waits"}
    assert "Ada" not in once.laundry.model_dump_json()
    assert ADA.id not in once.laundry.model_dump_json()
    assert twice.laundry == once.laundry


@pytest.mark.parametrize(("texts", "shown"), [(("a", "b"), 0), (("a", "b", "c"), 3)])
def test_laundry_from_phones_is_shown_from_three_entries_on(texts, shown):
    question = TextsQuestion(items=_items("rule", "silo", "politics"))
    answer = TextsAnswer(texts=dict(zip(("rule", "silo", "politics"), texts, strict=False)))

    after = _delivered("laundry", question, answer)

    assert len(after.laundry.entries) == len(texts)
    assert len(after.laundry.out.entries) == shown


@pytest.mark.parametrize(
    ("purpose", "question", "answer", "kept"),
    [
        (
            "policies",
            LineQuestion(items=_items("returns"), left="a", right="b"),
            LineAnswer(places={"returns": 3}),
            "policies",
        ),
        (
            "promise",
            TextsQuestion(items=_items("promise")),
            TextsAnswer(texts={"promise": "On time"}),
            "promises",
        ),
        ("beliefs", GridQuestion(items=_items("T1"), scale=LEVELS), GridAnswer(ratings={"T1": 2}), "beliefs"),
        ("prediction", OneQuestion(items=_items("x")), OneAnswer(choice="x"), "predictions"),
    ],
)
def test_who_answered_on_the_laptop_is_the_same_person_on_a_phone(purpose, question, answer, kept):
    once = _delivered(purpose, question, answer, detail="q")
    shouted = {**once.room.seats, ADA.id: ADA.model_copy(update={"name": "ADA"})}
    ask = Ask(id="f" * 32, title="Round", question=question, purpose=purpose, detail="q")
    told = ActivityRound(answers={ADA.id: answer})
    before = once.model_copy(update={"room": Room(seats=shouted)})

    after = deliver(before, Activity(ask=ask, phase="revealed", rounds=(told,)))

    found = getattr(after, kept)
    assert len(found["q"] if isinstance(found, dict) else found) == 1
    assert "ADA" in str(found)


@pytest.mark.parametrize("value", [80, 12.5, 1_234_567, -0.1])
def test_a_number_guessed_is_delivered_to_its_last_digit(value):
    question = GuessQuestion(least=-1e9, most=1e9)

    found = _delivered("prediction", question, GuessAnswer(value=value), detail="top_fifth_share").predictions

    assert float(found["top_fifth_share"]["Ada"]) == value


def test_a_choice_guessed_stands_beside_guesses_made_before():
    before = replay([PredictionMade(question="first_driver", answer="Delivery", person="Cleo")])

    after = _delivered(
        "prediction",
        OneQuestion(items=_items("Returns")),
        OneAnswer(choice="Returns"),
        detail="first_driver",
        before=before,
    )

    assert after.predictions["first_driver"] == {"Cleo": "Delivery", "Ada": "Returns"}


def test_beliefs_leave_out_what_somebody_could_not_say():
    question = GridQuestion(items=_items("T1", "T2"), scale=LEVELS)

    found = _delivered(
        "beliefs", question, GridAnswer(ratings={"T1": 2, "T2": None}), GridAnswer(ratings={"T1": None})
    ).beliefs

    assert [(one.person, one.function, one.scores) for one in found] == [("Ada", "HR", {"T1": 2})]


def test_policies_placed_are_closed_once_they_are_revealed():
    question = LineQuestion(items=_items("returns"), left="free", right="by the book")

    after = _delivered("policies", question, LineAnswer(places={"returns": 30}))

    assert [(one.person, one.positions) for one in after.policies] == [("Ada", {"returns": 30})]
    assert after.policies_closed


def test_consent_is_kept_with_what_it_is_about_and_the_last_stance_counts():
    question = ConsentQuestion(about="The mission.")
    block = ConsentAnswer(stance="block", reason="Too vague")
    first = _delivered("consent", question, block, detail="mission")

    last = _delivered("consent", question, ConsentAnswer(stance="agree"), detail="mission", before=first)

    given = {"decision": "mission", "about": "The mission.", "person": "Ada"}
    assert first.consents == (Consent(**given, stance="block", reason="Too vague"),)
    assert last.consents == (Consent(**given, stance="agree"),)


@pytest.mark.parametrize("purpose", ["free", "hallmarks", "metrics"])
def test_answers_that_no_part_takes_over_stay_in_the_room(purpose):
    question = OneQuestion(items=_items("a"))

    after = _delivered(purpose, question, OneAnswer(choice="a"))

    assert after.model_copy(update={"room": Room()}) == Workshop()


@pytest.mark.parametrize(("stance", "left"), [("block", "…"), ("agree", "")])
def test_a_reason_that_is_hidden_does_not_reach_the_step_and_the_stance_does(stance, left):
    question = ConsentQuestion(about="Our mission")
    ask = Ask(id="f" * 32, title="T", question=question, purpose="consent", detail="mission")
    told = ActivityRound(
        answers={ADA.id: ConsentAnswer(stance=stance, reason="Ben is slow")}, hidden=(TextKey(who=ADA.id),)
    )
    room = Workshop(room=Room(seats={ADA.id: ADA}))
    (consent,) = deliver(room, Activity(ask=ask, phase="revealed", rounds=(told,))).consents

    assert (consent.stance, consent.reason) == (stance, left)
