"""Where leaders see five policies between "anything goes" and "by the book", and the boundary agreed."""

from typing import Annotated, Literal

from pydantic import Field

from cxworkshop.domain.map_words import Mention
from cxworkshop.domain.model import Model

Policy = Literal["returns", "licences", "pricing", "support", "warranty"]

Position = Annotated[float, Field(ge=0, le=100)]
"""0: anything goes; 100: by the book."""

Words = Annotated[str, Field(max_length=600)]


class PolicyPlacement(Model):
    """Where one person places the policies; the last one of a person counts."""

    person: Annotated[Mention, Field(min_length=1, max_length=80)]
    function: Annotated[Mention, Field(max_length=80)] = ""
    positions: Annotated[dict[Policy, Position], Field(min_length=1)]


class PolicyBoundary(Model):
    """What was written down for one policy: the boundary, and the way to talk to a customer about it."""

    policy: Policy
    boundary: Words = ""
    way_to_talk: Words = ""
