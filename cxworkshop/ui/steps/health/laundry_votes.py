"""Votes on the laundry board, one person after the other and without names, and the ranking they give."""

from hashlib import scrypt
from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count, listed, percent, short
from cxworkshop.charts.findings_laundry import find_laundry
from cxworkshop.domain.answer_events import LaundryEdited
from cxworkshop.domain.laundry import CastVote, LaundryBoard, LaundryVote, ShowVotes
from cxworkshop.domain.laundry_items import LaundryItem, LaundryRanking, items_of
from cxworkshop.domain.map_words import one_line
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.settings import SMALLEST_GROUP
from cxworkshop.ui.steps.reveal import expect_enough
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import choice_field, secret_field
from cxworkshop.ui.widgets.prose import heading_html, prose_html, small_html, table_html
from cxworkshop.ui.widgets.second_press import SecondPress

_OPEN = 0
_POINTS = range(1, 6)
_SHORTEST_WORD = 4
"""Fewest characters of a voter's word."""


class LaundryVotes:
    """Two figures per item, under a word that its voter alone knows; what is kept doesn't lead to the word.

    Attributes
    ----------
    fields
        Item → its two lists, harm and changeable.
    word
        The voter's own word: a second vote under it takes the place of the first.
    save
        Counts the vote.
    reveal
        Shows the ranking, from three voters on.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self._seen = LaundryBoard()
        self._replacing = SecondPress()
        self.fields: dict[str, tuple[w.Dropdown, w.Dropdown]] = {}
        self._names: dict[str, w.HTML] = {}
        self._rows: dict[str, w.VBox] = {}
        self.word = secret_field(words["word"], words["word_hint"])
        self.save = Action(words["save"], self._save)
        self.reveal = Action(words["show"], self._show_ranking, primary=False)
        self._list, self._so_far, self._ranking = w.VBox(), w.HTML(), w.HTML()
        self.box = w.VBox(
            [
                w.HTML(heading_html(words["title"])),
                w.HTML(prose_html(words["explain"])),
                self._list,
                self.word,
                self.save.row,
                self._so_far,
                self.reveal.row,
                self._ranking,
            ]
        )

    def show(self, seen: LaundryBoard, votes: int) -> None:
        """Bring the lists up to what stands on the board; what somebody has chosen stays.

        Parameters
        ----------
        seen
            The board as far as it may be seen, with the votes that the ranking was shown with.
        votes
            How many votes there are so far.
        """
        self._seen = seen
        items = items_of(seen)
        put_children(self._list, *map(self._row, items))
        self._so_far.value = small_html(self._words["so_far"].format(n=count(votes)))
        self._ranking.value = self._ranking_html()

    def _row(self, item: LaundryItem) -> w.VBox:
        if item.id not in self._rows:
            fields = tuple(self._list_of(self._words[what]) for what in ("harm", "changeable"))
            self.fields[item.id] = (fields[0], fields[1])
            self._names[item.id] = w.HTML()
            grid = w.Box(fields).add_class("cx-grid")
            self._rows[item.id] = w.VBox([self._names[item.id], grid]).add_class("cx-vote")
        self._names[item.id].value = prose_html(item.name)
        for field in self.fields[item.id]:
            field.tooltip = f"{field.description}: {short(item.name)}"
        return self._rows[item.id]

    def _list_of(self, label: str) -> w.Dropdown:
        options = [(self._words["open"], _OPEN), *((str(points), points) for points in _POINTS)]
        return choice_field(label, options, _OPEN)

    def _save(self, _: Action) -> str:
        items = items_of(self._seen)
        if not items:
            raise InvalidChoiceError(self._words["not_yet"])
        harm, changeable = {}, {}
        for item in items:
            given = tuple(field.value for field in self.fields[item.id])
            if given == (_OPEN, _OPEN):
                continue
            if _OPEN in given:
                raise InvalidChoiceError(self._words["both"].format(name=short(item.name, 60)))
            harm[item.id], changeable[item.id] = given
        if not harm:
            raise InvalidChoiceError(self._words["nothing"])
        vote = LaundryVote(token=self._token(), harm=harm, changeable=changeable)
        self._session.refresh()
        again = any(one.token == vote.token for one in self._session.workshop.laundry.votes)
        if again:
            self._replacing.expect(vote.token, self._words["again"])
        self._session.record(LaundryEdited(edit=CastVote(vote=vote)))
        self.word.value = ""
        for fields in self.fields.values():
            for field in fields:
                field.value = _OPEN
        return str(self._words["replaced" if again else "saved"])

    def _token(self) -> str:
        """Return what the voter's word leads to, in this workshop alone; nothing leads back.

        Raises
        ------
        InvalidChoiceError
            The word is missing or too short.
        """
        word = one_line(self.word.value).casefold()
        if len(word) < _SHORTEST_WORD:
            raise InvalidChoiceError(self._words["no_word"].format(least=_SHORTEST_WORD))
        workshop = self._session.events[0].id
        return scrypt(word.encode(), salt=workshop.encode(), n=2**14, r=8, p=1, dklen=16).hex()

    def _show_ranking(self, _: Action) -> str:
        self._session.refresh()
        board = self._session.workshop.laundry
        expect_enough(board.votes, board.counted)
        self._session.record(LaundryEdited(edit=ShowVotes()))
        return ""

    def _ranking_html(self) -> str:
        """Return the ranking by the votes that it was shown with; those that came since wait."""
        if not self._seen.votes:
            return ""
        from cxworkshop.analysis.laundry_ranking import laundry_ranking  # noqa: PLC0415 - NumPy is heavy

        ranking = laundry_ranking(self._seen)
        return heading_html(find_laundry(ranking)) + self._table(ranking) + self._withheld(ranking)

    def _table(self, ranking: LaundryRanking) -> str:
        words = self._words["table"]
        rows = [
            (
                one.item.name,
                f"{one.harm:.1f}",
                f"{one.changeable:.1f}",
                f"{one.mean:.1f}",
                self._words["range"].format(low=f"{one.low:.1f}", high=f"{one.high:.1f}"),
                count(one.n),
            )
            for one in ranking.standings
        ]
        caption = words["caption"].format(level=percent(ranking.level))
        return table_html(caption, words["columns"], rows) if rows else ""

    def _withheld(self, ranking: LaundryRanking) -> str:
        if not ranking.withheld:
            return ""
        names = listed([f"“{short(item.name)}”" for item in ranking.withheld])
        return small_html(self._words["withheld"].format(least=SMALLEST_GROUP, names=names))
