"""Which stances count: those on a decision as it reads now."""

from hashlib import sha256

from cxworkshop.domain.consent import Consent, Decided
from cxworkshop.domain.workshop import Workshop

LONGEST = 1500
"""Longest text that a stance can be about (characters)."""


def read_out(workshop: Workshop, decision: Decided) -> str:
    """Return a decision as it is read out before people say where they stand; "" where there is none yet.

    One too long to be kept with every stance is cut, and ends with a fingerprint of all of it.
    """
    said = _said(workshop, decision).strip()
    if len(said) <= LONGEST:
        return said
    ending = f"… ({sha256(said.encode()).hexdigest()[:16]})"
    return said[: LONGEST - len(ending)] + ending


def stances(workshop: Workshop, decision: Decided) -> tuple[Consent, ...]:
    """Return the stances on a decision as it reads now; those on an earlier wording count no more."""
    about = read_out(workshop, decision)
    return tuple(
        one for one in workshop.consents if about and one.decision == decision and one.about == about
    )


def _said(workshop: Workshop, decision: Decided) -> str:
    match decision:
        case "mission":
            return workshop.mission.sentence if workshop.mission else ""
        case "success":
            return workshop.success.sentence if workshop.success else ""
        case "segments":
            return ", ".join(workshop.segments.targets) if workshop.segments else ""
        case "hallmarks":
            picks = workshop.hallmarks.picks if workshop.hallmarks else ()
            return "; ".join(": ".join(filter(None, (pick.label, pick.experience))) for pick in picks)
        case "metrics":
            chosen = workshop.metrics.chosen if workshop.metrics else ()
            return "; ".join(f"{metric.name} ({metric.owner})" for metric in chosen)
