"""The policy spectrum: each person places five policies, alone; then all positions, and the boundary."""

from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.domain.answer_events import PoliciesClosed, PoliciesPlaced
from cxworkshop.domain.policies import PolicyPlacement
from cxworkshop.domain.same_person import same_person
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.settings import SMALLEST_GROUP
from cxworkshop.ui.asking import ask_policies
from cxworkshop.ui.steps.mission.boundaries import Boundaries
from cxworkshop.ui.steps.mission.policy_views import spread_html
from cxworkshop.ui.steps.reveal import expect_enough
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.ask_room import AskRoom
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import suggesting_field, text_field, views_field
from cxworkshop.ui.widgets.prose import empty_html, prose_html, small_html
from cxworkshop.ui.widgets.second_press import SecondPress
from cxworkshop.ui.widgets.twin import TwinField

_MIDDLE = 50.0


class PolicyRow:
    """One policy: a slider, and whether it was placed or doesn't concern us.

    Attributes
    ----------
    place
        Slider and number field.
    state
        ``open``, ``placed`` or ``none``; moving the slider places it.
    """

    def __init__(self, name: str, words: dict[str, Any]) -> None:
        states = [(text, state) for state, text in words["states"].items()]
        self.state = views_field(words["concerns"].format(policy=name), states, "open")
        self.place = TwinField(
            words["slider"].format(policy=name),
            words["exact"],
            low=0,
            high=100,
            step=1,
            value=_MIDDLE,
            on_move=self._moved,
        )
        self.box = w.VBox([self.place.box, self.state])

    def _moved(self) -> None:
        self.state.value = "placed"

    def clear(self) -> None:
        """Take the answer back for the next person."""
        self.place.slider.value = _MIDDLE
        self.state.value = "open"


class PolicySection:
    """Asks one person after the other; all positions are shown, and no more taken, once that is closed.

    Parameters
    ----------
    words
        ``templates/texts/policies.yaml``.

    Attributes
    ----------
    who, function, rows, save
        One person's answer; ``rows`` by policy.
    close
        The button that shows where everyone stands.
    room
        The same question on phones.
    boundaries
        What is written down for each policy.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self._seen: tuple[PolicyPlacement, ...] = ()
        self._meant = SecondPress()
        self.who = text_field(words["who"], words["who_hint"])
        self.function = suggesting_field(words["function"], words["function_hint"])
        self.rows = {policy: PolicyRow(name, words) for policy, name in words["names"].items()}
        self.save = Action(words["save"], self._save)
        self.close = Action(words["show"], self._close, primary=False)
        self._so_far, self._drawn = w.HTML(), w.HTML()
        self.boundaries = Boundaries(session, words)
        self._asked = (
            w.HTML(prose_html(words["explain"].format(least=SMALLEST_GROUP))),
            w.Box([self.who, self.function]).add_class("cx-grid"),
            *(row.box for row in self.rows.values()),
            self.save.row,
            self._so_far,
            self.close.row,
        )
        self.room = AskRoom(session, "policies", ask_policies)
        self._done = w.HTML(empty_html(words["done"]))
        self.box = w.VBox().add_class("cx-card")
        self.show(session.workshop)

    def show(self, workshop: Workshop) -> None:
        """Bring the section up to the workshop; what somebody is answering stays."""
        people = workshop.policies
        self.boundaries.show(workshop)
        if workshop.policies_closed:
            self._draw(people)
            put_children(self.box, self._done, self._drawn, self.room.box, self.boundaries.box)
            return
        self.function.options = tuple(sorted({one.function for one in people if one.function}))
        said = self._words["so_far"].format(n=count(len(people)), least=SMALLEST_GROUP)
        self._so_far.value = small_html(said)
        put_children(self.box, *self._asked, self.room.box, self.boundaries.box)

    def _draw(self, people: tuple[PolicyPlacement, ...]) -> None:
        """Draw the positions, once: every change of the workshop asks for it."""
        if people != self._seen and len(people) >= SMALLEST_GROUP:
            self._drawn.value = spread_html(people, self._words)
        self._seen = people

    def _save(self, _: Action) -> str:
        words = self._words
        self._expect_open()
        unanswered = [
            words["names"][policy] for policy, row in self.rows.items() if row.state.value == "open"
        ]
        if unanswered:
            raise InvalidChoiceError(words["unanswered"].format(names=", ".join(unanswered)))
        placed = {
            policy: row.place.slider.value for policy, row in self.rows.items() if row.state.value == "placed"
        }
        if not placed:
            raise InvalidChoiceError(words["none_placed"])
        labels = {"person": words["who"], "function": words["function"]}
        placement = checked(
            PolicyPlacement, labels, person=self.who.value, function=self.function.value, positions=placed
        )
        again = any(same_person(one.person, placement.person) for one in self._session.workshop.policies)
        self._session.record(PoliciesPlaced(placement=placement))
        self.who.value = self.function.value = ""
        for row in self.rows.values():
            row.clear()
        return str(words["replaced" if again else "kept"])

    def _close(self, _: Action) -> str:
        self._expect_open()
        people = self._session.workshop.policies
        expect_enough(people, ())
        self._meant.expect_closing(len(people))
        self._session.record(PoliciesClosed())
        return ""

    def _expect_open(self) -> None:
        """Refuse what comes after another page has closed it."""
        self._session.refresh()
        if self._session.workshop.policies_closed:
            raise InvalidChoiceError(self._words["late"])
