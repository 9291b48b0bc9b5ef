"""Step 01: what we already do of what makes programmes fail, and what we stop first."""

from cxworkshop.domain.statements import spoken
from cxworkshop.domain.workshop import Workshop
from cxworkshop.settings import texts
from cxworkshop.ui.steps.health.check import CheckForm
from cxworkshop.ui.steps.health.laundry import LaundrySection
from cxworkshop.ui.steps.health.results import ResultsView
from cxworkshop.ui.steps.health.stop import StopForm
from cxworkshop.ui.steps.health.views import mistake_names
from cxworkshop.ui.steps.step import StepView
from cxworkshop.ui.widgets.prose import list_html, sentence_html


class HealthStep(StepView):
    """Answer alone, look at the results together, stop one thing; the laundry board beside it.

    Attributes
    ----------
    check, results, laundry, stop, slide
        The widgets of the step's sections.
    form, found, board, choice
        What is behind them.
    """

    name = "health"

    def _build(self) -> None:
        self.form = CheckForm(self.session, self.texts)
        self.found = ResultsView(self.session, self.texts)
        self.board = LaundrySection(self.session, texts("laundry"))
        self.choice = StopForm(self.session, self.texts)
        self.check, self.results = self.form.box, self.found.box
        self.laundry, self.stop = self.board.box, self.choice.box

    def show(self, workshop: Workshop) -> None:
        """Bring every section and the slide up to the workshop."""
        for section in (self.form, self.found, self.board, self.choice):
            section.show(workshop)
        self._show_slide(self._slide_html(workshop))

    def _slide_html(self, workshop: Workshop) -> str:
        stop, words = workshop.first_stop, self.texts["slide"]
        if stop is None:
            return ""
        step = words["step"].format(step=stop.step, owner=stop.owner, due=spoken(stop.due))
        return sentence_html(
            words["stop"].format(mistake=mistake_names().get(stop.mistake, stop.mistake))
        ) + list_html([step])
