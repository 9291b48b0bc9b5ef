"""What moves an outcome: drivers with their uncertainty, how they differ, and what they can't tell."""

from typing import Literal

from pydantic import Field

from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Provenance, Share

Outcome = Literal["outcome", "satisfaction", "stayed"]
"""By its role in the survey: would recommend (0–10), overall satisfaction, stayed a customer (0 or 1)."""

Method = Literal["lmg", "relative_weights", "first", "last", "betasq", "pratt"]

Fit = Literal["linear", "logistic"]

MissingRule = Literal["pairwise", "complete", "never_used"]
"""Missing answers are left out pair by pair; with their whole row; or so unless "never used" was said."""

Response = Literal["must_be", "linear", "exciter", "unclear"]


WEAK = 0.02
"""Share of the outcome's variation (R²) below which no driver is named."""

FEW_CLUSTERS = 20
"""With fewer groups of answers that belong together, intervals are rough."""


def rough_note(clusters: int | None) -> str | None:
    """Return that so few groups of answers came that intervals are rough; None where they aren't."""
    if clusters is None or clusters >= FEW_CLUSTERS:
        return None
    return (
        f"The answers come in only {clusters} groups that belong together, so the intervals are rough; "
        f"{FEW_CLUSTERS} or more groups give good ones."
    )


def too_weak(r2: float, by_chance: float) -> bool:
    """Return whether so little is explained that nothing can be said of what explains it.

    Parameters
    ----------
    r2, by_chance
        What is explained (0–1), and what drivers of pure noise would reach in 95 of 100 such surveys.
    """
    return r2 < WEAK or r2 <= by_chance


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

    ``r2`` is McFadden's in a logistic fit; ``by_chance`` is what as many drivers of pure noise would reach at
    most in 95 of 100 such surveys. ``clusters`` is how many groups of answers that belong together were
    resampled, None where each answer stands for itself.
    """

    n: Count
    n_complete: Count
    r2: float
    by_chance: Share = 0.0
    drivers: tuple[DriverImportance, ...]
    method: Method
    fit: Fit = "linear"
    missing: MissingRule = "pairwise"
    clusters: Count | None = None
    level: Share
    bootstrap: Count
    seed: int
    notes: tuple[str, ...] = ()

    @property
    def weak(self) -> bool:
        """Whether they explain too little to say anything of any of them."""
        return too_weak(self.r2, self.by_chance)

    @property
    def rough(self) -> str | None:
        """The sentence that intervals are rough since few groups of answers came; None where they aren't."""
        return rough_note(self.clusters)


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
    """A driver's share among a segment's answers minus its share among the rest.

    The intervals of all drivers in all segments hold at once, at the level of the segments' drivers.
    """

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
    """Of the answers of those who left, how many were satisfied (``satisfied_from`` or more on ``score``).

    All counts are of answers. ``share`` with its interval is of the answers of those who left (weighted),
    ``stayed_share`` of those who stayed; ``left_though_satisfied`` is the share of satisfied answers whose
    customers left. ``clusters`` is how many groups of answers that belong together these are, None where each
    stands for itself.
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
    clusters: Count | None = None
    level: Share


class StakePieces(Model):
    """What the simulation of value at stake is fitted from: draws that belong together, row by row.

    ``per_point`` has shape (draws, drivers): what one point more of a driver goes along with in the
    recommendation (0–10), the others the same. ``staying`` has shape (draws,): what one point more of
    recommendation goes along with in the share that stays (0–1); empty where nobody knows who stayed.
    ``means`` are the drivers' mean ratings; ``scale_high`` is the highest possible. ``clusters`` is as in
    :class:`Drivers`.
    """

    segment: tuple[str, ...] = ()
    n: Count
    n_stayed: Count = 0
    clusters: Count | None = None
    drivers: tuple[str, ...]
    means: tuple[float, ...]
    scale_high: float
    outcome_mean: float
    stayed_share: Share | None = None
    per_point: tuple[tuple[float, ...], ...]
    staying: tuple[float, ...] = ()


NoteOn = Literal["segments", "responses", "trap", "stakes"]
"""What a note of the driver evidence is about."""


class DriverEvidence(Model):
    """Drivers of ``outcome`` for all customers and, where chosen, for the target segments.

    These are ``asked_for``, values of the attribute ``asked_by``. ``outcome`` is the survey's column.
    ``notes_on`` say what couldn't be told or was left out of one part, ``notes`` of the whole.
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
    notes_on: dict[NoteOn, tuple[str, ...]] = Field(default_factory=dict)
    provenance: tuple[Provenance, ...]

    @property
    def all_notes(self) -> tuple[str, ...]:
        """The notes on the whole, on all customers' drivers, and on each part."""
        parts = (note for notes in self.notes_on.values() for note in notes)
        return (*self.everyone.notes, *self.notes, *parts)
