"""The whale curve: click one of its stretches to see who is in it, and say what is done about them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count, money, percent
from cxworkshop.charts.findings_profit import find_groups, find_makeup, find_whale
from cxworkshop.domain.predictions import guessed_shares
from cxworkshop.domain.profit import ProfitEvidence, WhaleGroup, WhaleGroupName
from cxworkshop.domain.workshop import Workshop
from cxworkshop.ui.steps.evidence_notes import source_line
from cxworkshop.ui.steps.segments.sources import group_names, profit_source
from cxworkshop.ui.widgets.fields import views_field
from cxworkshop.ui.widgets.prose import (
    callout_html,
    chart_html,
    exhibit_html,
    fold_html,
    heading_html,
    prose_html,
    small_html,
    table_html,
)

CLEAR, CHOSEN = "transparent", "rgba(27, 39, 51, 0.09)"


class WhalePanel:
    """The curve under a button for each of its zones; a list of the groups says the same in words.

    Parameters
    ----------
    texts
        The step's texts.
    actions
        Group → the field that says what is done about it, kept by the decision's form.
    """

    def __init__(self, texts: dict[str, Any], actions: Mapping[WhaleGroupName, w.Dropdown]) -> None:
        self._texts, self._words, self._actions = texts, texts["whale"], actions
        self._groups = group_names()
        self._found: ProfitEvidence | None = None
        self._saved_with = w.HTML(small_html(self._words["saved_with"]))
        self._head, self._svg, self._source = w.HTML(), w.HTML(), w.HTML()
        self.zones: dict[str, w.Button] = {}
        self._stage = w.GridBox().add_class("cx-stage")
        self.group = views_field(self._words["hint"], [])
        self.group.add_class("cx-groups")
        self.group.observe(lambda _: self._show_group(), "value")
        self._about, self._makeup, self._action_box = w.HTML(), w.HTML(), w.VBox()
        curve = w.VBox([w.Box([self._stage]), self._source]).add_class("cx-chart-box")
        beside = w.VBox([self.group, self._about, self._action_box])
        columns = w.Box([curve, beside]).add_class("cx-columns").add_class("cx-whale")
        self.box = w.VBox([self._head, columns, self._makeup])

    def draw(self, found: ProfitEvidence, workshop: Workshop) -> None:
        """Draw the curve of ``found`` with its zones; the group chosen stays chosen."""
        self._found = found
        self._draw_curve(found, workshop)
        options = [(self._group_words(group), group.name) for group in found.groups]
        if options != list(self.group.options):
            before = self.group.value
            self.group.options = options
            names = [name for _, name in options]
            self.group.value = before if before in names else None
        self.group.layout.display = "" if options else "none"
        self._show_group()

    def _draw_curve(self, found: ProfitEvidence, workshop: Workshop) -> None:
        from cxworkshop.charts.makeup import plot_whale_groups  # noqa: PLC0415 - Altair is heavy
        from cxworkshop.charts.svg import to_svg  # noqa: PLC0415
        from cxworkshop.charts.whale import plot_whale_curve, whale_zones  # noqa: PLC0415

        source = source_line(found.provenance, profit_source(found, "whale"))
        if found.whale.refusal:
            self._head.value = callout_html(found.whale.refusal, "warn")
            chart = plot_whale_groups(found.groups, currency=found.currency) if found.groups else None
            title = find_groups(found.whale, found.groups, currency=found.currency)
        else:
            self._head.value = heading_html(title := find_whale(found.whale)) + prose_html(
                self._words["explain"]
            )
            guesses = list(guessed_shares(workshop).values())
            chart = plot_whale_curve(found.whale, groups=found.groups, guesses=guesses)
        self._svg.value = chart_html(title, to_svg(chart)) if chart else ""
        self._source.value = small_html(source)
        self._lay_zones(whale_zones(found.whale, found.groups))

    def _lay_zones(self, zones: Sequence[tuple[WhaleGroupName, float, float]]) -> None:
        """Lay a button over each zone: the chart and the buttons share the cells of one grid."""
        sizes = {group.name: group.customers for group in self._found.groups} if self._found else {}
        edges = [0.0, *(left for _, left, _ in zones)]
        if zones:
            edges.append(zones[-1][1] + zones[-1][2])
        tracks = [f"{100 * (end - start):.3f}%" for start, end in pairwise(edges)]
        self._stage.layout = w.Layout(grid_template_columns=" ".join([*tracks, "1fr"]), width="100%")
        self._svg.layout.grid_area = "1 / 1 / 2 / -1"
        self.zones = {
            name: self._zone(name, sizes[name], place) for place, (name, _, _) in enumerate(zones, 2)
        }
        self._stage.children = (self._svg, *self.zones.values())

    def _zone(self, name: WhaleGroupName, customers: int, place: int) -> w.Button:
        label = self._words["zone"].format(group=self._groups[name], customers=count(customers))
        layout = w.Layout(
            grid_area=f"1 / {place} / 2 / {place + 1}", width="100%", height="100%", min_width="0", margin="0"
        )
        unseen = {"button_color": CLEAR, "font_size": "0"}  # the chart below names the zone
        zone = w.Button(description=label, tooltip=label, layout=layout, style=unseen)
        zone.on_click(lambda _: setattr(self.group, "value", name))
        return zone.add_class("cx-zone")

    def _group_words(self, group: WhaleGroup) -> str:
        found, words = self._found, self._words
        everyone = found.whale.customers if found else 0
        earned = (
            words["in_money"].format(profit=money(group.profit, found.currency if found else None))
            if group.share is None
            else words["of_profit"].format(share=percent(group.share))
        )
        return str(
            words["group"].format(
                group=self._groups[group.name],
                customers=count(group.customers),
                share=percent(group.customers / everyone if everyone else 0),
                profit=earned,
            )
        )

    def _show_group(self) -> None:
        for name, zone in self.zones.items():
            zone.style.button_color = CHOSEN if name == self.group.value else CLEAR
        groups = {group.name: group for group in self._found.groups} if self._found else {}
        chosen = groups.get(self.group.value)
        self._action_box.children = (self._actions[chosen.name], self._saved_with) if chosen else ()
        self._about.value = prose_html(self._words["about"][chosen.name]) if chosen else ""
        self._makeup.value = self._makeup_html(chosen, self._found) if chosen and self._found else ""

    def _makeup_html(self, group: WhaleGroup, found: ProfitEvidence) -> str:
        from cxworkshop.charts.makeup import plot_makeup  # noqa: PLC0415 - Altair is heavy
        from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

        if not group.makeup:
            return prose_html(find_makeup(group))
        words = self._words["makeup"]
        detail = self._texts["evidence"]["detail"]["makeup"].format(
            customers=count(group.customers), all=count(found.whale.customers)
        )
        source = source_line(found.provenance, detail)
        rows = [
            (part.segment, count(part.customers), percent(part.share), percent(part.usual))
            for part in group.makeup
        ]
        caption = words["caption"].format(group=self._groups[group.name], by=found.by)
        table = table_html(caption, words["columns"], rows)
        return exhibit_html(find_makeup(group), to_svg(plot_makeup(group)), source) + fold_html(
            words["table"], table
        )
