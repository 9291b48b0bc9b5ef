"""The desk: the facilitator opens the room, puts questions to it, and keeps the time."""

from typing import ClassVar

import ipywidgets as w

from cxworkshop.domain.workshop import Workshop
from cxworkshop.ui.room_actions import is_open
from cxworkshop.ui.steps.desk.agenda_card import AgendaCard
from cxworkshop.ui.steps.desk.room_card import RoomCard
from cxworkshop.ui.steps.desk.seats import SeatsCard
from cxworkshop.ui.steps.desk.stage import StageCard
from cxworkshop.ui.steps.step import StepView
from cxworkshop.ui.widgets.showing import show_where


class DeskStep(StepView):
    """What comes next and the seats on the left, agenda and room on the right.

    Attributes
    ----------
    desk
        All of it.
    stage, room, agenda, seats
        The cards.
    """

    name = "desk"
    follows_room: ClassVar[bool] = True

    def _build(self) -> None:
        self.stage, self.room = StageCard(self.session), RoomCard(self.session)
        self.agenda, self.seats = AgendaCard(self.session), SeatsCard(self.session)
        side = w.VBox([self.agenda.box, self.room.box])
        main = w.VBox([self.stage.box, self.seats.box])
        self.desk = w.Box([main, side]).add_class("cx-desk")

    def show(self, workshop: Workshop) -> None:
        """Bring every card up to the workshop."""
        self.stage.show(workshop, self.agenda.step(workshop))
        self.room.show(workshop)
        self.agenda.show(workshop)
        self.seats.show(workshop)
        show_where(is_open(workshop.room), self.seats.box)
