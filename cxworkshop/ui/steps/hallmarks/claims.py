"""What is said about a touchpoint in one lane: insights, pain points or opportunities."""

from html import escape
from typing import Any

import ipywidgets as w

from cxworkshop.domain.events import MapEdited
from cxworkshop.domain.map_edits import AddClaim, ChangeClaim, RemoveClaim
from cxworkshop.domain.touchpoint import Claim, ClaimLane
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.hallmarks.claim_editor import About, ClaimEditor, Doing
from cxworkshop.ui.steps.hallmarks.editing import Place, new_claim_id, record_edits
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action, saved
from cxworkshop.ui.widgets.children import renew_children
from cxworkshop.ui.widgets.prose import empty_html, heading_html


class ClaimLanePanel:
    """A lane's claims as a list, and a form for one of them.

    Attributes
    ----------
    rows
        Claim → its row: what it says, and the button to change it.
    add, editor
        The button for a new claim, and the form.
    """

    def __init__(self, session: Session, lane: ClaimLane, words: dict[str, Any]) -> None:
        self._session, self._lane = session, lane
        self._words: dict[str, Any] = words["claim"] | words["lanes"][lane]
        self._place: Place | None = None
        self.rows: dict[Claim, w.HBox] = {}
        self._list = w.VBox().add_class("cx-claims")
        self._none = w.HTML(empty_html(self._words["none"]))
        self.add = Action(self._words["add"], self._on_add, primary=False)
        self.editor = ClaimEditor(self._words, Doing(self._save, self._remove, self._left))
        title = w.HTML(heading_html(self._words["title"]))
        self.box = w.VBox([title, self._none, self._list, self.editor.box, self.add.row])

    def show(self, workshop: Workshop, place: Place) -> None:
        """Bring the list up to the touchpoint looked at."""
        if place != self._place:
            self.editor.put_away()
            self.add.clear()
        claims = self._claims(workshop, place)
        self._list_claims(claims)
        self.editor.follow({claim.id: claim for claim in claims})
        if place != self._place:
            self._place = place
            self._resume({claim.id: claim for claim in claims})

    def _claims(self, workshop: Workshop, place: Place) -> tuple[Claim, ...]:
        touchpoint = place.on(workshop)
        found: tuple[Claim, ...] = getattr(touchpoint, self._lane) if touchpoint else ()
        return found

    def _list_claims(self, claims: tuple[Claim, ...]) -> None:
        """Make rows for claims that have none; rows that are there stay, and with them the focus."""
        self.rows = {claim: self.rows.get(claim) or self._row(claim) for claim in claims}
        renew_children(self._list, self.rows.values())
        self._none.layout.display = "none" if claims else ""

    def _row(self, claim: Claim) -> w.HBox:
        change = w.Button(description=self._words["change"], tooltip=claim.text)
        change.on_click(lambda _: self._change(claim))
        return w.HBox([w.HTML(claim_html(claim, self._words)), change]).add_class("cx-claim-row")

    def _resume(self, claims: dict[str, Claim]) -> None:
        """Open the form again where something was begun here and not saved."""
        begun = next((about for about in self.editor.drafts if about.place == self._place), None)
        if begun:
            claim = claims.get(begun.claim)
            self.editor.open(begun, self._words["change_title" if claim else "add_title"], claim, focus=False)

    def _on_add(self, _: Action) -> str:
        if self._place:
            self.editor.open(About(self._place), self._words["add_title"], None)
        return ""

    def _change(self, claim: Claim) -> None:
        if self._place:
            self.add.clear()
            self.editor.open(About(self._place, claim.id), self._words["change_title"], claim)

    def _save(self, about: About, values: dict[str, object]) -> str:
        state, touchpoint = about.place
        if about.claim:
            claim = checked(Claim, self._words, id=about.claim, **values)
            record_edits(self._session, MapEdited(state=state, edit=ChangeClaim(claim=claim)))
        else:
            new = new_claim_id(self._session.workshop, about.place, self._lane)
            claim = checked(Claim, self._words, id=new, **values)
            edit = AddClaim(target=touchpoint, lane=self._lane, claim=claim)
            record_edits(self._session, MapEdited(state=state, edit=edit))
        return saved()

    def _remove(self, about: About) -> str:
        record_edits(self._session, MapEdited(state=about.place.state, edit=RemoveClaim(target=about.claim)))
        return str(self._words["removed"])

    def _left(self, said: str) -> None:
        self.add.say(said)
        self.add.button.focus()


def claim_html(claim: Claim, words: dict[str, Any], number: str = "", owner: str = "") -> str:
    """Return a claim with its evidence level, which always stands beside it, its owner and its source."""
    told = [
        words["owned"].format(owner=owner) if owner else "",
        words["from"].format(source=claim.source) if claim.source else "",
    ]
    small = " · ".join(filter(None, told))
    return (
        f'<p class="cx-claim">{escape(number)} <span class="cx-claim-text">{escape(claim.text)}</span> '
        f'<span class="cx-badge cx-level {claim.evidence}">{escape(claim.evidence)}</span> '
        f'<span class="cx-small">{escape(small)}</span></p>'
    )
