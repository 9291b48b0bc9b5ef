"""One step of the workshop per module."""

from cxworkshop.ui.steps.desk import DeskStep
from cxworkshop.ui.steps.drivers import DriversStep
from cxworkshop.ui.steps.hallmarks import HallmarksStep
from cxworkshop.ui.steps.health import HealthStep
from cxworkshop.ui.steps.mission import MissionStep
from cxworkshop.ui.steps.segments import SegmentsStep
from cxworkshop.ui.steps.share import ShareStep
from cxworkshop.ui.steps.start import StartStep

__all__ = [
    "DeskStep",
    "DriversStep",
    "HallmarksStep",
    "HealthStep",
    "MissionStep",
    "SegmentsStep",
    "ShareStep",
    "StartStep",
]
