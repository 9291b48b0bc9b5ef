"""Whom the team designs for, whom it doesn't, and what it does about each group of the whale curve."""

from html import escape
from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count, money, percent, signed
from cxworkshop.domain.events import SegmentsChosen
from cxworkshop.domain.profit import ProfitEvidence, SegmentProfit
from cxworkshop.domain.segments import USUAL_ACTIONS, TargetSegments
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.decision_bar import decision_bar
from cxworkshop.ui.steps.segments.sources import group_names
from cxworkshop.ui.widgets.fields import area_field, choice_field, tick_field
from cxworkshop.ui.widgets.form import Form
from cxworkshop.ui.widgets.prose import empty_html, heading_html, prose_html


class TargetForm:
    """Ticks with the figures beside them.

    Attributes
    ----------
    ticks, not_ticks
        Segment → tick box: design for it; deliberately not.
    actions
        Group of the whale curve → what is done about it; shown beside the group as well.
    """

    def __init__(self, session: Session, texts: dict[str, Any]) -> None:
        self._session, self._words = session, texts["decide"]
        words = self._words
        self._rows_for: ProfitEvidence | None = None
        self._filled_with: TargetSegments | None = None
        self.ticks: dict[str, w.Checkbox] = {}
        self.not_ticks: dict[str, w.Checkbox] = {}
        options = [(label, action) for action, label in texts["actions"].items()]
        self.actions = {
            name: choice_field(
                texts["whale"]["action"].format(group=group.lower()), options, USUAL_ACTIONS[name]
            )
            for name, group in group_names().items()
        }
        self.reason = area_field(words["reason"], words["reason_hint"])
        self.not_reason = area_field(words["not_reason"], words["not_reason_hint"])
        self._form = Form({})
        self._rows, self._not_rows = w.VBox().add_class("cx-targets"), w.Box().add_class("cx-grid")
        self._action_box = w.VBox(
            [
                w.HTML(heading_html(words["actions"])),
                w.Box(list(self.actions.values())).add_class("cx-grid"),
            ]
        )
        self._not_box = w.VBox(
            [
                w.HTML(heading_html(words["not_targets"]) + prose_html(words["not_explain"])),
                self._not_rows.add_class("cx-nots"),
                self.not_reason,
            ]
        )
        self.box = w.VBox(
            [
                w.HTML(heading_html(words["targets"])),
                self._rows,
                self.reason,
                self._not_box,
                self._action_box,
                decision_bar(session, self._choose, "segments_chosen"),
            ]
        ).add_class("cx-card")
        self._show_rows(None)

    def show(self, workshop: Workshop) -> None:
        """Bring rows and ticks up to the workshop; what somebody is entering stays."""
        if workshop.profit != self._rows_for:
            self._rows_for = workshop.profit
            self._show_rows(workshop.profit)
            self._fill(workshop)
        if workshop.segments != self._filled_with:
            self._filled_with = workshop.segments
            self._fill(workshop)

    def _show_rows(self, found: ProfitEvidence | None) -> None:
        segments = found.segments if found else ()
        names = [segment.name for segment in segments]
        self.ticks = {name: self.ticks.get(name) or tick_field(name) for name in names}
        label = self._words["not"]
        self.not_ticks = {
            name: self.not_ticks.get(name) or tick_field(label.format(name=name)) for name in names
        }
        nothing = w.HTML(empty_html(self._words["no_evidence"]))
        rows = tuple(self._row(segment, found) for segment in segments if found)
        self._rows.children = rows or (nothing,)
        self._not_rows.children = tuple(self.not_ticks.values())
        self._not_box.layout.display = "" if names else "none"
        self._action_box.layout.display = "" if found and found.groups else "none"
        self._form.fields = (
            {f"tick {name}": tick for name, tick in self.ticks.items()}
            | {f"not {name}": tick for name, tick in self.not_ticks.items()}
            | {f"action {name}": field for name, field in self.actions.items()}
            | {"reason": self.reason, "not_reason": self.not_reason}
        )

    def _row(self, segment: SegmentProfit, found: ProfitEvidence) -> w.Box:
        facts = "".join(f"<li>{escape(fact)}</li>" for fact in self._facts(segment, found))
        return w.Box([self.ticks[segment.name], w.HTML(f'<ul class="cx-facts">{facts}</ul>')])

    def _facts(self, segment: SegmentProfit, found: ProfitEvidence) -> list[str]:
        words = self._words["facts"]
        share = percent(segment.customers / found.whale.customers)
        facts = [words["customers"].format(customers=count(segment.customers), share=share)]
        profit = money(segment.profit, found.currency)
        if segment.share is None:
            facts.append(words["profit_only"].format(profit=profit))
        else:
            facts.append(words["profit"].format(profit=profit, share=percent(segment.share)))
        facts.append(
            words["each"].format(
                each=money(segment.profit_per_customer, found.currency),
                low=money(segment.low),
                high=money(segment.high),
            )
        )
        if segment.growth is not None:
            facts.append(words["growth"].format(growth=signed(segment.growth)))
        return facts

    def _fill(self, workshop: Workshop) -> None:
        chosen, found = workshop.segments, workshop.profit
        fits = chosen if chosen and found and chosen.by == found.by else None
        targets, nots = (fits.targets, fits.not_targets) if fits else ((), ())
        actions = USUAL_ACTIONS | (chosen.actions if chosen else {})
        self._form.fill(
            {f"tick {name}": name in targets for name in self.ticks}
            | {f"not {name}": name in nots for name in self.not_ticks}
            | {f"action {name}": action for name, action in actions.items()}
            | {
                "reason": chosen.reason if chosen else "",
                "not_reason": chosen.not_reason if chosen else "",
            }
        )

    def _choose(self) -> SegmentsChosen:
        found, words = self._session.workshop.profit, self._words
        targets = tuple(name for name, tick in self.ticks.items() if tick.value)
        nots = tuple(name for name, tick in self.not_ticks.items() if tick.value)
        if found is None or not targets:
            raise InvalidChoiceError(words["none" if found else "no_evidence"])
        if both := [name for name in targets if name in nots]:
            raise InvalidChoiceError(words["both"].format(name=both[0]))
        return SegmentsChosen(
            segments=TargetSegments(
                by=found.by,
                targets=targets,
                reason=self.reason.value.strip(),
                not_targets=nots,
                not_reason=self.not_reason.value.strip(),
                actions={group.name: self.actions[group.name].value for group in found.groups},
            )
        )
