"""What may be put to the room next: the steps' questions, another round of an earlier one, one's own."""

from collections.abc import Iterator

import ipywidgets as w

from cxworkshop.domain.activity import Ask
from cxworkshop.domain.room import Room
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.settings import texts
from cxworkshop.ui.asking import asked_last, offers, once_more
from cxworkshop.ui.room_actions import RoomActions
from cxworkshop.ui.steps.desk.own_question import OwnQuestion
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.fields import choice_field, entered, number_field
from cxworkshop.ui.widgets.prose import prose_html
from cxworkshop.ui.widgets.showing import show_where

_OWN = "own"
_AGAIN = "again "
_LONGEST = 600


class NextQuestion:
    """A list of what can be asked now, those of the agenda's step first, and what phones will say.

    Attributes
    ----------
    which, minutes
        What to ask, and for how long the clock runs.
    own
        The fields of a question of one's own.
    """

    def __init__(self, actions: RoomActions) -> None:
        self._actions, self._words = actions, texts("desk")
        words = self._words["stage"]
        self._offered: dict[str, Ask] = {}
        self._suggested = _OWN
        self.own = OwnQuestion()
        self.which = choice_field(words["which"], [(words["own"], _OWN)], _OWN)
        self.which.observe(lambda _: self._tell(), "value")
        self.minutes = number_field(words["minutes"], words["minutes_hint"])
        self._about = w.HTML()
        chosen = w.Box([self.which, self.minutes]).add_class("cx-next-question")
        self.box = w.VBox([chosen, self._about, self.own.box])

    def show(self, workshop: Workshop, step: str | None) -> None:
        """Offer what can be asked now; what is chosen or typed stays.

        Parameters
        ----------
        step
            The step that the agenda is at: its questions come first.
        """
        by_step = offers(workshop)
        order = sorted(by_step, key=lambda name: name != step)
        made = {_key(ask): ask for name in order for ask in by_step[name]}
        earlier = {
            key: found
            for key, ask in made.items()
            if (found := asked_last(workshop.room, ask.purpose, ask.detail))
        }
        self._offered = {key: ask for key, ask in made.items() if not once_more(earlier.get(key), ask)}
        fresh = sorted(self._offered, key=lambda key: key in earlier)
        options = [(self._offered[key].title, key) for key in fresh]
        options += [*self._second_rounds(workshop.room), (self._words["stage"]["own"], _OWN)]
        if options != list(self.which.options):
            keys = [key for _, key in options]
            kept = self.which.value if self.which.value in keys and self._chosen_by_hand else keys[0]
            self.which.options = options
            self.which.value = kept
            self._suggested = keys[0]
        self._tell()

    @property
    def _chosen_by_hand(self) -> bool:
        return str(self.which.value) != self._suggested

    @property
    def label(self) -> str:
        """What the button says that asks it."""
        again = str(self.which.value).startswith(_AGAIN)
        return str(self._words["stage"]["ask_again" if again else "ask"])

    def put(self, _: Action) -> str:
        """Put what is chosen to the room."""
        key, seconds = str(self.which.value), self._seconds()
        if key.startswith(_AGAIN):
            self._actions.again(key.removeprefix(_AGAIN))
        elif key == _OWN:
            ask = self.own.ask()
            self._actions.ask(lambda _: ask, seconds=seconds)
            self.own.clear()
        else:
            self._actions.ask(lambda workshop: _offer(workshop, key), seconds=seconds)
        self.minutes.value = ""
        self._suggested = key
        return ""

    def _second_rounds(self, room: Room) -> Iterator[tuple[str, str]]:
        """Yield what can be put another time, unless it reads otherwise by now, the latest first."""
        pattern: str = self._words["stage"]["second"]
        for activity in reversed(room.activities.values()):
            ask = activity.ask
            latest = ask.purpose == "free" or asked_last(room, ask.purpose, ask.detail) is activity
            if latest and once_more(activity, self._offered.get(_key(ask))):
                yield pattern.format(title=ask.title), _AGAIN + ask.id

    def _seconds(self) -> int:
        minutes = entered(self.minutes)
        again = str(self.which.value).startswith(_AGAIN)
        if minutes is None or again:
            return 0
        if not isinstance(minutes, float) or not 1 <= minutes <= _LONGEST:
            words = self._words["stage"]
            said = words["not_minutes"].format(field=words["minutes"], value=self.minutes.value)
            raise InvalidChoiceError(said)
        return round(minutes * 60)

    def _tell(self) -> None:
        key = str(self.which.value)
        show_where(key == _OWN, self.own.box)
        show_where(not key.startswith(_AGAIN), self.minutes)
        ask = self._offered.get(key)
        if ask is None:
            self._about.value = ""
            return
        privacy = self._words["privacy"][ask.privacy]
        self._about.value = prose_html(
            self._words["stage"]["about"].format(explain=ask.explain, privacy=privacy)
        )


def _key(ask: Ask) -> str:
    return f"{ask.purpose} {ask.detail}"


def _offer(workshop: Workshop, key: str) -> Ask | None:
    """Return a question of the list as it is asked now."""
    found = (ask for asks in offers(workshop).values() for ask in asks if _key(ask) == key)
    return next(found, None)
