from datetime import date

import pytest

from cxworkshop.domain.chain import decided, loose_ends
from cxworkshop.domain.evidence import DriverEvidence, Drivers
from cxworkshop.domain.journey import Hallmark, Hallmarks
from cxworkshop.domain.metrics import Metric, Metrics
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import AttachedTable, Role
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


def test_a_hallmark_without_metric_hangs_loose():
    workshop = Workshop(hallmarks=_hallmarks("check_in", "room"), metrics=_metrics("room"))

    assert _about(workshop, "hallmark_unmeasured") == ["Check_In"]


def test_a_metric_that_serves_no_hallmark_hangs_loose():
    workshop = Workshop(hallmarks=_hallmarks("room"), metrics=_metrics("room", "parking"))

    assert _about(workshop, "metric_off_hallmark") == ["time at parking"]


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
