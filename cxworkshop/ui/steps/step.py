"""What every step shares: its session, its texts, its way to save and to follow."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import ClassVar, TypeVar

import ipywidgets as w
from pydantic import ValidationError

from cxworkshop.domain.chain import outdated
from cxworkshop.domain.events import Event
from cxworkshop.domain.evidence import Evidence
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.follow import start_following
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.widgets.actions import Action, saved
from cxworkshop.ui.widgets.prose import callout_html, empty_html

M = TypeVar("M")


class StepView(ABC):
    """The widgets of one step. Subclasses build them once and renew them in :meth:`show`.

    A form is filled anew only when its own decision has changed and nobody has begun to change it, so that
    a decision made in another page never wipes what somebody is typing here.
    """

    name: ClassVar[str]
    """The step's file in ``templates/texts``."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.texts = texts(self.name)
        self.slide = w.HTML()
        self.common = texts("common")
        self._build()
        self.show(session.workshop)
        session.on_change(self.show)
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

    def _save_row(self, make: Callable[[], Event], *kinds: str) -> w.HBox:
        """Return the decision bar: save what ``make`` gives, undo the latest of ``kinds``."""

        def save(_: Action) -> str:
            self.session.record(make())
            return saved()

        def undo(_: Action) -> str:
            done = self.session.undo(*kinds)
            return str(self.common["undone" if done else "nothing_to_undo"])

        actions = (Action(self.common["save"], save), Action(self.common["undo"], undo, primary=False))
        for action, other in (actions, actions[::-1]):
            action.button.on_click(lambda _, other=other: other.clear())
        return w.HBox([action.row for action in actions]).add_class("cx-decision-bar")

    def _show_slide(self, html: str) -> None:
        """Show what goes on the slide, or that nothing does yet."""
        self.slide.value = html or empty_html(self.common["not_on_slide"])

    def _stale_html(self, found: Evidence) -> str:
        """Return a warning where the evidence no longer fits the tables or the choices."""
        return callout_html(self.common["outdated"], "warn") if outdated(self.workshop, found) else ""

    def _source(self, provenance: Iterable[Provenance], detail: str) -> str:
        files = ", ".join(dict.fromkeys(source.source for source in provenance))
        return str(self.common["source"]).format(files=files, detail=detail)


def checked(kind: type[M], labels: dict[str, str], **fields: object) -> M:
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
        if first["type"] == "string_too_long":
            words = texts("common")["too_long"].format(field=label, most=first["ctx"]["max_length"])
            raise InvalidChoiceError(words) from error
        if first["type"] in {"string_too_short", "date_type", "missing", "float_type"}:
            raise InvalidChoiceError(texts("common")["missing_field"].format(field=label)) from error
        msg = f"“{label}” can't be saved: {first['msg'].lower()}; change it and save again."
        raise InvalidChoiceError(msg) from error
