"""How much the experience depends on who serves, where, when and by which channel."""

from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.domain.consistency import Consistency
from cxworkshop.domain.events import EvidenceRecorded
from cxworkshop.domain.evidence import ConsistencyEvidence
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import Role
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.evidence_notes import source_line, stale_html
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.fields import choice_field
from cxworkshop.ui.widgets.prose import (
    callout_html,
    empty_html,
    exhibit_html,
    prose_html,
    small_html,
)


class ConsistencyPanel:
    """Shares of the variation for one score at a time, and the channels' response times.

    Attributes
    ----------
    reveal, which
        Computes and records it; the score that is shown.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self._drawn: tuple[object, ...] = ()
        self.reveal = Action(words["reveal"], self._reveal)
        self.which = choice_field(words["which"], [])
        self.which.observe(lambda _: self._draw_shares(), "value")
        self._notice, self._shares, self._times = w.HTML(), w.HTML(), w.HTML()
        explain = w.HTML(prose_html(words["explain"]))
        choose = w.HBox([self.which]).add_class("cx-controls")
        self.box = w.VBox([explain, self.reveal.row, self._notice, choose, self._shares, self._times])

    def show(self, workshop: Workshop) -> None:
        """Bring button, scores to choose and charts up to the workshop."""
        basis = (workshop.consistency, workshop.tables)
        if self._drawn and basis == self._drawn:
            return
        self._drawn = basis
        found, words = workshop.consistency, self._words
        ready = can_be_looked_at(workshop)
        self.reveal.button.description = words["again" if found else "reveal"]
        self.reveal.button.button_style = "" if found else "primary"
        self.reveal.row.layout.display = "" if ready else "none"
        self._notice.value = (
            stale_html(workshop, found) + "".join(map(callout_html, found.notes))
            if found
            else empty_html(words["waiting" if ready else "no_tables"])
        )
        self._offer(found)
        self._draw_shares()
        self._times.value = self._times_html(found) if found else ""

    def _offer(self, found: ConsistencyEvidence | None) -> None:
        options = (
            [(found.labels.get(one.score, one.score), one.score) for one in found.scores] if found else []
        )
        if options != list(self.which.options):
            before, names = self.which.value, [name for _, name in options]
            self.which.options = options
            self.which.value = before if before in names else _least_even(found)
        self.which.layout.display = "" if len(options) > 1 else "none"

    def _draw_shares(self) -> None:
        found = self._session.workshop.consistency
        shown = next((one for one in found.scores if one.score == self.which.value), None) if found else None
        self._shares.value = (
            self._shares_html(found, shown)
            if found and shown
            else prose_html(self._words["no_scores"])
            if found
            else ""
        )

    def _shares_html(self, found: ConsistencyEvidence, shown: Consistency) -> str:
        from cxworkshop.charts.consistency import plot_shares  # noqa: PLC0415 - Altair is heavy
        from cxworkshop.charts.findings_touchpoints import find_inconsistency  # noqa: PLC0415
        from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

        notes = "".join(map(small_html, shown.notes))
        if not shown.alone:
            return notes or prose_html(self._words["no_scores"])
        n = count(max(factor.n for factor in shown.alone))
        detail = self._words["detail"].format(n=n, level=f"{shown.level * 100:.0f}")
        source = source_line(_from(found, Role.SURVEY), detail)
        chart = to_svg(plot_shares(shown, found.labels))
        exhibit = exhibit_html(find_inconsistency(shown, found.labels), chart, source)
        return exhibit + notes

    def _times_html(self, found: ConsistencyEvidence) -> str:
        from cxworkshop.charts.consistency import plot_response_times  # noqa: PLC0415 - Altair is heavy
        from cxworkshop.charts.findings_touchpoints import find_response_times  # noqa: PLC0415
        from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

        times = found.times
        if times is None or not times.channels:
            return empty_html(self._words["no_times"])
        answered = count(sum(channel.n for channel in times.channels))
        detail = self._words["times_detail"].format(n=answered, level=f"{times.level * 100:.0f}")
        chart = to_svg(plot_response_times(times, found.unit))
        source = source_line(_from(found, Role.REQUESTS), detail)
        exhibit = exhibit_html(find_response_times(times, found.unit), chart, source)
        return exhibit + "".join(map(small_html, times.notes))

    def _reveal(self, action: Action) -> str:
        from cxworkshop.analysis.consistency_evidence import consistency_evidence  # noqa: PLC0415 - Ibis is heavy
        from cxworkshop.inputs.firm import Firm  # noqa: PLC0415

        action.progress(0.05)
        workshop = self._session.workshop
        found = consistency_evidence(
            Firm(workshop.tables), journey_map=workshop.today, progress=action.progress
        )
        self._session.record(EvidenceRecorded(evidence=found))
        pattern: str = self._words["done" if found.scores else "done_times"]
        return pattern.format(scores=count(len(found.scores)))


def _least_even(found: ConsistencyEvidence | None) -> str | None:
    """Return the score of which most lies between levels of a factor: where to begin."""
    greatest = {
        one.score: max((factor.share for factor in one.alone), default=0.0)
        for one in (found.scores if found else ())
    }
    return max(greatest, key=lambda score: greatest[score], default=None)


def _from(found: ConsistencyEvidence, role: Role) -> list[Provenance]:
    return [source for source in found.provenance if source.role is role]


def can_be_looked_at(workshop: Workshop) -> bool:
    """Return whether a table says who served, where, when, or how quickly a channel answered."""
    survey = workshop.tables.get(Role.SURVEY)
    named = bool(survey and (survey.columns("factor") or survey.column("date")))
    return named or Role.REQUESTS in workshop.tables
