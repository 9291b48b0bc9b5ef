from datetime import date

import pytest
from made_up_answers import consents
from made_up_measured import measured_evidence
from made_up_metrics import metric, scorecard
from made_up_profit import profit
from made_up_survey import JOURNEY, touchpoints
from made_up_workshop import mission

from cxworkshop.domain.chain import decided, loose_ends, profit_weights
from cxworkshop.domain.drivers import DriverEvidence, Drivers
from cxworkshop.domain.journey import Hallmark, Hallmarks
from cxworkshop.domain.journey_map import Journey, JourneyMap, Stage
from cxworkshop.domain.metrics import Metric, Metrics
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.domain.touchpoint import Touchpoint
from cxworkshop.domain.value import BgNbd, ExpectedValue, GammaGamma, ValueEvidence
from cxworkshop.domain.workshop import Workshop


def _hallmarks(*names):
    return Hallmarks(picks=tuple(Hallmark(touchpoint=name, label=name.title()) for name in names))


def _metrics(*drivers):
    due = date(2027, 1, 1)
    return Metrics(
        chosen=tuple(
            Metric(driver=name, name=f"time at {name}", owner="Kim", baseline=2, target=1, due=due)
            for name in drivers
        )
    )


def _about(workshop, kind):
    return [loose.about for loose in loose_ends(workshop) if loose.kind == kind]


def test_in_an_empty_workshop_every_decision_is_open():
    workshop = Workshop()

    assert _about(workshop, "undecided") == ["mission", "success", "segments", "hallmarks", "metrics"]
    assert not any(decided(workshop).values())


@pytest.mark.parametrize(
    ("stances", "loose"),
    [
        (("agree", "can_live", "block"), ["mission"]),
        (("agree", "can_live", "agree"), []),
        (("agree", "block"), []),
    ],
)
def test_a_decision_that_somebody_blocks_hangs_loose_from_three_people_on(stances, loose):
    workshop = Workshop(mission=mission(), consents=consents(*stances, reason="It promises too much"))

    assert _about(workshop, "blocked") == loose


def test_a_block_of_an_earlier_wording_does_not_hang_loose():
    said = consents("agree", "agree", "block", reason="It promises too much")
    other = mission().model_copy(update={"sentence": "Something else."})

    assert _about(Workshop(mission=other, consents=said), "blocked") == []


def test_a_hallmark_without_metric_hangs_loose():
    workshop = Workshop(hallmarks=_hallmarks("check_in", "room"), metrics=_metrics("room"))

    assert _about(workshop, "hallmark_unmeasured") == ["Check_In"]


def test_a_metric_that_serves_no_hallmark_hangs_loose():
    workshop = Workshop(hallmarks=_hallmarks("room"), metrics=_metrics("room", "parking"))

    assert _about(workshop, "metric_off_hallmark") == ["time at parking"]


def test_the_outcome_serves_no_hallmark_of_its_own():
    workshop = Workshop(hallmarks=_hallmarks("check_in", "recovery"), metrics=scorecard())

    assert loose_ends(workshop)[-1].kind == "undecided"


def test_without_metrics_no_scorecard_is_flawed():
    workshop = Workshop(hallmarks=_hallmarks("room"), metrics=Metrics(chosen=()))

    assert {loose.kind for loose in loose_ends(workshop)} == {"undecided"}


def test_a_scorecards_flaws_hang_loose():
    workshop = Workshop(metrics=_metrics("room"))

    assert _about(workshop, "scorecard_flawed") == ["no_outcome", "few_supporting"]


def test_operational_metrics_without_an_experiential_pair_hang_loose():
    workshop = Workshop(metrics=Metrics(chosen=(metric(name="a", pair=""), metric(name="b"))))

    assert _about(workshop, "metric_unpaired") == ["a"]


@pytest.mark.parametrize(
    ("role", "column", "late"),
    [
        (Role.METRICS, "metric", ["measured"]),
        (Role.VERBATIMS, "rating", ["measured"]),
        (Role.SURVEY, "stayed", []),
        (Role.JOURNEY, "touchpoint", []),
    ],
)
def test_measured_evidence_is_outdated_once_a_table_counts_for_it(role, column, late):
    table = AttachedTable(role=role, source="a.csv", mapping={column: ("x",)}, rows=1, sha256="b" * 64)
    found = measured_evidence(provenance=())

    workshop = Workshop(tables={role: table}, evidence={"measured": found})

    assert _about(workshop, "evidence_outdated") == late


def test_evidence_for_other_segments_than_chosen_is_outdated():
    nothing = Drivers(n=0, n_complete=0, r2=0, drivers=(), method="lmg", level=0.95, bootstrap=0, seed=1)
    found = DriverEvidence(outcome="recommend", labels={}, everyone=nothing, provenance=())
    workshop = Workshop(
        evidence={"drivers": found}, segments=TargetSegments(by="kind", targets=("business",))
    )

    assert _about(workshop, "evidence_outdated") == ["drivers"]


def _worth(sha):
    table = Provenance(role=Role.TRANSACTIONS, source="stays.csv", columns=(), rows=1, sha256=sha)
    return ValueEvidence(
        until=date(2026, 9, 30),
        unit="week",
        n=1,
        bg_nbd=BgNbd(r=1, alpha=1, a=1, b=1, log_likelihood=-1),
        gamma_gamma=GammaGamma(p=1, q=1, v=1, log_likelihood=-1, n=1),
        expected_value=ExpectedValue(mean=1, total=1, horizon=52),
        discount=0.1,
        alive=1,
        kept_customer=1,
        level=0.95,
        bootstrap=50,
        seed=1,
        provenance=(table,),
    )


@pytest.mark.parametrize(("attached", "said"), [("a" * 64, []), ("b" * 64, ["value"])])
def test_forward_value_goes_by_the_tables_alone(attached, said):
    table = AttachedTable(role=Role.TRANSACTIONS, source="stays.csv", mapping={}, rows=1, sha256=attached)
    workshop = Workshop(
        tables={Role.TRANSACTIONS: table},
        evidence={"value": _worth("a" * 64)},
        segments=TargetSegments(by="kind", targets=("business",)),
    )

    assert _about(workshop, "evidence_outdated") == said


def _targets(*names, by="customer kind"):
    return TargetSegments(by=by, targets=names)


@pytest.mark.parametrize(
    ("targets", "weights"),
    [
        (_targets("Business regulars"), {"Business regulars": 1.0}),
        (_targets("Business regulars", "Leisure"), {"Leisure": 0.2132, "Business regulars": 0.7868}),
        (_targets("Business regulars", "Tour groups"), {"Business regulars": 1.0}),  # these lose money
        (_targets("Tour groups"), {}),
        (_targets("Business regulars", by="region"), {}),
        (_targets("Astronauts"), {}),
        (None, {}),
    ],
)
def test_target_segments_count_by_their_share_of_the_profit(targets, weights):
    workshop = Workshop(evidence={"profit": profit()}, segments=targets)

    assert profit_weights(workshop) == pytest.approx(weights)


def test_without_a_profit_no_segment_weighs_more():
    assert profit_weights(Workshop(segments=_targets("Business regulars"))) == {}


def _journey_map(places, again=()):
    """Return a map with these touchpoints, and some of them once more at its end."""
    placed: dict[str, list[Touchpoint]] = {}
    for name, label, stage in (*places, *again):
        part = f"t{sum(map(len, placed.values()))}"
        placed.setdefault(stage, []).append(Touchpoint(id=part, name=label, column=name))
    stages = tuple(
        Stage(id=f"s{place}", name=stage, touchpoints=tuple(found))
        for place, (stage, found) in enumerate(placed.items())
    )
    return JourneyMap(id="m", name="A stay", journeys=(Journey(id="j", name="A stay", stages=stages),))


def _scored(**changes):
    """Return whether touchpoint evidence no longer fits a workshop with these changes."""
    workshop = Workshop(
        evidence={"profit": profit(), "touchpoints": touchpoints()},
        segments=_targets("Business regulars"),
        tables={
            source.role: AttachedTable(
                role=source.role, source="a.csv", mapping={}, rows=1, sha256=source.sha256
            )
            for evidence in (profit(), touchpoints())
            for source in evidence.provenance
        },
    )
    return "touchpoints" in _about(workshop.model_copy(update=changes), "evidence_outdated")


@pytest.mark.parametrize(
    "places",
    [
        JOURNEY,
        (("lobby", "The lobby", "Before"), *JOURNEY),  # no column of the survey
        tuple((name, label.upper(), stage) for name, label, stage in JOURNEY),
    ],
)
def test_touchpoints_stay_scored_while_their_order_is_the_same(places):
    assert not _scored(maps={"as_is": _journey_map(places)})


def test_a_touchpoint_that_comes_back_later_counts_at_its_first_place():
    assert not _scored(maps={"as_is": _journey_map(JOURNEY, again=JOURNEY[:2])})


@pytest.mark.parametrize(
    "places",
    [
        (*JOURNEY[1:2], *JOURNEY[:1], *JOURNEY[2:]),
        JOURNEY[:-1],
        tuple((name, label, "Afterwards" if name == "thanks" else stage) for name, label, stage in JOURNEY),
    ],
)
def test_scores_are_outdated_once_the_map_of_today_has_another_order(places):
    assert _scored(maps={"as_is": _journey_map(places)})
    assert not _scored(maps={"to_be": _journey_map(places)})


def test_scores_are_outdated_once_the_profit_weighs_segments_otherwise():
    both = {"asked_for": ("Business regulars", "Leisure")}
    weighed = touchpoints(asked_weights={"Leisure": 0.2132, "Business regulars": 0.7868}, **both)
    again = touchpoints(asked_weights={"Leisure": 0.5, "Business regulars": 0.5}, **both)
    segments = _targets(*both["asked_for"])

    assert not _scored(segments=segments, evidence={"profit": profit(), "touchpoints": weighed})
    assert _scored(segments=segments, evidence={"profit": profit(), "touchpoints": again})
