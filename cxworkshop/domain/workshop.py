"""The workshop as it stands: what its events add up to."""

from typing import TypeVar

from pydantic import Field

from cxworkshop.domain.evidence import DriverEvidence, Evidence, ProfitEvidence, TouchpointEvidence
from cxworkshop.domain.journey import Hallmarks
from cxworkshop.domain.metrics import Metrics
from cxworkshop.domain.model import Model
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.statements import Mission, Success
from cxworkshop.domain.tables import AttachedTable, Role

E = TypeVar("E", ProfitEvidence, TouchpointEvidence, DriverEvidence)


class Workshop(Model):
    """One workshop's state. Evidence is kept per kind, the latest; predictions per question."""

    name: str = ""
    tables: dict[Role, AttachedTable] = Field(default_factory=dict)
    evidence: dict[str, Evidence] = Field(default_factory=dict)
    predictions: dict[str, str] = Field(default_factory=dict)
    mission: Mission | None = None
    success: Success | None = None
    segments: TargetSegments | None = None
    hallmarks: Hallmarks | None = None
    metrics: Metrics | None = None

    def _evidence_of(self, kind: type[E]) -> E | None:
        found = self.evidence.get(kind.model_fields["kind"].default)
        return found if isinstance(found, kind) else None

    @property
    def profit(self) -> ProfitEvidence | None:
        """The latest profit evidence, if any."""
        return self._evidence_of(ProfitEvidence)

    @property
    def touchpoints(self) -> TouchpointEvidence | None:
        """The latest touchpoint evidence, if any."""
        return self._evidence_of(TouchpointEvidence)

    @property
    def drivers(self) -> DriverEvidence | None:
        """The latest driver evidence, if any."""
        return self._evidence_of(DriverEvidence)
