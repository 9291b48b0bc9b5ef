"""Step 03 in its sections: guesses, evidence, what if, forward value, targets, personas."""

from cxworkshop.ui.steps.segments.step import SegmentsStep

__all__ = ["SegmentsStep"]
