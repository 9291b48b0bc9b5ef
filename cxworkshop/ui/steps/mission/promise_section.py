"""Promise alignment: the form for each person, and what all wrote."""

from typing import Any

import ipywidgets as w

from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.asking import ask_promise
from cxworkshop.ui.steps.mission.promise_form import PromiseForm
from cxworkshop.ui.steps.mission.promise_results import PromiseResults
from cxworkshop.ui.widgets.ask_room import AskRoom


class PromiseSection:
    """The form above, the rounds that are out below.

    Attributes
    ----------
    form, results
        The parts.
    room
        The same questions on phones.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self.form, self.results = PromiseForm(session, words), PromiseResults(words)
        self.room = AskRoom(session, "promise", ask_promise)
        self.box = w.VBox([self.form.box, self.room.box, self.results.box])

    def show(self, workshop: Workshop) -> None:
        """Bring both up to the workshop."""
        self.form.show(workshop)
        self.results.show(workshop)
