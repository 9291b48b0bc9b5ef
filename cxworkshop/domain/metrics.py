"""Decision 4: the value-driver metrics."""

from datetime import date

from cxworkshop.domain.model import Model
from cxworkshop.domain.statements import Phrase


class Metric(Model):
    """A metric of one value driver, with the person who answers for it."""

    driver: Phrase
    name: Phrase
    owner: Phrase
    unit: str = ""
    baseline: float
    target: float
    due: date


class Metrics(Model):
    """The metrics chosen, in order."""

    chosen: tuple[Metric, ...]
