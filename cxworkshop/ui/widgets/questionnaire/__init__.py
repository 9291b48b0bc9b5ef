"""Many questions on one scale, answered by pointer or keyboard alone."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import anywidget
import traitlets as t

_HERE = Path(__file__).parent
_LONGEST_EXAMPLE = 500


class Question(NamedTuple):
    """A question under the heading of its theme; those of a theme stand together."""

    id: str
    theme: str
    question: str


class Answer(NamedTuple):
    """The choice made ("": none yet) and what was written as an example."""

    choice: str
    example: str


class Questionnaire(anywidget.AnyWidget):
    """A sheet of questions with the same choices; it says how many are answered.

    Every question is a group of radio buttons: Tab moves between questions, arrows choose, and a figure
    (1 for the first choice) chooses and goes on to the next. An example stays folded away until asked for.

    Parameters
    ----------
    questions
        In their order.
    choices
        What is kept → what is read.
    words
        ``sheet`` of ``templates/texts/health.yaml``.

    Attributes
    ----------
    answers
        Id → ``level`` (a choice, or "") and ``example``, as the page sends them.
    """

    _esm = (_HERE / "questionnaire.js").read_text("utf-8")
    _css = (_HERE / "questionnaire.css").read_text("utf-8")

    questions = t.List().tag(sync=True)
    words = t.Dict().tag(sync=True)
    answers = t.Dict().tag(sync=True)
    sheet = t.Int().tag(sync=True)

    def __init__(
        self, questions: Sequence[Question], choices: Mapping[str, str], words: Mapping[str, Any]
    ) -> None:
        told = dict(words) | {"choices": [list(choice) for choice in choices.items()]}
        super().__init__(
            questions=[question._asdict() for question in questions],
            words=told | {"longest": _LONGEST_EXAMPLE},
        )
        self._choices = frozenset(choices)

    @property
    def given(self) -> dict[str, Answer]:
        """The questions on which a choice was made or an example written, as the page may send them."""
        asked = {str(question["id"]) for question in self.questions}
        found = {}
        for name, answer in self.answers.items():
            if name in asked and isinstance(answer, dict):
                choice = str(answer.get("level") or "")
                example = str(answer.get("example") or "").strip()[:_LONGEST_EXAMPLE]
                found[name] = Answer(choice if choice in self._choices else "", example)
        return found

    def lay_out(self, answers: Mapping[str, Answer] | None = None) -> None:
        """Lay out another sheet: an empty one, or with these answers."""
        with self.hold_sync():
            self.answers = {
                name: {"level": answer.choice, "example": answer.example}
                for name, answer in (answers or {}).items()
            }
            self.sheet += 1
