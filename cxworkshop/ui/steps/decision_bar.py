"""The bar under a decision: save it, or undo the last one."""

from collections.abc import Callable

import ipywidgets as w

from cxworkshop.domain.events import Event
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.widgets.actions import Action, saved


def decision_bar(session: Session, make: Callable[[], Event], *kinds: str, save: str | None = None) -> w.HBox:
    """Return two buttons: record what ``make`` gives, and undo the latest event of ``kinds``.

    Parameters
    ----------
    save
        What the first button says, where "save the decision" doesn't fit.
    """
    words = texts("common")

    def record(_: Action) -> str:
        session.record(make())
        return saved()

    def undo(_: Action) -> str:
        return str(words["undone" if session.undo(*kinds) else "nothing_to_undo"])

    actions = (Action(save or words["save"], record), Action(words["undo"], undo, primary=False))
    for action, other in (actions, actions[::-1]):
        action.button.on_click(lambda _, other=other: other.clear())
    return w.HBox([action.row for action in actions]).add_class("cx-decision-bar")
