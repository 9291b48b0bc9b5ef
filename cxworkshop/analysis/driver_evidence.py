"""From a firm's survey to what moves its outcome, as it enters the workshop's log."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from cxworkshop.analysis.asked_drivers import Asked, asked_drivers
from cxworkshop.analysis.driver_answers import DriverAnswers
from cxworkshop.analysis.driver_groups import DriverGroups, driver_groups
from cxworkshop.analysis.firm_segments import segment_provenance
from cxworkshop.analysis.responses import penalty_reward
from cxworkshop.analysis.satisfaction_trap import satisfaction_trap, satisfied_on
from cxworkshop.analysis.segment_drivers import MOST_SEGMENTS, segment_drivers
from cxworkshop.analysis.sentences import listed
from cxworkshop.analysis.stake_pieces import DRAWS, stake_pieces
from cxworkshop.analysis.survey_answers import Progress, survey_scale
from cxworkshop.domain.drivers import (
    DriverEvidence,
    DriverQuestion,
    Drivers,
    MissingRule,
    NoteOn,
    PenaltyReward,
    RuleEffect,
    SatisfactionTrap,
    SegmentDrivers,
    StakePieces,
)
from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.scales import Scale, usual_scale
from cxworkshop.settings import SMALLEST_GROUP

MOST_RESAMPLES_LOGISTIC, MOST_RESAMPLES_SEGMENT = 200, 200
"""More take longer than they tell: a logistic fit of twelve drivers fits 4,096 models."""

_RECOMMENDATION: Scale = (0, 10)
_RULES: tuple[MissingRule, ...] = ("pairwise", "complete", "never_used")
_USUAL = DriverQuestion()


def driver_evidence(  # noqa: PLR0913 - whose drivers of what, and how they are resampled
    firm: Firm,
    target: TargetSegments | None,
    question: DriverQuestion = _USUAL,
    *,
    journey_map: JourneyMap | None = None,
    bootstrap: int = 500,
    progress: Progress | None = None,
) -> DriverEvidence:
    """Return what moves the outcome that is asked for, of all customers and of the target segments.

    Where something can't be told, a sentence says why: ``refusal`` for the target segments, the segment's or
    the rule's own, else ``notes_on``.

    Parameters
    ----------
    firm
        The firm's tables; a survey must be attached.
    target
        The segments that were chosen.
    question
        Outcome, drivers and method.
    journey_map
        What drivers are called; without one the journey table says it.
    bootstrap
        Resamples for the intervals, at least 50; some parts take fewer.
    progress
        Called with the share of the work done (0–1).

    Raises
    ------
    MissingColumnError
        The survey doesn't have a column that is asked for.
    UndefinedMeasureError
        All customers' answers can't carry the measure.
    """
    told = _Told(progress)
    asked = asked_drivers(firm, question, journey_map)
    groups = driver_groups(firm, asked, target)
    everyone = _compared(asked.answers, bootstrap, told.part(0, 0.4))
    targeted, refusal = _targeted(asked, groups, target, bootstrap, told.part(0.4, 0.6))
    found = _Found(asked, firm, bootstrap)
    segments = found.segments(groups, told.part(0.6, 0.8))
    responses = found.responses()
    told.part(0.8, 0.93)(1)
    pieces = found.pieces(groups, target)
    told.part(0.93, 0.98)(1)
    rules, trap = found.rules(), found.trap()
    told.part(0.98, 1)(1)
    return DriverEvidence(
        question=question,
        outcome=asked.answers.outcome,
        labels=asked.labels,
        everyone=everyone,
        asked_by=target.by if target else None,
        asked_for=target.targets if target else (),
        target=targeted,
        refusal=refusal,
        left_out=asked.left_out,
        segments=segments,
        responses=responses,
        rules=rules,
        trap=trap,
        pieces=pieces,
        notes_on={part: tuple(notes) for part, notes in found.notes.items()},
        provenance=tuple(_provenance(firm, asked, groups, target)),
    )


class _Told:
    """Tells of progress, part by part."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress

    def part(self, start: float, end: float) -> Progress:
        """Return what hears of a part that lies between two shares of the whole."""

        def tell(done: float) -> None:
            if self._progress:
                self._progress(start + (end - start) * done)

        return tell


def _compared(answers: DriverAnswers, bootstrap: int, progress: Progress) -> Drivers:
    most = MOST_RESAMPLES_LOGISTIC if answers.fit == "logistic" else bootstrap
    found = answers.compared(min(bootstrap, most), progress)
    progress(1)
    return found


def _targeted(
    asked: Asked, groups: DriverGroups, target: TargetSegments | None, bootstrap: int, progress: Progress
) -> tuple[Drivers | None, str | None]:
    """Return the target segments' drivers, or None with a sentence why they can't be told."""
    if target is None or not target.targets or groups.segments is None:
        return None, groups.refusal
    answers = asked.answers.of(groups.rows(target.targets))
    if too_few := answers.too_few(listed(target.targets)):
        return None, f"{too_few}, so only all customers are shown."
    try:
        return _compared(answers, bootstrap, progress), None
    except UndefinedMeasureError as error:
        return None, f"The target segments' drivers can't be told: {error}"


class _Found:
    """What is told beside the drivers; where it can't be, ``notes`` say why, by what they are about."""

    def __init__(self, asked: Asked, firm: Firm, bootstrap: int) -> None:
        self._asked, self._firm, self._bootstrap = asked, firm, bootstrap
        self.notes: defaultdict[NoteOn, list[str]] = defaultdict(list)

    def segments(self, groups: DriverGroups, progress: Progress) -> tuple[SegmentDrivers, ...]:
        """Return each segment's drivers beside the rest's."""
        answers = self._asked.answers
        named = groups.pooled(self._asked.survey["customer"])
        if named is None:
            return ()
        sizes = named[answers.usable].value_counts()
        if (sizes >= SMALLEST_GROUP).sum() < 2:  # noqa: PLR2004 - one segment can't be compared
            return ()
        if len(sizes) > MOST_SEGMENTS:
            self.notes["segments"].append(
                f"Of {len(sizes)} segments the {MOST_SEGMENTS} with most answers are compared."
            )
        if answers.fit == "logistic":
            self.notes["segments"].append(
                "Segments are compared by straight lines (the linear fit), which takes less time."
            )
        bootstrap = min(self._bootstrap, MOST_RESAMPLES_SEGMENT)
        found = segment_drivers(answers, named, bootstrap=bootstrap, progress=progress)
        self.notes["segments"] += [
            f"{one.segment}: {one.drivers.rough}" for one in found if one.drivers and one.drivers.rough
        ]
        return found

    def responses(self) -> tuple[PenaltyReward, ...]:
        """Return how the outcome of all customers responds to low and high ratings."""
        answers = self._asked.answers
        try:
            found = penalty_reward(
                answers.data,
                answers.outcome,
                answers.drivers,
                weights=answers.weights,
                scale=self._scale(),
                missing=answers.missing,
                never_used=answers.never_used,
                clusters=answers.clusters,
                bootstrap=self._bootstrap,
            )
        except UndefinedMeasureError as error:
            self.notes["responses"].append(str(error))
            return ()
        missing = [
            self._asked.labels[name] for name in answers.drivers if name not in {one.name for one in found}
        ]
        if missing:
            self.notes["responses"].append(
                f"Too few rated {listed(missing)} low, high or in between to say how the outcome responds."
            )
        return found

    def rules(self) -> tuple[RuleEffect, ...]:
        """Return the drivers' shares under the other rules for missing answers."""
        answers = self._asked.answers
        if answers.fit == "logistic":  # which takes whole rows under any rule
            return ()
        return tuple(answers.under(rule) for rule in _RULES if rule != answers.missing)

    def trap(self) -> SatisfactionTrap | None:
        """Return what those who left had said: of their satisfaction where it was asked, else the outcome."""
        data, outcomes = self._asked.answers.data, self._asked.outcomes
        if "stayed" not in outcomes:
            self.notes["trap"].append(
                "The survey doesn't say who stayed, so what leavers had said can't be told."
            )
            return None
        name = outcomes.get("satisfaction", outcomes["outcome"])
        rated = data[name].dropna()
        asked = "satisfaction" in outcomes and len(rated) > 0
        scale = usual_scale(rated.min(), rated.max()) if asked else _RECOMMENDATION
        try:
            return satisfaction_trap(
                data[name],
                data[outcomes["stayed"]],
                self._asked.answers.weights,
                satisfied_from=satisfied_on(scale),
                name=name,
                clusters=self._asked.answers.clusters,
            )
        except UndefinedMeasureError as error:
            self.notes["trap"].append(str(error))
            return None

    def pieces(self, groups: DriverGroups, target: TargetSegments | None) -> StakePieces | None:
        """Return what the value at stake is simulated from: the target segments' answers, else all."""
        answers = replace(self._asked.answers, outcome=self._asked.outcomes["outcome"])
        if target and target.targets and groups.segments is not None:
            targeted = answers.of(groups.rows(target.targets))
            try:
                if not targeted.too_few(""):
                    return self._pieces(targeted, target.targets)
            except UndefinedMeasureError as error:
                self.notes["stakes"].append(
                    f"What is at stake is told of all customers, not of the targets: {error}"
                )
        try:
            return self._pieces(answers, ())
        except UndefinedMeasureError as error:
            self.notes["stakes"].append(f"What is at stake can't be told: {error}")
            return None

    def _pieces(self, answers: DriverAnswers, segment: tuple[str, ...]) -> StakePieces:
        stayed = self._asked.outcomes.get("stayed")
        return stake_pieces(
            answers,
            answers.data[stayed] if stayed else None,
            scale=self._scale(),
            segment=segment,
            bootstrap=min(self._bootstrap, DRAWS),
        )

    def _scale(self) -> Scale:
        return survey_scale(self._firm, self._asked.survey)


def _provenance(
    firm: Firm, asked: Asked, groups: DriverGroups, target: TargetSegments | None
) -> Iterator[Provenance]:
    columns = (*asked.answers.drivers, *(result.name for result in asked.left_out))
    together = (asked.together,) if asked.together else ()
    yield firm.provenance(Role.SURVEY, ("customer", *asked.outcomes, "weight", *columns, *together))
    if groups.by and groups.segments is not None:
        yield from segment_provenance(firm, groups.by, target.targets if target else ())
    if firm.has(Role.JOURNEY):
        yield firm.provenance(Role.JOURNEY, ("touchpoint", "label"))
