"""Step 07: the chain on one page, what hangs loose, and the exports."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape

import ipywidgets as w

from cxworkshop.charts.findings import find_loose_ends
from cxworkshop.domain.events import Event
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.drivers.metric_words import metric_line
from cxworkshop.ui.steps.step import StepView
from cxworkshop.ui.widgets.download import Download
from cxworkshop.ui.widgets.prose import callout_html, heading_html, list_html, prose_html

Maker = Callable[[Workshop, Sequence[Event]], bytes]
Exports = Mapping[str, Maker]


class ShareStep(StepView):
    """Check and take away.

    Parameters
    ----------
    session
        The workshop.
    exports
        Suffix → function that makes such a file; the notebook hands them in, since widgets don't know them.

    Attributes
    ----------
    chain, loose, exports
        The widgets of the step's sections.
    """

    name = "share"

    def __init__(self, session: Session, exports: Exports) -> None:
        self._makers = exports
        super().__init__(session)

    def _build(self) -> None:
        self.chain, self.loose = w.HTML(), w.HTML()
        words = self.texts["exports"]
        self.downloads = {
            suffix: Download(
                label=words["labels"][suffix],
                about=words["what"][suffix],
                name=self.session.path.with_suffix(suffix).name,
                make=partial(self._make, make),
                ready=words["ready"],
                link=words["download"],
            )
            for suffix, make in self._makers.items()
        }
        self.exports = w.Box([download.box for download in self.downloads.values()]).add_class("cx-grid")

    def _make(self, make: Maker) -> bytes:
        return make(self.workshop, self.session.events)

    def show(self, workshop: Workshop) -> None:
        """Bring chain and loose ends up to the workshop; files made from an earlier state go."""
        for download in self.downloads.values():
            download.clear()
        self.chain.value = self._chain_html(workshop)
        words, lines = self.texts["loose"], find_loose_ends(workshop)
        body = list_html(lines) if lines else callout_html(words["none"])
        self.loose.value = heading_html(words["title"]) + body

    def _chain_html(self, workshop: Workshop) -> str:
        words = self.texts["chain"]
        links = {
            "mission": [workshop.mission.sentence] if workshop.mission else [],
            "success": [workshop.success.sentence] if workshop.success else [],
            "segments": list(workshop.segments.targets) if workshop.segments else [],
            "hallmarks": [pick.label for pick in workshop.hallmarks.picks] if workshop.hallmarks else [],
            "metrics": list(map(metric_line, workshop.metrics.chosen)) if workshop.metrics else [],
        }
        items = "".join(
            f'<li class="{"done" if lines else "open"}"><h3>{escape(words[name])}</h3>'
            + (_lines(lines) if lines else prose_html(words["open"]))
            + "</li>"
            for name, lines in links.items()
        )
        return f'<ol class="cx-chain">{items}</ol>'


def _lines(lines: list[str]) -> str:
    return prose_html(lines[0]) if len(lines) == 1 else list_html(lines)
