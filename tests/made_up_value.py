"""Made-up but realistic evidence on forward value: expected value by segment, and cohorts."""

from datetime import date

from made_up_profit import COSTS
from made_up_tables import provenance

from cxworkshop.domain.tables import Role
from cxworkshop.domain.value import BgNbd, Cohort, ExpectedValue, GammaGamma, SegmentValue, ValueEvidence


def cohort(start: str, customers: int, periods: int, fades: float = 0.82) -> Cohort:
    kept = (1.0, *(0.2 + 0.5 * fades**place for place in range(1, periods + 1)))
    return Cohort(start=start, customers=customers, kept=kept)


def cohorts(number: int = 8) -> tuple[Cohort, ...]:
    months = [f"{2024 + place // 12}-{place % 12 + 1:02}" for place in range(9, 9 + number)]
    return tuple(
        cohort(start, 90 + 37 * place % 80, number - 1 - place, 0.74 + 0.05 * (place % 4))
        for place, start in enumerate(months)
    )


def segment_value(
    name: str, customers: int, alive: float, mean: float, spread: float, margin: float = 0.4
) -> SegmentValue:
    return SegmentValue(
        name=name,
        customers=customers,
        alive=alive,
        mean=mean,
        low=mean - spread,
        high=mean + spread,
        total=mean * customers,
        margin=margin,
        kept_customer=mean * (1 - alive) / alive,
    )


def value(**changes: object) -> ValueEvidence:
    evidence = ValueEvidence(
        by="customer kind",
        until=date(2026, 3, 31),
        unit="week",
        n=2400,
        bg_nbd=BgNbd(r=0.24, alpha=4.4, a=0.79, b=2.43, log_likelihood=-9582.4),
        gamma_gamma=GammaGamma(p=6.2, q=3.7, v=15.4, log_likelihood=-4051.2, n=1146),
        expected_value=ExpectedValue(mean=412.0, total=988_800.0, horizon=52, low=371.0, high=455.0),
        discount=0.1,
        margin=0.4,
        costs=COSTS,
        alive=0.61,
        kept_customer=264.0,
        held_out=(1840.0, 1797.0),
        segments=(
            segment_value("Business regulars", 640, 0.78, 1240.0, 150.0),
            segment_value("Leisure", 1310, 0.55, 128.0, 21.0),
            segment_value("Tour groups", 450, 0.49, 60.0, 24.0),
        ),
        cohorts=cohorts(),
        currency="EUR",
        level=0.95,
        bootstrap=200,
        seed=20261123,
        provenance=tuple(
            provenance(role) for role in (Role.TRANSACTIONS, Role.SERVICE, Role.UNIT_COSTS, Role.CUSTOMERS)
        ),
    )
    return evidence.model_copy(update=changes)
