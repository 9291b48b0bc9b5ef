"""One form to add, change or remove a claim or a cause."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, get_args

import ipywidgets as w

from cxworkshop.domain.touchpoint import Claim, EvidenceLevel
from cxworkshop.ui.steps.hallmarks.editing import Place
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.fields import area_field, choice_field, enter, text_field
from cxworkshop.ui.widgets.form import Form
from cxworkshop.ui.widgets.prose import heading_html

LEVELS: tuple[EvidenceLevel, ...] = get_args(EvidenceLevel)

_EMPTY = {"text": "", "evidence": LEVELS[0], "source": "", "owner": ""}


class About(NamedTuple):
    """What is written: the claim with this id, or a new one (""); a cause explains ``of``."""

    place: Place
    claim: str = ""
    of: str = ""


class Doing(NamedTuple):
    """What the form calls: each returns the sentence of what came of it. ``left`` is told that sentence."""

    save: Callable[[About, dict[str, object]], str]
    remove: Callable[[About], str]
    left: Callable[[str], None]


class ClaimEditor:
    """Fields for a claim, hidden while none is written.

    What was begun is there again when somebody comes back to the claim, until it is saved or given up.

    Parameters
    ----------
    words
        Labels: those of ``claim`` in ``templates/texts/journey.yaml``, with ``text`` and ``hint``.
    doing
        What its buttons do.
    owned
        Whether there is a field for an owner, as causes have.

    Attributes
    ----------
    fields
        ``text``, ``evidence``, ``source`` and, where owned, ``owner``.
    drafts
        What was begun and not saved.
    """

    def __init__(self, words: dict[str, Any], doing: Doing, *, owned: bool = False) -> None:
        self._doing = doing
        self._about: About | None = None
        self.drafts: dict[About, dict[str, object]] = {}
        self.fields: dict[str, w.DOMWidget] = {
            "text": area_field(words["text"], words["hint"]),
            "evidence": choice_field(words["evidence"], LEVELS, LEVELS[0]),
            "source": text_field(words["source"], words["source_hint"]),
        }
        if owned:
            self.fields["owner"] = text_field(words["owner"], words["owner_hint"])
        self._form, self._title = Form(self.fields), w.HTML()
        self.save = Action(words["save"], self._on_save)
        self.cancel = Action(words["cancel"], self._on_cancel, primary=False)
        self.remove = Action(words["remove"], self._on_remove, primary=False)
        small = w.Box([field for name, field in self.fields.items() if name != "text"]).add_class("cx-grid")
        buttons = w.HBox([self.save.row, self.cancel.row, self.remove.row]).add_class("cx-decision-bar")
        self.box = w.VBox([self._title, self.fields["text"], small, buttons]).add_class("cx-claim-editor")
        self._hide()

    def open(self, about: About, title: str, claim: Claim | None, *, focus: bool = True) -> None:
        """Ask for a claim, or for another wording of one."""
        self.put_away()
        self._about, self._title.value = about, heading_html(title)
        self._enter(_values(claim))
        self._form = Form(self.fields)
        self._enter(self.drafts.pop(about, {}))
        for action in (self.save, self.remove):
            action.clear()
        self.remove.row.layout.display = "" if claim else "none"
        self.box.layout.display = ""
        if focus:
            self.fields["text"].focus()

    def follow(self, claims: Mapping[str, Claim]) -> None:
        """Show what another page has made of the claim, unless somebody has begun to change it here."""
        if self._about and (claim := claims.get(self._about.claim)):
            self._form.fill({name: value for name, value in _values(claim).items() if name in self.fields})

    def put_away(self) -> None:
        """Close the form and keep what was begun."""
        if self._about and self._form.touched:
            self.drafts[self._about] = self._form.values()
        self._hide()

    def _hide(self) -> None:
        self._about = None
        self.box.layout.display = "none"

    def _enter(self, values: Mapping[str, object]) -> None:
        for name, field in self.fields.items():
            if name in values:
                enter(field, values[name])

    def _leave(self, said: str) -> str:
        self._hide()
        self._doing.left(said)
        return ""

    def _on_save(self, _: Action) -> str:
        return self._leave(self._doing.save(self._about, self._form.values())) if self._about else ""

    def _on_remove(self, _: Action) -> str:
        return self._leave(self._doing.remove(self._about)) if self._about else ""

    def _on_cancel(self, _: Action) -> str:
        return self._leave("")


def _values(claim: Claim | None) -> dict[str, object]:
    return _EMPTY | (claim.model_dump(include=set(_EMPTY)) if claim else {})
