"""Decision 2: the segments to design for."""

from cxworkshop.domain.model import Model
from cxworkshop.domain.statements import Phrase


class TargetSegments(Model):
    """The values of attribute ``by`` that the team designs for, and why."""

    by: Phrase
    targets: tuple[Phrase, ...]
    reason: str = ""

    def among(self, by: str) -> tuple[str, ...]:
        """Return the targets where they are values of attribute ``by``, else none."""
        return self.targets if by == self.by else ()
