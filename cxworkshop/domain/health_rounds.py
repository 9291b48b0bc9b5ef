"""The health check over time: rounds of answers, and the first thing the team stops."""

from datetime import date

from cxworkshop.domain.health import HealthAnswers
from cxworkshop.domain.model import Model
from cxworkshop.domain.statements import Phrase


class HealthRound(Model):
    """One measurement, at one workshop: the last answers of each person.

    ``closed`` once all have answered. Results are shown of closed rounds only, and a closed round takes no
    more answers: what one more changed would tell it.
    """

    name: Phrase
    answers: tuple[HealthAnswers, ...] = ()
    closed: bool = False

    def answered(self, answers: HealthAnswers) -> "HealthRound":
        """Return the round with somebody's answers in the place of their earlier ones; as it is if closed."""
        if self.closed:
            return self
        rest = (one for one in self.answers if one.person != answers.person)
        return self.model_copy(update={"answers": (*rest, answers)})


class FirstStop(Model):
    """What the team stops first: the mistake, the first step, who answers for it, by when."""

    mistake: Phrase
    step: Phrase
    owner: Phrase
    due: date
