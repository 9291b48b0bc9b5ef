"""The way to one wording: wordings on the table, the firm's own statements beside, true stories below."""

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.mission.corporate import CorporateStatements
from cxworkshop.ui.steps.mission.moments import Moments
from cxworkshop.ui.steps.mission.wordings import Wordings
from cxworkshop.ui.widgets.actions import Action


class DraftsSection:
    """All of the mission's drafts; every step of them can be taken back.

    Attributes
    ----------
    wordings, corporate, moments
        The parts.
    undo
        The button that takes the latest step back.
    """

    def __init__(
        self,
        session: Session,
        words: dict[str, Any],
        growing: Callable[[], str],
        on_use: Callable[[str], None],
    ) -> None:
        self._session, self._words = session, words
        self.wordings = Wordings(session, words["wordings"], growing, on_use)
        self.corporate = CorporateStatements(session, words["corporate"])
        self.moments = Moments(session, words["moments"])
        self.undo = Action(words["undo"], self._undo, primary=False)
        beside = w.Box([self.wordings.box, self.corporate.box]).add_class("cx-columns").add_class("cx-beside")
        inside = [beside, self.moments.box, self.undo.row]
        self.box = w.VBox(inside).add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Bring all parts up to the workshop."""
        for part in (self.wordings, self.corporate, self.moments):
            part.show(workshop)

    def _undo(self, _: Action) -> str:
        return str(self._words["undone" if self._session.undo("mission_drafted") else "nothing_to_undo"])
