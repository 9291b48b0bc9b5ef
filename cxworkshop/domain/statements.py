"""Decision 1: the CX mission and the CX success statement."""

from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from cxworkshop.domain.model import Model

Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500)]


class Mission(Model):
    """What every customer should experience, every time, and who we are that they do."""

    customers: Phrase
    experience: Phrase
    identity: Phrase
    sentence: Sentence


class Success(Model):
    """Success defined so that it can be measured."""

    business_outcome: Phrase
    customer_outcome: Phrase
    employee_outcome: Phrase
    measure: Phrase
    baseline: float
    target: float
    due: date
    owner: Phrase
    sentence: Sentence


def assemble(pattern: str, **values: object) -> str:
    """Put a decision's fields into the pattern of its sentence.

    Parameters
    ----------
    pattern
        A format string that names the fields.
    values
        Text, numbers, dates; None or empty text reads as an ellipsis.
    """
    return pattern.format(**{name: spoken(value) for name, value in values.items()}).strip()


def spoken(value: object) -> str:
    """Return a field's value as it reads in a sentence."""
    match value:
        case None | "":
            return "…"
        case date():
            return f"{value.day} {value:%B %Y}"
        case int() | float():
            return number(value)
        case _:
            return str(value).strip().rstrip(".")


def number(value: float) -> str:
    """Return a number as people write it: 42, 3.5, 12,500,000; nothing is rounded away."""
    return f"{value:,.15g}".replace("-", "\N{MINUS SIGN}")
