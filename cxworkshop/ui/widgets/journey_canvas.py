"""The journey map drawn as one picture that a team gathers around, and changes."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets as t
from pydantic import TypeAdapter, ValidationError

from cxworkshop.domain.map_edits import MapEdit
from cxworkshop.errors import InvalidJourneyError, WorkshopError
from cxworkshop.ui.widgets.actions import in_page_words

_PARTS = Path(__file__).parent / "canvas"
_EDIT: TypeAdapter[MapEdit] = TypeAdapter(MapEdit)
_LONGEST_TICKET = 40


def _joined(pattern: str) -> str:
    """Return the parts of the script, or of the style sheet, in the order of their names."""
    return "\n".join(part.read_text("utf-8") for part in sorted(_PARTS.glob(pattern)))


class JourneyCanvas(anywidget.AnyWidget):
    """A journey map as a picture: moved by pointer or keyboard, written on in place, zoomed, printed.

    What is done in the picture is drawn there at once and handed to ``on_edit``. The picture is brought in
    line when ``map`` changes; where the change is refused, it falls back to ``map`` and shows the sentence.

    Parameters
    ----------
    words
        ``canvas`` of ``templates/texts/journey.yaml``.
    on_edit
        Records a change, after which ``map`` should hold it. A :class:`WorkshopError` is shown as its
        sentence.
    on_undo
        Takes back the latest change; without it there is no button for that.

    Attributes
    ----------
    map
        ``JourneyMap.model_dump(mode="json")``.
    overlay
        Touchpoint → ``score`` (text, or none), ``detail`` (text), ``level`` (good, fair, poor, none) and
        ``comments`` (how many).
    marks
        Touchpoint → lanes that the other map has otherwise, ``new`` and ``moved`` among them; ``gone`` →
        names of touchpoints that only the other map has.
    editable
        Whether the map can be changed here, or only looked at.
    selected
        The touchpoint that the team looks at, "" for none; follows the keyboard and the pointer.
    """

    _esm = _joined("*.js")
    _css = _joined("*.css")

    map = t.Dict().tag(sync=True)
    overlay = t.Dict().tag(sync=True)
    marks = t.Dict().tag(sync=True)
    words = t.Dict().tag(sync=True)
    editable = t.Bool(default_value=True).tag(sync=True)
    undoable = t.Bool(default_value=False).tag(sync=True)
    selected = t.Unicode().tag(sync=True)

    def __init__(
        self,
        words: Mapping[str, Any],
        on_edit: Callable[[MapEdit], None],
        on_undo: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(map=_BLANK, words=dict(words), undoable=on_undo is not None)
        self._on_edit, self._on_undo = on_edit, on_undo
        self.on_msg(self._hear)

    def _hear(self, _widget: object, message: object, _buffers: object) -> None:
        """Do what the picture asks for, and answer with what was refused."""
        told = message if isinstance(message, dict) else {}
        ticket = str(told.get("ticket", ""))[:_LONGEST_TICKET]
        refused, words = "", self.words["refused"]
        try:
            self._do(told)
        except WorkshopError as error:
            refused = in_page_words(str(error))
        except Exception as error:
            # As with every button: the page says that it failed, a notebook shows the traceback too.
            refused = words["failed"].format(error=type(error).__name__)
            raise
        finally:
            self.send({"ticket": ticket, "refused": refused})

    def _do(self, told: Mapping[str, object]) -> None:
        words = self.words["refused"]
        if not self.editable:
            raise InvalidJourneyError(words["read_only"])
        if told.get("undo") is True and self._on_undo is not None:
            self._on_undo()
            return
        try:
            edit = _EDIT.validate_python(told.get("edit"))
        except ValidationError as error:
            raise InvalidJourneyError(words["not_understood"]) from error
        self._on_edit(edit)


_BLANK = {"id": "map", "name": "", "state": "as_is", "persona": "", "scenario": "", "journeys": []}
"""What is drawn before there is a map."""
