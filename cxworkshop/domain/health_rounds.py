"""The health check over time: rounds of answers, and the first thing the team stops."""

from datetime import date

from cxworkshop.domain.health import HealthAnswers
from cxworkshop.domain.model import Model
from cxworkshop.domain.statements import Phrase


class HealthRound(Model):
    """One measurement, at one workshop: the last answers of each person."""

    name: Phrase
    answers: tuple[HealthAnswers, ...] = ()

    def answered(self, answers: HealthAnswers) -> "HealthRound":
        """Return the round with somebody's answers, in the place of their earlier ones."""
        rest = (one for one in self.answers if one.person != answers.person)
        return self.model_copy(update={"answers": (*rest, answers)})


class FirstStop(Model):
    """What the team stops first: the mistake, the first step, who answers for it, by when."""

    mistake: Phrase
    step: Phrase
    owner: Phrase
    due: date
