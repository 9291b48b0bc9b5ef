"""What the home page says, for workshops from empty to decided."""

from datetime import date

import pytest

from cxworkshop.apps.home import overview
from cxworkshop.domain.events import HallmarksChosen, MetricsChosen, SegmentsChosen, TableAttached
from cxworkshop.domain.fold import replay
from cxworkshop.domain.health_rounds import HealthRound
from cxworkshop.domain.journey import Hallmark, Hallmarks
from cxworkshop.domain.metrics import Metric, Metrics
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.statements import Mission, Success
from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.domain.workshop import Workshop

TABLE = AttachedTable(role=Role.SURVEY, source="/data/answers.csv", mapping={}, rows=12345, sha256="0" * 64)
MISSION = Mission(customers="guests", experience="an answer", identity="hosts", sentence="We answer.")
SUCCESS = Success(
    business_outcome="more nights",
    customer_outcome="no waiting",
    employee_outcome="pride",
    measure="nps",
    baseline=20,
    target=40,
    due=date(2027, 6, 30),
    owner="Ana",
    sentence="From 20 to 40.",
)
SEGMENTS = TargetSegments(by="segment", targets=("Corporate", "Family"))
HALLMARKS = Hallmarks(picks=(Hallmark(touchpoint="arrival", label="Arrival"),))


def metrics(driver: str) -> Metrics:
    """Return a sound scorecard whose leading metric is of this driver."""
    shared = {"owner": "Ben", "baseline": 9, "target": 3, "due": date(2027, 3, 1), "pair": "Felt welcome"}
    outcome = Metric(name="Guests who return", rung="outcome", nature="experiential", **shared)
    welcome, quick = (
        Metric(driver="arrival", name=name, rung="supporting", nature="experiential", **shared)
        for name in ("Felt welcome", "Felt quick")
    )
    leading = Metric(driver=driver, name="Minutes to key", **shared)
    return Metrics(chosen=(outcome, welcome, quick, leading))


DECIDED = Workshop(
    name="Acme",
    tables={Role.SURVEY: TABLE},
    mission=MISSION,
    success=SUCCESS,
    segments=SEGMENTS,
    hallmarks=HALLMARKS,
    metrics=metrics("arrival"),
)


def test_empty_workshop_begins_at_the_start() -> None:
    page = overview(Workshop(name="Acme"))

    assert [step["state"] for step in page["agenda"]] == ["next", *["open"] * 6]
    assert page["go"] == {"url": "/voila/render/00_start.ipynb", "text": "Begin with Start"}
    assert page["progress"]["text"] == "0 of 4 decisions made"
    assert len(page["loose"]) == 5
    assert all("open" in sentence for sentence in page["loose"])


def test_a_step_is_done_when_all_its_decisions_are() -> None:
    half = DECIDED.model_copy(update={"success": None})

    assert [step["state"] for step in overview(half)["agenda"]] == [
        "done",
        "open",
        "next",
        "done",
        "done",
        "done",
        "open",
    ]
    assert overview(half)["progress"]["text"] == "3 of 4 decisions made"


def test_the_health_check_comes_first_and_is_done_once_a_round_is_closed() -> None:
    begun = Workshop(tables={Role.SURVEY: TABLE})
    closed = begun.model_copy(update={"health": (HealthRound(name="First round", closed=True),)})

    assert [step["state"] for step in overview(begun)["agenda"]][:3] == ["done", "next", "open"]
    assert [step["state"] for step in overview(closed)["agenda"]][:3] == ["done", "done", "next"]


def test_decided_workshop_leads_to_the_slides() -> None:
    page = overview(DECIDED)

    assert page["go"]["text"] == "Take the slides with you"
    assert page["loose"] == []


def test_decisions_are_told_in_brief() -> None:
    told = {
        decision["label"]: decision["lines"]
        for step in overview(DECIDED)["agenda"]
        for decision in step["decided"]
    }

    assert told == {
        "Mission": ["We answer."],
        "Success": ["From 20 to 40."],
        "Target segments": ["Corporate, Family"],
        "Hallmarks": ["Arrival"],
        "Metrics": [
            "Guests who return, owned by Ben",
            "Felt welcome, owned by Ben",
            "Felt quick, owned by Ben",
            "Minutes to key, owned by Ben",
        ],
    }


def test_tables_are_named_without_their_folders() -> None:
    (table,) = overview(DECIDED)["tables"]

    assert table == {"role": "Survey", "rows": "12,345 rows", "source": "answers.csv"}


def test_loose_links_are_said_in_words() -> None:
    page = overview(DECIDED.model_copy(update={"metrics": metrics("check_out")}))

    assert page["loose"] == ["The metric “Minutes to key” serves no hallmark; keep it only with a reason."]


def test_a_hallmark_without_metric_is_said_in_words() -> None:
    card = Metrics(chosen=tuple(one for one in metrics("").chosen if one.driver != "arrival"))
    page = overview(DECIDED.model_copy(update={"metrics": card}))

    assert page["loose"][0] == "“Arrival” is a hallmark, but no metric watches over it."


@pytest.mark.parametrize(
    "event",
    [
        TableAttached(table=TABLE),
        SegmentsChosen(segments=TargetSegments(by="segment", targets=())),
        HallmarksChosen(hallmarks=Hallmarks(picks=())),
        MetricsChosen(metrics=Metrics(chosen=())),
    ],
)
def test_choices_left_empty_are_no_decisions(event: object) -> None:
    page = overview(replay([event]))

    assert page["progress"]["text"] == "0 of 4 decisions made"
    assert [step for step in page["agenda"] if any(part["lines"] != [""] for part in step["decided"])] == []
