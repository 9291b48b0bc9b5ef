"""Step 05: what the outcome goes along with, and the metrics that watch over it."""

from cxworkshop.domain.workshop import Workshop
from cxworkshop.settings import texts
from cxworkshop.ui.steps.consent import ConsentSection
from cxworkshop.ui.steps.drivers.evidence import EvidenceView
from cxworkshop.ui.steps.drivers.guess import GuessCard
from cxworkshop.ui.steps.drivers.measured import MeasuredView
from cxworkshop.ui.steps.drivers.metric_words import metric_line
from cxworkshop.ui.steps.drivers.metrics_section import MetricsSection
from cxworkshop.ui.steps.drivers.scorecard_section import ScorecardSection
from cxworkshop.ui.steps.drivers.stakes_section import StakesSection
from cxworkshop.ui.steps.step import StepView
from cxworkshop.ui.widgets.prose import list_html, sentence_html


class DriversStep(StepView):
    """Predict, reveal, look at the own metrics, choose metrics, see what is at stake, decide by consent.

    Attributes
    ----------
    predict, evidence, measured, metrics, stakes, decide, consent, slide
        The widgets of the step's sections.
    guess, shown, own, chosen, worth, scorecard, consenting
        What is behind them.
    """

    name = "drivers"

    def _build(self) -> None:
        words = texts("metrics")
        self.guess = GuessCard(self.session, self.texts["predict"])
        self.shown = EvidenceView(self.session, self.texts)
        self.own = MeasuredView(self.session, self.texts["measured"])
        self.chosen = MetricsSection(self.session, words)
        self.worth = StakesSection(self.session, words)
        self.scorecard = ScorecardSection(self.session, words, self.chosen)
        self.consenting = ConsentSection(self.session, texts("consent"), "metrics")
        self.predict, self.evidence, self.measured = self.guess.box, self.shown.box, self.own.box
        self.metrics, self.stakes, self.decide = self.chosen.box, self.worth.box, self.scorecard.box
        self.consent = self.consenting.box

    def show(self, workshop: Workshop) -> None:
        """Bring every section and the slide up to the workshop."""
        following = (
            self.guess,
            self.shown,
            self.own,
            self.chosen,
            self.worth,
            self.scorecard,
            self.consenting,
        )
        for section in following:
            section.show(workshop)
        self._show_slide(self._slide_html(workshop))

    def _slide_html(self, workshop: Workshop) -> str:
        metrics = workshop.metrics.chosen if workshop.metrics else ()
        outcomes = [metric_line(metric) for metric in metrics if metric.rung == "outcome"]
        others = [metric_line(metric) for metric in metrics if metric.rung != "outcome"]
        pattern: str = self.texts["slide"]["outcome"]
        said = "".join(sentence_html(pattern.format(line=line)) for line in outcomes)
        return said + (list_html(others) if others else "")
