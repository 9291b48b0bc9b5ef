"""Looking through texts: hide what could hurt somebody, merge what says the same."""

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.domain.activity import Activity, MergedTexts, TextKey
from cxworkshop.domain.activity_results import Result, Tally, Texts, Written
from cxworkshop.domain.deliver import NOT_DELIVERED
from cxworkshop.domain.map_words import one_line
from cxworkshop.domain.result_texts import written
from cxworkshop.domain.results import result_of
from cxworkshop.domain.room_events import TextHidden, TextsMerged
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.settings import SMALLEST_GROUP, texts
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import renew_children
from cxworkshop.ui.widgets.fields import text_field, tick_field
from cxworkshop.ui.widgets.prose import empty_html, heading_html, small_html
from cxworkshop.ui.widgets.showing import show_where


class TextsCare:
    """The texts of a question's current round, or the reasons of stances, without names, once it is closed.

    Attributes
    ----------
    ticks
        One for each text.
    wording, hide, merge, undo
        What may be done with those ticked.
    """

    def __init__(self, session: Session) -> None:
        self._session, self._words = session, texts("desk")["texts"]
        self._activity: Activity | None = None
        self._written: tuple[Written, ...] | None = None
        self.ticks: list[w.Checkbox] = []
        self.wording = text_field(self._words["wording"])
        self.hide = Action(self._words["hide"], self._hide, primary=False)
        self.merge = Action(self._words["merge"], self._merge, primary=False)
        self.undo = Action(self._words["undo"], self._undo, primary=False)
        self._listed, self._none = w.VBox().add_class("cx-texts"), w.HTML()
        self._head = w.HTML()
        tools = (self.hide.row, self.wording, self.merge.row, self.undo.row)
        self._tools = w.VBox(tools)
        self.box = w.VBox([self._head, self._none, self._listed, self._tools])

    def show(self, activity: Activity | None) -> None:
        """List the texts of a question that is closed or revealed; ticks stay while the texts do.

        Hiding is offered until a step has taken the texts over, merging where texts are answers.
        """
        at_hand = (
            activity is not None
            and activity.ask.question.kind in {"text", "texts", "consent"}
            and activity.phase in {"closed", "revealed"}
        )
        show_where(at_hand, self.box)
        if activity is None or not at_hand:
            self._activity = self._written = None
            renew_children(self._listed, ())
            self.ticks = []
            return
        changed = self._activity is None or self._activity.ask.id != activity.ask.id
        self._activity = activity
        explain = "taken_over" if _taken_over(activity) else "explain"
        self._head.value = heading_html(self._words["title"]) + small_html(self._words[explain])
        show_where(not _taken_over(activity), self.hide.row)
        show_where(activity.ask.question.kind != "consent", self.wording, self.merge.row)
        result = result_of(activity.ask, activity.current, {}, keys=True)
        found = _written(activity, result)
        if changed or found != self._written:
            labels = result.labels if isinstance(result, Texts) else {}
            self._written = found
            self.ticks = [tick_field(self._line(one, labels)) for one in found]
            renew_children(self._listed, self.ticks)
            self.wording.value = ""
        few = result.kind == "withheld"
        said = (
            self._words["withheld"].format(least=SMALLEST_GROUP, n=count(result.n))
            if few
            else self._words["none"]
        )
        self._none.value = "" if found else empty_html(said)

    def _line(self, one: Written, labels: dict[str, str]) -> str:
        text = one.text
        if one.people > 1:
            text = self._words["people"].format(text=text, n=count(one.people))
        label = labels.get(one.item, "")
        pattern: str = self._words["asked" if label.endswith("?") else "item"]
        return pattern.format(label=label, text=text) if label else text

    def _ticked(self) -> list[Written]:
        return [one for one, tick in zip(self._written or (), self.ticks, strict=True) if tick.value]

    def _hide(self, _: Action) -> str:
        self._session.refresh()
        ticked, activity = self._ticked(), self._activity
        if not ticked or activity is None:
            raise InvalidChoiceError(self._words["nothing"])
        if _taken_over(activity):
            raise InvalidChoiceError(self._words["taken_over"])
        keys = [key for one in ticked for key in _keys(one)]
        self._session.record(*(TextHidden(activity=activity.ask.id, text=key) for key in keys))
        return str(self._words["hidden"])

    def _merge(self, _: Action) -> str:
        ticked, activity = self._ticked(), self._activity
        if activity is None or len(ticked) < 2 or len({one.item for one in ticked}) > 1:  # noqa: PLR2004
            raise InvalidChoiceError(self._words["two"])
        name = one_line(self.wording.value)[:300]
        if not name:
            raise InvalidChoiceError(self._words["no_wording"])
        merged = MergedTexts(name=name, texts=tuple(key for one in ticked for key in _keys(one)))
        self._session.record(TextsMerged(activity=activity.ask.id, merged=merged))
        return str(self._words["merged"])

    def _undo(self, _: Action) -> str:
        self._session.refresh()
        activity = self._activity
        # What was hidden before the reveal would come to light in the step, with nothing to hide it again.
        kinds = ("texts_merged",) if activity and _taken_over(activity) else ("text_hidden", "texts_merged")
        which = activity.ask.id if activity else ""
        done = self._session.undo(
            *kinds,
            matching=lambda event: isinstance(event, TextHidden | TextsMerged) and event.activity == which,
        )
        return str(self._words["undone" if done else "nothing_undone"])


def _taken_over(activity: Activity) -> bool:
    """Return whether a step holds the texts, where hiding them here wouldn't reach them."""
    return activity.phase == "revealed" and activity.ask.purpose not in NOT_DELIVERED


def _written(activity: Activity, result: Result) -> tuple[Written, ...]:
    """Return the texts, or the reasons of stances, where enough have answered for them to be seen."""
    if isinstance(result, Texts):
        return result.texts
    return written(activity.current, {}, [""], keys=True) if isinstance(result, Tally) else ()


def _keys(one: Written) -> list[TextKey]:
    parted = [key.partition("/") for key in one.keys]
    return [TextKey(who=who, item=item) for who, _, item in parted]
