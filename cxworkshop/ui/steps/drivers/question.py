"""What is asked of the survey: which outcome, which drivers, and how it is computed."""

from collections.abc import Iterator, Sequence
from typing import Any

import ipywidgets as w

from cxworkshop.domain.drivers import DriverQuestion, Outcome
from cxworkshop.domain.tables import AttachedTable, Role, spoken_name
from cxworkshop.domain.touchpoint_names import touchpoint_labels
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import choice_field, tick_field
from cxworkshop.ui.widgets.fold import Fold
from cxworkshop.ui.widgets.form import Form
from cxworkshop.ui.widgets.prose import heading_html, small_html

OUTCOMES: tuple[Outcome, ...] = ("outcome", "satisfaction", "stayed")

_UNSAID = ""
"""Stands in a list for what nobody has chosen: the method that fits, answers that stand for themselves."""


class QuestionForm:
    """Outcome and drivers in sight, the rest folded away; it follows what was asked last until touched.

    Attributes
    ----------
    outcome, ticks
        The outcome's role in the survey; driver → tick box.
    more
        Opens how it is computed.
    method, missing, together, fit
        The fields of that.
    """

    def __init__(self, words: dict[str, Any]) -> None:
        self._words = words
        self._asked: DriverQuestion | None = None
        self.outcome = choice_field(words["outcome"], [])
        self.ticks: dict[str, w.Checkbox] = {}
        self.method = choice_field(words["method"], _options(words["methods"]), _UNSAID)
        self.missing = choice_field(words["missing"], _options(words["rules"]), "pairwise")
        self.together = choice_field(words["together"], [(words["alone"], _UNSAID)], _UNSAID)
        self.fit = choice_field(words["fit"], _options(words["fits"]), "linear")
        self._form = Form({})
        self._ticks = w.Box().add_class("cx-grid").add_class("cx-ticks")
        details = w.Box([self.method, self.missing, self.together, self.fit]).add_class("cx-grid")
        explained = w.HTML(small_html(words["explain_more"]))
        self.more = Fold(words["more"], w.VBox([explained, details]))
        heading = w.HTML(heading_html(words["drivers"]))
        self.box = w.VBox([self.outcome, heading, self._ticks, self.more.box]).add_class("cx-card")
        self.outcome.observe(lambda _: self._show_fit(), "value")
        self._show_fit()

    def show(self, workshop: Workshop) -> None:
        """Bring the choices up to the survey, and the fields to what was asked last."""
        survey = workshop.tables.get(Role.SURVEY)
        if survey is None:
            return
        before = dict(self.ticks)
        self._offer(survey, touchpoint_labels(workshop))
        asked = workshop.drivers.question if workshop.drivers else None
        if asked != self._asked or before.keys() != self.ticks.keys():
            self._asked = asked
            self._fill(asked or DriverQuestion())

    def read(self) -> DriverQuestion:
        """Return the question that the fields ask.

        Raises
        ------
        InvalidChoiceError
            No driver is ticked.
        """
        ticked = tuple(name for name, tick in self.ticks.items() if tick.value)
        if not ticked:
            raise InvalidChoiceError(self._words["no_drivers"])
        return DriverQuestion(
            outcome=self.outcome.value,
            drivers=() if len(ticked) == len(self.ticks) else ticked,
            method=self.method.value or None,
            fit=self.fit.value if self.outcome.value == "stayed" else "linear",
            missing=self.missing.value,
            together=self.together.value or None,
        )

    def _offer(self, survey: AttachedTable, labels: dict[str, str]) -> None:
        words = self._words
        outcomes = [(words["outcomes"][name], name) for name in OUTCOMES if survey.column(name)]
        _renew(self.outcome, outcomes, outcomes[0][1] if outcomes else None)
        rules = words["rules"] if survey.never_used else _without(words["rules"], "never_used")
        _renew(self.missing, _options(rules), "pairwise")
        _renew(self.together, list(self._together(survey)), _UNSAID)
        for name, label in labels.items():
            self.ticks.setdefault(name, tick_field(label, value=True)).description = label
        self.ticks = {name: self.ticks[name] for name in labels}
        put_children(self._ticks, *self.ticks.values())
        self._form.fields = {f"driver {name}": tick for name, tick in self.ticks.items()} | {
            "outcome": self.outcome,
            "method": self.method,
            "missing": self.missing,
            "together": self.together,
            "fit": self.fit,
        }

    def _together(self, survey: AttachedTable) -> Iterator[tuple[str, str]]:
        """Offer what is usual, and the survey's factors."""
        words = self._words
        yield words["same_customer" if survey.column("customer") else "alone"], _UNSAID
        for name in survey.columns("factor"):
            yield words["same"].format(what=spoken_name(name)), name

    def _fill(self, asked: DriverQuestion) -> None:
        values: dict[str, object] = {
            "outcome": asked.outcome,
            "method": asked.method or _UNSAID,
            "missing": asked.missing,
            "together": asked.together or _UNSAID,
            "fit": asked.fit,
        }
        fields = self._form.fields
        known = {name: value for name, value in values.items() if value in _values_of(fields[name])}
        self._form.fill(
            known | {f"driver {name}": name in (asked.drivers or self.ticks) for name in self.ticks}
        )

    def _show_fit(self) -> None:
        self.fit.layout.display = "" if self.outcome.value == "stayed" else "none"


def _options(words: dict[str, str]) -> list[tuple[str, str]]:
    return [(label, _UNSAID if name == "unsaid" else name) for name, label in words.items()]


def _without(words: dict[str, str], name: str) -> dict[str, str]:
    return {other: label for other, label in words.items() if other != name}


def _values_of(field: w.DOMWidget) -> list[str]:
    return [value for _, value in field.options]


def _renew(field: w.Dropdown, options: Sequence[tuple[str, str]], usual: str | None) -> None:
    """Offer other choices where they have changed; the one chosen stays where it is among them."""
    if list(options) != list(field.options):
        chosen = field.value
        field.options = options
        field.value = chosen if chosen in _values_of(field) else usual
