"""The firm's own vision, mission and values, laid beside the wordings."""

from html import escape
from typing import Any

import ipywidgets as w

from cxworkshop.domain.answer_events import MissionDrafted
from cxworkshop.domain.map_words import tidy
from cxworkshop.domain.mission_drafts import Corporate, SetCorporate
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action, saved
from cxworkshop.ui.widgets.fields import area_field
from cxworkshop.ui.widgets.fold import Fold
from cxworkshop.ui.widgets.form import Form
from cxworkshop.ui.widgets.prose import empty_html, heading_html


class CorporateStatements:
    """Shows them, and opens a form to enter them.

    Attributes
    ----------
    form, save
        The fields, and the button.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self._shown: Corporate | None = None
        self.form = Form({name: area_field(label) for name, label in words["fields"].items()})
        self.save = Action(words["save"], self._save, primary=False)
        self._said = w.HTML()
        inside = w.VBox([*self.form.fields.values(), self.save.row])
        self.fold = Fold(words["enter"], inside)
        self.box = w.VBox([w.HTML(heading_html(words["title"])), self._said, self.fold.box])

    def show(self, workshop: Workshop) -> None:
        """Bring them up to what was saved; what somebody is typing stays."""
        corporate = workshop.drafts.corporate
        if corporate != self._shown:
            self.form.fill(corporate.model_dump())
            self._shown = corporate
        told = [(name, text) for name, text in corporate.model_dump().items() if text]
        self._said.value = "".join(
            f"<h4>{escape(self._words['fields'][name])}</h4>"
            f'<blockquote class="cx-comment"><p>{escape(text)}</p></blockquote>'
            for name, text in told
        ) or empty_html(self._words["none"])

    def _save(self, _: Action) -> str:
        values = {name: tidy(str(value)) for name, value in self.form.values().items()}
        corporate = checked(Corporate, self._words["fields"], **values)
        self._session.record(MissionDrafted(edit=SetCorporate(corporate=corporate)))
        return saved()
