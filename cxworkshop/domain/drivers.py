"""What moves an outcome: drivers with their uncertainty, how they differ, and what they can't tell."""

from typing import Literal

from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Provenance, Share

Outcome = Literal["outcome", "satisfaction", "stayed"]
"""By its role in the survey: would recommend (0–10), overall satisfaction, stayed a customer (0 or 1)."""

Method = Literal["lmg", "relative_weights", "first", "last", "betasq", "pratt"]

Fit = Literal["linear", "logistic"]

MissingRule = Literal["pairwise", "complete", "never_used"]
"""Missing answers are left out pair by pair; with their whole row; or so unless "never used" was said."""

Response = Literal["must_be", "linear", "exciter", "unclear"]


class DriverQuestion(Model):
    """What was asked of the survey.

    ``drivers`` are its columns (empty: all touchpoints). Without a ``method`` it is LMG, or relative weights
    where drivers are too many for it. ``together`` names the column whose values say which answers belong
    together and are resampled together; None: those of one customer, where some answered more than once.
    """

    outcome: Outcome = "outcome"
    drivers: tuple[str, ...] = ()
    method: Method | None = None
    fit: Fit = "linear"
    missing: MissingRule = "pairwise"
    together: str | None = None


class DriverImportance(Model):
    """One driver's relative importance: ``importance`` adds up to R² over drivers, ``share`` to 1.

    ``low``–``high`` bound the share (bootstrap percentiles), ``rank_low``–``rank_high`` the rank (1 = first).
    Drivers of the same ``group`` (1 = first) can't be told apart from the group's first. ``slope`` is what
    one point more goes along with in the outcome, all other drivers the same (log odds in a logistic fit),
    ``answers`` how many rated it.
    """

    name: str
    importance: float
    share: float
    low: float
    high: float
    rank_low: Count
    rank_high: Count
    group: Count
    slope: float
    slope_low: float
    slope_high: float
    answers: Count

    @property
    def sign(self) -> Literal["up", "down", "unclear"]:
        """Whether the outcome rises or falls with it, the others the same, as far as the data tell."""
        if self.slope_low > 0:
            return "up"
        return "down" if self.slope_high < 0 else "unclear"


class Drivers(Model):
    """Relative importance of drivers for one group of answers, most important first.

    ``r2`` is McFadden's in a logistic fit. ``clusters`` is how many groups of answers that belong together
    were resampled, None where each answer stands for itself.
    """

    n: Count
    n_complete: Count
    r2: float
    drivers: tuple[DriverImportance, ...]
    method: Method
    fit: Fit = "linear"
    missing: MissingRule = "pairwise"
    clusters: Count | None = None
    level: Share
    bootstrap: Count
    seed: int
    notes: tuple[str, ...] = ()


class EndResult(Model):
    """A column that follows the outcome rather than moves it, and the sentence that says why."""

    name: str
    reason: str


class RuleEffect(Model):
    """What shares drivers would have under another rule for missing answers, or why it can't be told."""

    rule: MissingRule
    n: Count
    shares: dict[str, float]
    refusal: str | None = None


class DriverDifference(Model):
    """A driver's share among a segment's answers minus its share among the rest, with its interval."""

    name: str
    difference: float
    low: float
    high: float


class SegmentDrivers(Model):
    """One segment's drivers beside those of the rest; where it can't be told, ``refusal`` says why."""

    segment: str
    n: Count
    n_rest: Count
    drivers: Drivers | None = None
    differences: tuple[DriverDifference, ...] = ()
    refusal: str | None = None


class PenaltyReward(Model):
    """How the outcome responds to low and to high ratings of one driver, the others held the same.

    ``penalty`` is the outcome at low ratings (up to ``low_to``) minus that in between, ``reward`` that at
    high ones (from ``high_from``) minus that in between, in points of the outcome.
    """

    name: str
    n: Count
    n_low: Count
    n_high: Count
    low_to: float
    high_from: float
    penalty: float
    penalty_low: float
    penalty_high: float
    reward: float
    reward_low: float
    reward_high: float
    response: Response


class SatisfactionTrap(Model):
    """Of those who left, how many had said they were satisfied (``satisfied_from`` or more on ``score``).

    ``share`` with its interval is of those who left (weighted), ``stayed_share`` of those who stayed;
    ``left_though_satisfied`` is the share of the satisfied who left.
    """

    score: str
    satisfied_from: float
    leavers: Count
    satisfied_leavers: Count
    stayers: Count
    share: Share
    low: Share
    high: Share
    stayed_share: Share
    stayed_low: Share
    stayed_high: Share
    left_though_satisfied: Share
    left_low: Share
    left_high: Share
    level: Share


class StakePieces(Model):
    """What the simulation of value at stake is fitted from: draws that belong together, row by row.

    ``per_point`` has shape (draws, drivers): what one point more of a driver goes along with in the
    recommendation (0–10), the others the same. ``staying`` has shape (draws,): what one point more of
    recommendation goes along with in the share that stays (0–1); empty where nobody knows who stayed.
    ``means`` are the drivers' mean ratings; ``scale_high`` is the highest possible.
    """

    segment: tuple[str, ...] = ()
    n: Count
    n_stayed: Count = 0
    drivers: tuple[str, ...]
    means: tuple[float, ...]
    scale_high: float
    outcome_mean: float
    stayed_share: Share | None = None
    per_point: tuple[tuple[float, ...], ...]
    staying: tuple[float, ...] = ()


class DriverEvidence(Model):
    """Drivers of ``outcome`` for all customers and, where chosen, for the target segments.

    These are ``asked_for``, values of the attribute ``asked_by``. ``outcome`` is the survey's column.
    """

    kind: Literal["drivers"] = "drivers"
    question: DriverQuestion = DriverQuestion()
    outcome: str
    labels: dict[str, str]
    everyone: Drivers
    asked_by: str | None = None
    asked_for: tuple[str, ...] = ()
    target: Drivers | None = None
    refusal: str | None = None
    left_out: tuple[EndResult, ...] = ()
    segments: tuple[SegmentDrivers, ...] = ()
    responses: tuple[PenaltyReward, ...] = ()
    rules: tuple[RuleEffect, ...] = ()
    trap: SatisfactionTrap | None = None
    pieces: StakePieces | None = None
    notes: tuple[str, ...] = ()
    provenance: tuple[Provenance, ...]
