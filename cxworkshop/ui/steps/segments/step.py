"""Step 03: which customers earn the profit, and whom the team designs for."""

from cxworkshop.domain.workshop import Workshop
from cxworkshop.settings import texts
from cxworkshop.ui.steps.consent import ConsentSection
from cxworkshop.ui.steps.segments.evidence import EvidenceView
from cxworkshop.ui.steps.segments.guesses import GuessCard
from cxworkshop.ui.steps.segments.personas import PersonaCards
from cxworkshop.ui.steps.segments.targets import TargetForm
from cxworkshop.ui.steps.segments.worth import WorthPanel
from cxworkshop.ui.steps.step import StepView
from cxworkshop.ui.widgets.prose import prose_html, sentence_html


class SegmentsStep(StepView):
    """Predict, reveal, choose, ask who can go with it, describe.

    Attributes
    ----------
    predict, evidence, worth, decide, consent, personas, slide
        The widgets of the step's sections.
    guesses, shown, value, targets, consenting, cards
        What is behind them.
    """

    name = "segments"

    def _build(self) -> None:
        self.guesses = GuessCard(self.session, self.texts["predict"])
        self.targets = TargetForm(self.session, self.texts)
        self.shown = EvidenceView(self.session, self.texts, self.targets.actions)
        self.value = WorthPanel(self.session, self.texts["worth"])
        self.consenting = ConsentSection(self.session, texts("consent"), "segments")
        self.cards = PersonaCards(self.session, self.texts["persona"])
        self.predict, self.evidence, self.worth = self.guesses.box, self.shown.box, self.value.box
        self.decide, self.consent = self.targets.box, self.consenting.box
        self.personas = self.cards.box
        self.guesses.about.observe(lambda change: self._split_by(change["new"]), "value")

    def _split_by(self, attribute: str | None) -> None:
        """Let the evidence begin with the attribute that people guess about."""
        if attribute in self.shown.by.options:
            self.shown.by.value = attribute

    def show(self, workshop: Workshop) -> None:
        """Bring every section and the slide up to the workshop."""
        for section in (self.guesses, self.shown, self.value, self.targets, self.consenting, self.cards):
            section.show(workshop)
        self._show_slide(self._slide_html(workshop))

    def _slide_html(self, workshop: Workshop) -> str:
        chosen = workshop.segments
        if chosen is None:
            return ""
        said = sentence_html(self.texts["slide"].format(targets=", ".join(chosen.targets)))
        if chosen.not_targets:
            said += prose_html(self.texts["slide_not"].format(names=", ".join(chosen.not_targets)))
        personas = filter(None, (workshop.persona(chosen.by, target) for target in chosen.targets))
        faces = [
            self.texts["slide_persona"].format(segment=found.segment, name=found.name) for found in personas
        ]
        return said + "".join(map(prose_html, faces))
