"""The plan for the day, chosen from those in ``templates/agendas``."""

from typing import Any

import ipywidgets as w

from cxworkshop.domain.events import AgendaChosen
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError, InvalidTemplateError
from cxworkshop.inputs.agendas import agendas
from cxworkshop.live.session import Session
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.fields import choice_field
from cxworkshop.ui.widgets.prose import callout_html, prose_html, small_html

_NONE = ""


class AgendaChoice:
    """Which plan the day follows, and for whom it is.

    Parameters
    ----------
    words
        ``agenda`` of ``templates/texts/start.yaml``.

    Attributes
    ----------
    plan, use
        The plan looked at, and the button that takes it.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        try:
            self._plans = {plan.id: plan for plan in agendas()}
            fault = ""
        except InvalidTemplateError as error:
            self._plans, fault = {}, callout_html(str(error), "warn")
        named = [
            (words["option"].format(name=plan.name, minutes=plan.minutes), id_)
            for id_, plan in self._plans.items()
        ]
        self.plan = choice_field(words["plan"], [(words["none"], _NONE), *named], _NONE)
        self._fits, self._shown = w.HTML(), ""
        self.use = Action(words["use"], self._use)
        self.plan.observe(lambda _: self._tell(), "value")
        self.box = w.VBox([w.HTML(prose_html(words["explain"]) + fault), self.plan, self._fits, self.use.row])
        self.box.add_class("cx-card")
        self._tell()

    def show(self, workshop: Workshop) -> None:
        """Show the plan chosen, once it has changed; one that is being looked at stays."""
        if workshop.agenda != self._shown and workshop.agenda in self._plans:
            self.plan.value = workshop.agenda
        self._shown = workshop.agenda

    def _tell(self) -> None:
        plan = self._plans.get(self.plan.value)
        self._fits.value = small_html(plan.fits) if plan else ""

    def _use(self, _: Action) -> str:
        if self.plan.value == _NONE:
            raise InvalidChoiceError(self._words["choose"])
        self._session.record(AgendaChosen(agenda=self.plan.value))
        return str(self._words["chosen"])
