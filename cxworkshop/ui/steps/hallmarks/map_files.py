"""The map as a file, in each format that the notebook hands in."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

import ipywidgets as w

from cxworkshop.domain.journey_map import JourneyMap, MapState
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import MissingStepError
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.download import Download
from cxworkshop.ui.widgets.prose import heading_html, list_html, prose_html, small_html


class WrittenMap(Protocol):
    """A map in some format."""

    @property
    def content(self) -> bytes:
        """What the file holds."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """A sentence for each kind of thing that the format has no place for."""


Writers = Mapping[str, Callable[[JourneyMap], WrittenMap]]
"""Suffix → what writes a map in that format; widgets don't know the formats themselves."""


class MapFiles:
    """A button for each format; beside the file it says what the format can't hold.

    Attributes
    ----------
    downloads
        State of the map and suffix → the button, and what was left out of the file.
    """

    def __init__(self, session: Session, words: dict[str, Any], writers: Writers) -> None:
        self._session, self._words, self._writers = session, words["files"], writers
        self._states: dict[MapState, str] = words["views"]["names"]
        self._maps: dict[MapState, JourneyMap] = {}
        self.downloads: dict[tuple[MapState, str], tuple[Download, w.HTML]] = {}
        self._about, self._buttons = w.HTML(), w.Box().add_class("cx-grid")
        self.box = w.VBox([self._about, self._buttons])

    def _download(self, state: MapState, suffix: str) -> tuple[Download, w.HTML]:
        words, lost = self._words, w.HTML()
        name = f"{self._session.path.stem}-{words['stems'][state]}{suffix}"
        download = Download(
            label=words["labels"][suffix],
            about=words["what"][suffix],
            name=name,
            make=partial(self._make, state, suffix),
            ready=words["ready"],
            link=words["download"],
        )
        download.box.children += (lost,)
        return download, lost

    def show(self, workshop: Workshop, state: MapState) -> None:
        """Offer the map of one state; files made from an earlier one go."""
        found = workshop.maps.get(state)
        self._about.value = (
            heading_html(self._words["title"])
            + prose_html(self._words["explain"].format(state=self._states[state], name=found.name))
            if found
            else ""
        )
        for (of, _), (download, lost) in self.downloads.items():
            if workshop.maps.get(of) != self._maps.get(of):
                download.clear()
                lost.value = ""
        self._maps = dict(workshop.maps)
        put_children(self._buttons, *(self._button(state, suffix) for suffix in self._writers if found))

    def _button(self, state: MapState, suffix: str) -> w.VBox:
        if (state, suffix) not in self.downloads:
            self.downloads[state, suffix] = self._download(state, suffix)
        return self.downloads[state, suffix][0].box

    def _make(self, state: MapState, suffix: str) -> bytes:
        found = self._session.workshop.maps.get(state)
        if found is None:
            raise MissingStepError(texts("journey")["no_map"])
        written = self._writers[suffix](found)
        lost = self.downloads[state, suffix][1]
        lost.value = list_html(written.left_out) if written.left_out else small_html(self._words["all_there"])
        return written.content
