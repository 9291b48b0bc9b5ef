"""Where touchpoints stand in the journey, and how memorable that makes them."""

from collections.abc import Sequence
from typing import NamedTuple

from cxworkshop.inputs.journey_rows import NO_STAGE

LAST_STAGE, FIRST_STAGE, ELSEWHERE = 1.0, 0.5, 0.0
_FEWEST_STAGES = 2


class Place(NamedTuple):
    """A touchpoint's stage (None where the journey doesn't place it) and its position, 1 first.

    ``moment`` (0–1) is how memorable its stage is; None where the journey has no two stages.
    """

    stage: str | None
    position: int
    moment: float | None


def journey_places(names: Sequence[str], placed: Sequence[tuple[str, str]]) -> dict[str, Place]:
    """Return where each touchpoint stands.

    The last stage is what people remember most, the first one half as much, what lies between not (peak–end
    rule and serial position).

    Parameters
    ----------
    names
        Touchpoints of the survey.
    placed
        Touchpoint and stage ("" where there is none), in the order of the journey. The first place counts
        where a touchpoint has several; what has none stands behind the journey, in the order of ``names``.

    References
    ----------
    Kahneman, Fredrickson, Schreiber & Redelmeier (1993), Psychological Science 4(6); Murdock (1962), Journal
    of Experimental Psychology 64.
    """
    stages = list(dict.fromkeys(stage for _, stage in placed if stage not in {"", NO_STAGE}))
    last = next((stage for _, stage in reversed(placed) if stage in stages), None)
    moments = dict.fromkeys(stages, ELSEWHERE)
    if last is not None:
        moments |= {stages[0]: FIRST_STAGE, last: LAST_STAGE}
    staged = len(stages) >= _FEWEST_STAGES
    places: dict[str, Place] = {}
    for position, (name, stage) in enumerate(placed, start=1):
        moment = moments.get(stage, ELSEWHERE) if staged else None
        places.setdefault(name, Place(stage or None, position, moment))
    behind = [name for name in names if name not in places]
    unplaced = ELSEWHERE if staged else None
    places |= {
        name: Place(None, position, unplaced) for position, name in enumerate(behind, start=len(placed) + 1)
    }
    return {name: places[name] for name in names}
