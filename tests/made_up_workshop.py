"""A workshop with made-up but realistic evidence: what charts and exports are tried on."""

from datetime import date
from math import exp

from cxworkshop.domain.evidence import (
    DriverEvidence,
    DriverImportance,
    Drivers,
    TouchpointEvidence,
    TouchpointScore,
)
from cxworkshop.domain.journey import Hallmark, Hallmarks
from cxworkshop.domain.metrics import Metric, Metrics
from cxworkshop.domain.profit import ProfitEvidence, SegmentProfit, WhaleCurve, WhalePoint
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.statements import Mission, Success
from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.domain.workshop import Workshop

SHA = {role: f"{place:x}" * 64 for place, role in enumerate(Role, start=10)}

HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd()|calc!A1",
    "Long name " * 20,
    "W" * 200,
    "👩\u200d👩\u200d👧 family 🎉",
    "שלום עולם",
    "turned \u202e over \x00\x0b",
)
"""Names that break what doesn't expect them."""

JOURNEY = (
    ("search", "Search and compare", "Before"),
    ("booking", "Booking", "Before"),
    ("pre_stay", "Message before the stay", "Before"),
    ("arrival", "Arrival and parking", "Arrival"),
    ("check_in", "Check-in", "Arrival"),
    ("room", "Room", "Stay"),
    ("wifi", "Wi-Fi and desk", "Stay"),
    ("breakfast", "Breakfast", "Stay"),
    ("staff", "Staff", "Stay"),
    ("recovery", "When something goes wrong", "Stay"),
    ("check_out", "Check-out", "Departure"),
    ("thanks", "Thank-you and feedback", "Departure"),
)
MEANS = (7.6, 7.9, 6.4, 7.1, 6.9, 8.0, 6.8, 7.7, 8.5, 5.8, 7.4, 6.1)
SHARES = {
    "check_in": 0.22,
    "staff": 0.2,
    "recovery": 0.17,
    "room": 0.11,
    "check_out": 0.08,
    "wifi": 0.06,
    "breakfast": 0.05,
    "booking": 0.04,
    "arrival": 0.03,
    "thanks": 0.02,
    "pre_stay": 0.01,
    "search": 0.01,
}
LABELS = {name: label for name, label, _ in JOURNEY} | {"recommend": "recommendation"}


def provenance(role: Role) -> Provenance:
    return Provenance(
        role=role,
        source=f"/home/ana/firm/{role.value}.csv",
        columns=("customer_id", "amount"),
        rows=41_250,
        sha256=SHA[role],
    )


def whale() -> WhaleCurve:
    points = [
        WhalePoint(customers=x / 100, profit=1.46 * (1 - exp(-6 * x / 100)) - 0.46 * (x / 100) ** 6)
        for x in range(101)
    ]
    points[-1] = WhalePoint(customers=1, profit=1)
    return WhaleCurve(
        customers=2400,
        total=1_184_000,
        losers=710,
        losers_sum=-365_000,
        peak_share=max(point.profit for point in points),
        peak_at=1560,
        top={"0.1": 0.66, "0.2": 1.02, "0.5": 1.37},
        curve=tuple(points),
    )


def refused_whale() -> WhaleCurve:
    return WhaleCurve(
        customers=635,
        total=-1_540_783.31,
        losers=402,
        losers_sum=-2_100_000,
        peak_share=None,
        peak_at=233,
        top=None,
        curve=(),
        refusal="Total profit is negative, so shares of it have no meaning; check the cost columns.",
    )


def segment(name: str, customers: int, each: float, low: float, high: float) -> SegmentProfit:
    return SegmentProfit(
        name=name,
        customers=customers,
        revenue=customers * each * 3,
        profit=customers * each,
        share=customers * each / 1_184_000,
        profit_per_customer=each,
        low=low,
        high=high,
        losers=customers // 4,
    )


def profit(**changes: object) -> ProfitEvidence:
    evidence = ProfitEvidence(
        by="customer kind",
        whale=whale(),
        segments=(
            segment("Leisure", 1310, 212.4, 171.0, 256.0),
            segment("Business regulars", 640, 1604.0, 1402.0, 1822.0),
            segment("Tour groups", 450, -268.0, -391.0, -149.0),
        ),
        cost_to_serve=418_000,
        level=0.95,
        bootstrap=2000,
        seed=20261123,
        provenance=(
            provenance(Role.TRANSACTIONS),
            provenance(Role.SERVICE),
            provenance(Role.CUSTOMERS),
        ),
    )
    return evidence.model_copy(update=changes)


def touchpoints(**changes: object) -> TouchpointEvidence:
    scores = [
        TouchpointScore(
            name=name,
            label=label,
            stage=stage,
            position=place,
            n=612 - 31 * place,
            mean=mean,
            low=mean - 0.18,
            high=mean + 0.18,
            top_box=0.31,
            value=SHARES[name],
            value_low=SHARES[name] * 0.7,
            value_high=SHARES[name] * 1.3,
            memorability=0.9 if name in {"check_in", "check_out", "recovery"} else 0.4,
        )
        for place, ((name, label, stage), mean) in enumerate(zip(JOURNEY, MEANS, strict=True))
    ]
    evidence = TouchpointEvidence(
        asked_by="customer kind",
        asked_for=("Business regulars",),
        segment=("Business regulars",),
        n=612,
        weighted=False,
        scale_low=0,
        scale_high=10,
        touchpoints=tuple(sorted(scores, key=lambda score: -score.value)),
        level=0.95,
        bootstrap=500,
        seed=20261123,
        provenance=(provenance(Role.SURVEY), provenance(Role.JOURNEY)),
    )
    return evidence.model_copy(update=changes)


def drivers(order: tuple[str, ...] = tuple(SHARES), n: int = 1980) -> Drivers:
    shares = sorted(SHARES.values(), reverse=True)
    groups = (1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5)
    return Drivers(
        n=n,
        n_complete=n - 140,
        r2=0.52,
        drivers=tuple(
            DriverImportance(
                name=name,
                importance=share * 0.52,
                share=share,
                low=max(share - 0.04, 0),
                high=share + 0.04,
                rank_low=max(place - 1, 1),
                rank_high=place + 1,
                group=group,
            )
            for place, (name, share, group) in enumerate(zip(order, shares, groups, strict=True), start=1)
        ),
        method="lmg",
        level=0.95,
        bootstrap=500,
        seed=20261123,
    )


def driver_evidence(**changes: object) -> DriverEvidence:
    shifted = ("recovery", "check_in", "wifi", "staff", *list(SHARES)[3:5], *list(SHARES)[6:])
    evidence = DriverEvidence(
        outcome="recommend",
        labels=LABELS,
        everyone=drivers(),
        asked_by="customer kind",
        asked_for=("Business regulars",),
        target=drivers(shifted, n=612),
        provenance=(provenance(Role.SURVEY), provenance(Role.JOURNEY)),
    )
    return evidence.model_copy(update=changes)


def mission() -> Mission:
    return Mission(
        customers="every guest who works away from home",
        experience="arrives to a room and a desk that are ready",
        identity="hosts who remember you",
        sentence="Because we are hosts who remember you, every guest who works away from home arrives "
        "to a room and a desk that are ready, every time.",
    )


def success() -> Success:
    return Success(
        business_outcome="Profit from business regulars up by 15 %",
        customer_outcome="Guests settle in within ten minutes and come back",
        employee_outcome="Front desk spends its time on people, not on forms",
        measure="Business regulars who would recommend us (9 or 10)",
        baseline=38,
        target=50,
        due=date(2027, 11, 30),
        owner="Mara Lindqvist",
        sentence="By 30 November 2027 half of our business regulars recommend us, up from 38 in 100.",
    )


def hallmarks() -> Hallmarks:
    return Hallmarks(
        picks=(
            Hallmark(
                touchpoint="check_in",
                label="Check-in",
                experience="Known by name, key in hand within two minutes, no form to fill in.",
            ),
            Hallmark(
                touchpoint="recovery",
                label="When something goes wrong",
                experience="Whoever hears it owns it, mends it the same day, and tells the guest.",
            ),
            Hallmark(
                touchpoint="check_out",
                label="Check-out",
                experience="A goodbye in person and the invoice already in the inbox.",
            ),
        ),
        ratings={"check_in": 8, "recovery": 7, "check_out": 5},
    )


def metrics() -> Metrics:
    return Metrics(
        chosen=(
            Metric(
                driver="check_in",
                name="Guests with a key within two minutes",
                owner="Jonas Reber",
                unit="%",
                baseline=41,
                target=80,
                due=date(2027, 6, 30),
            ),
            Metric(
                driver="recovery",
                name="Problems mended the same day",
                owner="Aisha Khan",
                unit="%",
                baseline=55,
                target=85,
                due=date(2027, 9, 30),
            ),
            Metric(
                driver="wifi",
                name="Rooms with a tested desk and Wi-Fi",
                owner="Tom Okafor",
                unit="rooms",
                baseline=310,
                target=980,
                due=date(2027, 3, 31),
            ),
        )
    )


def hostile_workshop() -> Workshop:
    """A workshop in which every name and text is hostile, and there are many of them."""
    long = HOSTILE[2]
    segments = tuple(
        segment(name, 100 + place, 500 - 90 * place, 400 - 90 * place, 600 - 90 * place)
        for place, name in enumerate(HOSTILE * 3)
    )
    labels = {name: HOSTILE[place % len(HOSTILE)] for place, name in enumerate(LABELS)}
    scores = tuple(
        score.model_copy(update={"label": labels[score.name]}) for score in touchpoints().touchpoints
    )
    evidence = (
        profit(segments=segments),
        touchpoints(touchpoints=scores, asked_for=HOSTILE, segment=HOSTILE),
        driver_evidence(labels=labels, asked_for=HOSTILE),
    )
    texts = dict.fromkeys(("business_outcome", "customer_outcome", "employee_outcome", "owner"), long)
    return workshop(
        name=HOSTILE[0] + long,
        evidence={found.kind: found for found in evidence},
        mission=mission().model_copy(update={"sentence": long * 7, "identity": long}),
        success=success().model_copy(update={**texts, "measure": HOSTILE[3], "sentence": long * 7}),
        segments=TargetSegments(by="=kind", targets=HOSTILE, reason=long * 6),
        hallmarks=Hallmarks(
            picks=tuple(
                Hallmark(touchpoint=f"t{place}", label=name, experience=name * 6)
                for place, name in enumerate(HOSTILE[:5])
            )
        ),
        metrics=Metrics(
            chosen=tuple(
                Metric(driver=name, name=name, owner=name, baseline=1, target=2, due=date(2027, 1, 1))
                for name in HOSTILE * 2
            )
        ),
    )


def workshop(**changes: object) -> Workshop:
    evidence = (profit(), touchpoints(), driver_evidence())
    made = Workshop(
        name="Aldersea Hotels",
        tables={
            role: AttachedTable(
                role=role,
                source=f"/home/ana/firm/{role.value}.csv",
                mapping={"customer": ("customer_id",), "amount": ("amount",)},
                rows=41_250,
                sha256=SHA[role],
            )
            for role in Role
        },
        evidence={found.kind: found for found in evidence},
        predictions={"top_fifth_share": {"": "45"}},
        mission=mission(),
        success=success(),
        segments=TargetSegments(
            by="customer kind",
            targets=("Business regulars",),
            reason="They earn most per guest and come back; we can serve them better than the chains.",
        ),
        hallmarks=hallmarks(),
        metrics=metrics(),
    )
    return made.model_copy(update=changes)
