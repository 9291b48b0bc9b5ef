"""What the team writes down for each policy: the boundary, and the way to talk about it."""

from typing import Any

import ipywidgets as w

from cxworkshop.domain.answer_events import BoundaryAgreed
from cxworkshop.domain.map_words import tidy
from cxworkshop.domain.policies import Policy, PolicyBoundary
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.decision_bar import decision_bar
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import area_field, views_field
from cxworkshop.ui.widgets.form import Form
from cxworkshop.ui.widgets.prose import heading_html, list_html, prose_html, small_html

_FIELDS = ("boundary", "way_to_talk")


class Boundaries:
    """One form per policy, one of them shown; each keeps what is being typed.

    Attributes
    ----------
    which
        The policy shown.
    forms
        Policy → its form.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._words, about = words, words["boundary"]
        self._filled: dict[Policy, PolicyBoundary | None] = {}
        self.forms: dict[Policy, Form] = {
            policy: Form({name: area_field(about["fields"][name], about["hints"][name]) for name in _FIELDS})
            for policy in words["names"]
        }
        options = [(name, policy) for policy, name in words["names"].items()]
        self.which = views_field(about["which"], options, options[0][1])
        self.which.observe(lambda _: self._turn(), "value")
        self._fields, self._written = w.Box().add_class("cx-grid"), w.HTML()
        self.box = w.VBox(
            [
                w.HTML(heading_html(about["title"]) + prose_html(about["explain"])),
                self.which,
                self._fields,
                decision_bar(session, self._agree, "boundary_agreed", save=about["save"]),
                self._written,
            ]
        )
        self._turn()

    def show(self, workshop: Workshop) -> None:
        """Fill the forms from what was written down, where that has changed."""
        for policy, form in self.forms.items():
            found = workshop.boundaries.get(policy)
            if found != self._filled.get(policy):
                self._filled[policy] = found
                form.fill({name: getattr(found, name, "") for name in _FIELDS})
        self._written.value = self._written_html(workshop)

    def _turn(self) -> None:
        put_children(self._fields, *self.forms[self.which.value].fields.values())

    def _written_html(self, workshop: Workshop) -> str:
        about = self._words["boundary"]
        lines = []
        for policy, name in self._words["names"].items():
            found = workshop.boundaries.get(policy)
            if found is None:
                continue
            told = about["told"].format(words=found.way_to_talk) if found.way_to_talk else ""
            said = " ".join(filter(None, (found.boundary, told)))
            lines.append(about["agreed"].format(policy=name, boundary=said))
        return list_html(lines) if lines else small_html(about["nothing"])

    def _agree(self) -> BoundaryAgreed:
        policy, about = self.which.value, self._words["boundary"]
        values = {name: tidy(str(value)) for name, value in self.forms[policy].values().items()}
        if not any(values.values()):
            raise InvalidChoiceError(about["empty"])
        return BoundaryAgreed(boundary=checked(PolicyBoundary, about["fields"], policy=policy, **values))
