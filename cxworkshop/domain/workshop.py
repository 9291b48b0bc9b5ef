"""The workshop as it stands: what its events add up to."""

from typing import Annotated, TypeVar

from pydantic import Field

from cxworkshop.domain.consent import Consent
from cxworkshop.domain.drivers import DriverEvidence
from cxworkshop.domain.evidence import ConsistencyEvidence, Evidence, TouchpointEvidence
from cxworkshop.domain.health_rounds import FirstStop, HealthRound
from cxworkshop.domain.journey import Hallmarks
from cxworkshop.domain.journey_map import JourneyMap, MapState
from cxworkshop.domain.laundry import LaundryBoard
from cxworkshop.domain.measured import MeasuredEvidence
from cxworkshop.domain.metrics import Metrics
from cxworkshop.domain.mission_drafts import MissionDrafts
from cxworkshop.domain.model import Model
from cxworkshop.domain.perception import Beliefs
from cxworkshop.domain.policies import Policy, PolicyBoundary, PolicyPlacement
from cxworkshop.domain.profit import ProfitEvidence
from cxworkshop.domain.promises import PromiseAnswers
from cxworkshop.domain.room import Room
from cxworkshop.domain.segments import Persona, TargetSegments
from cxworkshop.domain.stakes import StakeAssumptions
from cxworkshop.domain.statements import Mission, Success
from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.domain.value import ValueEvidence

E = TypeVar(
    "E",
    ProfitEvidence,
    ValueEvidence,
    TouchpointEvidence,
    ConsistencyEvidence,
    DriverEvidence,
    MeasuredEvidence,
)


class Workshop(Model):
    """One workshop's state. Evidence is kept per kind, the latest; predictions per question and person.

    ``agenda`` is the id of the plan for the day, "" where none is chosen.

    ``promises_out`` is the last round of promises that is shown; those up to it take no more answers, since
    what one more changed would tell it. ``policies_closed`` says the same of the policies.
    """

    name: str = ""
    agenda: str = ""
    tables: dict[Role, AttachedTable] = Field(default_factory=dict)
    evidence: dict[str, Evidence] = Field(default_factory=dict)
    predictions: dict[str, dict[str, str]] = Field(default_factory=dict)
    mission: Mission | None = None
    success: Success | None = None
    segments: TargetSegments | None = None
    personas: tuple[Persona, ...] = ()
    maps: dict[MapState, JourneyMap] = Field(default_factory=dict)
    beliefs: tuple[Beliefs, ...] = ()
    hallmarks: Hallmarks | None = None
    metrics: Metrics | None = None
    stakes: StakeAssumptions | None = None
    health: tuple[HealthRound, ...] = ()
    first_stop: FirstStop | None = None
    laundry: LaundryBoard = LaundryBoard()
    promises: tuple[PromiseAnswers, ...] = ()
    promises_out: Annotated[int, Field(ge=0, le=9)] = 0
    drafts: MissionDrafts = MissionDrafts()
    policies: tuple[PolicyPlacement, ...] = ()
    policies_closed: bool = False
    boundaries: dict[Policy, PolicyBoundary] = Field(default_factory=dict)
    consents: tuple[Consent, ...] = ()
    room: Room = Room()

    def _evidence_of(self, kind: type[E]) -> E | None:
        found = self.evidence.get(kind.model_fields["kind"].default)
        return found if isinstance(found, kind) else None

    @property
    def profit(self) -> ProfitEvidence | None:
        """The latest profit evidence, if any."""
        return self._evidence_of(ProfitEvidence)

    @property
    def value(self) -> ValueEvidence | None:
        """The latest forward-value evidence, if any."""
        return self._evidence_of(ValueEvidence)

    @property
    def touchpoints(self) -> TouchpointEvidence | None:
        """The latest touchpoint evidence, if any."""
        return self._evidence_of(TouchpointEvidence)

    @property
    def consistency(self) -> ConsistencyEvidence | None:
        """The latest consistency evidence, if any."""
        return self._evidence_of(ConsistencyEvidence)

    @property
    def drivers(self) -> DriverEvidence | None:
        """The latest driver evidence, if any."""
        return self._evidence_of(DriverEvidence)

    @property
    def measured(self) -> MeasuredEvidence | None:
        """The latest evidence of the firm's own metrics, if any."""
        return self._evidence_of(MeasuredEvidence)

    @property
    def today(self) -> JourneyMap | None:
        """The map of the journey as it is, if one was drawn."""
        return self.maps.get("as_is")

    @property
    def tomorrow(self) -> JourneyMap | None:
        """The map of the journey as it is to be; as it is, where the team hasn't begun another."""
        return self.maps.get("to_be") or self.today

    def persona(self, by: str, segment: str) -> Persona | None:
        """Return the persona of a segment, a value of the attribute ``by``, if one was described."""
        found = (persona for persona in self.personas if (persona.by, persona.segment) == (by, segment))
        return next(found, None)
