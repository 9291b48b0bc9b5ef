"""Made-up but realistic maps of a journey, leaders' beliefs, and evidence on consistency."""

from itertools import groupby

from made_up_experience import FACTORS, consistency, share, times
from made_up_survey import JOURNEY, LABELS
from made_up_tables import provenance

from cxworkshop.domain.consistency import Consistency
from cxworkshop.domain.evidence import ConsistencyEvidence
from cxworkshop.domain.journey_map import Journey, JourneyMap, Stage
from cxworkshop.domain.perception import Beliefs
from cxworkshop.domain.tables import Role
from cxworkshop.domain.touchpoint import Cause, Claim, Recovery, Touchpoint, Triad

EMOTIONS = (0, 0.5, 1, -0.5, -0.5, 1, None, 1.5, 1, -1.5, 0, -0.5)


def check_in(**changes: object) -> Touchpoint:
    """The one touchpoint that is described in full."""
    return Touchpoint(
        id="check_in",
        name="Check-in",
        emotion=-0.5,
        feelings="Kept waiting, then welcomed",
        owner="Front office",
        pains=(
            Claim(id="queue", text="Guests queue although their room is ready", evidence="researched"),
            Claim(id="twice", text="Guests repeat what they wrote", source="Survey 2026"),
        ),
        causes=(
            Cause(id="hour", of="queue", text="Most guests arrive in the same hour", owner="Front office"),
            Cause(id="shifts", of="hour", text="Shifts follow the contract", owner="HR"),
        ),
        personalisation="Welcome by name, and a word on the last stay",
        recovery=Recovery(
            notice="The desk sees who has waited longer than five minutes",
            own_up="Apologise before asking for the document",
            mend="Bring the key to the bar",
            tell="The next shift knows",
        ),
        triad=Triad(
            marketing="Promise a fast arrival only where it is kept",
            operations="A second person when the evening trains come in",
            hr="Train for the welcome, not for the form",
        ),
    ).model_copy(update=changes)


def recovery() -> Touchpoint:
    """A touchpoint that has no owner yet, and no triad."""
    return Touchpoint(
        id="recovery",
        name="When something goes wrong",
        emotion=-1.5,
        pains=(Claim(id="how_long", text="Nobody says how long it will take"),),
        recovery=Recovery(mend="Repair within the hour, or another room"),
    )


def today(**described: Touchpoint) -> JourneyMap:
    """The map of today, of the survey's touchpoints; some of them are described."""
    known = {"check_in": check_in(), "recovery": recovery(), **described}
    emotions = dict(zip((name for name, _, _ in JOURNEY), EMOTIONS, strict=True))
    stages = tuple(
        Stage(
            id=f"stage-{stage.lower()}",
            name=stage,
            touchpoints=tuple(
                known.get(name) or Touchpoint(id=name, name=label, emotion=emotions[name])
                for name, label, _ in members
            ),
        )
        for stage, members in groupby(JOURNEY, key=lambda place: place[2])
    )
    return JourneyMap(
        id="stay", name="Guest of a hotel", journeys=(Journey(id="a-stay", name="A stay", stages=stages),)
    )


def tomorrow() -> JourneyMap:
    """Today's, but for one touchpoint that changes."""
    changed = check_in(channel="Phone, reception")
    return today(check_in=changed).model_copy(update={"state": "to_be"})


def beliefs(leaders: int = 4) -> tuple[Beliefs, ...]:
    """Leaders who believe help in trouble to be better, and the room worse, than customers say."""
    return tuple(
        Beliefs(
            person=f"L{place}",
            function="Operations" if place < 3 else "Finance",
            scores={"recovery": 8.5 + place / 10, "room": 6 + place / 10, "check_in": 7},
        )
        for place in range(leaders)
    )


def consistency_evidence(**changes: object) -> ConsistencyEvidence:
    calm = Consistency(score="room", alone=(share("hotel", 0.01, 0.0, 0.03),), level=0.95)
    evidence = ConsistencyEvidence(
        labels={**LABELS, **FACTORS},
        scores=(calm, consistency(together=(share("agent", 0.18, 0.12, 0.26),))),
        times=times(),
        unit="hours",
        provenance=(provenance(Role.SURVEY), provenance(Role.REQUESTS)),
    )
    return evidence.model_copy(update=changes)
