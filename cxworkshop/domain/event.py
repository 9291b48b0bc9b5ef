"""What all events share."""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import uuid4

from pydantic import AwareDatetime, Field

from cxworkshop.domain.model import Model


def _new_id() -> str:
    return uuid4().hex


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


class BaseEvent(Model):
    """What every event has: its id, when it happened, who recorded it, and its shape's version."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")] = Field(default_factory=_new_id)
    at: AwareDatetime = Field(default_factory=now)
    by: Annotated[str, Field(max_length=80)] = "facilitator"
    version: Literal[1] = 1
