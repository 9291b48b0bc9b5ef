"""Write a journey map as Mermaid's ``journey`` diagram: stages are sections, touchpoints are tasks.

Mermaid gives some signs a meaning and runs others as markup or settings; everything but letters, digits and a
few harmless signs is therefore written as a code (``#58;`` for a colon), which Mermaid shows as the sign.
"""

from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.touchpoint import Touchpoint
from cxworkshop.export.journey_losses import Written, losses
from cxworkshop.inputs.journey_mermaid import MIDDLE, read_mermaid_map

_HARMLESS = " -_.!?'()/+–—’“”…€"
_KEYWORDS = ("journey", "title", "section", "acctitle", "accdescr")


def write_mermaid_map(journey_map: JourneyMap) -> Written:
    """Return the map as a diagram: names, feelings as scores from 1 to 5, owners as actors."""
    lines = ["journey", f"    title {_encoded(journey_map.name)}"]
    for stage in journey_map.stages:
        lines.append(f"    section {_encoded(stage.name)}")
        lines += [f"      {_task(touchpoint)}" for touchpoint in stage.touchpoints]
    text = "\n".join(lines) + "\n"
    return Written(text, losses(journey_map, read_mermaid_map(text, "The diagram").journey_map, "Mermaid"))


def _task(touchpoint: Touchpoint) -> str:
    name = _encoded(touchpoint.name)
    if touchpoint.name.lower().startswith(_KEYWORDS):
        name = _code(touchpoint.name[0]) + _encoded(touchpoint.name[1:])
    score = MIDDLE + (touchpoint.emotion or 0)
    actors = _actors(touchpoint.owner)
    return f"{name}: {score:g}: {actors}" if actors else f"{name}: {score:g}"


def _actors(owner: str) -> str:
    """Return the owner as actors: one for each part between commas, if they can be joined again."""
    parts = [part.strip() for part in owner.split(",")]
    return ", ".join(map(_encoded, parts if all(parts) and ", ".join(parts) == owner else [owner]))


def _encoded(text: str) -> str:
    return "".join(sign if sign.isalnum() or sign in _HARMLESS else _code(sign) for sign in text)


def _code(sign: str) -> str:
    return f"#{ord(sign)};"
