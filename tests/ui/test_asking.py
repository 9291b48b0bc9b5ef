"""What the room can be asked, and that the answers reach the steps."""

import made_up_metrics
import made_up_room as room
import made_up_workshop
import pytest

from cxworkshop.domain.answer_events import HealthRoundClosed, PoliciesClosed, PromiseRoundClosed
from cxworkshop.domain.health_rounds import HealthRound
from cxworkshop.domain.policies import PolicyPlacement
from cxworkshop.domain.promises import PromiseAnswers
from cxworkshop.domain.responses import ConsentAnswer, GridAnswer, LineAnswer, TextsAnswer
from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.domain.workshop import Workshop
from cxworkshop.ui import asking
from cxworkshop.ui.room_actions import RoomActions

SURVEY = AttachedTable(
    role=Role.SURVEY,
    source="/data/survey.csv",
    mapping={"touchpoint": ("check_in", "breakfast")},
    rows=300,
    sha256="0" * 64,
    scale=(0, 10),
)


@pytest.fixture(autouse=True)
def _served(monkeypatch):
    room.serve(monkeypatch)


@pytest.fixture(scope="module")
def decided():
    """A workshop with tables and decisions, and without evidence."""
    base = made_up_workshop.workshop()
    customers = base.tables[Role.CUSTOMERS].model_copy(update={"categories": {"kind": ("Leisure", "Groups")}})
    tables = {**base.tables, Role.CUSTOMERS: customers, Role.SURVEY: SURVEY}
    return base.model_copy(update={"tables": tables, "evidence": {}})


def test_an_empty_workshop_is_asked_what_needs_no_tables():
    purposes = [ask.purpose for asks in asking.offers(Workshop()).values() for ask in asks]

    assert purposes == ["health", "laundry", "promise", "policies", "prediction"]


def test_everything_is_asked_before_the_evidence_is_out(decided):
    asked = {(ask.purpose, ask.detail) for asks in asking.offers(decided).values() for ask in asks}

    assert {("prediction", "top_fifth_share"), ("prediction", "top_segment kind")} <= asked
    assert {("prediction", "first_driver"), ("beliefs", "")} <= asked
    assert {("consent", "mission"), ("consent", "segments"), ("consent", "hallmarks")} <= asked


def test_guesses_are_not_asked_once_the_evidence_is_out():
    found = made_up_workshop.workshop()
    purposes = {ask.purpose for asks in asking.offers(found).values() for ask in asks}

    assert not purposes & {"prediction", "beliefs"}
    assert "hallmarks" in purposes


def test_what_names_nobody_on_its_page_is_asked_without_names(decided):
    privacy = {ask.purpose: ask.privacy for asks in asking.offers(decided).values() for ask in asks}

    assert privacy["laundry"] == "anonymous"
    assert {privacy[name] for name in ("health", "promise", "policies", "consent")} == {"unnamed"}
    assert privacy["prediction"] == "named"


@pytest.mark.parametrize("scale", [(1.0, 5.0), (0.0, 10.0), (0.0, 100.0), (0.5, 1.0)])
def test_beliefs_are_asked_on_the_surveys_scale(decided, scale):
    survey = SURVEY.model_copy(update={"scale": scale})
    asked = asking.ask_beliefs(decided.model_copy(update={"tables": {Role.SURVEY: survey}}))
    values = [point.value for point in asked.question.scale]

    assert (values[0], values[-1]) == scale
    assert len(values) <= 11


def test_points_are_shared_out_over_metrics_that_have_a_name():
    one, two = (made_up_metrics.metric(name=name) for name in ("Wait", "Calls"))
    scorecard = made_up_metrics.scorecard()

    assert asking.ask_metrics(scorecard.model_copy(update={"chosen": (one,)})) is None
    asked = asking.ask_metrics(scorecard.model_copy(update={"chosen": (one, two, one)}))
    assert asked.question.ids == ("Wait", "Calls")


def test_a_second_health_check_has_a_name_of_its_own():
    once = Workshop(health=(HealthRound(name="health check", closed=True),))

    assert asking.ask_health(once).title == "Health check 2"


def test_a_decision_reworded_is_asked_anew(decided):
    session = room.session()
    RoomActions(session).ask(lambda _: asking.ask_consent(decided, "mission"))
    earlier = session.workshop.room.stage.model_copy(update={"phase": "revealed"})
    reworded = decided.model_copy(
        update={"mission": decided.mission.model_copy(update={"sentence": "Anew."})}
    )

    assert asking.once_more(earlier, asking.ask_consent(decided, "mission")) is earlier
    assert asking.once_more(earlier, asking.ask_consent(reworded, "mission")) is None


def _answered(make, *answers):
    """A session whose room was asked, answered and shown."""
    session = room.session(seats=3)
    actions = RoomActions(session)
    actions.ask(make)
    which = session.workshop.room.showing
    room.answer(session, *answers)
    actions.close(which)
    actions.reveal(which)
    return session


def test_health_answers_close_a_round_in_the_step():
    ids = asking.ask_health(Workshop()).question.ids
    session = _answered(asking.ask_health, *(GridAnswer(ratings=dict.fromkeys(ids, 2.0)),) * 3)

    (found,) = session.workshop.health
    assert (found.name, found.closed, len(found.answers)) == ("Health check", True, 3)
    assert {one.level for one in found.answers[0].answers.values()} == {"often"}


def test_promises_policies_and_laundry_reach_their_steps():
    promise = _answered(asking.ask_promise, *(TextsAnswer(texts={"promise": "On time"}),) * 3)
    policy = _answered(asking.ask_policies, *(LineAnswer(places={"returns": 30}),) * 3)
    laundry = _answered(lambda _: asking.ask_laundry(), *(TextsAnswer(texts={"rule": "No refunds"}),) * 3)

    assert {type(one) for one in promise.workshop.promises} == {PromiseAnswers}
    assert {type(one) for one in policy.workshop.policies} == {PolicyPlacement}
    assert [entry.kind for entry in laundry.workshop.laundry.out.entries] == ["rule"] * 3


def test_consent_counts_for_the_decision_as_it_reads(decided):
    session = _answered(
        lambda _: asking.ask_consent(decided, "mission"), *(ConsentAnswer(stance="agree"),) * 3
    )

    assert {one.about for one in session.workshop.consents} == {decided.mission.sentence}


@pytest.mark.parametrize(
    ("make", "events"),
    [(asking.ask_promise, [PromiseRoundClosed(round=1)]), (asking.ask_policies, [PoliciesClosed()])],
)
def test_what_is_shown_on_its_page_is_not_asked_any_more(make, events):
    session = room.session(*events)

    assert make(session.workshop) is None


def test_a_closed_health_round_does_not_keep_the_check_from_being_asked():
    session = room.session(HealthRoundClosed())

    assert asking.ask_health(session.workshop) is not None
