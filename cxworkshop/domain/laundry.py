"""The laundry board: dysfunctions named without names, grouped, and ranked by votes."""

from collections.abc import Callable, Iterable
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from cxworkshop.domain.model import Model
from cxworkshop.domain.showing import why_withheld
from cxworkshop.settings import SMALLEST_GROUP

LaundryKind = Literal["silo", "conflicting_data", "rule", "conflicting_goals", "politics", "other"]

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]

Entry = Annotated[str, Field(min_length=1, max_length=500)]

Points = Annotated[int, Field(ge=1, le=5)]

MOST_ENTRIES = 300

T = TypeVar("T")


class LaundryEntry(Model):
    """One thing that somebody named; nobody's name is kept."""

    id: Id
    kind: LaundryKind
    text: Entry


class LaundryGroup(Model):
    """Entries that say the same, under a name; ``entries`` are their ids."""

    id: Id
    name: Entry
    entries: tuple[Id, ...]


class LaundryVote(Model):
    """One person's points (1–5) by group or single entry: harm done, and how changeable it is.

    ``token`` stands for the person without saying who; the last vote of a token counts.
    """

    token: Id
    harm: dict[Id, Points] = Field(default_factory=dict)
    changeable: dict[Id, Points] = Field(default_factory=dict)


class LaundryBoard(Model):
    """The board as it stands. An entry is in one group at the most.

    ``shown`` are the ids of the entries that the board was shown up to, ``counted`` the votes as they were
    when the ranking was last shown: what comes later waits until 3 at once are new.
    """

    entries: tuple[LaundryEntry, ...] = ()
    groups: tuple[LaundryGroup, ...] = ()
    votes: tuple[LaundryVote, ...] = ()
    shown: tuple[Id, ...] = ()
    counted: tuple[LaundryVote, ...] = ()

    @property
    def out(self) -> "LaundryBoard":
        """The board as far as it may be seen, with the votes that count; an empty one below 3 entries."""
        entries = tuple(entry for entry in self.entries if entry.id in self.shown)
        if len(entries) < SMALLEST_GROUP:
            return LaundryBoard()
        hidden = {entry.id for entry in self.entries} - set(self.shown)
        return _with(self, entries=entries, groups=_without(self.groups, hidden), votes=self.counted)


class AddEntry(Model):
    """Somebody names something."""

    kind: Literal["add_entry"] = "add_entry"
    entry: LaundryEntry


class RewordEntry(Model):
    """The facilitator takes out what could point at one person."""

    kind: Literal["reword_entry"] = "reword_entry"
    target: Id
    text: Entry


class StrikeEntry(Model):
    """An entry leaves the board."""

    kind: Literal["strike_entry"] = "strike_entry"
    target: Id


class MergeEntries(Model):
    """Entries form a group; those of another group leave it."""

    kind: Literal["merge_entries"] = "merge_entries"
    group: LaundryGroup


class SplitGroup(Model):
    """A group's entries stand alone again."""

    kind: Literal["split_group"] = "split_group"
    target: Id


class CastVote(Model):
    """Somebody votes."""

    kind: Literal["cast_vote"] = "cast_vote"
    vote: LaundryVote


class ShowEntries(Model):
    """All have written: the entries are shown up to here."""

    kind: Literal["show_entries"] = "show_entries"


class ShowVotes(Model):
    """All have voted: the ranking is shown with the votes up to here."""

    kind: Literal["show_votes"] = "show_votes"


LaundryEdit = Annotated[
    AddEntry | RewordEntry | StrikeEntry | MergeEntries | SplitGroup | CastVote | ShowEntries | ShowVotes,
    Field(discriminator="kind"),
]


def edit_board(board: LaundryBoard, edit: LaundryEdit) -> LaundryBoard:  # noqa: PLR0911 - one case per edit
    """Return the board after an edit; one that names what isn't there, or shows too few, changes nothing."""
    match edit:
        case AddEntry(entry=entry):
            full = len(board.entries) >= MOST_ENTRIES or entry.id in {other.id for other in board.entries}
            return board if full else _with(board, entries=(*board.entries, entry))
        case RewordEntry(target=target, text=text):
            reworded = _changed(board.entries, target, lambda one: one.model_copy(update={"text": text}))
            return _with(board, entries=reworded)
        case StrikeEntry(target=target):
            kept = tuple(entry for entry in board.entries if entry.id != target)
            shown = tuple(one for one in board.shown if one != target)
            return _with(board, entries=kept, groups=_without(board.groups, {target}), shown=shown)
        case MergeEntries(group=group):
            known = {entry.id for entry in board.entries}
            members = tuple(dict.fromkeys(one for one in group.entries if one in known))
            if not members:
                return board
            others = _without((one for one in board.groups if one.id != group.id), set(members))
            return _with(board, groups=(*others, group.model_copy(update={"entries": members})))
        case SplitGroup(target=target):
            return _with(board, groups=tuple(one for one in board.groups if one.id != target))
        case CastVote(vote=vote):
            earlier = tuple(one for one in board.votes if one.token != vote.token)
            return _with(board, votes=(*earlier, vote))
        case ShowEntries():
            ids = tuple(entry.id for entry in board.entries)
            return board if why_withheld(ids, board.shown) else _with(board, shown=ids)
        case ShowVotes():
            held = why_withheld(board.votes, board.counted)
            return board if held else _with(board, counted=board.votes)


def _without(groups: Iterable[LaundryGroup], gone: set[str]) -> tuple[LaundryGroup, ...]:
    """Return the groups without these entries; a group that is left empty goes."""
    left = (
        group.model_copy(update={"entries": tuple(one for one in group.entries if one not in gone)})
        for group in groups
    )
    return tuple(group for group in left if group.entries)


def _changed(entries: tuple[T, ...], target: str, change: Callable[[T], T]) -> tuple[T, ...]:
    return tuple(change(one) if getattr(one, "id", None) == target else one for one in entries)


def _with(board: LaundryBoard, **changes: object) -> LaundryBoard:
    return board.model_copy(update=changes)
