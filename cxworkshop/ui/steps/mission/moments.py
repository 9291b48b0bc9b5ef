"""Mission moments: true stories where the mission showed, and where it failed."""

from html import escape
from typing import Any
from uuid import uuid4

import ipywidgets as w

from cxworkshop.charts.figures import short
from cxworkshop.domain.answer_events import MissionDrafted
from cxworkshop.domain.map_words import tidy
from cxworkshop.domain.mission_drafts import DropMoment, Moment, TellMoment
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import renew_children
from cxworkshop.ui.widgets.fields import area_field, views_field
from cxworkshop.ui.widgets.prose import empty_html, heading_html, prose_html

_LONGEST = 60
"""Longest story in the name of its button."""


class Moments:
    """The stories told, without names, and a form for one more.

    Attributes
    ----------
    kind, text, tell
        Whether the mission showed or failed, the story, and the button.
    rows
        Story → its row, with the button that takes it away.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self.kind = views_field(
            words["kind"], [(words[kind], kind) for kind in ("showed", "failed")], "showed"
        )
        self.text = area_field(words["text"], words["text_hint"])
        self.tell = Action(words["tell"], self._tell, primary=False)
        self.rows: dict[Moment, w.HBox] = {}
        self._list, self._none = w.VBox().add_class("cx-claims"), w.HTML(empty_html(words["none"]))
        head = w.HTML(heading_html(words["title"]) + prose_html(words["about"]))
        self.box = w.VBox([head, self._none, self._list, self.kind, self.text, self.tell.row])

    def show(self, workshop: Workshop) -> None:
        """Bring the list up to the stories told; rows that are there stay, and with them the focus."""
        moments = workshop.drafts.moments
        self.rows = {moment: self.rows.get(moment) or self._row(moment) for moment in moments}
        renew_children(self._list, self.rows.values())
        self._none.layout.display = "none" if moments else ""

    def _row(self, moment: Moment) -> w.HBox:
        said = w.HTML(
            f'<p class="cx-claim"><strong>{escape(self._words[moment.kind])}:</strong> '
            f"{escape(moment.text)}</p>"
        )
        about = self._words["drop_about"].format(text=short(moment.text, _LONGEST))
        drop = w.Button(description=self._words["drop"], tooltip=about)
        drop.on_click(lambda _: self._session.record(MissionDrafted(edit=DropMoment(target=moment.id))))
        return w.HBox([said, drop]).add_class("cx-claim-row")

    def _tell(self, _: Action) -> str:
        labels = {"text": self._words["text"]}
        moment = checked(Moment, labels, id=uuid4().hex, kind=self.kind.value, text=tidy(self.text.value))
        self._session.record(MissionDrafted(edit=TellMoment(moment=moment)))
        self.text.value = ""
        return str(self._words["told"])
