"""The facilitator's part of the laundry board: reword, strike, merge and split."""

from typing import Any
from uuid import uuid4

import ipywidgets as w

from cxworkshop.charts.figures import count, short
from cxworkshop.domain.answer_events import LaundryEdited
from cxworkshop.domain.event import BaseEvent
from cxworkshop.domain.laundry import (
    LaundryBoard,
    LaundryEntry,
    LaundryGroup,
    MergeEntries,
    RewordEntry,
    SplitGroup,
    StrikeEntry,
)
from cxworkshop.domain.map_words import one_line, tidy
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import put_children, renew_children
from cxworkshop.ui.widgets.fields import area_field, choice_field, text_field, tick_field
from cxworkshop.ui.widgets.prose import heading_html, prose_html

_NONE = ""
_LABEL = 90


class LaundryCare:
    """What the facilitator does with the entries that can be seen.

    Attributes
    ----------
    which, wording, reword, strike
        One entry, and its new wording.
    ticks, name, merge
        Entry → tick box; the group's name.
    propose, proposals
        Which entries seem to say the same; a button for each such group ticks its entries.
    group, split
        The group to take apart.
    undo
        Takes back the last of all these; entries and votes of others stay.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self._seen = LaundryBoard()
        self.which = choice_field(words["which"], [(words["none"], _NONE)], _NONE)
        self.which.observe(lambda _: self._offer(), "value")
        self.wording = area_field(words["wording"])
        self.reword = Action(words["reword"], self._reword, primary=False)
        self.strike = Action(words["strike"], self._strike, primary=False)
        self.ticks: dict[str, w.Checkbox] = {}
        self.name = text_field(words["name"])
        self.merge = Action(words["merge"], self._merge, primary=False)
        self.propose = Action(words["propose"], self._propose, primary=False)
        self.proposals: list[Action] = []
        self.group = choice_field(words["group"], [(words["no_group"], _NONE)], _NONE)
        self.split = Action(words["split"], self._split, primary=False)
        self.undo = Action(words["undo"], self._undo, primary=False)
        self._ticked, self._proposed = w.VBox(), w.VBox()
        self.box = w.VBox(
            [
                w.HTML(prose_html(words["explain"])),
                w.Box([self.which, self.wording]).add_class("cx-grid"),
                w.HBox([self.reword.row, self.strike.row]).add_class("cx-decision-bar"),
                w.HTML(heading_html(words["ticks"])),
                self.propose.row,
                self._proposed,
                self._ticked,
                self.name,
                self.merge.row,
                w.Box([self.group]).add_class("cx-grid"),
                self.split.row,
                self.undo.row,
            ]
        )

    def show(self, seen: LaundryBoard) -> None:
        """Bring lists and tick boxes up to the entries that can be seen."""
        self._seen = seen
        words = self._words
        _renew(self.which, words["none"], [(entry.text, entry.id) for entry in seen.entries])
        _renew(self.group, words["no_group"], [(group.name, group.id) for group in seen.groups])
        for entry in seen.entries:
            tick = self.ticks.setdefault(entry.id, tick_field(""))
            tick.description = short(entry.text, _LABEL)
        put_children(self._ticked, *(self.ticks[entry.id] for entry in seen.entries))

    def _offer(self) -> None:
        """Put the entry chosen into the field for its new wording."""
        self.wording.value = next((one.text for one in self._seen.entries if one.id == self.which.value), "")

    def _chosen(self) -> LaundryEntry:
        found = next((entry for entry in self._seen.entries if entry.id == self.which.value), None)
        if found is None:
            raise InvalidChoiceError(self._words["no_entry"])
        return found

    def _reword(self, _: Action) -> str:
        entry, wording = self._chosen(), tidy(self.wording.value)
        if wording == entry.text:
            raise InvalidChoiceError(self._words["same"])
        edit = checked(RewordEntry, {"text": self._words["wording"]}, target=entry.id, text=wording)
        self._session.record(LaundryEdited(edit=edit))
        self.which.value = _NONE
        return str(self._words["reworded"])

    def _strike(self, _: Action) -> str:
        self._session.record(LaundryEdited(edit=StrikeEntry(target=self._chosen().id)))
        self.which.value = _NONE
        return str(self._words["struck"])

    def _merge(self, _: Action) -> str:
        ticked = tuple(entry.id for entry in self._seen.entries if self.ticks[entry.id].value)
        if len(ticked) <= 1:
            raise InvalidChoiceError(self._words["few"])
        labels, name = {"name": self._words["name"]}, one_line(self.name.value)
        group = checked(LaundryGroup, labels, id=uuid4().hex, name=name, entries=ticked)
        self._session.record(LaundryEdited(edit=MergeEntries(group=group)))
        self._tick(())
        self.name.value = ""
        self._forget()
        return str(self._words["merged"])

    def _propose(self, _: Action) -> str:
        from cxworkshop.analysis.laundry_ranking import proposed_groups  # noqa: PLC0415 - SciPy is heavy

        grouped = {one for group in self._seen.groups for one in group.entries}
        alone = {entry.id: entry for entry in self._seen.entries if entry.id not in grouped}
        self._forget()
        found = proposed_groups(tuple(alone.values()))
        self.proposals = [self._proposal([alone[one] for one in ids]) for ids in found]
        renew_children(self._proposed, [action.row for action in self.proposals])
        pattern: str = self._words["proposed" if found else "none_alike"]
        return pattern.format(n=count(len(found)))

    def _proposal(self, entries: list[LaundryEntry]) -> Action:
        shortest = min((entry.text for entry in entries), key=lambda text: (len(text), text))

        def tick(_: Action) -> str:
            self._tick([entry.id for entry in entries])
            self.name.value = one_line(shortest)
            return ""

        label = self._words["tick"].format(text=short(shortest, _LABEL), n=count(len(entries) - 1))
        return Action(label, tick, primary=False)

    def _tick(self, ids: list[str] | tuple[str, ...]) -> None:
        for one, tick in self.ticks.items():
            tick.value = one in ids

    def _forget(self) -> None:
        self.proposals = []
        renew_children(self._proposed, ())

    def _split(self, _: Action) -> str:
        if self.group.value == _NONE:
            raise InvalidChoiceError(self._words["no_group"])
        self._session.record(LaundryEdited(edit=SplitGroup(target=self.group.value)))
        return str(self._words["splitted"])

    def _undo(self, _: Action) -> str:
        undone = self._session.undo("laundry_edited", matching=_by_the_facilitator)
        return str(texts("common")["undone" if undone else "nothing_to_undo"])


def _by_the_facilitator(event: BaseEvent) -> bool:
    kinds = RewordEntry | StrikeEntry | MergeEntries | SplitGroup
    return isinstance(event, LaundryEdited) and isinstance(event.edit, kinds)


def _renew(field: w.Dropdown, nothing: str, found: list[tuple[str, str]]) -> None:
    """Offer what there is now; what was chosen stays chosen while it is there."""
    options = ((nothing, _NONE), *((short(text, _LABEL), told) for text, told in found))
    if tuple(field.options) != options:
        before = field.value
        field.options = options
        field.value = before if before in {told for _, told in options} else _NONE
