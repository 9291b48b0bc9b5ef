"""What serving customers costs, where it is believed rather than booked."""

from typing import Literal, Self

from pydantic import model_validator

from cxworkshop.domain.model import Model
from cxworkshop.domain.statements import Phrase

BelievedKind = Literal["margin", "acquisition", "unit_cost"]
"""Gross margin (share of revenue), acquisition (money per customer), unit cost (money per service event)."""


class Believed(Model):
    """A figure that is believed, with the range it may lie in: ``low`` ≤ ``value`` ≤ ``high``.

    ``name`` is the service event whose unit cost it is; for the other kinds it is the kind.
    """

    kind: BelievedKind
    name: Phrase
    value: float
    low: float
    high: float

    @model_validator(mode="after")
    def _within(self) -> Self:
        if not self.low <= self.value <= self.high:
            msg = f"{self.name}: {self.value:g} lies outside its range of {self.low:g} to {self.high:g}"
            raise ValueError(msg)
        return self

    def at(self, value: float) -> Self:
        """Return the figure at another value, drawn into its range."""
        return self.model_copy(update={"value": min(max(value, self.low), self.high)})


class Costs(Model):
    """The believed figures behind a profit; none where all is booked."""

    believed: tuple[Believed, ...] = ()

    def of(self, kind: BelievedKind) -> tuple[Believed, ...]:
        """Return the figures of one kind."""
        return tuple(figure for figure in self.believed if figure.kind == kind)

    def replacing(self, changed: Believed) -> Self:
        """Return these with one figure replaced, told by kind and name."""
        told = (changed.kind, changed.name)
        figures = (changed if (figure.kind, figure.name) == told else figure for figure in self.believed)
        return self.model_copy(update={"believed": tuple(figures)})
