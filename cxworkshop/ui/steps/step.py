"""What every step shares: its session, its texts, its way to follow the workshop."""

from abc import ABC, abstractmethod
from typing import ClassVar, TypeVar

import ipywidgets as w
from pydantic import ValidationError

from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.follow import start_following
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.widgets.prose import empty_html

M = TypeVar("M")


class StepView(ABC):
    """The widgets of one step. Subclasses build them once and renew them in :meth:`show`.

    A form is filled anew only when its own decision has changed and nobody has begun to change it, so that
    a decision made in another page never wipes what somebody is typing here.
    """

    name: ClassVar[str]
    """The step's file in ``templates/texts``."""

    follows_room: ClassVar[bool] = False
    """Whether it shows what changes with every answer on a phone."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.texts = texts(self.name)
        self.slide = w.HTML()
        self.common = texts("common")
        self._build()
        self.show(session.workshop)
        session.on_change(self.show, room=self.follows_room)
        self._following = start_following(session)

    @property
    def workshop(self) -> Workshop:
        """The workshop as it stands."""
        return self.session.workshop

    @abstractmethod
    def _build(self) -> None:
        """Make the widgets."""

    @abstractmethod
    def show(self, workshop: Workshop) -> None:
        """Bring the widgets up to ``workshop``."""

    def _show_slide(self, html: str) -> None:
        """Show what goes on the slide, or that nothing does yet."""
        self.slide.value = html or empty_html(self.common["not_on_slide"])


def checked(kind: type[M], labels: dict[str, str], /, **fields: object) -> M:
    """Make a decision's model from a form.

    Parameters
    ----------
    kind
        The model.
    labels
        Field → label on the form, for the message.

    Raises
    ------
    InvalidChoiceError
        A field is empty or too long; the message names its label.
    """
    try:
        return kind(**fields)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        label = labels.get(name, name)
        if first["type"] == "float_parsing":
            words = texts("common")["not_a_number"].format(field=label, value=first["input"])
            raise InvalidChoiceError(words) from error
        if first["type"] in {"string_too_long", "too_long"}:
            words = texts("common")["too_long"].format(field=label, most=first["ctx"]["max_length"])
            raise InvalidChoiceError(words) from error
        if first["type"] in {"string_too_short", "too_short", "date_type", "missing", "float_type"}:
            raise InvalidChoiceError(texts("common")["missing_field"].format(field=label)) from error
        msg = f"“{label}” can't be saved: {first['msg'].lower()}; change it and save again."
        raise InvalidChoiceError(msg) from error
