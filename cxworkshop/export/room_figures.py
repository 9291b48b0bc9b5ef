"""What a chart shows of what the room chose: in one round, or in the first and the last of several."""

from typing import NamedTuple

from cxworkshop.charts.findings_room import counts_people
from cxworkshop.domain.activity_results import Tally
from cxworkshop.export.room_results import Asked
from cxworkshop.export.sources import text


class Figures(NamedTuple):
    """Figures by round and item, the first item on top; what they are, and whether shares (1 = all)."""

    rounds: dict[str, dict[str, float]]
    labels: dict[str, str]
    axis: str
    share: bool


def figures_of(asked: Asked, most: int | None = None) -> Figures | None:
    """Return the figures of the first ``most`` items; None where numbers or texts were given.

    Dots are counted; of two rounds, in which not as many people may have answered, dots a person are shown.
    """
    tallies = {number: told for number, told in asked.rounds if isinstance(told, Tally)}
    if not tallies:
        return None
    first, last = min(tallies), max(tallies)
    shown = {number: tallies[number] for number in sorted({first, last})}
    kind, several = asked.ask.question.kind, len(shown) > 1
    given = {one.id for tally in shown.values() for one in tally.items if one.total}
    ids = [one.id for one in tallies[last].items if one.id in given or kind == "consent"][:most]
    counted = kind == "dots" and not several
    return Figures(
        rounds={
            text("room", "round", number=number): {
                which: _level(tally, which, 1 if counted else tally.n) for which in ids
            }
            for number, tally in shown.items()
        },
        labels={one.id: one.label for one in tallies[last].items},
        axis=_axis(kind, several=several),
        share=counts_people(asked.ask),
    )


def _level(tally: Tally, which: str, over: int) -> float:
    return next(one.total for one in tally.items if one.id == which) / over


def _axis(kind: str, *, several: bool) -> str:
    match kind:
        case "dots":
            return text("room", "axis", "dots_rounds" if several else "dots")
        case "points" | "consent":
            return text("room", "axis", kind)
        case _:
            return text("room", "axis", "share")
