"""Read YAML as plain text values, with the line of each.

Every value is taken as the text that stands there, so ``No`` and ``12:30`` need no quotes. Tags, which could
call code, and aliases, with which a small file can stand for a huge or an endless one, are refused.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple, NoReturn

import yaml
from yaml.reader import Reader

from cxworkshop.errors import WorkshopError

Path = tuple[str | int, ...]
"""The fields and places in lists that lead to a value."""

DEEPEST = 20
"""Most groups and lists within each other."""

MOST_VALUES = 200_000
"""Most values of a document; the largest map has fewer."""

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PLAIN_TAGS = (None, *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")))
_NOTHING = ("", "~", "null")


class Kind(NamedTuple):
    """What files are read: what a message calls one, and the error that refuses it."""

    noun: str
    refusal: type[WorkshopError]


def read_lines(text: str, where: str, kind: Kind) -> tuple[Any, dict[Path, int]]:
    """Return a YAML document as dicts, lists and text, and the line of every value.

    A field without a value is left out.

    Parameters
    ----------
    text
        YAML.
    where
        What a message calls the file.
    kind
        What it should be.

    Raises
    ------
    WorkshopError
        That of ``kind``: the text isn't one YAML document, has a field twice, tags or aliases, or is nested
        too deep.
    """
    if hidden := Reader.NON_PRINTABLE.search(text):
        line = text[: hidden.start()].count("\n") + 1
        msg = f"{where}, line {line}: here stands a control character, which YAML can't hold; delete it."
        raise kind.refusal(msg)
    tree = _Tree(where, kind)
    try:
        tree.grow(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        last = text.rstrip("\n").count("\n") + 1
        place = f", line {min(mark.line + 1, last)}" if mark else ""
        msg = (
            f"{where}{place}: this isn't YAML ({error.problem}); check indents, and quote text with a colon."
        )
        raise kind.refusal(msg) from error
    return tree.root, tree.lines


class _Open:
    """A group of fields or a list that hasn't ended yet."""

    def __init__(self, held: dict[str, Any] | list[Any], path: Path, anchor: str | None) -> None:
        self.held = held
        self.path = path
        self.anchor = anchor
        self.field: str | None = None


class _Tree:
    """Grows from YAML's events."""

    def __init__(self, where: str, kind: Kind) -> None:
        self.root: Any = None
        self.lines: dict[Path, int] = {}
        self._where, self._kind = where, kind
        self._open: list[_Open] = []

    def grow(self, events: Iterable[yaml.Event]) -> None:
        documents = 0
        for event in events:
            line = event.start_mark.line + 1 if event.start_mark else 0
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        self._refuse(line, "a second document begins (“---”); keep one in a file")
                case yaml.AliasEvent():
                    self._refuse_alias(line, event.anchor)
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self._expect_plain(line, event.tag)
                    held: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
                    self._open.append(_Open(held, self._add(held, line), event.anchor))
                    if len(self._open) > DEEPEST:
                        self._refuse(line, f"this is nested far deeper than {self._kind.noun}")
                case yaml.CollectionEndEvent():
                    self._open.pop()
                case yaml.ScalarEvent():
                    self._expect_plain(line, event.tag)
                    self._add_scalar(event, line)

    def _add_scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        into = self._open[-1] if self._open else None
        if into is None or isinstance(into.held, list) or into.field is not None:
            bare = event.implicit[0]
            self._add(None if bare and event.value in _NOTHING else event.value, line)
            return
        path = (*into.path, event.value)
        if path in self.lines:
            self._refuse(line, f"“{event.value}” stands here twice; keep one")
        self.lines[path] = line
        into.field = event.value

    def _add(self, value: Any, line: int) -> Path:  # noqa: ANN401 - any tree
        """Put a value where the document has come to; return the path to it."""
        path: Path = ()
        if not self._open:
            self.root = value
        else:
            into = self._open[-1]
            if isinstance(into.held, list):
                path = (*into.path, len(into.held))
                into.held.append(value)
            else:
                if into.field is None:
                    self._refuse(line, "a field's name must be a word")
                path = (*into.path, into.field)
                if value is not None:
                    into.held[into.field] = value
                into.field = None
        self.lines.setdefault(path, line)
        if len(self.lines) > MOST_VALUES:
            self._refuse(line, f"the file goes on far longer than {self._kind.noun}; check that it is one")
        return path

    def _expect_plain(self, line: int, tag: str | None) -> None:
        if tag not in _PLAIN_TAGS:
            told = str(tag).replace("tag:yaml.org,2002:", "!!")
            self._refuse(line, f"{self._kind.noun} has no tags (“{told}”); take it out")

    def _refuse_alias(self, line: int, anchor: str | None) -> NoReturn:
        if any(part.anchor == anchor for part in self._open):
            self._refuse(
                line, f"“*{anchor}” makes a part contain itself, in a circle; a part holds others only"
            )
        self._refuse(line, f"“*{anchor}” repeats another place of the file; write out what it stands for")

    def _refuse(self, line: int, why: str) -> NoReturn:
        msg = f"{self._where}, line {line}: {why}."
        raise self._kind.refusal(msg)
