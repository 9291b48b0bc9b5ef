"""The few touchpoints that must carry the promise: ticks in the order of the ranking."""

from html import escape
from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import listed, percent
from cxworkshop.domain.events import HallmarksChosen
from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.domain.journey import Hallmarks
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError, MissingStepError
from cxworkshop.live.session import Session
from cxworkshop.ui.asking import ask_hallmarks
from cxworkshop.ui.steps.decision_bar import decision_bar
from cxworkshop.ui.steps.hallmarks.entries import Entries
from cxworkshop.ui.steps.hallmarks.ranking import Ranking, Standing
from cxworkshop.ui.steps.hallmarks.scores import peak_end_of
from cxworkshop.ui.widgets.ask_room import AskRoom
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.prose import callout_html, empty_html, heading_html


class PickForm:
    """Ticks with their place and their safety beside them, and what is to happen at each pick.

    Attributes
    ----------
    room
        Dots on the touchpoints, stuck on phones.
    """

    def __init__(self, session: Session, words: dict[str, Any], entries: Entries, ranking: Ranking) -> None:
        self._session, self._words, self._entries, self._ranking = session, words, entries, ranking
        self._facts: dict[str, w.HTML] = {}
        self._lines: dict[str, w.Box] = {}
        self._rows = w.VBox().add_class("cx-targets")
        self._nothing = w.HTML(empty_html(words["no_evidence"]))
        self._warning, self._experiences = w.HTML(), w.VBox()
        self.room = AskRoom(session, "hallmarks", ask_hallmarks)
        self.box = w.VBox(
            [
                w.HTML(heading_html(words["title"])),
                w.HBox([entries.most]).add_class("cx-controls"),
                self._rows,
                self.room.box,
                self._warning,
                self._experiences,
                decision_bar(session, self._choose, "hallmarks_chosen"),
            ]
        ).add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Bring order, facts, warning and experiences up to evidence, ratings and ticks."""
        found, entries = workshop.touchpoints, self._entries
        entries.most.layout.display = "" if found else "none"
        standing = self._ranking.standing(found, entries.rated()) if found else Standing((), (), None)
        rows = []
        for place, candidate in enumerate(standing.candidates, 1):
            name = candidate.name
            if name not in self._lines:
                self._facts[name] = w.HTML()
                self._lines[name] = w.Box([entries.ticks[name], self._facts[name]])
            self._facts[name].value = self._facts_html(name, place, standing)
            rows.append(self._lines[name])
        put_children(self._rows, *(rows or [self._nothing]))
        picks = [pick.touchpoint for pick in entries.picked(found)]
        self._warning.value = self._warning_html(found, picks) if found else ""
        put_children(self._experiences, *(entries.experiences[name] for name in picks))

    def _facts_html(self, name: str, place: int, standing: Standing) -> str:
        from cxworkshop.charts.findings_touchpoints import judge  # noqa: PLC0415 - Altair is heavy

        words, most = self._words, self._entries.most.value
        facts = [escape(words["facts"]["rank"].format(place=f"{place}."))]
        if one := standing.of(name):
            share = one.among_first(most)
            chance = judge(share)
            badge = "cx-badge done" if chance == "safe" else "cx-badge"
            facts.append(f'<span class="{badge}">{escape(words["safety"][chance])}</span>')
            facts.append(escape(words["facts"]["first"].format(most=most, share=percent(share))))
        items = "".join(f"<li>{fact}</li>" for fact in facts)
        return f'<ul class="cx-facts cx-standing">{items}</ul>'

    def _warning_html(self, found: TouchpointEvidence, picks: list[str]) -> str:
        moments = peak_end_of(found)
        near_end = moments.near_end if moments and picks else ()
        left_out = [moment.label for moment in near_end if moment.name not in picks]
        if not left_out:
            return ""
        pattern = self._words["pain" if len(left_out) == 1 else "pain_more"]
        return callout_html(pattern.format(names=listed(left_out)), "warn")

    def _choose(self) -> HallmarksChosen:
        words, found, entries = self._words, self._session.workshop.touchpoints, self._entries
        if found is None:
            raise MissingStepError(words["no_evidence"])
        picks, most = entries.picked(found), int(entries.most.value)
        if not picks:
            raise InvalidChoiceError(words["none"])
        if len(picks) > most:
            raise InvalidChoiceError(words["most"].format(most=most, count=len(picks)))
        return HallmarksChosen(hallmarks=Hallmarks(picks=tuple(picks), ratings=entries.rated(), most=most))
