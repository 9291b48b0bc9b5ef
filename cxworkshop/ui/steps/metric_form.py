"""The form of one value-driver metric."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import ipywidgets as w

from cxworkshop.domain.metrics import Metric
from cxworkshop.domain.statements import number, spoken
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.settings import texts
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.fields import choice_field, date_field, number_field, text_field
from cxworkshop.ui.widgets.form import Form


class MetricForm(Form):
    """Fields of one metric, by the model's names.

    Parameters
    ----------
    words
        The texts of the step's decision.
    drivers
        Touchpoints to choose from, as (label, name).
    """

    def __init__(self, words: dict[str, Any], drivers: Sequence[tuple[str, str]]) -> None:
        self._words = words
        labels, hints = words["fields"], words["hints"]
        fields: dict[str, w.DOMWidget] = {
            "driver": choice_field(labels["driver"], drivers),
            "name": text_field(labels["name"], hints["name"]),
            "owner": text_field(labels["owner"], hints["owner"]),
            "unit": text_field(labels["unit"], hints["unit"]),
            "baseline": number_field(labels["baseline"]),
            "target": number_field(labels["target"]),
            "due": date_field(labels["due"]),
        }
        super().__init__(fields)
        self.box = w.Box(list(self.fields.values())).add_class("cx-grid").add_class("cx-metric")

    def offer(self, drivers: Sequence[tuple[str, str]]) -> None:
        """Change the touchpoints to choose from; the one chosen stays where it is among them."""
        field, chosen = self.fields["driver"], self.fields["driver"].value
        field.options = drivers
        field.value = chosen if chosen in {name for _, name in drivers} else None

    @property
    def empty(self) -> bool:
        """Whether nobody has begun to fill it in; the driver is put in beforehand."""
        return all(value in {None, ""} for name, value in self.values().items() if name != "driver")

    def show(self, metric: Metric) -> None:
        """Show a metric in the fields."""
        names = {name for _, name in self.fields["driver"].options}
        values = {name: getattr(metric, name) for name in self.fields}
        self.fill(values | {"driver": metric.driver if metric.driver in names else None})

    def read(self) -> Metric:
        """Return the metric that the fields describe.

        Raises
        ------
        InvalidChoiceError
            A field is empty, the date lies in the past, or the target equals today's value.
        """
        values = self.values()
        values["driver"] = values["driver"] or ""
        metric = checked(Metric, self._words["fields"], **values)
        if metric.due <= datetime.now(UTC).date():
            raise InvalidChoiceError(
                self._words["not_ahead"].format(name=metric.name, due=spoken(metric.due))
            )
        if metric.target == metric.baseline:
            value = number(metric.target)
            raise InvalidChoiceError(self._words["no_change"].format(name=metric.name, value=value))
        return metric


def metric_line(metric: Metric) -> str:
    """Return a metric in one line: name, today and target, owner."""
    return str(texts("common")["metric"]).format(
        name=metric.name,
        baseline=number(metric.baseline),
        target=number(metric.target),
        unit=metric.unit,
        owner=metric.owner,
    )
