"""The facilitator's desk."""

from cxworkshop.ui.steps.desk.step import DeskStep

__all__ = ["DeskStep"]
