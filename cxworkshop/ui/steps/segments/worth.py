"""Forward value: what customers will be worth, and who comes back."""

from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count, money, percent
from cxworkshop.charts.findings_value import find_kept, find_retention, find_value
from cxworkshop.domain.events import EvidenceRecorded
from cxworkshop.domain.statements import number, spoken
from cxworkshop.domain.tables import Role
from cxworkshop.domain.value import ValueEvidence
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.steps.evidence_notes import source_line, stale_html
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.fields import views_field
from cxworkshop.ui.widgets.prose import callout_html, empty_html, exhibit_html, prose_html, table_html


class WorthPanel:
    """Estimated on a press; expected value by segment, or retention by cohort."""

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self._drawn: tuple[object, ...] = ()
        self.compute = Action(words["compute"], self._compute)
        self.view = views_field(
            words["views"], [(label, name) for name, label in words["view"].items()], "value"
        )
        self.view.add_class("cx-tabs").observe(lambda _: self.show(session.workshop), "value")
        self.html = w.HTML()
        self.box = w.VBox([self.compute.row, self.view, self.html])

    def show(self, workshop: Workshop) -> None:
        """Bring the estimate up to the workshop."""
        found = workshop.value
        bought = workshop.tables.get(Role.TRANSACTIONS)
        dated = bool(bought and bought.column("date"))
        self.compute.row.layout.display = "" if dated else "none"
        self.compute.button.description = self._words["again" if found else "compute"]
        self.compute.button.button_style = "" if found else "primary"
        self.view.layout.display = "" if found and found.cohorts else "none"
        drawn = (found, workshop.segments, workshop.tables, self.view.value)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        if found:
            self.html.value = self._found_html(found, workshop)
        else:
            waiting = "waiting" if dated else "no_dates" if bought else "no_tables"
            self.html.value = empty_html(self._words[waiting])

    def _found_html(self, found: ValueEvidence, workshop: Workshop) -> str:
        retention = self.view.value == "retention" and found.cohorts
        exhibit = self._retention_html(found) if retention else self._value_html(found, workshop)
        return stale_html(workshop, found) + exhibit

    def _value_html(self, found: ValueEvidence, workshop: Workshop) -> str:
        words, unit = self._words, self._words["units"][found.unit]
        detail = words["detail"]["value"].format(
            n=count(found.n),
            until=spoken(found.until),
            what=words["revenue" if found.margin == 1 else "profit"],
            horizon=f"{number(found.expected_value.horizon)} {unit}",
            discount=percent(found.discount),
            level=f"{found.level * 100:.0f}",
        )
        source = source_line(found.provenance, detail)
        kept = prose_html(find_kept(found)) if found.kept_customer > 0 else ""
        said = kept + self._held_out_html(found) + "".join(map(callout_html, found.notes))
        if not found.segments:
            return prose_html(find_value(found)) + self._everyone_html(found) + said + prose_html(source)
        from cxworkshop.charts.svg import to_svg  # noqa: PLC0415 - Altair is heavy
        from cxworkshop.charts.value import plot_value  # noqa: PLC0415

        chosen = workshop.segments
        targets = chosen.among(found.by) if chosen and found.by else ()
        chart = to_svg(plot_value(found, targets))
        return exhibit_html(find_value(found), chart, source) + said + self._table_html(found)

    def _everyone_html(self, found: ValueEvidence) -> str:
        expected, words = found.expected_value, self._words
        if expected.low is None or expected.high is None:
            return ""
        interval = words["interval"].format(low=money(expected.low), high=money(expected.high))
        mean = money(expected.mean, found.currency)
        return prose_html(words["everyone"].format(mean=mean, interval=interval))

    def _held_out_html(self, found: ValueEvidence) -> str:
        if found.held_out is None:
            return ""
        expected, made = (count(round(purchases)) for purchases in found.held_out)
        words: str = self._words["held_out"]
        return prose_html(words.format(expected=expected, made=made, until=spoken(found.until)))

    def _table_html(self, found: ValueEvidence) -> str:
        words, none = self._words["table"], texts("common")["none"]
        caption = words["caption"].format(by=found.by)
        if found.currency:
            caption += words["currency"].format(currency=found.currency)
        rows = [
            (
                segment.name,
                count(segment.customers),
                percent(segment.alive),
                money(segment.mean),
                self._words["interval"].format(low=money(segment.low), high=money(segment.high)),
                money(segment.total),
                none if found.margin == 1 else percent(segment.margin),
                money(segment.kept_customer),
            )
            for segment in found.segments
        ]
        return table_html(caption, words["columns"], rows)

    def _retention_html(self, found: ValueEvidence) -> str:
        from cxworkshop.charts.svg import to_svg  # noqa: PLC0415 - Altair is heavy
        from cxworkshop.charts.value import plot_retention  # noqa: PLC0415

        unit = self._words["unit"][found.cohort_unit]
        detail = self._words["detail"]["retention"].format(n=count(found.n), unit=unit)
        chart = to_svg(plot_retention(found))
        return exhibit_html(find_retention(found), chart, source_line(found.provenance, detail))

    def _compute(self, action: Action) -> str:
        from cxworkshop.analysis.value_evidence import value_evidence  # noqa: PLC0415 - Ibis is heavy
        from cxworkshop.inputs.firm import Firm  # noqa: PLC0415

        action.progress(0.05)
        workshop = self._session.workshop
        by, costs = (workshop.profit.by, workshop.profit.costs) if workshop.profit else (None, None)
        found = value_evidence(Firm(workshop.tables), by=by, costs=costs, progress=action.progress)
        self._session.record(EvidenceRecorded(evidence=found))
        return str(self._words["done"].format(n=count(found.n)))
