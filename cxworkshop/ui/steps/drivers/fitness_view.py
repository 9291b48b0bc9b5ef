"""The fitness test of a metric: six criteria, each with its verdict and what the team itself says."""

from collections.abc import Mapping
from html import escape
from typing import Any

import ipywidgets as w

from cxworkshop.domain.fitness import CriterionResult, Fitness, Verdict
from cxworkshop.domain.metrics import Criterion

_SIGNS: dict[Verdict, str] = {"met": "✓", "not_met": "✗", "open": "?"}
_KINDS: dict[Verdict, str] = {"met": "done", "not_met": "bad", "open": ""}


class FitnessView:
    """Six criteria side by side.

    Parameters
    ----------
    words
        The texts of the step's metrics.
    judgements
        Criterion → the field in which the team says what it thinks itself.
    """

    def __init__(self, words: Mapping[str, Any], judgements: Mapping[Criterion, w.Dropdown]) -> None:
        self._words = words
        self._verdicts = {criterion: w.HTML() for criterion in judgements}
        cells = [w.VBox([field, self._verdicts[criterion]]) for criterion, field in judgements.items()]
        self._asked = w.HTML()
        grid = w.Box(cells).add_class("cx-grid").add_class("cx-thirds").add_class("cx-fitness")
        self.box = w.VBox([grid, self._asked])

    def show(self, found: Fitness, asked: str) -> None:
        """Show the verdicts; ``asked`` are the questions about signs of gaming, as HTML."""
        for result in found.criteria:
            self._verdicts[result.criterion].value = self._verdict_html(result)
        self._asked.value = asked

    def _verdict_html(self, result: CriterionResult) -> str:
        verdict, why = self._words["verdicts"][result.verdict], self._words["why"][result.why]
        badge = verdict_badge(result.verdict, verdict)
        return f'<p class="cx-verdict">{badge} {escape(why)}</p>'


def verdict_badge(verdict: Verdict, text: str) -> str:
    """Return a verdict as a sign and a word."""
    return (
        f'<span class="cx-badge {_KINDS[verdict]}"><span aria-hidden="true">{_SIGNS[verdict]} </span>'
        f"{escape(text)}</span>"
    )


def fitness_line(found: Fitness, words: Mapping[str, Any]) -> str:
    """Return in one line how many criteria are met."""
    return str(words["fit"]).format(met=found.met, of=len(found.criteria))
