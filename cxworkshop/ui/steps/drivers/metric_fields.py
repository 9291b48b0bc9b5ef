"""The fields of one metric, and the metric that they describe."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from math import nan
from typing import Any, get_args

import ipywidgets as w

from cxworkshop.domain.metrics import Better, Cadence, Criterion, LibraryMetric, Metric, Nature, Rung
from cxworkshop.domain.statements import number, spoken
from cxworkshop.domain.target_reach import is_worse
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.ui.steps.drivers.branches import NO_DRIVER, OUTCOME
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.fields import (
    area_field,
    choice_field,
    date_field,
    enter,
    number_field,
    suggesting_field,
    text_field,
)
from cxworkshop.ui.widgets.form import Form

CRITERIA: tuple[Criterion, ...] = get_args(Criterion)

NO_DAY = date.min
"""Stands in a draft for a day that hasn't been chosen yet."""

_JUDGED = "judged "
_SAID = {None: "", True: "yes", False: "no"}
"""The team's judgement as a list shows it: a list has no label for None."""

_ENTERED = ("name", "formula", "owner", "baseline", "target", "due", "quote")
"""What shows that somebody has begun a metric."""


class MetricFields(Form):
    """Fields by the names of :class:`~cxworkshop.domain.metrics.Metric`, on one branch of the tree.

    Parameters
    ----------
    words
        The texts of the step's metrics.
    key
        The branch's key.
    """

    def __init__(self, words: dict[str, Any], key: str) -> None:
        self._words, self.key = words, key
        labels, hints = words["fields"], words["hints"]
        rungs: tuple[Rung, ...] = ("outcome",) if key == OUTCOME else ("leading", "supporting")
        nature: Nature = "experiential" if key == OUTCOME else "operational"
        cadence: Cadence = "quarterly" if key == OUTCOME else "weekly"

        def choice(name: str, values: Iterable[str], value: str) -> w.Dropdown:
            return choice_field(labels[name], [(words[name][one], one) for one in values], value)

        fields: dict[str, w.DOMWidget] = {
            "name": suggesting_field(labels["name"], hints["name"]),
            "unit": text_field(labels["unit"], hints["unit"]),
            "formula": area_field(labels["formula"], hints["formula"]),
            "rung": choice("rung", rungs, rungs[0]),
            "nature": choice("nature", get_args(Nature), nature),
            "better": choice("better", get_args(Better), "up"),
            "owner": text_field(labels["owner"], hints["owner"]),
            "function": text_field(labels["function"], hints["function"]),
            "baseline": number_field(labels["baseline"]),
            "target": number_field(labels["target"]),
            "due": date_field(labels["due"]),
            "cadence": choice("cadence", get_args(Cadence), cadence),
            "pair": suggesting_field(labels["pair"], hints["pair"]),
            "gamed": area_field(labels["gamed"], hints["gamed"]),
            "quote": area_field(labels["quote"], hints["quote"]),
        }
        judgements = [(words["judgement"][said or "open"], said) for said in _SAID.values()]
        for criterion in CRITERIA:
            question = words["criteria"][criterion]
            fields[f"{_JUDGED}{criterion}"] = choice_field(question, judgements, _SAID[None])
        super().__init__(fields)

    def judgement(self, criterion: Criterion) -> w.Dropdown:
        """Return the field of the team's own judgement."""
        return self.fields[f"{_JUDGED}{criterion}"]

    @property
    def empty(self) -> bool:
        """Whether nobody has begun to fill it in."""
        values = self.values()
        return all(values[name] in {None, ""} for name in _ENTERED)

    def show(self, metric: Metric) -> None:
        """Show a metric that was recorded; what somebody is typing stays."""
        values = metric.model_dump(include=set(self.fields))
        judged = {f"{_JUDGED}{name}": _SAID[metric.judged.get(name)] for name in CRITERIA}
        self.fill(values | judged)

    def put(self, **values: object) -> None:
        """Put in what the team chose; the metric counts as begun. None empties a field."""
        for name, value in values.items():
            if value is None and name != "due":
                self.fields[name].value = ""
            else:
                enter(self.fields[name], value)

    def take(self, found: LibraryMetric, pair: str, *, only_empty: bool = False) -> None:
        """Put in what the library says of a metric; ``pair`` is the name of the one that keeps it honest."""
        rung = {} if self.key == OUTCOME else {"rung": "leading" if found.timing == "lead" else "supporting"}
        texts = {
            "name": found.name,
            "unit": found.unit,
            "formula": found.formula,
            "function": found.function,
            "pair": pair,
            "gamed": found.gamed,
        }
        if only_empty:
            texts = {name: text for name, text in texts.items() if not self.fields[name].value}
        self.put(**texts, **rung, nature=found.nature, better=found.better)

    def draft(self) -> Metric:
        """Return the metric as far as it is filled in, unchecked: NaN for levels that aren't numbers yet."""
        levels = {name: _level(self.values()[name]) for name in ("baseline", "target")}
        values = self._metric_values() | levels
        values["due"] = values["due"] or NO_DAY
        return Metric.model_construct(**values)

    def read(self) -> Metric:
        """Return the metric that the fields describe.

        Raises
        ------
        InvalidChoiceError
            A field is empty, the date lies in the past, or the target isn't better than today's value.
        """
        metric = checked(Metric, self._words["fields"], **self._metric_values())
        words = self._words["wrong"]
        if metric.due <= datetime.now(UTC).date():
            raise InvalidChoiceError(words["not_ahead"].format(due=spoken(metric.due)))
        if metric.target == metric.baseline:
            raise InvalidChoiceError(words["no_change"].format(value=number(metric.target)))
        if is_worse(metric.target, metric.baseline, metric.better):
            levels = {"target": number(metric.target), "today": number(metric.baseline)}
            raise InvalidChoiceError(words[f"worse_{metric.better}"].format(**levels))
        return metric

    def _metric_values(self) -> dict[str, Any]:
        values = self.values()
        said = {value: judged for judged, value in _SAID.items()}
        judged = {name: said[str(values[f"{_JUDGED}{name}"])] for name in CRITERIA}
        return {
            **{name: value for name, value in values.items() if not name.startswith(_JUDGED)},
            "driver": NO_DRIVER if self.key == OUTCOME else self.key,
            "judged": {name: value for name, value in judged.items() if value is not None},
        }


def _level(value: object) -> float:
    return value if isinstance(value, float) else nan
