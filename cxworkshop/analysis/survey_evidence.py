"""From a firm's survey to the evidence that enters the workshop's log."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cxworkshop.analysis.firm_segments import segment_provenance
from cxworkshop.analysis.intervals import LEVEL
from cxworkshop.analysis.survey_answers import Progress, answers_of, survey_scale
from cxworkshop.analysis.touchpoint_groups import Scoring
from cxworkshop.analysis.touchpoint_value import part_of
from cxworkshop.analysis.touchpoints_told import counts_comments, told_of
from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.inputs.firm import Firm
from cxworkshop.settings import SEED

_NO_WEIGHTS: Mapping[str, float] = MappingProxyType({})


def touchpoint_evidence(  # noqa: PLR0913 - whose touchpoints, where they stand, and how they are resampled
    firm: Firm,
    target: TargetSegments | None,
    *,
    weights: Mapping[str, float] = _NO_WEIGHTS,
    journey_map: JourneyMap | None = None,
    bootstrap: int = 500,
    progress: Progress | None = None,
) -> TouchpointEvidence:
    """Return how the target segments' customers score each touchpoint, and what it is worth to them.

    Where they can't be told, too few of them answered, or their answers can't carry the measure, all
    customers are scored instead: ``segment`` is then empty and a note says why.

    Parameters
    ----------
    firm
        The firm's tables; a survey must be attached.
    target
        The segments that were chosen.
    weights
        Target segment → its share of their profit: by that much counts what it values. Without them all
        answers of the target segments count together.
    journey_map
        Where touchpoints stand; without one the journey table says it.
    bootstrap
        Resamples of rows for the intervals and draws.
    progress
        Called with the share of the work done (0–1).

    Raises
    ------
    UndefinedMeasureError
        All customers' answers can't carry the measure, or ratings are on different scales.
    """
    survey = firm.survey()
    scale = survey_scale(firm, survey)
    told = told_of(firm, journey_map)
    scoring = Scoring(firm, told, scale, bootstrap)
    asked, refusal = answers_of(firm, survey, target)
    targeted = None
    if asked:
        try:
            targeted = scoring.of_target(asked, weights, part_of(progress, 0, 2))
        except UndefinedMeasureError as error:
            refusal = f"The target segments can't be scored by themselves: {error}"
    if targeted:
        shown, everyone = targeted, scoring.alongside(survey, part_of(progress, 1, 2))
    else:
        shown, everyone = scoring.of_all(survey, progress), None
    return TouchpointEvidence(
        asked_by=target.by if target else None,
        asked_for=target.targets if target else (),
        asked_weights=dict(weights),
        segment=target.targets if target and targeted else (),
        weights=shown.weights,
        n=shown.group.n,
        weighted=firm.attached(Role.SURVEY).column("weight") is not None,
        scale_low=scale[0],
        scale_high=scale[1],
        touchpoints=shown.group.touchpoints,
        draws=shown.group.draws,
        everyone=everyone,
        currency=told.currency,
        notes=(*([refusal] if refusal else []), *shown.notes, *told.notes),
        level=LEVEL,
        bootstrap=bootstrap,
        seed=SEED,
        provenance=tuple(_touchpoint_provenance(firm, target)),
    )


def _touchpoint_provenance(firm: Firm, target: TargetSegments | None) -> Iterator[Provenance]:
    yield firm.provenance(Role.SURVEY, ("customer", "outcome", "weight", "touchpoint"))
    if target and target.targets and firm.attached(Role.SURVEY).column("customer"):
        yield from segment_provenance(firm, target.by, target.targets)
    if firm.has(Role.JOURNEY):
        yield firm.provenance(Role.JOURNEY, ("touchpoint", "label", "stage", "order", "volume", "cost"))
    if counts_comments(firm):
        yield firm.provenance(Role.VERBATIMS, ("touchpoint", "text"))
