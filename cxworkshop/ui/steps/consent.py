"""Decision by consent: agree, can live with it, block with a reason, on a decision as it reads now."""

from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.charts.findings_consent import find_blocks, find_consent
from cxworkshop.domain.answer_events import ConsentGiven
from cxworkshop.domain.consent import Consent, Decided
from cxworkshop.domain.consents import read_out, stances
from cxworkshop.domain.map_words import tidy
from cxworkshop.domain.same_person import same_person
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError, MissingStepError
from cxworkshop.live.session import Session
from cxworkshop.ui.asking import ask_consent
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.ask_room import AskRoom
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import area_field, text_field, views_field
from cxworkshop.ui.widgets.prose import (
    callout_html,
    empty_html,
    heading_html,
    list_html,
    prose_html,
    sentence_html,
    small_html,
)


class ConsentSection:
    """Asks one person after the other; the result in one sentence, without names, from three people on.

    Parameters
    ----------
    words
        ``templates/texts/consent.yaml``.
    decision
        What consent is asked for.

    Attributes
    ----------
    who, stance, reason, save
        One person's answer.
    room
        The same question on phones.
    result
        What came of it.
    """

    def __init__(self, session: Session, words: dict[str, Any], decision: Decided) -> None:
        self._session, self._words, self._decision = session, words, decision
        self._read, title = "", heading_html(words["titles"][decision])
        self.who = text_field(words["who"], words["who_hint"])
        self.stance = views_field(
            words["stance"], [(name, stance) for stance, name in words["stances"].items()]
        )
        self.reason = area_field(words["reason"], words["reason_hint"])
        self.save = Action(words["save"], self._save)
        self._about, self.result = w.HTML(), w.HTML()
        self.room = AskRoom(
            session, "consent", lambda workshop: ask_consent(workshop, decision), lambda: decision
        )
        self._asked = (
            w.HTML(title + prose_html(words["explain"])),
            self._about,
            w.HTML(small_html(words["names"])),
            self.who,
            self.stance,
            self.reason,
            self.save.row,
            self.room.box,
            self.result,
        )
        self._not_yet = (w.HTML(title + empty_html(words["not_yet"][decision])),)
        self.box = w.VBox(self._not_yet).add_class("cx-card")
        self.show(session.workshop)

    def show(self, workshop: Workshop) -> None:
        """Show the decision as it reads now, and what came of it; what somebody is typing stays."""
        self._read = read_out(workshop, self._decision)
        if not self._read:
            put_children(self.box, *self._not_yet)
            return
        self._about.value = sentence_html(self._read)
        self.result.value = self._result_html(workshop)
        put_children(self.box, *self._asked)

    def _result_html(self, workshop: Workshop) -> str:
        found = stances(workshop, self._decision)
        earlier = sum(one.decision == self._decision for one in workshop.consents) - len(found)
        blocks = find_blocks(found)
        html = callout_html(find_consent(found), "warn" if blocks else "note")
        if blocks:
            html += heading_html(self._words["reasons"]) + list_html(blocks)
        if earlier:
            html += small_html(self._words["earlier"].format(n=count(earlier)))
        return html

    def _save(self, _: Action) -> str:
        words, read = self._words, self._read
        self._session.refresh()
        if not read:
            raise MissingStepError(words["not_yet"][self._decision])
        if read != read_out(self._session.workshop, self._decision):
            raise InvalidChoiceError(words["changed_meanwhile"])
        if self.stance.value is None:
            raise InvalidChoiceError(words["no_stance"])
        reason = tidy(self.reason.value)
        if self.stance.value == "block" and not reason:
            raise InvalidChoiceError(words["no_reason"])
        consent = checked(
            Consent,
            {"person": words["who"], "reason": words["reason"]},
            decision=self._decision,
            about=read,
            person=self.who.value,
            stance=self.stance.value,
            reason=reason,
        )
        earlier = [one for one in self._session.workshop.consents if one.decision == self._decision]
        again = any(same_person(one.person, consent.person) for one in earlier)
        self._session.record(ConsentGiven(consent=consent))
        self.who.value = self.reason.value = ""
        self.stance.value = None
        return str(words["replaced" if again else "kept"])
