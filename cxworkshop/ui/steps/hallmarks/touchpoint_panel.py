"""What stands at the touchpoint chosen on the map: claims, why trees, comments, and behind the scenes."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Protocol

import ipywidgets as w

from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.hallmarks.claims import ClaimLanePanel
from cxworkshop.ui.steps.hallmarks.comments import CommentsPanel
from cxworkshop.ui.steps.hallmarks.details import DetailsForm
from cxworkshop.ui.steps.hallmarks.editing import Place
from cxworkshop.ui.steps.hallmarks.why_tree import WhyTree
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import views_field
from cxworkshop.ui.widgets.prose import empty_html, heading_html, prose_html, small_html


class _Part(Protocol):
    box: w.VBox

    def show(self, workshop: Workshop, place: Place) -> None: ...


class TouchpointPanel:
    """One view at a time, made when it is first looked at; what is being written in another one stays.

    Attributes
    ----------
    view
        Which view is shown.
    insights, pains, opportunities, comments, why, details
        The parts.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._all_words, self._words = session, words, words["panel"]
        self._states: dict[str, str] = words["views"]["names"]
        self._place: Place | None = None
        views = [(label, name) for name, label in self._words["view"].items()]
        self.view = views_field(self._words["show"], views, "insights").add_class("cx-tabs")
        self.view.observe(lambda _: self._turn(), "value")
        self._head, self._empty = w.HTML(), w.HTML()
        self._shown = w.Box().add_class("cx-columns").add_class("cx-at-touchpoint")
        self.box = w.VBox([self._empty]).add_class("cx-card")

    @cached_property
    def insights(self) -> ClaimLanePanel:  # noqa: D102 - see the class
        return ClaimLanePanel(self._session, "insights", self._all_words)

    @cached_property
    def pains(self) -> ClaimLanePanel:  # noqa: D102 - see the class
        return ClaimLanePanel(self._session, "pains", self._all_words)

    @cached_property
    def opportunities(self) -> ClaimLanePanel:  # noqa: D102 - see the class
        return ClaimLanePanel(self._session, "opportunities", self._all_words)

    @cached_property
    def comments(self) -> CommentsPanel:  # noqa: D102 - see the class
        return CommentsPanel(self._session, self._all_words["comments"])

    @cached_property
    def why(self) -> WhyTree:  # noqa: D102 - see the class
        return WhyTree(self._session, self._all_words)

    @cached_property
    def details(self) -> DetailsForm:  # noqa: D102 - see the class
        return DetailsForm(self._session, self._all_words["details"])

    def _parts(self) -> tuple[_Part, ...]:
        """Return the parts of the view shown."""
        match self.view.value:
            case "insights":
                return self.insights, self.comments
            case "pains":
                return self.pains, self.why
            case "opportunities":
                return (self.opportunities,)
        return (self.details,)

    def show(self, workshop: Workshop, place: Place | None, on_it: Mapping[str, Any]) -> None:
        """Bring the panel up to the touchpoint at ``place``, None where none is chosen.

        ``on_it`` is what stands on it on the map, as :func:`overlay` gives it.
        """
        self._place = place
        found = place.on(workshop) if place else None
        if place is None or found is None:
            self._empty.value = empty_html(self._words["gone" if place else "empty"])
            put_children(self.box, self._empty)
            return
        self._head.value = self._head_html(workshop.maps[place.state], place, found.name, on_it)
        self._turn()
        put_children(self.box, self._head, self.view, self._shown)

    def _turn(self) -> None:
        if self._place is None:
            return
        parts = self._parts()
        for part in parts:
            part.show(self._session.workshop, self._place)
        put_children(self._shown, *(part.box for part in parts))

    def _head_html(self, journey_map: JourneyMap, place: Place, name: str, on_it: Mapping[str, Any]) -> str:
        held = [(journey, stage) for journey in journey_map.journeys for stage in journey.stages]
        journey, stage = next(
            (journey.name, stage.name)
            for journey, stage in held
            if any(found.id == place.touchpoint for found in stage.touchpoints)
        )
        told = self._words["place"].format(state=self._states[place.state], journey=journey, stage=stage)
        said = prose_html(str(on_it["detail"])) if on_it else ""
        return small_html(told) + heading_html(name) + said
