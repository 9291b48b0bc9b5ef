"""Promise alignment: the form for each person, and what all wrote."""

from typing import Any

import ipywidgets as w

from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.mission.promise_form import PromiseForm
from cxworkshop.ui.steps.mission.promise_results import PromiseResults


class PromiseSection:
    """The form above, the rounds that are out below.

    Attributes
    ----------
    form, results
        The parts.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self.form, self.results = PromiseForm(session, words), PromiseResults(words)
        self.box = w.VBox([self.form.box, self.results.box])

    def show(self, workshop: Workshop) -> None:
        """Bring both up to the workshop."""
        self.form.show(workshop)
        self.results.show(workshop)
