"""What the team enters about touchpoints: one decision, so one form for rating and picking."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cxworkshop.domain.evidence import TouchpointEvidence, TouchpointScore
from cxworkshop.domain.journey import MOST_HALLMARKS, Hallmark, Hallmarks
from cxworkshop.domain.workshop import Workshop
from cxworkshop.ui.widgets.fields import area_field, choice_field, tick_field
from cxworkshop.ui.widgets.form import Form

if TYPE_CHECKING:
    import ipywidgets as w

UNRATED = -1
"""Stands in a list of ratings for "not rated": a list shows no label for None."""

LIMITS = range(3, 8)


class Entries:
    """Rating, tick and wanted experience of each touchpoint, and the limit.

    Parameters
    ----------
    texts
        The step's texts.
    on_change
        Called when a rating, a tick or the limit has changed.

    Attributes
    ----------
    ratings, ticks, experiences
        Touchpoint → its field; those no longer scored keep theirs.
    most
        The limit that the team sets itself.
    """

    def __init__(self, texts: dict[str, Any], on_change: Callable[[], None]) -> None:
        self._texts, self._on_change = texts, on_change
        self._rows_for: TouchpointEvidence | None = None
        self._filled_with: Hallmarks | None = None
        self._filling = False
        self.ratings: dict[str, w.Dropdown] = {}
        self.ticks: dict[str, w.Checkbox] = {}
        self.experiences: dict[str, w.Textarea] = {}
        self.most = choice_field(texts["decide"]["limit"], _limits(MOST_HALLMARKS), MOST_HALLMARKS)
        self.most.observe(lambda _: self._changed(), "value")
        self._form = Form({"most": self.most})

    def show(self, workshop: Workshop) -> None:
        """Make fields for what is scored, and fill in what was decided; what is being entered stays."""
        scored, chosen = workshop.touchpoints, workshop.hallmarks
        if scored != self._rows_for or chosen != self._filled_with:
            for score in scored.touchpoints if scored else ():
                self._make_row(score)
            self._rows_for, self._filled_with = scored, chosen
            self._fill(chosen)

    def rated(self) -> dict[str, float]:
        """Return touchpoint → rating, for those that have one."""
        return {name: float(box.value) for name, box in self.ratings.items() if box.value != UNRATED}

    def picked(self, scored: TouchpointEvidence | None) -> list[Hallmark]:
        """Return the ticked touchpoints among those scored, in the order of the journey."""
        journey = sorted(scored.touchpoints, key=lambda score: score.position) if scored else []
        return [
            Hallmark(
                touchpoint=score.name,
                label=score.label,
                experience=self.experiences[score.name].value.strip(),
            )
            for score in journey
            if self.ticks[score.name].value
        ]

    def _make_row(self, score: TouchpointScore) -> None:
        rate, decide = self._texts["rate"], self._texts["decide"]
        label = decide["experience"].format(label=score.label)
        if score.name in self.ticks:
            self.ticks[score.name].description = self.ratings[score.name].description = score.label
            self.experiences[score.name].description = label
            return
        marks = [(rate["unrated"], UNRATED), *((str(mark), mark) for mark in range(11))]
        self.ticks[score.name] = tick_field(score.label)
        self.ratings[score.name] = choice_field(score.label, marks, UNRATED)
        self.experiences[score.name] = area_field(label, decide["experience_hint"])
        for field in (self.ticks[score.name], self.ratings[score.name]):
            field.observe(lambda _: self._changed(), "value")
        self._form.fields |= {
            f"tick {score.name}": self.ticks[score.name],
            f"rating {score.name}": self.ratings[score.name],
            f"experience {score.name}": self.experiences[score.name],
        }

    def _fill(self, chosen: Hallmarks | None) -> None:
        picks = {pick.touchpoint: pick.experience for pick in chosen.picks} if chosen else {}
        ratings = chosen.ratings if chosen else {}
        most = chosen.most if chosen else MOST_HALLMARKS
        values: dict[str, object] = {"most": most}
        for name in self.ticks:
            values[f"tick {name}"] = name in picks
            values[f"rating {name}"] = round(ratings[name]) if name in ratings else UNRATED
            values[f"experience {name}"] = picks.get(name, "")
        self._filling = True
        if most not in dict(self.most.options).values():
            chosen_here = self.most.value
            self.most.options = _limits(most)
            self.most.value = chosen_here
        self._form.fill(values)
        self._filling = False

    def _changed(self) -> None:
        if not self._filling:
            self._on_change()


def _limits(most: int) -> list[tuple[str, int]]:
    """Return the limits to choose from, with the one that was recorded elsewhere."""
    return [(str(limit), limit) for limit in sorted({*LIMITS, most})]
