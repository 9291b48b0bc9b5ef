"""Step 04 in its sections: map, beliefs, evidence, rating, picks, design."""

from cxworkshop.ui.steps.hallmarks.step import HallmarksStep

__all__ = ["HallmarksStep"]
