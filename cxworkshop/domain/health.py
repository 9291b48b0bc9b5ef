"""The health check: what leaders answered, and what comes of it for the team."""

from typing import Annotated, Literal

from pydantic import Field

from cxworkshop.domain.map_words import Mention, Note
from cxworkshop.domain.mistakes import StepId
from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Share

Level = Literal["never", "sometimes", "often", "always"]
"""How often the mistake is made: 0, 1, 2, 3."""

Mean = Annotated[float, Field(ge=0, le=3)]

Change = Annotated[float, Field(ge=-3, le=3)]


class HealthAnswer(Model):
    """The answer to one question; ``level`` None means "don't know". ``example`` may be empty."""

    level: Level | None
    example: Note = ""


class HealthAnswers(Model):
    """What one leader answered, by the mistake's id; a question passed over isn't in ``answers``.

    ``person`` is a name, initials or a token, ``function`` what they are responsible for ("": not said).
    """

    person: Annotated[Mention, Field(min_length=1, max_length=80)]
    function: Annotated[Mention, Field(max_length=80)] = ""
    answers: dict[str, HealthAnswer] = Field(default_factory=dict)

    def without_example(self, example: str) -> "HealthAnswers":
        """Return the sheet without an example, wherever it was written word for word."""
        left = {
            name: one.model_copy(update={"example": ""}) if one.example == example else one
            for name, one in self.answers.items()
        }
        return self.model_copy(update={"answers": left})


class HealthCell(Model):
    """A theme's mean level among the leaders of one function (None: all), 0 never to 3 always.

    ``n`` leaders knew; one alone has no interval.
    """

    theme: str
    function: str | None
    n: Count
    mean: Mean
    low: Mean | None
    high: Mean | None


class Standing(Model):
    """How one question was answered: ``counts`` of never to always, and ``share_known`` of ``asked``.

    ``id`` is of the mistake that words it, ``ids`` of all that say the same. ``dissent`` (0 all alike, 1 half
    at either end) and the interval are None for one alone. ``stop_first`` (0–3) is mean × share known × how
    quickly it can be stopped. ``dissent_low`` and ``dissent_high`` say how far apart other people like these
    might be. ``examples`` come without names.
    """

    id: str
    ids: tuple[str, ...]
    theme: str
    step: Literal[StepId, "after the workshop"]
    minutes: Count
    asked: Count
    counts: tuple[Count, Count, Count, Count]
    mean: Mean
    low: Mean | None
    high: Mean | None
    share_known: Share
    dissent: Share | None
    dissent_low: Share | None = None
    dissent_high: Share | None = None
    stop_first: Mean
    examples: tuple[str, ...] = ()

    @property
    def known(self) -> int:
        """How many knew."""
        return sum(self.counts)


class Health(Model):
    """The health check of ``n`` leaders.

    ``cells`` are themes for all, ``by_function`` for functions; ``withheld`` names functions that aren't
    shown at some theme. ``standings`` are in the order of what to stop first; ``too_few`` are the questions
    that only one or two could answer (or the one person alone couldn't), left out everywhere.
    """

    n: Count
    cells: tuple[HealthCell, ...]
    by_function: tuple[HealthCell, ...] = ()
    withheld: tuple[str, ...] = ()
    standings: tuple[Standing, ...]
    too_few: tuple[str, ...] = ()
    level: Share
    notes: tuple[str, ...] = ()

    @property
    def disagreed(self) -> tuple[Standing, ...]:
        """Where leaders disagree, most first; empty for one alone."""
        apart = [one for one in self.standings if one.dissent]
        return tuple(sorted(apart, key=lambda one: (-(one.dissent or 0), one.id)))


class AgendaItem(Model):
    """A step of the suggested agenda: its minutes, and the mistakes that ask for it, heaviest first.

    ``weight`` adds up how far each of them is made times the minutes that its exercise deserves.
    """

    step: StepId
    minutes: Count
    weight: Annotated[float, Field(ge=0)]
    mistakes: tuple[str, ...]


class SuggestedAgenda(Model):
    """Steps by weight, heaviest first; ``afterwards`` are mistakes to mend once everybody has gone home."""

    minutes: Count
    items: tuple[AgendaItem, ...]
    afterwards: tuple[str, ...]


class HealthChange(Model):
    """A theme in two rounds: ``change`` is after less before, below 0 where it got better.

    ``matched`` says that the same people answered in both, so that each is set against themselves. The
    interval is None where one of the rounds has one person alone, or where answers that are all alike don't
    tell how far the change might be off; all of them together hold at the level of :class:`HealthChanges`.
    """

    theme: str
    before: Mean
    after: Mean
    n_before: Count
    n_after: Count
    matched: bool
    change: Change
    low: Change | None
    high: Change | None


class HealthChanges(Model):
    """Two rounds of the health check, theme by theme, on the questions that both of them show."""

    changes: tuple[HealthChange, ...]
    left_out: tuple[str, ...] = ()
    level: Share
