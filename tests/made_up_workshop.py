"""A workshop with made-up but realistic evidence: what charts and exports are tried on."""

from datetime import date

from made_up_drivers import driver_evidence
from made_up_maps import beliefs, consistency_evidence, today, tomorrow
from made_up_measured import measured_evidence
from made_up_metrics import assumptions, scorecard
from made_up_profit import profit
from made_up_survey import touchpoints
from made_up_tables import SHA
from made_up_value import value

from cxworkshop.domain.journey import Hallmark, Hallmarks
from cxworkshop.domain.metrics import Metric, Metrics
from cxworkshop.domain.predictions import TOP_FIFTH_SHARE, top_segment
from cxworkshop.domain.segments import Persona, TargetSegments
from cxworkshop.domain.statements import Mission, Success
from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.domain.workshop import Workshop

GUESSED_SHARES = {
    "": "45",
    "p1": "60",
    "p2": "60",
    "p3": "80",
    "p4": "35",
    "p5": "60",
    "p6": "75",
    "p7": "50",
}
GUESSED_SEGMENTS = dict(
    zip(GUESSED_SHARES, ["Leisure"] * 5 + ["Business regulars"] * 2 + ["Tour groups"], strict=True)
)


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
    """A sound scorecard, and one metric that serves no hallmark and has no pair."""
    off = Metric(
        driver="wifi",
        name="Rooms with a tested desk and Wi-Fi",
        owner="Tom Okafor",
        unit="rooms",
        baseline=310,
        target=980,
        due=date(2027, 3, 31),
    )
    return Metrics(chosen=(*scorecard().chosen, off))


def persona() -> Persona:
    return Persona(
        by="customer kind",
        segment="Business regulars",
        name="Frequent Fiona",
        needs=("A desk that works from the first minute", "To be known, not to be asked again"),
        behaviours=("Books direct, late, by phone", "Stays two nights, 14 times a year"),
        jobs=("Arrive ready for tomorrow's meeting", "Get an invoice that accounts accepts"),
        quotes=("I don't want a welcome drink, I want my key.",),
    )


def segments() -> TargetSegments:
    return TargetSegments(
        by="customer kind",
        targets=("Business regulars",),
        reason="They earn most per guest and come back; we can serve them better than the chains.",
        not_targets=("Tour groups",),
        not_reason="They cost more than they bring, and the house is too small for both.",
        actions={"builders": "grow", "eroders": "exit"},
    )


def workshop(**changes: object) -> Workshop:
    evidence = (
        profit(),
        value(),
        touchpoints(),
        consistency_evidence(),
        driver_evidence(),
        measured_evidence(),
    )
    used = {entry.role for found in evidence for entry in found.provenance}
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
            if role in used
        },
        evidence={found.kind: found for found in evidence},
        predictions={TOP_FIFTH_SHARE: GUESSED_SHARES, top_segment("customer kind"): GUESSED_SEGMENTS},
        mission=mission(),
        success=success(),
        segments=segments(),
        personas=(persona(),),
        maps={"as_is": today(), "to_be": tomorrow()},
        beliefs=beliefs(),
        hallmarks=hallmarks(),
        metrics=metrics(),
        stakes=assumptions(),
    )
    return made.model_copy(update=changes)
