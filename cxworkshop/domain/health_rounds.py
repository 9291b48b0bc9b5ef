"""The health check over time: rounds of answers, and the first thing the team stops."""

from datetime import date

from cxworkshop.domain.health import HealthAnswers
from cxworkshop.domain.model import Model
from cxworkshop.domain.same_person import answered_again
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
        return self.model_copy(update={"answers": answered_again(self.answers, answers)})

    def without_example(self, example: str) -> "HealthRound":
        """Return the round without an example, wherever it was written word for word."""
        return self.model_copy(
            update={"answers": tuple(one.without_example(example) for one in self.answers)}
        )


class FirstStop(Model):
    """What the team stops first: the mistake, the first step, who answers for it, by when."""

    mistake: Phrase
    step: Phrase
    owner: Phrase
    due: date
