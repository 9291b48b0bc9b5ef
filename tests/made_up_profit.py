"""Made-up but realistic evidence on profit: the whale curve, segments, what splits profit."""

from datetime import date
from math import exp

from made_up_tables import provenance

from cxworkshop.domain.costs import Believed, Costs
from cxworkshop.domain.profit import (
    RFM,
    AttributeSplit,
    Condition,
    Crossing,
    Part,
    ProfitEvidence,
    Proposal,
    SegmentProfit,
    SegmentRange,
    SegmentValues,
    Sensitivity,
    Splits,
    Valued,
    WhaleCurve,
    WhaleGroup,
    WhaleGroupName,
    WhalePoint,
)
from cxworkshop.domain.tables import Role

TOTAL = 1_184_000
SIZES = {"Business regulars": 640, "Leisure": 1310, "Tour groups": 450}
COMPLAINT = Believed(kind="unit_cost", name="complaint", value=30, low=10, high=60)
MARGIN = Believed(kind="margin", name="margin", value=0.4, low=0.3, high=0.5)
COSTS = Costs(believed=(COMPLAINT, MARGIN))


def whale() -> WhaleCurve:
    at = sorted({*(x / 100 for x in range(101)), 1690 / 2400})
    points = [WhalePoint(customers=x, profit=1.46 * (1 - exp(-6 * x)) - 0.46 * x**11.6) for x in at]
    points[-1] = WhalePoint(customers=1, profit=1)
    return WhaleCurve(
        customers=2400,
        total=TOTAL,
        losers=710,
        losers_sum=-510_000,
        peak_share=max(point.profit for point in points),
        peak_at=1690,
        top={"0.1": 0.66, "0.2": 1.02, "0.5": 1.39},
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


def group(name: WhaleGroupName, profit: float, makeup: dict[str, int]) -> WhaleGroup:
    customers = sum(makeup.values())
    parts = [
        Part(segment=segment, customers=n, share=n / customers, usual=SIZES[segment] / 2400)
        for segment, n in sorted(makeup.items(), key=lambda part: -part[1])
    ]
    share = profit / TOTAL
    return WhaleGroup(name=name, customers=customers, profit=profit, share=share, makeup=tuple(parts))


def groups() -> tuple[WhaleGroup, ...]:
    return (
        group("builders", 1_355_000, {"Business regulars": 430, "Leisure": 180, "Tour groups": 3}),
        group("rest", 339_000, {"Leisure": 800, "Business regulars": 205, "Tour groups": 72}),
        group("eroders", -510_000, {"Tour groups": 375, "Leisure": 330, "Business regulars": 5}),
    )


def refused_groups() -> tuple[WhaleGroup, ...]:
    money = {"builders": (41, 448_000.0), "rest": (192, 111_000.0), "eroders": (402, -2_100_000.0)}
    return tuple(
        WhaleGroup(name=name, customers=n, profit=profit, share=None) for name, (n, profit) in money.items()
    )


def segment(
    name: str,
    customers: int,
    each: float,
    low: float,
    high: float,
    group: int = 1,
    growth: float | None = None,
) -> SegmentProfit:
    return SegmentProfit(
        name=name,
        customers=customers,
        revenue=customers * each * 3,
        profit=customers * each,
        share=customers * each / TOTAL,
        profit_per_customer=each,
        low=low,
        high=high,
        losers=customers // 4,
        growth=growth,
        rank_low=group,
        rank_high=group,
        group=group,
    )


def many_segments(number: int = 40) -> tuple[SegmentProfit, ...]:
    return tuple(
        segment(f"Region {place:02}", 20 + 13 * place % 700, each, each - 90, each + 90, 1 + place // 7)
        for place, each in enumerate(range(1200, 1200 - 40 * number, -40))
    )


def sensitivity(**changes: object) -> Sensitivity:
    found = Sensitivity(
        believed=COMPLAINT,
        losers_low=560,
        losers_high=772,
        change_sides=212,
        total_low=1_432_000,
        total_high=811_000,
        segments=(
            SegmentRange(name="Business regulars", at_low=1614, at_high=1589),
            SegmentRange(name="Leisure", at_low=232.4, at_high=182.4),
            SegmentRange(name="Tour groups", at_low=286, at_high=-1099),
        ),
        crossings=(Crossing(first="Tour groups", second="Leisure", at=12.0),),
    )
    return found.model_copy(update=changes)


def margin_sensitivity() -> Sensitivity:
    return Sensitivity(
        believed=MARGIN,
        losers_low=1012,
        losers_high=498,
        change_sides=514,
        total_low=420_000,
        total_high=1_950_000,
        segments=(
            SegmentRange(name="Business regulars", at_low=1180, at_high=2028),
            SegmentRange(name="Leisure", at_low=60, at_high=365),
            SegmentRange(name="Tour groups", at_low=-320, at_high=-216),
        ),
    )


def splits(**changes: object) -> Splits:
    def split(attribute: str, groups: int, explained: float, p: float) -> AttributeSplit:
        low, high = max(explained - 0.04, 0), explained + 0.05
        return AttributeSplit(
            attribute=attribute, groups=groups, n=2400, explained=explained, low=low, high=high, p=p
        )

    def proposal(conditions: dict[str, tuple[str, ...]], customers: int, each: float) -> Proposal:
        return Proposal(
            conditions=tuple(Condition(attribute=name, values=values) for name, values in conditions.items()),
            customers=customers,
            share_of_customers=customers / 1200,
            profit=customers * each,
            share_of_profit=customers * each / (TOTAL / 2),
            profit_per_customer=each,
            low=each - 190,
            high=each + 210,
        )

    found = Splits(
        ranked=(
            split("booking_channel", 4, 0.31, 0.002),
            split("customer kind", 3, 0.24, 0.002),
            split(RFM, 8, 0.17, 0.004),
            split("country", 11, 0.004, 0.61),
        ),
        proposals=(
            proposal({"customer kind": ("Corporate",), "booking_channel": ("Direct",)}, 108, 3344.0),
            proposal({"customer kind": ("Corporate",), "booking_channel": ("Agency", "Portal")}, 212, 640.0),
            proposal(
                {"customer kind": ("Leisure", "Tour groups"), "booking_channel": ("Portal",)}, 430, -155.0
            ),
        ),
        n=2400,
        measured=1200,
        notes=("The attribute “hotel” has more than 40 values and was left out.",),
    )
    return found.model_copy(update=changes)


def values() -> tuple[SegmentValues, ...]:
    counted = {"Check-in": 0.26, "When something goes wrong": 0.21, "Wi-Fi and desk": 0.14, "Staff": 0.09}
    return (
        SegmentValues(
            segment="Business regulars",
            n=612,
            valued=tuple(
                Valued(
                    touchpoint=label.lower(), label=label, share=share, low=share - 0.05, high=share + 0.05
                )
                for label, share in counted.items()
            ),
        ),
        SegmentValues(segment="Tour groups", n=14, refusal="14 answers are too few to tell what they value."),
    )


def profit(**changes: object) -> ProfitEvidence:
    evidence = ProfitEvidence(
        by="customer kind",
        whale=whale(),
        segments=(
            segment("Leisure", 1310, 212.4, 171.0, 256.0, 2, -0.02),
            segment("Business regulars", 640, 1604.0, 1402.0, 1822.0, 1, 0.06),
            segment("Tour groups", 450, -268.0, -391.0, -149.0, 3, -0.11),
        ),
        cost_to_serve=418_000,
        currency="EUR",
        first_day=date(2024, 10, 1),
        last_day=date(2026, 9, 30),
        costs=COSTS,
        groups=groups(),
        sensitivity=(sensitivity(), margin_sensitivity()),
        splits=splits(),
        values=values(),
        level=0.95,
        bootstrap=2000,
        seed=20261123,
        provenance=tuple(
            provenance(role)
            for role in (Role.TRANSACTIONS, Role.SERVICE, Role.UNIT_COSTS, Role.CUSTOMERS, Role.SURVEY)
        ),
    )
    return evidence.model_copy(update=changes)
