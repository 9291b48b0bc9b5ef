"""What moving a driver might be worth: tried out with sliders, and recorded with all that was assumed."""

from collections.abc import Mapping
from typing import Any

import ipywidgets as w

from cxworkshop.domain.drivers import StakePieces
from cxworkshop.domain.events import StakesAssumed
from cxworkshop.domain.stakes import Stakes
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import MissingStepError, WorkshopError
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.decision_bar import decision_bar
from cxworkshop.ui.steps.drivers.branches import driver_labels, driver_names
from cxworkshop.ui.steps.drivers.stake_fields import StakeFields
from cxworkshop.ui.steps.drivers.stakes_view import MEASURES, stakes_html, told
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import views_field
from cxworkshop.ui.widgets.later import Later
from cxworkshop.ui.widgets.prose import callout_html, empty_html, heading_html, prose_html


class StakesSection:
    """Sliders, a chart of ranges that follows them, and what it all rests on.

    Parameters
    ----------
    session
        The workshop.
    words
        All texts of the step's metrics.

    Attributes
    ----------
    box
        The section.
    fields
        What is assumed.
    view
        What is shown: recommendation, customers who stay, or profit.
    """

    def __init__(self, session: Session, words: Mapping[str, Any]) -> None:
        self._session, self._words = session, words["stakes"]
        self._offered: tuple[object, ...] = ()
        self._offering = False
        self._redraw = Later(self._draw)
        self.fields = StakeFields(self._words, self._redraw.ask)
        names = [(self._words["views"][measure], measure) for measure in MEASURES]
        self.view = views_field(self._words["view"], names, MEASURES[0])
        self.view.observe(lambda _: self._turn(), "value")
        self._unsaved, self._chart = w.HTML(), w.HTML()
        seen = w.VBox([self.view, self._chart]).add_class("cx-stakes-seen")
        columns = w.Box([self.fields.box, seen]).add_class("cx-columns").add_class("cx-what-if")
        bar = decision_bar(session, self._assume, "stakes_assumed", save=self._words["use"])
        title = w.HTML(heading_html(self._words["title"]) + prose_html(self._words["explain"]))
        self._asked = (title, columns, self._unsaved, bar)
        self._why = w.HTML()
        self._not_yet = (title, self._why)
        self.box = w.VBox(self._not_yet).add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Bring fields and chart up to evidence, hallmarks and assumptions; what is being moved stays."""
        pieces = _pieces(workshop)
        put_children(self.box, *(self._asked if pieces else self._not_yet))
        if pieces is None:
            notes = workshop.drivers.notes_on.get("stakes", ()) if workshop.drivers else ()
            self._why.value = "".join(map(callout_html, notes)) or empty_html(self._words["waiting"])
            return
        wanted = driver_names(workshop)
        offered = (pieces, wanted, workshop.stakes, workshop.profit, workshop.segments)
        if offered == self._offered:
            return
        from cxworkshop.analysis.stakes import first_assumptions  # noqa: PLC0415 - NumPy is heavy

        self._offered = offered
        drivers = [name for name in wanted if name in pieces.drivers]
        first = first_assumptions(pieces, drivers)
        self.fields.offer(pieces, driver_labels(workshop, drivers), first, drivers)
        self.fields.show(workshop.stakes or first)
        self._draw()

    def _turn(self) -> None:
        if not self._offering:
            self._draw()

    def _draw(self) -> None:
        workshop, words = self._session.workshop, self._words
        try:
            found = self._found(workshop)
        except WorkshopError as error:
            self._chart.value = callout_html(str(error), "bad")
            return
        self.fields.hint(found)
        self._offer_views(found)
        self._chart.value = stakes_html(found, self.view.value, workshop, words)
        recorded = workshop.stakes == found.assumptions
        self._unsaved.value = "" if recorded else callout_html(words["unsaved"])

    def _offer_views(self, found: Stakes) -> None:
        measures = [measure for measure in MEASURES if told(found, measure)] or [MEASURES[0]]
        options = tuple((self._words["views"][measure], measure) for measure in measures)
        self.view.layout.display = "" if len(measures) > 1 else "none"
        if tuple(self.view.options) != options:
            shown, self._offering = self.view.value, True
            self.view.options = options
            self.view.value = shown if shown in measures else measures[0]
            self._offering = False

    def _found(self, workshop: Workshop) -> Stakes:
        from cxworkshop.analysis.stakes import value_at_stake  # noqa: PLC0415 - NumPy is heavy

        pieces, assumptions = _pieces(workshop), self.fields.read()
        if pieces is None:
            raise MissingStepError(self._words["waiting"])
        wanted = driver_names(workshop)
        moved = [name for name in wanted if name in assumptions.moves or name not in pieces.drivers]
        return value_at_stake(
            pieces,
            assumptions,
            labels=driver_labels(workshop, wanted),
            drivers=moved,
            profit=workshop.profit,
            target=workshop.segments,
        )

    def _assume(self) -> StakesAssumed:
        return StakesAssumed(assumptions=self.fields.read())


def _pieces(workshop: Workshop) -> StakePieces | None:
    return workshop.drivers.pieces if workshop.drivers else None
