"""Step 04: the touchpoints on three criteria, and the few that must carry the promise."""

import ipywidgets as w

from cxworkshop.domain.events import EvidenceRecorded, HallmarksChosen
from cxworkshop.domain.evidence import TouchpointEvidence, TouchpointScore
from cxworkshop.domain.journey import MOST_HALLMARKS, Hallmark, Hallmarks
from cxworkshop.domain.tables import Role
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError, MissingStepError
from cxworkshop.ui.steps.decision_bar import decision_bar
from cxworkshop.ui.steps.evidence_notes import source_line, stale_html
from cxworkshop.ui.steps.step import StepView
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.fields import area_field, choice_field, tick_field
from cxworkshop.ui.widgets.form import Form
from cxworkshop.ui.widgets.prose import (
    callout_html,
    empty_html,
    exhibit_html,
    heading_html,
    prose_html,
    sentence_html,
)

_UNRATED = -1
"""Stands in a list of ratings for "not rated": a list shows no label for None."""


class HallmarksStep(StepView):
    """Score, rate, pick at most five.

    Attributes
    ----------
    evidence, rate, decide, slide
        The widgets of the step's sections.
    """

    name = "hallmarks"

    def _build(self) -> None:
        self._drawn: tuple[object, ...] = ()
        self._rows_for: TouchpointEvidence | None = None
        self._filled_with: Hallmarks | None = None
        self._filling, self._form = False, Form({})
        self.ticks: dict[str, w.Checkbox] = {}
        self.ratings: dict[str, w.Dropdown] = {}
        self.experiences: dict[str, w.Textarea] = {}
        self.reveal = Action(self.texts["evidence"]["reveal"], self._reveal)
        self._scores, self._ranking = w.HTML(), w.HTML()
        self.evidence = w.VBox([self.reveal.row, self._scores])
        self._rating_rows, self._pick_rows, self._experience_rows = w.VBox(), w.VBox(), w.VBox()
        rate = self.texts["rate"]
        asked = w.HTML(heading_html(rate["title"]) + prose_html(rate["explain"]))
        self._asked = (asked, self._rating_rows, self._ranking)
        self._not_yet = (w.HTML(empty_html(rate["no_evidence"])),)
        self.rate = w.VBox(self._asked)
        self.decide = w.VBox(
            [
                w.HTML(heading_html(self.texts["decide"]["title"])),
                self._pick_rows.add_class("cx-ticks"),
                self._experience_rows,
                decision_bar(self.session, self._choose, "hallmarks_chosen"),
            ]
        ).add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Bring scores, rows, picks and slide up to the workshop."""
        drawn = (workshop.touchpoints, workshop.segments, workshop.tables)
        if not self._drawn or drawn != self._drawn:
            self._drawn = drawn
            self._show_scores(workshop)
        if workshop.touchpoints != self._rows_for or not self._pick_rows.children:
            self._rows_for = workshop.touchpoints
            self._show_rows(workshop)
        if workshop.hallmarks != self._filled_with:
            self._filled_with = workshop.hallmarks
            self._fill(workshop.hallmarks)
        picks = workshop.hallmarks.picks if workshop.hallmarks else ()
        self._show_slide(
            sentence_html(self.texts["slide"].format(labels=", ".join(pick.label for pick in picks)))
            if picks
            else ""
        )

    def _show_scores(self, workshop: Workshop) -> None:
        found, words = workshop.touchpoints, self.texts["evidence"]
        self.reveal.button.description = words["again" if found else "reveal"]
        ready = Role.SURVEY in workshop.tables
        self.reveal.row.layout.display = "" if ready else "none"
        self._scores.value = (
            self._exhibit(found) if found else empty_html(words["waiting" if ready else "no_tables"])
        )

    def _exhibit(self, found: TouchpointEvidence) -> str:
        from cxworkshop.charts.findings import find_scores  # noqa: PLC0415 - Altair is heavy
        from cxworkshop.charts.svg import to_svg  # noqa: PLC0415
        from cxworkshop.charts.touchpoints import plot_scores  # noqa: PLC0415

        words = self.texts["evidence"]
        segment = ", ".join(found.segment) or words["everyone"]
        detail = words["detail"].format(n=f"{found.n:,}", segment=segment, level=f"{found.level * 100:.0f}")
        notes = "".join(callout_html(note) for note in found.notes)
        chart = to_svg(plot_scores(found))
        source = source_line(found.provenance, detail)
        return stale_html(self.workshop, found) + exhibit_html(find_scores(found), chart, source) + notes

    def _show_rows(self, workshop: Workshop) -> None:
        """Make a row for each touchpoint; rows that are there keep what has been entered."""
        scores = workshop.touchpoints.touchpoints if workshop.touchpoints else ()
        rows = sorted(scores, key=lambda row: row.position)  # as in the chart, and as in the journey
        for row in rows:
            if row.name not in self.ticks:
                self._make_row(row)
        shown = [row.name for row in rows]
        nothing = w.HTML(empty_html(self.texts["decide"]["no_evidence"]))
        self._pick_rows.children = tuple(self.ticks[name] for name in shown) or (nothing,)
        ratings = w.Box([self.ratings[name] for name in shown]).add_class("cx-grid").add_class("cx-ratings")
        self._rating_rows.children = (ratings,) if rows else ()
        self.rate.children = self._asked if rows else self._not_yet
        self._fill(workshop.hallmarks)

    def _make_row(self, row: TouchpointScore) -> None:
        words = self.texts["decide"]
        marks = [(self.texts["rate"]["unrated"], _UNRATED), *((str(mark), mark) for mark in range(11))]
        self.ticks[row.name] = tick_field(row.label)
        self.ratings[row.name] = choice_field(row.label, marks, _UNRATED)
        label = words["experience"].format(label=row.label)
        self.experiences[row.name] = area_field(label, words["experience_hint"])
        for field in (self.ticks[row.name], self.ratings[row.name]):
            field.observe(lambda _: self._changed(), "value")
        self._form.fields |= {
            f"tick {row.name}": self.ticks[row.name],
            f"rating {row.name}": self.ratings[row.name],
            f"experience {row.name}": self.experiences[row.name],
        }

    def _fill(self, hallmarks: Hallmarks | None) -> None:
        picks = {pick.touchpoint: pick.experience for pick in hallmarks.picks} if hallmarks else {}
        ratings = hallmarks.ratings if hallmarks else {}
        values: dict[str, object] = {}
        for name in self.ticks:
            values[f"tick {name}"] = name in picks
            values[f"rating {name}"] = round(ratings[name]) if name in ratings else _UNRATED
            values[f"experience {name}"] = picks.get(name, "")
        self._filling = True
        self._form.fill(values)
        self._filling = False
        self._changed()

    def _changed(self) -> None:
        if self._filling:
            return
        self._show_experiences()
        self._rank()

    def _show_experiences(self) -> None:
        self._experience_rows.children = tuple(
            self.experiences[name] for name, tick in self.ticks.items() if tick.value
        )

    def _rank(self) -> None:
        found = self.workshop.touchpoints
        if found is None:
            self._ranking.value = ""
            return
        from cxworkshop.analysis.touchpoints import hallmarks  # noqa: PLC0415 - NumPy and Altair are heavy
        from cxworkshop.charts.findings import find_hallmarks  # noqa: PLC0415
        from cxworkshop.charts.svg import to_svg  # noqa: PLC0415
        from cxworkshop.charts.touchpoints import plot_hallmarks  # noqa: PLC0415

        rated, shown = self._rated(), {row.name for row in found.touchpoints}
        candidates = hallmarks(found, {name: mark for name, mark in rated.items() if name in shown})
        picks = [name for name, tick in self.ticks.items() if tick.value]
        segment = ", ".join(found.segment) or self.texts["evidence"]["everyone"]
        source = source_line(
            found.provenance,
            self.texts["rate"]["detail"].format(
                n=f"{found.n:,}", segment=segment, rated=len(rated), all=len(shown)
            ),
        )
        self._ranking.value = exhibit_html(
            find_hallmarks(candidates), to_svg(plot_hallmarks(candidates, picks)), source
        )

    def _rated(self) -> dict[str, float]:
        return {name: float(box.value) for name, box in self.ratings.items() if box.value != _UNRATED}

    def _reveal(self, action: Action) -> str:
        from cxworkshop.analysis.survey_evidence import touchpoint_evidence  # noqa: PLC0415 - Ibis is heavy
        from cxworkshop.inputs.firm import Firm  # noqa: PLC0415

        action.progress(0.3)
        found = touchpoint_evidence(Firm(self.workshop.tables), self.workshop.segments)
        self.session.record(EvidenceRecorded(evidence=found))
        words = self.texts["evidence"]
        return str(
            words["done"].format(n=f"{found.n:,}", segment=", ".join(found.segment) or words["everyone"])
        )

    def _choose(self) -> HallmarksChosen:
        words, found = self.texts["decide"], self.workshop.touchpoints
        if found is None:
            raise MissingStepError(words["no_evidence"])
        picked = [row for row in found.touchpoints if self.ticks[row.name].value]
        if not picked:
            raise InvalidChoiceError(words["none"])
        if len(picked) > MOST_HALLMARKS:
            raise InvalidChoiceError(words["most"].format(most=MOST_HALLMARKS, count=len(picked)))
        picks = tuple(
            Hallmark(
                touchpoint=row.name,
                label=row.label,
                experience=self.experiences[row.name].value.strip(),
            )
            for row in picked
        )
        return HallmarksChosen(hallmarks=Hallmarks(picks=picks, ratings=self._rated()))
