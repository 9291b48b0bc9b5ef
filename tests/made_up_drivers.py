"""Made-up but realistic evidence of drivers: importance, how the outcome responds, what leavers had said."""

import numpy as np
from made_up_survey import JOURNEY, LABELS, MEANS, SHARES
from made_up_tables import provenance

from cxworkshop.domain.drivers import (
    DriverDifference,
    DriverEvidence,
    DriverImportance,
    Drivers,
    EndResult,
    PenaltyReward,
    Response,
    RuleEffect,
    SatisfactionTrap,
    SegmentDrivers,
    StakePieces,
)
from cxworkshop.domain.tables import Role

RESPONSES: dict[str, tuple[float, float, Response]] = {
    "check_in": (-1.4, 0.3, "must_be"),
    "staff": (-0.3, 1.1, "exciter"),
    "recovery": (-0.9, 0.8, "linear"),
    "room": (-0.2, 0.1, "unclear"),
}
SLOPES = (0.42, 0.36, 0.31, 0.2, 0.15, 0.12, 0.1, 0.08, 0.05, 0.04, -0.09, 0.01)


def drivers(order: tuple[str, ...] = tuple(SHARES), n: int = 1980) -> Drivers:
    """Return drivers in this order: all go up but the last but one, which goes down; the last is unclear."""
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
                slope=slope,
                slope_low=slope - 0.03,
                slope_high=slope + 0.03,
                answers=n - 12 * place,
            )
            for place, (name, share, group, slope) in enumerate(
                zip(order, shares, groups, SLOPES, strict=True), start=1
            )
        ),
        method="lmg",
        level=0.95,
        bootstrap=500,
        seed=20261123,
    )


def segments() -> tuple[SegmentDrivers, ...]:
    """Return one segment that differs from the rest in two drivers, one that doesn't, one too small."""
    return (
        SegmentDrivers(
            segment="Business regulars",
            n=612,
            n_rest=1368,
            drivers=drivers(n=612),
            differences=(
                DriverDifference(name="check_in", difference=0.14, low=0.08, high=0.2),
                DriverDifference(name="room", difference=-0.11, low=-0.18, high=-0.04),
                DriverDifference(name="staff", difference=0.03, low=-0.03, high=0.09),
            ),
        ),
        SegmentDrivers(
            segment="Leisure",
            n=1290,
            n_rest=690,
            drivers=drivers(n=1290),
            differences=(DriverDifference(name="check_in", difference=-0.02, low=-0.06, high=0.02),),
        ),
        SegmentDrivers(
            segment="Tour groups",
            n=4,
            n_rest=1976,
            refusal="Only 4 answers come from Tour groups, and 12 drivers need at least 60.",
        ),
    )


def responses() -> tuple[PenaltyReward, ...]:
    """Return one driver of each response."""
    return tuple(
        PenaltyReward(
            name=name,
            n=1760,
            n_low=390,
            n_high=420,
            low_to=5,
            high_from=9,
            penalty=penalty,
            penalty_low=penalty - 0.25,
            penalty_high=penalty + 0.25,
            reward=reward,
            reward_low=reward - 0.25,
            reward_high=reward + 0.25,
            response=response,
        )
        for name, (penalty, reward, response) in RESPONSES.items()
    )


def trap(**changes: object) -> SatisfactionTrap:
    """Return what those who left had said: seven in ten were satisfied."""
    found = SatisfactionTrap(
        score="satisfaction",
        satisfied_from=7,
        leavers=420,
        satisfied_leavers=301,
        stayers=1560,
        share=0.71,
        low=0.66,
        high=0.75,
        stayed_share=0.84,
        stayed_low=0.82,
        stayed_high=0.86,
        left_though_satisfied=0.19,
        left_low=0.17,
        left_high=0.21,
        level=0.95,
    )
    return found.model_copy(update=changes)


def rules() -> tuple[RuleEffect, ...]:
    """Return the other rules for missing answers: one that changes little, one that can't be told."""
    shifted = {name: share + (0.01 if name == "room" else 0) for name, share in SHARES.items()}
    return (
        RuleEffect(rule="complete", n=1840, shares=shifted),
        RuleEffect(
            rule="never_used",
            n=0,
            shares={},
            refusal="No code of the survey is said to mean never used, so it can't be told from no answer.",
        ),
    )


def pieces(draws: int = 60, seed: int = 7, **changes: object) -> StakePieces:
    """Return draws about as wide as a survey of this size gives."""
    random = np.random.default_rng(seed)
    rated = dict(zip((name for name, _, _ in JOURNEY), MEANS, strict=True))
    slopes = random.normal(SLOPES, 0.03, (draws, len(SLOPES))).round(5)
    found = StakePieces(
        segment=("Business regulars",),
        n=612,
        n_stayed=590,
        drivers=tuple(SHARES),
        means=tuple(rated[name] for name in SHARES),
        scale_high=10,
        outcome_mean=7.4,
        stayed_share=0.78,
        per_point=tuple(map(tuple, slopes.tolist())),
        staying=tuple(random.normal(0.05, 0.008, draws).round(5).tolist()),
    )
    return found.model_copy(update=changes)


def driver_evidence(**changes: object) -> DriverEvidence:
    """Return what the business regulars' recommendation goes along with, beside everyone's."""
    shifted = ("recovery", "check_in", "wifi", "staff", *list(SHARES)[3:5], *list(SHARES)[6:])
    evidence = DriverEvidence(
        outcome="recommend",
        labels=LABELS | {"satisfaction": "overall satisfaction"},
        everyone=drivers(),
        asked_by="customer kind",
        asked_for=("Business regulars",),
        target=drivers(shifted, n=612),
        left_out=(
            EndResult(
                name="satisfaction",
                reason="Overall satisfaction sums up the visit like the recommendation itself.",
            ),
        ),
        segments=segments(),
        responses=responses(),
        rules=rules(),
        trap=trap(),
        pieces=pieces(),
        provenance=(provenance(Role.SURVEY), provenance(Role.JOURNEY)),
    )
    return evidence.model_copy(update=changes)
