"""Touchpoint scores of all customers' answers, and of the target segments' by what they are worth."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from cxworkshop.analysis.intervals import LEVEL
from cxworkshop.analysis.sentences import listed
from cxworkshop.analysis.survey_answers import (
    Progress,
    TargetAnswers,
    survey_touchpoints,
    too_few_answers,
    usable_answers,
)
from cxworkshop.analysis.touchpoint_scores import score_touchpoints
from cxworkshop.analysis.touchpoint_value import Segment, touchpoint_value
from cxworkshop.analysis.touchpoints_told import Told
from cxworkshop.domain.evidence import ScoredGroup
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.scales import Scale


class Scored(NamedTuple):
    """A group of answers, scored; ``weights`` are the segments' shares in the value, where they had some."""

    group: ScoredGroup
    weights: dict[str, float]
    notes: tuple[str, ...]


class Scoring(NamedTuple):
    """How groups of answers are scored."""

    firm: Firm
    told: Told
    scale: Scale
    bootstrap: int

    def of_all(self, survey: pd.DataFrame, progress: Progress | None) -> Scored:
        """Score all answers, each counting the same."""
        return self._scored([Segment("", survey)], (), progress)

    def alongside(self, survey: pd.DataFrame, progress: Progress | None) -> ScoredGroup | None:
        """Score all answers, to be shown beside others; None where they can't carry it."""
        try:
            return self.of_all(survey, progress).group
        except UndefinedMeasureError:
            return None

    def of_target(
        self, asked: TargetAnswers, weights: Mapping[str, float], progress: Progress | None
    ) -> Scored:
        """Score the target segments by themselves where they have weights, else all together."""
        segments, notes = self._segments(asked, weights)
        if any(segment.share for segment in segments):
            try:
                return self._scored(segments, notes, progress)
            except UndefinedMeasureError:
                if len(segments) == 1:
                    raise
        if weights:
            notes.append("No target segment can be analysed alone, so what they value counts together.")
        return self._scored([Segment("", asked.answers)], notes, progress)

    def _segments(
        self, asked: TargetAnswers, weights: Mapping[str, float]
    ) -> tuple[list[Segment], list[str]]:
        """Return the target segments' answers with their weights, and why some have none."""
        found: list[Segment] = []
        notes: list[str] = []
        unprofitable: list[str] = []
        for name in sorted(asked.segments.astype(str).unique()):
            answers, share = asked.answers[asked.segments == name], weights.get(name, 0.0)
            if not share:
                unprofitable.append(name)
            elif too_few := too_few_answers(self.firm, answers, (name,)):
                notes.append(f"{too_few}, so what these customers value doesn't count by itself.")
                share = 0.0
            found.append(Segment(name, answers, share))
        if weights and unprofitable:
            notes.append(
                f"No profit comes from {listed(unprofitable)}, so what these customers value doesn't count; "
                "their ratings do."
            )
        return found, notes

    def _scored(self, segments: Sequence[Segment], notes: Sequence[str], progress: Progress | None) -> Scored:
        names = survey_touchpoints(self.firm)
        value = touchpoint_value(segments, names, self.scale, bootstrap=self.bootstrap, progress=progress)
        answers = pd.concat([segment.answers for segment in segments])
        scores, draws = score_touchpoints(answers, value, self.told, self.scale, LEVEL)
        group = ScoredGroup(n=usable_answers(self.firm, answers), touchpoints=scores, draws=draws)
        weights = {name: share for name, share in value.shares.items() if name}
        return Scored(group, weights, (*notes, *value.notes))
