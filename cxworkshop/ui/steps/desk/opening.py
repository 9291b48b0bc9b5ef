"""Opening the room: where phones reach it, and the code by which they join."""

import secrets

import ipywidgets as w

from cxworkshop.domain.people import CODE_LENGTH, CODE_LETTERS
from cxworkshop.domain.room_events import RoomOpened
from cxworkshop.errors import MissingStepError
from cxworkshop.live.addresses import reachable
from cxworkshop.live.session import Session
from cxworkshop.settings import room_setting, texts
from cxworkshop.ui.widgets.fields import choice_field
from cxworkshop.ui.widgets.prose import callout_html, small_html


def new_code() -> str:
    """Return a code that nobody guesses."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


class Opening:
    """The addresses of this laptop, best first.

    Attributes
    ----------
    address
        The one that phones are told.
    """

    def __init__(self, session: Session) -> None:
        self._session, self._words = session, texts("desk")["stage"]
        self.address = choice_field(self._words["address"], [])
        self._note = w.HTML()
        self.box = w.VBox([self.address, self._note])

    def show(self) -> None:
        """Look for the addresses."""
        setting = room_setting()
        found = reachable(setting.port) if setting else ()
        options = [(f"{one.address} ({one.interface})", one.address) for one in found]
        if options != list(self.address.options):
            chosen = self.address.value
            self.address.options = options
            values = [value for _, value in options]
            self.address.value = chosen if chosen in values else next(iter(values), None)
        alone = all("127.0.0.1" in value for _, value in options)
        words = self._words
        self._note.value = (
            callout_html(words["only_here"], "warn") if alone else small_html(words["address_hint"])
        )

    def open(self, *, anew: bool = False) -> str:
        """Open the room, or tell phones another address; ``anew`` with another code."""
        self.show()
        if self.address.value is None:
            raise MissingStepError(self._words["no_server"])
        known = self._session.workshop.room.code
        code = new_code() if anew or known is None else known
        self._session.record(RoomOpened(code=code, address=self.address.value))
        return ""
