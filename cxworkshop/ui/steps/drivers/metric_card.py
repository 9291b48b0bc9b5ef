"""The card of one metric: its fields, what the firm's data say, its fitness, and a customer's words."""

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as w

from cxworkshop.domain.fitness import Fitness
from cxworkshop.domain.measured import MeasuredMetric
from cxworkshop.domain.metrics import LibraryMetric, Metric
from cxworkshop.domain.target_reach import measured_as
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.drivers.branches import OUTCOME, Branch
from cxworkshop.ui.steps.drivers.fitness_view import FitnessView, fitness_line
from cxworkshop.ui.steps.drivers.library import library, named, pair_name
from cxworkshop.ui.steps.drivers.measured_today import as_measured, gaming_html, level, levels_html
from cxworkshop.ui.steps.drivers.metric_fields import CRITERIA, MetricFields
from cxworkshop.ui.steps.drivers.questioned import QuestionedView
from cxworkshop.ui.steps.drivers.quotes import QuotesPanel
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.fold import Fold
from cxworkshop.ui.widgets.prose import heading_html

_WHAT = ("name", "unit", "rung", "formula", "nature", "better")
_LEVELS = ("baseline", "target", "due", "cadence", "owner", "function")
_HONEST = ("pair", "gamed")


class MetricCard:
    """One metric that is being drafted; what is typed stays until it is recorded or removed.

    Parameters
    ----------
    session
        The workshop.
    words
        The texts of the step's metrics.
    branch
        What the metric is for.
    on_change
        Called when a field has changed.
    on_remove
        Called when the team removes the metric.

    Attributes
    ----------
    fields
        Its fields.
    recorded
        The metric as it was recorded, None where it wasn't yet.
    fold, quotes, questioned, remove
        What opens it, suggests a customer's words, questions an end result, and removes it.
    """

    def __init__(
        self,
        session: Session,
        words: Mapping[str, Any],
        branch: Branch,
        on_change: Callable[[], None],
        on_remove: Callable[["MetricCard"], None],
    ) -> None:
        self._session, self._words, self.branch, self._on_change = session, words, branch, on_change
        self._filling = self._sure = False
        self._completed: tuple[str, MeasuredMetric | None] = ("", None)
        self._prefilled: float | None = None
        self._beside: tuple[Metric, ...] = ()
        self.recorded: Metric | None = None
        self.fields = MetricFields(dict(words), branch.key)
        self.fitness = FitnessView(words, {name: self.fields.judgement(name) for name in CRITERIA})
        self.questioned = QuestionedView(words, self.replace)
        driver = "" if branch.key == OUTCOME else branch.key
        self.quotes = QuotesPanel(session, words, driver, lambda text: self.put(quote=text))
        self.remove = Action(words["remove"], lambda _: self._remove(on_remove), primary=False)
        self._levels = w.HTML()
        self.fold = Fold("", self._inside())
        self.box = w.VBox([self.fold.box]).add_class("cx-metric-card")
        for field in self.fields.fields.values():
            field.observe(lambda _: self._changed(), "value")
        self._follow()

    def _inside(self) -> w.VBox:
        def grid(*names: str) -> w.Box:
            shown = [name for name in names if name != "rung" or self.branch.key != OUTCOME]
            return w.Box([self.fields.fields[name] for name in shown]).add_class("cx-grid")

        for name in ("name", "formula"):
            self.fields.fields[name].add_class("cx-long")
        titles = self._words["parts"]
        return w.VBox(
            [
                grid(*_WHAT).add_class("cx-metric-what"),
                self.questioned.box,
                w.HTML(heading_html(titles["levels"])),
                grid(*_LEVELS).add_class("cx-thirds"),
                self._levels,
                w.HTML(heading_html(titles["honest"])),
                grid(*_HONEST),
                w.HTML(heading_html(titles["fitness"])),
                self.fitness.box,
                w.HTML(heading_html(titles["quote"])),
                self.fields.fields["quote"],
                self.quotes.box,
                self.remove.row,
            ]
        ).add_class("cx-metric-inside")

    @property
    def name(self) -> str:
        """What the metric is called so far."""
        return str(self.fields.values()["name"])

    def draft(self) -> Metric:
        """Return the metric as far as it is filled in, unchecked."""
        return self._with_range(self.fields.draft())

    def read(self) -> Metric:
        """Return the metric.

        Raises
        ------
        InvalidChoiceError
            A field is empty, the date lies in the past, or the target isn't better than today's value; the
            sentence names metric and field.
        """
        try:
            return self._with_range(self.fields.read())
        except InvalidChoiceError as error:
            words = self._words["wrong"]
            pattern = words["metric" if self.name else "nameless"]
            told = pattern.format(name=self.name, branch=self.branch.label, error=error)
            raise InvalidChoiceError(told) from error

    def judged(self) -> Fitness:
        """Return how the metric does in the fitness test."""
        from cxworkshop.analysis.metrics import fitness  # noqa: PLC0415 - analysis is heavy

        measured_now, beside = self._session.workshop.measured, self._beside
        return fitness(self.draft(), measured=measured_now, library=library(), others=beside)

    def show(self, metric: Metric) -> None:
        """Show a metric that was recorded; what somebody is typing stays."""
        self.recorded = metric
        self._fill(lambda: self.fields.show(metric))

    def put(self, **values: object) -> None:
        """Put in what the team chose."""
        self._fill(lambda: self.fields.put(**values))

    def choose(self, found: LibraryMetric) -> None:
        """Put in a metric of the library."""
        self._fill(lambda: self.fields.take(found, pair_name(found)))

    def replace(self, found: LibraryMetric) -> None:
        """Put in a metric of the library instead of the one that is there; its levels no longer fit."""
        self.put(baseline=None, target=None)
        self.choose(found)

    def renew(self) -> None:
        """Follow a workshop that has changed."""
        self._fill(lambda: None)

    def stand_beside(self, others: tuple[Metric, ...]) -> None:
        """Follow the other drafts of the scorecard: they may be its counterpart."""
        names = [other.name for other in others if other.nature == "experiential"]
        known = [found.name for found in library() if found.nature == "experiential"]
        self.fields.fields["pair"].options = tuple(dict.fromkeys((*names, *known)))
        self._beside = others
        self._follow()

    def _follow(self) -> None:
        """Bring all that is said about the metric up to its fields and to the workshop."""
        workshop, draft, judged = self._session.workshop, self.draft(), self.judged()
        names = [found.name for found in workshop.measured.metrics] if workshop.measured else []
        self.fields.fields["name"].options = tuple(dict.fromkeys((*names, *map(_name, library()))))
        self._levels.value = levels_html(draft, workshop.measured, self._words)
        about = [name for name in (draft.name, draft.driver) if name]
        self.fitness.show(judged, gaming_html(about, workshop.measured))
        self._question(judged, draft)
        parts = [draft.name or self._words["unnamed"], fitness_line(judged, self._words)]
        self.fold.entitle(" · ".join([*parts, *([draft.owner] if draft.owner else [])]))

    def _question(self, judged: Fitness, draft: Metric) -> None:
        from cxworkshop.analysis.metrics import alternatives  # noqa: PLC0415 - analysis is heavy

        kind = None if draft.rung == "outcome" else judged.questioned
        offers = alternatives(self.branch.label, library()) if kind else ()
        self.questioned.show(kind, self.branch.label, offers)

    def _changed(self) -> None:
        if not self._filling:
            self._sure = False
            self.remove.clear()
            self.renew()

    def _fill(self, fill: Callable[[], object]) -> None:
        """Change several fields, and follow them once."""
        self._filling = True
        fill()
        self._complete()
        self._filling = False
        self._follow()
        self._on_change()

    def _complete(self) -> None:
        """Fill in what firm and library know of a metric of this name, where nothing else was entered."""
        found, values = measured(self._session.workshop, self.name), self.fields.values()
        before = self._completed[0]
        if (self.name, found) == self._completed or (self.recorded and self.recorded.name == self.name):
            return
        self._completed = (self.name, found)
        if values["baseline"] in {None, self._prefilled}:
            self._prefilled = level(found.today.mean) if found else None
            self.fields.put(baseline=self._prefilled)
        if found and not values["unit"]:
            self.fields.put(unit=found.unit)
        known = named(self.name)
        if known and self.name != before:
            self.fields.take(known, pair_name(known), only_empty=True)

    def _with_range(self, metric: Metric) -> Metric:
        return as_measured(metric, measured(self._session.workshop, metric.name), self.recorded)

    def _remove(self, on_remove: Callable[["MetricCard"], None]) -> str:
        if self._sure or self.fields.empty:
            on_remove(self)
            return ""
        self._sure = True
        return str(self._words["remove_sure"])


def measured(workshop: Workshop, name: str) -> MeasuredMetric | None:
    """Return the firm's own metric of that name, if there is evidence of one."""
    return measured_as(workshop.measured.metrics, name) if workshop.measured and name else None


def _name(found: LibraryMetric) -> str:
    return found.name
