"""Step 02: the promise, the CX mission and the CX success statement."""

from typing import Protocol

from cxworkshop.domain.workshop import Workshop
from cxworkshop.settings import texts
from cxworkshop.ui.steps.consent import ConsentSection
from cxworkshop.ui.steps.mission.drafts import DraftsSection
from cxworkshop.ui.steps.mission.mission_card import MissionCard
from cxworkshop.ui.steps.mission.policies import PolicySection
from cxworkshop.ui.steps.mission.promise_section import PromiseSection
from cxworkshop.ui.steps.mission.success_card import SuccessCard
from cxworkshop.ui.steps.step import StepView
from cxworkshop.ui.widgets.prose import sentence_html


class Section(Protocol):
    """A part of the step that follows the workshop."""

    def show(self, workshop: Workshop) -> None:
        """Bring it up to the workshop."""


class MissionStep(StepView):
    """Write alone, compare, draft, decide; then success, and where the policies stand.

    Attributes
    ----------
    promise, mission, drafts, success, policies, slide
        The widgets of the step's sections; mission and success have their decision bars.
    consent, success_consent
        Who can live with the mission, and with the success statement.
    written, mission_card, drafting, success_card
        What is behind them.
    mission_form, success_form
        The two forms.
    """

    name = "mission"

    def _build(self) -> None:
        self.written = PromiseSection(self.session, texts("promise"))
        self.mission_card = MissionCard(self.session, self.texts)
        self.success_card = SuccessCard(self.session, self.texts)
        self.drafting = DraftsSection(
            self.session, self.texts["drafts"], self._growing, self.mission_card.take
        )
        policies = PolicySection(self.session, texts("policies"))
        mission_consent = ConsentSection(self.session, texts("consent"), "mission")
        success_consent = ConsentSection(self.session, texts("consent"), "success")
        self._sections: tuple[Section, ...] = (
            self.written,
            self.mission_card,
            self.drafting,
            self.success_card,
            policies,
            mission_consent,
            success_consent,
        )
        self.mission_form, self.success_form = self.mission_card.form, self.success_card.form
        self.promise, self.mission = self.written.box, self.mission_card.box
        self.drafts, self.success = self.drafting.box, self.success_card.box
        self.policies = policies.box
        self.consent, self.success_consent = mission_consent.box, success_consent.box

    def _growing(self) -> str:
        return "" if self.mission_form.empty else self.mission_card.sentence

    def show(self, workshop: Workshop) -> None:
        """Bring every section and the slide up to the workshop."""
        for section in self._sections:
            section.show(workshop)
        decisions = (workshop.mission, workshop.success)
        self._show_slide("".join(sentence_html(one.sentence) for one in decisions if one))
