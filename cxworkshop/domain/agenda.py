"""The steps of the workshop, in order, and the decisions each must end with."""

from cxworkshop.domain.chain import Decision, decided
from cxworkshop.domain.model import Model
from cxworkshop.domain.workshop import Workshop


class Step(Model):
    """One step: a notebook that is also a page. Its title and texts are in ``templates/texts``."""

    id: str
    decisions: tuple[Decision, ...] = ()


STEPS: tuple[Step, ...] = (
    Step(id="00_start"),
    Step(id="01_health_check"),
    Step(id="02_mission_and_success", decisions=("mission", "success")),
    Step(id="03_profitable_segments", decisions=("segments",)),
    Step(id="04_hallmark_touchpoints", decisions=("hallmarks",)),
    Step(id="05_value_drivers", decisions=("metrics",)),
    Step(id="07_share"),
)


DESK = "08_desk"
"""The facilitator's desk: a page beside the steps, and none of them."""


def four_decisions(workshop: Workshop) -> tuple[bool, ...]:
    """Return for each of the four decisions whether it is made; the first has two halves."""
    made = decided(workshop)
    return tuple(all(made[name] for name in step.decisions) for step in STEPS if step.decisions)
