"""Step 01: the health check."""

from cxworkshop.ui.steps.health.step import HealthStep

__all__ = ["HealthStep"]
