"""What an ``.ojf`` file holds, as far as a journey map can take it in."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class _Lenient(BaseModel):
    """What is needed of an object in the file; what else stands there is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class OjfNamed(_Lenient):
    """A stage or a swimlane."""

    id: str
    name: str | None = None


class OjfLine(_Lenient):
    """A line of a blueprint: who or which system, and what is done."""

    actor: str | None = None
    action: str | None = None
    system: str | None = None
    description: str | None = None

    def __str__(self) -> str:
        return ": ".join(
            part for part in (self.actor or self.system, self.action or self.description) if part
        )


class OjfBlueprint(_Lenient):
    """What a node says of the work behind it; not in the specification, but in the editor's files."""

    backstage: tuple[OjfLine, ...] = ()
    support: tuple[OjfLine, ...] = ()
    onstage: tuple[Any, ...] = ()
    evidence: tuple[Any, ...] = ()


class OjfNode(_Lenient):
    """What stands where a stage and a swimlane meet."""

    id: str | None = None
    stage: str = Field(alias="stageId")
    swimlane: str = Field(alias="swimlaneId")
    title: str | None = None
    description: str | None = None
    severity: str | None = None
    score: float | None = Field(None, ge=-5, le=5)
    sentiment: str | None = None
    purpose: str | None = None
    moment_of_truth: bool | None = Field(None, alias="isMomentOfTruth")
    tags: tuple[str, ...] | None = ()
    blueprint: OjfBlueprint | None = None

    def tag(self, name: str) -> str:
        """Return what the tag ``name:…`` says, "" where there is none."""
        beginning = f"{name}:"
        return next((tag.removeprefix(beginning) for tag in self.tags or () if tag.startswith(beginning)), "")


class OjfMetadata(_Lenient):
    """Where the editor's newer samples keep title and persona."""

    title: str | None = None
    persona: str | None = None
    pov: str | None = None


class OjfFile(_Lenient):
    """The whole file."""

    title: str | None = None
    persona: str | None = None
    point_of_view: str | None = Field(None, alias="pointOfView")
    metadata: OjfMetadata = OjfMetadata()
    stages: tuple[OjfNamed, ...]
    swimlanes: tuple[OjfNamed, ...]
    nodes: tuple[OjfNode, ...] = ()
