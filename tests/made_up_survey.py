"""Made-up but realistic evidence from a survey: touchpoints."""

from collections.abc import Sequence

import numpy as np
from made_up_tables import provenance

from cxworkshop.domain.evidence import ScoredGroup, ScoreDraws, TouchpointEvidence, TouchpointScore
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


MOMENTS = {"Before": 0.5, "Departure": 1.0}
DRAWS = 60


def scores(shares: dict[str, float] | None = None) -> tuple[TouchpointScore, ...]:
    values = shares or SHARES
    middle = sum(MEANS) / len(MEANS)
    furthest = max(abs(mean - middle) for mean in MEANS)
    found = [
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
            top_low=0.27,
            top_high=0.35,
            value=values[name],
            value_low=values[name] * 0.7,
            value_high=values[name] * 1.3,
            memorability=0.9 if name in {"check_in", "check_out", "recovery"} else 0.4,
            moment=MOMENTS.get(stage, 0.0),
            intensity=0.8 if name in {"check_in", "check_out", "recovery"} else 0.3,
            standing_out=abs(mean - middle) / furthest,
            comments=7 * place,
            volume=14_000.0,
            cost=2.5,
        )
        for place, ((name, label, stage), mean) in enumerate(zip(JOURNEY, MEANS, strict=True), start=1)
    ]
    return tuple(sorted(found, key=lambda score: -score.value))


def draws_of(scored: Sequence[TouchpointScore], seed: int = 5) -> ScoreDraws:
    """Draws about as wide as the intervals."""
    random = np.random.default_rng(seed)

    def drawn(middles: Sequence[float], spreads: Sequence[float], highest: float) -> tuple:
        numbers = random.normal(middles, spreads, (DRAWS, len(scored))).clip(0, highest)
        return tuple(map(tuple, numbers.round(4).tolist()))

    return ScoreDraws(
        value=drawn(
            [score.value for score in scored], [(one.value_high - one.value_low) / 4 for one in scored], 1
        ),
        memorability=drawn([score.memorability for score in scored], [0.04] * len(scored), 1),
        mean=drawn([score.mean for score in scored], [(one.high - one.low) / 4 for one in scored], 10),
    )


def everyone() -> ScoredGroup:
    """All customers, to whom the room is worth most."""
    shares = SHARES | {"room": 0.22, "check_in": 0.11}
    return ScoredGroup(n=1980, touchpoints=scores(shares), draws=draws_of(scores(shares), 6))


def touchpoints(**changes: object) -> TouchpointEvidence:
    scored = scores()
    evidence = TouchpointEvidence(
        asked_by="customer kind",
        asked_for=("Business regulars",),
        asked_weights={"Business regulars": 1.0},
        segment=("Business regulars",),
        weights={"Business regulars": 1.0},
        n=612,
        weighted=False,
        scale_low=0,
        scale_high=10,
        touchpoints=scored,
        draws=draws_of(scored),
        everyone=everyone(),
        currency="EUR",
        level=0.95,
        bootstrap=500,
        seed=20261123,
        provenance=(provenance(Role.SURVEY), provenance(Role.JOURNEY), provenance(Role.VERBATIMS)),
    )
    return evidence.model_copy(update=changes)
