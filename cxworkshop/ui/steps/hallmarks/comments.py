"""Customers' own words on a touchpoint, to read and to put on the map."""

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from cxworkshop.charts.figures import count, day
from cxworkshop.domain.events import MapEdited
from cxworkshop.domain.map_edits import AddClaim
from cxworkshop.domain.tables import Role, short_name
from cxworkshop.domain.touchpoint import Claim, Touchpoint
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.hallmarks.editing import Place, new_claim_id, record_edits
from cxworkshop.ui.widgets.actions import Action, saved
from cxworkshop.ui.widgets.children import put_children, renew_children
from cxworkshop.ui.widgets.prose import empty_html, heading_html, small_html

if TYPE_CHECKING:  # NumPy and pandas are heavy
    from cxworkshop.analysis.verbatims import Comment, Comments


class CommentsPanel:
    """A few comments, fetched from the firm's table on a press; none is kept unless it is put on the map.

    Attributes
    ----------
    load
        The button that fetches them.
    shown
        Each comment shown, with the button that puts it on the map.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self._place: Place | None = None
        self._column = ""
        self.shown: list[tuple[Comment, Action]] = []
        self.load = Action(words["load"], self._load, primary=False)
        self._list = w.VBox().add_class("cx-claims")
        title = w.HTML(heading_html(words["title"]))
        self._asked = (title, w.HTML(small_html(words["hint"])), self.load.row, self._list)
        self._not_yet = (title, w.HTML(empty_html(words["no_table"])))
        self.box = w.VBox(self._not_yet)

    def show(self, workshop: Workshop, place: Place) -> None:
        """Bring the buttons up to the touchpoint looked at; comments on another one go."""
        touchpoint = place.on(workshop)
        column = touchpoint.survey_column if touchpoint else ""
        if (place, column) != (self._place, self._column):
            self._place, self._column = place, column
            self.load.clear()
            self._forget()
        put_children(self.box, *(self._asked if Role.VERBATIMS in workshop.tables else self._not_yet))
        self._mark(touchpoint)

    def _forget(self) -> None:
        self.shown = []
        renew_children(self._list, ())

    def _mark(self, touchpoint: Touchpoint | None) -> None:
        """Tell which comments are on the map."""
        for comment, put in self.shown:
            put.button.description = self._words["pinned" if _is_on(touchpoint, comment) else "pin"]

    def _load(self, action: Action) -> str:
        from cxworkshop.analysis.verbatims import draw_comments  # noqa: PLC0415 - pandas is heavy
        from cxworkshop.inputs.firm import Firm  # noqa: PLC0415 - Ibis is heavy

        self._forget()
        action.progress(0.3)
        workshop = self._session.workshop
        found = draw_comments(Firm(workshop.tables).verbatims(), self._column)
        if not found.n:
            return str(self._words["none"])
        counted = self._counted(found, short_name(workshop.tables[Role.VERBATIMS].source))
        put_children(self._list, w.HTML(small_html(counted)), *map(self._row, found.drawn))
        self._mark(self._place.on(workshop) if self._place else None)
        return ""

    def _row(self, comment: "Comment") -> w.HBox:
        put = Action(self._words["pin"], lambda _: self._pin(comment), primary=False)
        put.button.tooltip = comment.text
        self.shown.append((comment, put))
        said = (
            f'<blockquote class="cx-comment"><p>{escape(comment.text)}</p>'
            f'<footer class="cx-small">{escape(", ".join(_told(comment, self._words)))}</footer></blockquote>'
        )
        return w.HBox([w.HTML(said), put.row]).add_class("cx-claim-row")

    def _counted(self, found: "Comments", source: str) -> str:
        """Return how many comments there are, of each band, and how many of them are shown."""
        bands = [
            self._words["bands"][band].format(n=count(many)) for band, many in found.counts.items() if many
        ]
        return str(
            self._words["counted"].format(
                shown=len(found.drawn), n=count(found.n), bands=", ".join(bands), source=source
            )
        )

    def _pin(self, comment: "Comment") -> str:
        if self._place is None or _is_on(self._place.on(self._session.workshop), comment):
            return ""
        new = new_claim_id(self._session.workshop, self._place, "insights")
        source = ", ".join((self._words["source"], *_told(comment, self._words)))
        claim = Claim(id=new, text=comment.text, evidence="partly researched", source=source)
        edit = AddClaim(target=self._place.touchpoint, lane="insights", claim=claim)
        record_edits(self._session, MapEdited(state=self._place.state, edit=edit))
        return saved()


def _is_on(touchpoint: Touchpoint | None, comment: "Comment") -> bool:
    return touchpoint is not None and any(claim.text == comment.text for claim in touchpoint.insights)


def _told(comment: "Comment", words: dict[str, Any]) -> tuple[str, ...]:
    """Return when a comment was made and how it was rated, as far as the table tells."""
    when = (day(comment.date),) if comment.date else ()
    return (
        *when,
        words["unrated" if comment.rating is None else "rated"].format(rating=_figure(comment.rating)),
    )


def _figure(rating: float | None) -> str:
    return "" if rating is None else f"{rating:g}"
