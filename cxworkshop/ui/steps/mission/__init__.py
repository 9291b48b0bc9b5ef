"""Step 02 in its sections: promise, mission, drafts, success, policies, consent."""

from cxworkshop.ui.steps.mission.step import MissionStep

__all__ = ["MissionStep"]
