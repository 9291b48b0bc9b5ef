"""The laundry board: what gets in the way, named without names, merged, and ranked by votes."""

from html import escape
from typing import Any
from uuid import uuid4

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.domain.answer_events import LaundryEdited
from cxworkshop.domain.laundry import MOST_ENTRIES, AddEntry, LaundryBoard, LaundryEntry, ShowEntries
from cxworkshop.domain.laundry_items import LaundryItem, items_of
from cxworkshop.domain.map_words import tidy
from cxworkshop.domain.showing import newly_given
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.settings import SMALLEST_GROUP
from cxworkshop.ui.asking import ask_laundry
from cxworkshop.ui.steps.health.laundry_care import LaundryCare
from cxworkshop.ui.steps.health.laundry_votes import LaundryVotes
from cxworkshop.ui.steps.reveal import expect_enough
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.ask_room import AskRoom
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import area_field, choice_field
from cxworkshop.ui.widgets.fold import Fold
from cxworkshop.ui.widgets.prose import heading_html, list_html, prose_html, small_html

_NO_KIND = ""


class LaundrySection:
    """Entries without names, the board once it is asked for, the facilitator's care, and the votes.

    What was written stays hidden until somebody shows the board, from three entries on; what comes later
    waits until three more have, so that nobody can tell who wrote it.

    Parameters
    ----------
    words
        ``templates/texts/laundry.yaml``.

    Attributes
    ----------
    kind, text, add
        One entry.
    reveal
        The button that shows the board.
    room
        The same question on phones.
    care, votes
        The facilitator's part, and everybody's vote.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        kinds = [(words["choose_kind"], _NO_KIND), *((name, kind) for kind, name in words["kinds"].items())]
        self.kind = choice_field(words["kind"], kinds, _NO_KIND)
        self.text = area_field(words["text"], words["text_hint"])
        self.add = Action(words["add"], self._add)
        self.reveal = Action(words["board"]["show"], self._show_board, primary=False)
        self._waiting, self._listed = w.HTML(), w.HTML()
        self.care, self.votes = LaundryCare(session, words["care"]), LaundryVotes(session, words["votes"])
        self._fold = Fold(words["care"]["fold"], self.care.box)
        asked = w.Box([self.kind, self.text]).add_class("cx-grid")
        self.room = AskRoom(session, "laundry", lambda _: ask_laundry())
        self._hidden = (w.HTML(prose_html(words["explain"])), asked, self.add.row, self.room.box)
        self._head = (w.HTML(heading_html(words["board"]["title"])), self._waiting, self.reveal.row)
        self.box = w.VBox().add_class("cx-card")
        self.show(session.workshop)

    def show(self, workshop: Workshop) -> None:
        """Bring the board up to the workshop; what somebody is typing stays."""
        board, words = workshop.laundry, self._words["board"]
        seen = _shuffled(board.out)
        pattern: str = words["since" if seen.entries else "waiting"]
        new = newly_given(_ids(board), seen.shown)
        self._waiting.value = small_html(pattern.format(n=count(new), least=SMALLEST_GROUP))
        self._listed.value = self._board_html(seen)
        self.care.show(seen)
        self.votes.show(seen, len(board.votes))
        shown = (self._listed, self._fold.box, self.votes.box) if seen.entries else ()
        put_children(self.box, *self._hidden, *self._head, *shown)

    def _board_html(self, seen: LaundryBoard) -> str:
        groups = {group.id for group in seen.groups}
        items = items_of(seen)
        alone = [self._line(item) for item in items if item.id not in groups]
        together = "".join(self._group_html(item) for item in items if item.id in groups)
        return together + (list_html(alone) if alone else "")

    def _group_html(self, item: LaundryItem) -> str:
        name = self._words["board"]["group"].format(name=item.name, n=count(len(item.entries)))
        return f"<h4>{escape(name)}</h4>" + list_html(self._entry(entry) for entry in item.entries)

    def _line(self, item: LaundryItem) -> str:
        return self._entry(item.entries[0])

    def _entry(self, entry: LaundryEntry) -> str:
        pattern: str = self._words["board"]["entry"]
        return pattern.format(kind=self._words["kinds"][entry.kind], text=entry.text)

    def _add(self, _: Action) -> str:
        words = self._words
        if self.kind.value == _NO_KIND:
            raise InvalidChoiceError(words["no_kind"])
        if len(self._session.workshop.laundry.entries) >= MOST_ENTRIES:
            raise InvalidChoiceError(words["full"].format(most=MOST_ENTRIES))
        entry = checked(LaundryEntry, words, id=uuid4().hex, kind=self.kind.value, text=tidy(self.text.value))
        self._session.record(LaundryEdited(edit=AddEntry(entry=entry)))
        self.text.value, self.kind.value = "", _NO_KIND
        return str(words["added"])

    def _show_board(self, _: Action) -> str:
        self._session.refresh()
        board = self._session.workshop.laundry
        expect_enough(_ids(board), board.shown)
        self._session.record(LaundryEdited(edit=ShowEntries()))
        return ""


def _ids(board: LaundryBoard) -> tuple[str, ...]:
    return tuple(entry.id for entry in board.entries)


def _shuffled(out: LaundryBoard) -> LaundryBoard:
    """Return the board as far as it may be seen, in an order drawn by lot."""
    if not out.entries:
        return out
    from cxworkshop.analysis.laundry_ranking import shuffled  # noqa: PLC0415 - NumPy is heavy

    return out.model_copy(update={"entries": shuffled(out.entries)})
