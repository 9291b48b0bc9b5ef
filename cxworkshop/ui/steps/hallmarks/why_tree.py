"""Why trees: from a pain point down to its causes, each with its evidence and its owner."""

from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple

import ipywidgets as w

from cxworkshop.charts.figures import short
from cxworkshop.domain.events import MapEdited
from cxworkshop.domain.map_edits import AddCause, ChangeCause, RemoveClaim
from cxworkshop.domain.touchpoint import Cause, Claim
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.hallmarks.claim_editor import About, ClaimEditor, Doing
from cxworkshop.ui.steps.hallmarks.claims import claim_html
from cxworkshop.ui.steps.hallmarks.editing import Place, new_claim_id, record_edits
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action, saved
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import choice_field
from cxworkshop.ui.widgets.prose import empty_html, heading_html

_LONGEST = 70
"""Longest text of a pain point or a cause in a list to choose from."""


class _Node(NamedTuple):
    """A cause in the tree: its number ("1.2"), and what stands below it."""

    number: str
    cause: Cause
    below: tuple["_Node", ...]


class WhyTree:
    """The causes of a pain point as a tree, and a form to add one below any of them.

    Attributes
    ----------
    pain, node
        Whose tree is shown, and what in it the buttons are about.
    tree
        The tree, as nested lists.
    add, change, editor
        The buttons, and the form.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session = session
        self._words: dict[str, Any] = words["claim"] | words["why"]
        self._place: Place | None = None
        self._pains: dict[str, Claim] = {}
        self._causes: dict[str, Cause] = {}
        self.pain, self.node = choice_field(self._words["pain"], []), choice_field(self._words["node"], [])
        self.tree = w.HTML()
        self.add = Action(self._words["add"], self._on_add, primary=False)
        self.change = Action(self._words["change"], self._on_change, primary=False)
        self.editor = ClaimEditor(self._words, Doing(self._save, self._remove, self._left), owned=True)
        self.pain.observe(lambda _: self._show_tree(), "value")
        self.node.observe(lambda _: self._show_buttons(), "value")
        title = w.HTML(heading_html(self._words["title"]))
        buttons = w.HBox([self.add.row, self.change.row]).add_class("cx-decision-bar")
        self._asked = (title, self.pain, self.tree, self.node, self.editor.box, buttons)
        self._none = (title, w.HTML(empty_html(self._words["no_pains"])))
        self.box = w.VBox(self._none)

    def show(self, workshop: Workshop, place: Place) -> None:
        """Bring the tree up to the touchpoint looked at."""
        turned, self._place = place != self._place, place
        if turned:
            self.editor.put_away()
            self.add.clear()
        touchpoint = place.on(workshop)
        self._pains = {pain.id: pain for pain in touchpoint.pains} if touchpoint else {}
        self._causes = {cause.id: cause for cause in touchpoint.causes} if touchpoint else {}
        _offer(self.pain, [(short(pain.text, _LONGEST), pain.id) for pain in self._pains.values()])
        self.pain.layout.display = "" if len(self._pains) > 1 else "none"
        put_children(self.box, *(self._asked if self._pains else self._none))
        self._show_tree()
        self.editor.follow(self._causes)
        if turned:
            self._resume()

    def _show_tree(self) -> None:
        pain = self._pains.get(self.pain.value)
        if pain is None:
            return
        nodes = _nodes(tuple(self._causes.values()), pain.id)
        self.tree.value = tree_html(pain, nodes, self._words)
        about_pain = self._words["about_pain"].format(text=short(pain.text, _LONGEST))
        causes = [
            (f"{found.number} {short(found.cause.text, _LONGEST)}", found.cause.id) for found in _flat(nodes)
        ]
        _offer(self.node, [(about_pain, pain.id), *causes])
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.change.row.layout.display = "" if self.node.value in self._causes else "none"

    def _resume(self) -> None:
        """Open the form again where something was begun here and not saved."""
        begun = next((about for about in self.editor.drafts if about.place == self._place), None)
        if begun and self._said(begun.of):
            self._open(begun, focus=False)

    def _on_add(self, _: Action) -> str:
        if self._place and self.node.value:
            self._open(About(self._place, of=self.node.value))
        return ""

    def _on_change(self, _: Action) -> str:
        self.add.clear()
        if self._place and (cause := self._causes.get(self.node.value)):
            self._open(About(self._place, cause.id, cause.of))
        return ""

    def _open(self, about: About, *, focus: bool = True) -> None:
        cause = self._causes.get(about.claim)
        title = self._words["change_title" if cause else "add_title"]
        said = title.format(text=short(self._said(about.of), _LONGEST))
        self.editor.open(about, said, cause, focus=focus)

    def _said(self, part: str) -> str:
        found = self._causes.get(part) or self._pains.get(part)
        return found.text if found else ""

    def _save(self, about: About, values: dict[str, object]) -> str:
        new = new_claim_id(self._session.workshop, about.place, "causes")
        part = about.claim or new
        cause = checked(Cause, self._words, id=part, of=about.of, **values)
        edit = ChangeCause(cause=cause) if about.claim else AddCause(cause=cause)
        record_edits(self._session, MapEdited(state=about.place.state, edit=edit))
        if part in dict(map(reversed, self.node.options)):
            self.node.value = part
        return saved()

    def _remove(self, about: About) -> str:
        record_edits(self._session, MapEdited(state=about.place.state, edit=RemoveClaim(target=about.claim)))
        return str(self._words["removed"])

    def _left(self, said: str) -> None:
        self.add.say(said)
        self.add.button.focus()


def _nodes(causes: tuple[Cause, ...], of: str, above: str = "") -> tuple[_Node, ...]:
    """Return the causes of one pain point or cause, in order, with all below them."""
    found = (cause for cause in causes if cause.of == of)
    return tuple(
        _Node(number := f"{above}{place}", cause, _nodes(causes, cause.id, f"{number}."))
        for place, cause in enumerate(found, 1)
    )


def _flat(nodes: tuple[_Node, ...]) -> Iterator[_Node]:
    for node in nodes:
        yield node
        yield from _flat(node.below)


def tree_html(pain: Claim, nodes: tuple[_Node, ...], words: dict[str, Any]) -> str:
    """Return a pain point and its causes as nested lists, which a screen reader reads out as such."""
    causes = _list_html(nodes, words) or f'<p class="cx-small">{escape(words["none"])}</p>'
    return f'<ul class="cx-why"><li>{claim_html(pain, words)}{causes}</li></ul>'


def _list_html(nodes: tuple[_Node, ...], words: dict[str, Any]) -> str:
    items = (
        claim_html(cause, words, number, cause.owner) + _list_html(below, words)
        for number, cause, below in nodes
    )
    inside = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{inside}</ul>" if inside else ""


def _offer(field: w.Dropdown, options: list[tuple[str, str]]) -> None:
    """Renew a list to choose from; what was chosen stays chosen where it is still there."""
    if tuple(field.options) == tuple(options):
        return
    chosen = field.value
    parts = [part for _, part in options]
    field.options = options
    field.value = chosen if chosen in parts else next(iter(parts), None)
