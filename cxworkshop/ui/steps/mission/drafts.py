"""The way to one wording: wordings on the table, the firm's own statements beside, true stories below."""

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from cxworkshop.domain.answer_events import MissionDrafted
from cxworkshop.domain.event import BaseEvent
from cxworkshop.domain.mission_drafts import AddVariant, MarkWords, ShowMarks
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.mission.corporate import CorporateStatements
from cxworkshop.ui.steps.mission.moments import Moments
from cxworkshop.ui.steps.mission.wordings import Wordings
from cxworkshop.ui.widgets.actions import Action


class DraftsSection:
    """All of the mission's drafts.

    Attributes
    ----------
    wordings, corporate, moments
        The parts.
    undo
        The button that takes the latest step back; what people marked, and that it was counted, stays.
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
        undone = self._session.undo("mission_drafted", matching=self._loses_no_marks)
        return str(self._words["undone" if undone else "nothing_to_undo"])

    def _loses_no_marks(self, event: BaseEvent) -> bool:
        if not isinstance(event, MissionDrafted) or isinstance(event.edit, MarkWords | ShowMarks):
            return False
        marked = {one.variant for one in self._session.workshop.drafts.marks}
        return not isinstance(event.edit, AddVariant) or event.edit.variant.id not in marked
