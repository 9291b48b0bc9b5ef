"""Time left, whatever happens to the machine's clock."""

from datetime import UTC, datetime, timedelta

import pytest

from cxworkshop.domain.people import Timer
from cxworkshop.room.countdown import Countdown

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TIMER = Timer(started=NOON, seconds=60)


class Clocks:
    def __init__(self):
        self.steady = 500.0
        self.set = NOON

    def countdown(self):
        return Countdown(lambda: self.steady, lambda: self.set)


@pytest.fixture
def clocks():
    return Clocks()


def test_a_timer_seen_late_has_run_already(clocks):
    clocks.set += timedelta(seconds=25)
    assert clocks.countdown().left(TIMER) == 35


def test_a_timer_ends_at_nought(clocks):
    countdown = clocks.countdown()
    countdown.left(TIMER)
    clocks.steady += 90
    assert countdown.left(TIMER) == 0


@pytest.mark.parametrize("moved", [-3600, 3600])
def test_setting_the_clock_changes_nothing(clocks, moved):
    countdown = clocks.countdown()
    countdown.left(TIMER)
    clocks.set += timedelta(seconds=moved)
    clocks.steady += 10
    assert countdown.left(TIMER) == 50


def test_a_clock_set_back_before_the_timer_was_seen_gives_no_extra_time(clocks):
    clocks.set -= timedelta(hours=1)
    assert clocks.countdown().left(TIMER) == 60


def test_more_time_counts_from_the_same_start(clocks):
    countdown = clocks.countdown()
    countdown.left(TIMER)
    clocks.steady += 20
    assert countdown.left(TIMER.model_copy(update={"seconds": 120})) == 100
