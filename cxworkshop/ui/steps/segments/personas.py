"""A face for each target segment: what the survey says they value, and the card the team fills in."""

from html import escape
from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count, percent
from cxworkshop.domain.events import PersonaDescribed
from cxworkshop.domain.profit import SegmentValues
from cxworkshop.domain.segments import MOST_LINES, Persona
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.decision_bar import decision_bar
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.fields import area_field, text_field, views_field
from cxworkshop.ui.widgets.form import Form
from cxworkshop.ui.widgets.prose import empty_html, heading_html, list_html, prose_html, small_html

LISTS = ("needs", "behaviours", "jobs", "quotes")


class PersonaCards:
    """One form per target segment, one of them shown; each keeps what is being typed.

    Attributes
    ----------
    forms
        (Attribute, segment) → its form.
    which
        The segment shown.
    fields, valued, card
        Its fields, what the survey says they value, and the card as saved.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self.forms: dict[tuple[str, str], Form] = {}
        self._filled_with: dict[tuple[str, str], Persona | None] = {}
        self.which = views_field(words["which"], [])
        self.which.observe(lambda _: self._turn(), "value")
        self.fields, self.valued, self.card = w.VBox(), w.HTML(), w.HTML()
        bar = decision_bar(session, self._describe, "persona_described", save=words["save"])
        side = w.VBox([self.valued, self.card])
        columns = w.Box([self.fields, side]).add_class("cx-columns")
        self._asked = (w.HTML(prose_html(words["explain"])), self.which, columns, bar)
        self._not_yet = (w.HTML(empty_html(words["no_targets"])),)
        self.box = w.VBox(self._not_yet).add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Bring forms and cards up to the workshop's targets."""
        chosen = workshop.segments
        targets = chosen.targets if chosen else ()
        if targets != tuple(self.which.options):
            before = self.which.value
            self.which.options = targets
            self.which.value = before if before in targets else next(iter(targets), None)
        self.which.layout.display = "" if len(targets) > 1 else "none"
        for target in targets:
            self._fill((chosen.by, target) if chosen else ("", target), workshop)
        self.box.children = self._asked if targets else self._not_yet
        self._turn()

    def _fill(self, told: tuple[str, str], workshop: Workshop) -> None:
        if told not in self.forms:
            self.forms[told] = self._new_form()
        persona = workshop.persona(*told)
        if persona != self._filled_with.get(told):
            self._filled_with[told] = persona
            lists = {name: "\n".join(getattr(persona, name, ())) for name in LISTS}
            self.forms[told].fill({"name": persona.name if persona else "", **lists})

    def _new_form(self) -> Form:
        labels, hints = self._words["fields"], self._words["hints"]
        lists = {name: area_field(labels[name], hints[name]) for name in LISTS}
        return Form({"name": text_field(labels["name"], hints["name"]), **lists})

    @property
    def _told(self) -> tuple[str, str] | None:
        chosen = self._session.workshop.segments
        return (chosen.by, self.which.value) if chosen and self.which.value in chosen.targets else None

    def _turn(self) -> None:
        told = self._told
        if told is None or told not in self.forms:
            return
        workshop = self._session.workshop
        self.fields.children = tuple(self.forms[told].fields.values())
        persona = workshop.persona(*told)
        self.valued.value = self._values_html(told[1], _values_of(workshop, *told))
        self.card.value = persona_html(persona, self._words) if persona else empty_html(self._words["empty"])

    def _values_html(self, segment: str, values: SegmentValues | None) -> str:
        words = self._words
        head = heading_html(words["values"].format(segment=segment))
        if values is None or not values.valued:
            said = values.refusal if values and values.refusal else words["values_unknown"]
            return head + prose_html(said)
        lines = [
            words["value"].format(
                label=found.label,
                share=percent(found.share),
                low=percent(found.low),
                high=percent(found.high),
            )
            for found in values.valued
        ]
        return head + list_html(lines) + small_html(words["values_detail"].format(n=count(values.n)))

    def _describe(self) -> PersonaDescribed:
        told = self._told
        if told is None:
            raise InvalidChoiceError(self._words["no_targets"])
        values = self.forms[told].values()
        lists = {
            name: tuple(line.strip() for line in str(values[name]).splitlines() if line.strip())
            for name in LISTS
        }
        for name, lines in lists.items():
            if len(lines) > MOST_LINES:
                label = self._words["fields"][name]
                raise InvalidChoiceError(
                    self._words["too_many"].format(field=label, lines=len(lines), most=MOST_LINES)
                )
        persona = checked(
            Persona, self._words["fields"], by=told[0], segment=told[1], name=values["name"], **lists
        )
        return PersonaDescribed(persona=persona)


def _values_of(workshop: Workshop, by: str, segment: str) -> SegmentValues | None:
    found = workshop.profit
    values = found.values if found and found.by == by else ()
    return next((value for value in values if value.segment == segment), None)


def persona_html(persona: Persona, words: dict[str, Any]) -> str:
    """Return a persona as a card: who they are, then needs, behaviours, jobs, and their own words."""
    parts = []
    for name in LISTS:
        if lines := getattr(persona, name):
            parts.append(f"<h4>{escape(words['fields'][name])}</h4>")
            parts.append(
                "".join(f"<blockquote>{escape(line)}</blockquote>" for line in lines)
                if name == "quotes"
                else list_html(lines)
            )
    return (
        f'<article class="cx-persona"><p class="cx-persona-segment">{escape(persona.segment)}</p>'
        f"<h3>{escape(persona.name)}</h3>{''.join(parts)}</article>"
    )
