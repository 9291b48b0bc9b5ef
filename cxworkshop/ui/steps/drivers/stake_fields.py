"""The fields of what is assumed about the value at stake."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count, money
from cxworkshop.domain.drivers import StakePieces
from cxworkshop.domain.stakes import StakeAssumptions, Stakes
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import number_field
from cxworkshop.ui.widgets.form import Form
from cxworkshop.ui.widgets.prose import heading_html
from cxworkshop.ui.widgets.twin import TwinField

_SHARE = 100
"""How much is cause is shown in per cent."""

_LEAST_RANGE = 0.1
"""Least range of a slider, where a score can hardly rise any more (points)."""


class StakeFields:
    """A slider for each driver's move, and what the team believes beside it.

    Parameters
    ----------
    words
        The texts of the section.
    on_change
        Called when anything was moved or typed.

    Attributes
    ----------
    moves
        Driver → its slider.
    form
        All fields, which follow what is recorded until somebody changes them.
    """

    def __init__(self, words: Mapping[str, Any], on_change: Callable[[], None]) -> None:
        self._words, self._on_change = words, on_change
        self._drivers: tuple[str, ...] = ()
        self._filling = False
        self.moves: dict[str, TwinField] = {}
        self.causal = self._twin(words["causal"], low=0, high=_SHARE, step=5, value=50)
        self.years = self._twin(words["years"], low=0.5, high=10, step=0.5, value=1)
        self.customers, self.profit = number_field(words["customers"]), number_field(words["profit"])
        for field in (self.customers, self.profit):
            field.observe(lambda _: self._changed(), "value")
        self.form = Form(
            {
                "causal": self.causal.slider,
                "years": self.years.slider,
                "customers": self.customers,
                "profit": self.profit,
            }
        )
        self._scores = w.VBox().add_class("cx-costs")
        beliefs = w.VBox([self.causal.box, self.years.box, self.customers, self.profit]).add_class("cx-costs")
        scores, held = (w.HTML(heading_html(words[name])) for name in ("scores", "beliefs"))
        self.box = w.VBox([scores, self._scores, held, beliefs])

    def offer(
        self, pieces: StakePieces, labels: Mapping[str, str], first: StakeAssumptions, drivers: Sequence[str]
    ) -> None:
        """Let these drivers be moved; ``first`` are the moves to begin with."""
        self._drivers = tuple(drivers)
        for name in drivers:
            mean = pieces.means[pieces.drivers.index(name)]
            if name not in self.moves:
                told = {"mean": f"{mean:.1f}", "high": f"{pieces.scale_high:g}"}
                self.moves[name] = self._twin(
                    self._words["move"].format(label=labels[name], **told),
                    low=0,
                    high=max(round(pieces.scale_high - mean, 1), _LEAST_RANGE),
                    step=0.1,
                    value=first.moves.get(name, 0),
                )
                self.form.fields[_key(name)] = self.moves[name].slider
        put_children(self._scores, *(self.moves[name].box for name in drivers))

    def show(self, assumptions: StakeAssumptions) -> None:
        """Show assumptions; what somebody has moved stays."""
        values: dict[str, object] = {
            "causal": round(assumptions.causal * _SHARE, 1),
            "years": assumptions.years,
            **{_key(name): assumptions.moves.get(name, 0.0) for name in self._drivers},
        }
        levels = {"customers": assumptions.customers, "profit": assumptions.profit}
        self._filling = True
        if not self.form.touched:
            for name, value in levels.items():
                if value is None:
                    self.form.fields[name].value = ""
        self.form.fill(values | {name: value for name, value in levels.items() if value is not None})
        self._filling = False

    def hint(self, found: Stakes) -> None:
        """Show in empty fields what counts there."""
        told = self._words["from_evidence"]
        if found.assumptions.customers is None and found.customers is not None:
            self.customers.placeholder = f"{count(found.customers)} ({told})"
        if found.assumptions.profit is None and found.per_customer:
            self.profit.placeholder = f"{money(found.per_customer.mid, found.currency)} ({told})"

    def read(self) -> StakeAssumptions:
        """Return what is assumed.

        Raises
        ------
        InvalidChoiceError
            A field doesn't hold a number that can be; the sentence names it.
        """
        values = self.form.values()
        return checked(
            StakeAssumptions,
            dict(self._words),
            moves={name: values[_key(name)] for name in self._drivers if values[_key(name)]},
            causal=self.causal.slider.value / _SHARE,
            years=values["years"],
            customers=values["customers"],
            profit=values["profit"],
        )

    def _twin(self, label: str, **numbers: float) -> TwinField:
        exact = self._words["exact"].format(label=label)
        return TwinField(label, exact, on_move=self._changed, **numbers)

    def _changed(self) -> None:
        if not self._filling:
            self._on_change()


def _key(driver: str) -> str:
    return f"move {driver}"
