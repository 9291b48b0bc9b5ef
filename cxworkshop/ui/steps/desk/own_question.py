"""A question of one's own: any of the twelve kinds, typed in."""

from typing import Any
from uuid import uuid4

import ipywidgets as w
from pydantic import ValidationError

from cxworkshop.domain.activity import Ask
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.settings import texts
from cxworkshop.ui.widgets.fields import area_field, choice_field, entered, number_field, text_field
from cxworkshop.ui.widgets.showing import show_where

_FIELDS: dict[str, tuple[str, ...]] = {
    "text": (),
    "texts": ("items",),
    "one": ("items",),
    "many": ("items",),
    "grid": ("items", "scale"),
    "points": ("items", "points"),
    "dots": ("items", "dots"),
    "ranking": ("items",),
    "axes": ("items", "left", "right", "bottom", "top"),
    "line": ("items", "left", "right"),
    "guess": ("least", "most", "unit"),
    "consent": ("about",),
}
"""What a kind of question needs besides its title."""


class OwnQuestion:
    """The fields of a question; those that its kind doesn't need are hidden.

    Attributes
    ----------
    title, explain, kind, privacy, fields
        The fields; ``fields`` by name.
    """

    def __init__(self) -> None:
        words = self._words = texts("desk")["own"]
        self.title = text_field(words["title"], words["title_hint"])
        self.explain = text_field(words["explain"], words["explain_hint"])
        self.kind = choice_field(words["kind"], _choices(words["kinds"]), "one")
        self.privacy = choice_field(words["privacy"], _choices(words["privacies"]), "unnamed")
        self.fields: dict[str, w.DOMWidget] = {
            "items": area_field(words["items"], words["items_hint"]),
            "scale": area_field(words["scale"], words["scale_hint"], words["scale_first"]),
            **{name: text_field(words[name]) for name in ("left", "right", "bottom", "top", "unit")},
            **{name: number_field(words[name]) for name in ("least", "most", "dots", "points")},
            "about": area_field(words["about"]),
        }
        for name, value in {"least": "0", "most": "100", "dots": "3", "points": "100"}.items():
            self.fields[name].value = value
        self.kind.observe(lambda _: self._fit(), "value")
        head = w.Box([self.title, self.explain, self.kind, self.privacy])
        rest = w.Box(list(self.fields.values()))
        self.box = w.VBox([head.add_class("cx-grid"), rest.add_class("cx-grid")])
        self._fit()

    def ask(self) -> Ask:
        """Return the question.

        Raises
        ------
        InvalidChoiceError
            A field is empty, or breaks a rule of its kind of question.
        """
        words = self._words
        if not self.title.value.strip():
            raise InvalidChoiceError(texts("common")["missing_field"].format(field=words["title"]))
        told = {
            "id": uuid4().hex,
            "title": self.title.value,
            "explain": self.explain.value,
            "question": self._question(),
            "privacy": self.privacy.value,
        }
        try:
            return Ask.model_validate(told)
        except ValidationError as error:
            why = error.errors()[0]["msg"].lower()
            raise InvalidChoiceError(words["wrong"].format(why=why)) from error

    def clear(self) -> None:
        """Make place for the next one; its kind stays."""
        for field in (self.title, self.explain, self.fields["items"], self.fields["about"]):
            field.value = ""

    def _question(self) -> dict[str, object]:
        kind: str = self.kind.value
        question: dict[str, object] = {"kind": kind}
        for name in _FIELDS[kind]:
            match name:
                case "items":
                    lines = self._lines("items")
                    question["items"] = [
                        {"id": str(place), "label": line} for place, line in enumerate(lines, 1)
                    ]
                case "scale":
                    steps = enumerate(self._lines("scale"))
                    question["scale"] = [{"value": place, "label": line} for place, line in steps]
                case "points":
                    question["total"] = self._whole("points")
                case "dots":
                    question |= {"dots": self._whole("dots"), "most_each": self._whole("dots")}
                case "least" | "most":
                    question[name] = self._number(name)
                case _:
                    question[name] = self._text(name, needed=name != "unit")
        return question

    def _lines(self, name: str) -> list[str]:
        text = self._text(name, needed=True)
        return [line.strip() for line in text.splitlines() if line.strip()]

    def _text(self, name: str, *, needed: bool) -> str:
        text = str(self.fields[name].value).strip()
        if needed and not text:
            raise InvalidChoiceError(texts("common")["missing_field"].format(field=self._words[name]))
        return text

    def _number(self, name: str) -> float:
        number = entered(self.fields[name])
        if not isinstance(number, float):
            words = self._words
            said = words["not_number"].format(field=words[name], value=self.fields[name].value)
            raise InvalidChoiceError(said)
        return number

    def _whole(self, name: str) -> int:
        """Return a number field's whole number; one too large or none at all is the model's to refuse."""
        number = self._number(name)
        return int(number) if abs(number) < 1e9 else 10**9  # noqa: PLR2004 - "inf" has no whole number

    def _fit(self) -> None:
        needed = _FIELDS[self.kind.value]
        for name, field in self.fields.items():
            show_where(name in needed, field)


def _choices(named: dict[str, Any]) -> list[tuple[str, str]]:
    return [(label, name) for name, label in named.items()]
