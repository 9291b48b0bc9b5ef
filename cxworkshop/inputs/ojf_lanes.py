"""How a journey map's lanes are called in an ``.ojf`` file, and what its tags say."""

from cxworkshop.domain.touchpoint import TEXT_LANES, TextLane

VERSION = "1.0"
"""Version of the OpenJourney Format that is written: ``OJF_SPEC.md`` of the Ptolemy editor."""

SCALE = 2.5
"""Points of an ``.ojf`` score (−5 to 5) per point of emotion (−2 to 2)."""

TOUCHPOINTS = "touchpoints"
"""The swimlane of the touchpoints themselves."""

_TEXT_NAMES = (
    "Survey column",
    "Channel",
    "Customer's actions",
    "Thoughts",
    "Feelings",
    "Backstage",
    "Owner",
    "Systems",
    "What is changing",
    "Personalisation",
    "Recovery: notice",
    "Recovery: own up",
    "Recovery: mend",
    "Recovery: tell",
    "Marketing must",
    "Operations must",
    "HR must",
)

TEXT_SWIMLANES: dict[TextLane, tuple[str, str]] = {
    lane: (lane.replace(".", "_"), name) for lane, name in zip(TEXT_LANES, _TEXT_NAMES, strict=True)
}
"""Lane of text → its swimlane's id and name."""

CLAIM_SWIMLANES = {
    "insights": ("Insights", "observation"),
    "pains": ("Pain points", "pain-point"),
    "opportunities": ("Opportunities", "opportunity"),
    "causes": ("Causes", "cause"),
}
"""Lane of claims, which is its swimlane's id too → the swimlane's name, and its nodes' ``purpose``."""

MOMENT = "moment"
"""The ``purpose`` of a moment without a transaction; a touchpoint's is ``touchpoint``."""
