"""What the review of wording finds in a mission or a success statement, and the rules that it goes by."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, TypedDict

from cxworkshop.domain.model import Model

StatementKind = Literal["mission", "success"]
"""The two statements that are reviewed."""


class Finding(Model):
    """One place that could be said better; nothing is blocked by it.

    Attributes
    ----------
    start, end
        Where it stands in the text, in characters; both are the text's length where something is missing.
    rule
        The id of the rule.
    quote
        The text from start to end, cut where it is long; empty where something is missing.
    why, better
        Why it matters and a better direction, a sentence each.
    """

    start: int
    end: int
    rule: str
    quote: str
    why: str
    better: str


class Rule(Model):
    """One rule of the review.

    Attributes
    ----------
    id
        Small letters and underscores.
    kinds
        The statements that it is for.
    why, better
        As in :class:`Finding`.
    words
        Words and phrases that break it; a star at the end of a word stands for any ending.
    unless
        Phrases within which they don't.
    patterns
        Regular expressions that break it, on the text in small letters.
    limit
        A number that the rule goes by, by kind of statement; empty where it has none.
    """

    id: str
    kinds: tuple[StatementKind, ...]
    why: str
    better: str
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    limit: tuple[tuple[StatementKind, float], ...] = ()

    def limit_of(self, kind: StatementKind) -> float:
        """Return the number for a kind of statement; infinity where the rule has none."""
        return dict(self.limit).get(kind, float("inf"))


class StatementRules(Model):
    """All rules by which statements are reviewed, and the lists of words that they share."""

    rules: tuple[Rule, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]

    def rule(self, name: str) -> Rule:
        """Return a rule by its id."""
        return next(rule for rule in self.rules if rule.id == name)

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list of words by its name."""
        return dict(self.lists)[name]


class Stated(TypedDict, total=False):
    """What is known of a success statement beside its text; what isn't given is looked for in the text.

    ``history`` are earlier values of the measure, the oldest first, one per equal stretch of time.
    """

    business_outcome: str | None
    customer_outcome: str | None
    employee_outcome: str | None
    measure: str | None
    baseline: float | None
    target: float | None
    history: Sequence[float]
    due: date | None
    owner: str | None
