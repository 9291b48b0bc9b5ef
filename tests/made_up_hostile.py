"""A workshop in which every name and text is hostile, and there are many of them."""

from datetime import date

from made_up_drivers import driver_evidence
from made_up_experience import channel_times, consistency, share, times
from made_up_maps import consistency_evidence
from made_up_profit import groups, profit, segment, splits
from made_up_survey import LABELS, touchpoints
from made_up_tables import HOSTILE
from made_up_value import cohorts, segment_value, value
from made_up_workshop import mission, success, workshop

from cxworkshop.domain.costs import Believed
from cxworkshop.domain.evidence import ConsistencyEvidence
from cxworkshop.domain.journey import Hallmark, Hallmarks
from cxworkshop.domain.journey_map import MOST_CAUSES, MOST_CLAIMS, Journey, JourneyMap, Stage
from cxworkshop.domain.map_words import tidy
from cxworkshop.domain.metrics import Metric, Metrics
from cxworkshop.domain.perception import Beliefs
from cxworkshop.domain.predictions import TOP_FIFTH_SHARE, top_segment
from cxworkshop.domain.profit import (
    Condition,
    Crossing,
    Part,
    ProfitEvidence,
    SegmentRange,
    SegmentValues,
    Sensitivity,
    Valued,
)
from cxworkshop.domain.segments import Persona, TargetSegments
from cxworkshop.domain.touchpoint import Cause, Claim, Recovery, Touchpoint, Triad
from cxworkshop.domain.value import ValueEvidence
from cxworkshop.domain.workshop import Workshop


def hostile_profit() -> ProfitEvidence:
    """Every name is hostile, and there are many of them."""
    found = splits()
    names = HOSTILE * 3
    ranges = [SegmentRange(name=name, at_low=place, at_high=-3e9 * place) for place, name in enumerate(names)]
    hostile_sensitivity = Sensitivity(
        believed=Believed(kind="unit_cost", name=HOSTILE[2].strip(), value=0, low=0, high=1),
        losers_low=0,
        losers_high=9,
        change_sides=9,
        total_low=1,
        total_high=-1,
        segments=tuple(ranges),
        crossings=tuple(
            Crossing(first=HOSTILE[place], second=HOSTILE[place + 1], at=place / 10) for place in range(6)
        ),
    )
    return profit(
        by="=kind",
        segments=tuple(
            segment(
                name, 100 + place, 500 - 90 * place, 400 - 90 * place, 600 - 90 * place, place // 4 + 1, 9.0
            )
            for place, name in enumerate(names)
        ),
        currency=HOSTILE[2],
        groups=tuple(
            one.model_copy(
                update={
                    "makeup": tuple(Part(segment=name, customers=9, share=0.04, usual=0.05) for name in names)
                }
            )
            for one in groups()
        ),
        sensitivity=(hostile_sensitivity,),
        splits=found.model_copy(
            update={
                "ranked": tuple(
                    found.ranked[0].model_copy(update={"attribute": name, "low": -0.01}) for name in names
                ),
                "proposals": tuple(
                    found.proposals[0].model_copy(
                        update={"conditions": (Condition(attribute=name, values=HOSTILE * 3),) * 3}
                    )
                    for name in names
                ),
                "notes": HOSTILE,
            }
        ),
        values=tuple(
            SegmentValues(
                segment=name,
                n=9,
                valued=tuple(
                    Valued(touchpoint=label, label=label, share=0.2, low=0.1, high=0.3) for label in HOSTILE
                ),
            )
            for name in HOSTILE
        ),
        notes=HOSTILE,
    )


def hostile_value() -> ValueEvidence:
    """Every name is hostile, and there are many of them."""
    return value(
        by="=kind",
        segments=tuple(
            segment_value(name, 9, 0.5, 3e9 - place, 1e9) for place, name in enumerate(HOSTILE * 3)
        ),
        cohorts=tuple(
            one.model_copy(update={"start": name}) for one, name in zip(cohorts(21), HOSTILE * 3, strict=True)
        ),
        currency=HOSTILE[3],
        notes=HOSTILE,
    )


def hostile_map() -> JourneyMap:
    """Every text is hostile and long, a touchpoint has all the claims it may have, 60 times."""
    names = [tidy(name) for name in HOSTILE]

    def touchpoint(place: int) -> Touchpoint:
        name = names[place % len(names)]
        words = tidy(name * 6)
        pains = tuple(Claim(id=f"p{place}-{one}", text=words, source=name) for one in range(MOST_CLAIMS))
        causes = tuple(
            Cause(
                id=f"c{place}-{one}",
                of=f"c{place}-{one - 1}" if one else pains[0].id,
                text=words,
                owner=name,
            )
            for one in range(MOST_CAUSES)
        )
        return Touchpoint(
            id=f"t{place}",
            name=name,
            owner=name,
            emotion=None if place % 5 == 1 else place % 3 - 1,
            feelings=words,
            personalisation=words,
            recovery=Recovery(notice=words, own_up=words, mend=words, tell=words),
            triad=Triad(marketing=words, operations=words, hr=words),
            pains=pains,
            causes=causes,
        )

    stages = tuple(
        Stage(
            id=f"s{stage}",
            name=names[stage % len(names)],
            touchpoints=tuple(touchpoint(place) for place in range(4 * stage, 4 * stage + 4)),
        )
        for stage in range(15)
    )
    return JourneyMap(id="map", name=names[0], journeys=(Journey(id="all", name=names[1], stages=stages),))


def hostile_consistency() -> ConsistencyEvidence:
    """Every name is hostile, and there are many of them."""
    names = HOSTILE * 3
    channels = [channel_times(f"{name}{place}", 0.0, 9e6) for place, name in enumerate(names)]
    found = consistency(*(share(name, 0.2, 0.0, 1.0) for name in names))
    return consistency_evidence(
        labels=dict.fromkeys(names, HOSTILE[0]),
        scores=(found.model_copy(update={"score": HOSTILE[3], "notes": HOSTILE}),),
        times=times(*channels, inconsistent=[channel.channel for channel in channels]),
        unit=HOSTILE[2],
        notes=HOSTILE,
    )


def hostile_workshop() -> Workshop:
    """A workshop in which every name and text is hostile, and there are many of them."""
    long = HOSTILE[2]
    labels = {name: HOSTILE[place % len(HOSTILE)] for place, name in enumerate(LABELS)}
    scores = tuple(
        score.model_copy(update={"label": labels[score.name]}) for score in touchpoints().touchpoints
    )
    evidence = (
        hostile_profit(),
        hostile_value(),
        touchpoints(touchpoints=scores, asked_for=HOSTILE, segment=HOSTILE),
        hostile_consistency(),
        driver_evidence(labels=labels, asked_for=HOSTILE),
    )
    texts = dict.fromkeys(("business_outcome", "customer_outcome", "employee_outcome", "owner"), long)
    return workshop(
        name=HOSTILE[0] + long,
        evidence={found.kind: found for found in evidence},
        predictions={
            TOP_FIFTH_SHARE: {
                str(place): guess for place, guess in enumerate(("nan", "-1e300", "1e300", "x"))
            },
            top_segment("=kind"): {str(place): name for place, name in enumerate(HOSTILE)},
        },
        mission=mission().model_copy(update={"sentence": long * 7, "identity": long}),
        success=success().model_copy(update={**texts, "measure": HOSTILE[3], "sentence": long * 7}),
        segments=TargetSegments(
            by="=kind", targets=HOSTILE[:5], reason=long * 6, not_targets=HOSTILE[5:], not_reason=long * 6
        ),
        personas=tuple(
            Persona(
                by="=kind",
                segment=name,
                name=name,
                **dict.fromkeys(("needs", "behaviours", "jobs", "quotes"), (*HOSTILE, long)),
            )
            for name in HOSTILE
        ),
        maps={"as_is": hostile_map(), "to_be": hostile_map().model_copy(update={"state": "to_be"})},
        beliefs=tuple(
            Beliefs(person=f"P{place}", function=tidy(HOSTILE[2])[:80], scores=dict.fromkeys(LABELS, 9.0))
            for place in range(4)
        ),
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
