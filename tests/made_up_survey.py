"""Made-up but realistic evidence from a survey: touchpoints and drivers."""

from made_up_tables import provenance

from cxworkshop.domain.evidence import (
    DriverEvidence,
    DriverImportance,
    Drivers,
    TouchpointEvidence,
    TouchpointScore,
)
from cxworkshop.domain.tables import Role

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
