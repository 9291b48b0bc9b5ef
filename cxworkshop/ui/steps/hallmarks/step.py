"""Step 04: the journey map, what customers feel on it, and the few touchpoints that carry the promise."""

from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.steps.consent import ConsentSection
from cxworkshop.ui.steps.hallmarks.beliefs import BeliefForm
from cxworkshop.ui.steps.hallmarks.design import DesignCards
from cxworkshop.ui.steps.hallmarks.entries import Entries
from cxworkshop.ui.steps.hallmarks.evidence import EvidenceView
from cxworkshop.ui.steps.hallmarks.map_files import Writers
from cxworkshop.ui.steps.hallmarks.map_section import MapSection
from cxworkshop.ui.steps.hallmarks.picks import PickForm
from cxworkshop.ui.steps.hallmarks.ranking import Ranking
from cxworkshop.ui.steps.hallmarks.rating import RatingView
from cxworkshop.ui.steps.step import StepView
from cxworkshop.ui.widgets.prose import list_html, sentence_html


class HallmarksStep(StepView):
    """Draw, predict, reveal, rate, pick at most five, ask who can go with it, design.

    Parameters
    ----------
    session
        The workshop.
    maps
        Suffix → what writes a map as such a file; the notebook hands them in, since widgets don't know them.

    Attributes
    ----------
    map, predict, evidence, rate, decide, consent, design, slide
        The widgets of the step's sections.
    drawn, beliefs, shown, rating, picks, consenting, cards
        What is behind them.
    entries
        The fields of rating and picking.
    """

    name = "hallmarks"

    def __init__(self, session: Session, maps: Writers) -> None:
        self._writers = maps
        super().__init__(session)

    def _build(self) -> None:
        self.entries = Entries(self.texts, self._entered)
        ranking = Ranking()
        self.drawn = MapSection(self.session, texts("journey"), self._writers)
        self.beliefs = BeliefForm(self.session, self.texts["predict"])
        self.shown = EvidenceView(self.session, self.texts)
        self.rating = RatingView(self.session, self.texts["rate"], self.entries, ranking)
        self.picks = PickForm(self.session, self.texts["decide"], self.entries, ranking)
        self.consenting = ConsentSection(self.session, texts("consent"), "hallmarks")
        self.cards = DesignCards(self.session, self.texts["design"])
        self.map, self.predict, self.evidence = self.drawn.box, self.beliefs.box, self.shown.box
        self.rate, self.decide, self.consent = self.rating.box, self.picks.box, self.consenting.box
        self.design = self.cards.box

    def show(self, workshop: Workshop) -> None:
        """Bring every section and the slide up to the workshop."""
        self.entries.show(workshop)
        following = (
            self.drawn,
            self.beliefs,
            self.shown,
            self.rating,
            self.picks,
            self.consenting,
            self.cards,
        )
        for section in following:
            section.show(workshop)
        self._show_slide(self._slide_html(workshop))

    def _entered(self) -> None:
        """Follow a rating, a tick or the limit at once."""
        self.rating.draw(self.workshop)
        self.picks.show(self.workshop)

    def _slide_html(self, workshop: Workshop) -> str:
        picks = workshop.hallmarks.picks if workshop.hallmarks else ()
        if not picks:
            return ""
        said = sentence_html(self.texts["slide"].format(labels=", ".join(pick.label for pick in picks)))
        lines = [
            self.texts["slide_pick"].format(label=pick.label, experience=pick.experience)
            for pick in picks
            if pick.experience
        ]
        planned = {
            touchpoint.survey_column
            for touchpoint in (workshop.tomorrow.touchpoints if workshop.tomorrow else ())
            if any(touchpoint.recovery.model_dump().values())
        }
        ready = [pick.label for pick in picks if pick.touchpoint in planned]
        if ready:
            lines.append(self.texts["slide_designed"].format(labels=", ".join(ready)))
        return said + (list_html(lines) if lines else "")
