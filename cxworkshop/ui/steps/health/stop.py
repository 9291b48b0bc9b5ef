"""The first thing the team stops, with its first step, owner and date."""

from datetime import UTC, datetime
from typing import Any

import ipywidgets as w

from cxworkshop.domain.answer_events import FirstStopChosen
from cxworkshop.domain.health_rounds import FirstStop, HealthRound
from cxworkshop.domain.statements import spoken
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError, WorkshopError
from cxworkshop.inputs.mistakes import mistakes
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.steps.decision_bar import decision_bar
from cxworkshop.ui.steps.health.results import closed_rounds
from cxworkshop.ui.steps.health.views import mistake_names
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import area_field, choice_field, date_field, text_field
from cxworkshop.ui.widgets.form import Form
from cxworkshop.ui.widgets.prose import empty_html, prose_html, small_html


class StopForm:
    """Chooses from what the results rank, most easily stopped first.

    Attributes
    ----------
    form
        Its fields: mistake (its id), step, owner, due.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._words = words["stop"]
        labels, hints = self._words["fields"], self._words["hints"]
        self._mistake = choice_field(labels["mistake"], [(self._words["choose"], "")], "")
        fields = {
            "mistake": self._mistake,
            "step": area_field(labels["step"], hints["step"]),
            "owner": text_field(labels["owner"], hints["owner"]),
            "due": date_field(labels["due"]),
        }
        self.form = Form(fields)
        self._mistake.observe(lambda _: self._advise(), "value")
        self._instead, self._said = w.HTML(), w.HTML(empty_html(self._words["waiting"]))
        grid = w.Box([fields["owner"], fields["due"]]).add_class("cx-grid")
        bar = decision_bar(session, self._choose, "first_stop_chosen")
        question = w.HTML(prose_html(self._words["question"]))
        self._asked = (question, self._mistake, self._instead, fields["step"], grid, bar)
        self._shown: FirstStop | None = None
        self._ranked_for: HealthRound | None = None
        self.box = w.VBox().add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Fill the form from the decision, where it has changed; before the results, say what to do."""
        rounds, stop = closed_rounds(workshop), workshop.first_stop
        if not rounds and stop is None:
            put_children(self.box, self._said)
            return
        if rounds and rounds[-1] != self._ranked_for:
            self._ranked_for = rounds[-1]
            self._offer(_ranked(rounds[-1]))
        if stop is not None and stop != self._shown:
            self._offer([one for _, one in self._mistake.options[1:]], stop.mistake)
            self.form.fill({name: getattr(stop, name) for name in self.form.fields})
        self._shown = stop
        put_children(self.box, *self._asked)

    def _offer(self, ids: list[str], more: str = "") -> None:
        """List the mistakes; one that was chosen stays, even where it is ranked no more."""
        chosen, names = self._mistake.value, mistake_names()
        listed = dict.fromkeys(one for one in (*ids, chosen, more) if one)
        options = [(self._words["choose"], ""), *((names.get(one, one), one) for one in listed)]
        if tuple(options) != tuple(self._mistake.options):
            self._mistake.options = options
            self._mistake.value = chosen

    def _advise(self) -> None:
        """Say below the mistake what to do instead."""
        found = next((one for one in mistakes() if one.id == self._mistake.value), None)
        pattern: str = self._words["instead"]
        self._instead.value = (
            small_html(pattern.format(instead=found.instead, exercise=found.exercise.name)) if found else ""
        )

    def _choose(self) -> FirstStopChosen:
        values = self.form.values()
        if not values["mistake"]:
            raise InvalidChoiceError(
                texts("common")["missing_field"].format(field=self._words["fields"]["mistake"])
            )
        stop = checked(FirstStop, self._words["fields"], **values)
        if stop.due <= datetime.now(UTC).date():
            raise InvalidChoiceError(self._words["not_ahead"].format(due=spoken(stop.due)))
        return FirstStopChosen(stop=stop)


def _ranked(latest: HealthRound) -> list[str]:
    """Return the ids of what is done, what can be stopped first on top."""
    from cxworkshop.analysis.health import health  # noqa: PLC0415 - pandas is heavy

    try:
        found = health(latest.answers, mistakes())
    except WorkshopError:
        return [one.id for one in mistakes()]
    return [one.id for one in found.standings if one.stop_first > 0]
