"""A wording whose words can be marked, each with a button: keep it, or strike it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import anywidget
import traitlets as t

_PARTS = Path(__file__).parent / "words"

Mark = Literal["keep", "strike"]


class WordMarksField(anywidget.AnyWidget):
    """Words in a row; a press marks one, a second press takes the mark back. Arrow keys go along the row.

    Parameters
    ----------
    labels
        ``marks.field`` of ``templates/texts/mission.yaml``.

    Attributes
    ----------
    words
        The words, in order.
    marks
        Place of a word, as text → ``keep`` or ``strike``.
    counts
        For each word how many keep and strike it; empty where that isn't shown.
    """

    _esm = (_PARTS / "word_marks.js").read_text("utf-8")
    _css = (_PARTS / "word_marks.css").read_text("utf-8")

    words = t.List(t.Unicode()).tag(sync=True)
    marks = t.Dict().tag(sync=True)
    counts = t.List().tag(sync=True)
    labels = t.Dict().tag(sync=True)

    def __init__(self, labels: Mapping[str, Any]) -> None:
        super().__init__(labels=dict(labels))

    def ask(self, words: Sequence[str]) -> None:
        """Put up other words, with no mark; the same words stay as they are."""
        if list(words) != self.words:
            self.marks = {}
            self.words = list(words)

    def places(self, mark: Mark) -> tuple[int, ...]:
        """Return the places of the words marked so, from 0; what isn't a place of a word is left out."""
        found = (int(place) for place, made in self.marks.items() if made == mark and place.isdecimal())
        return tuple(sorted(place for place in found if place < len(self.words)))
