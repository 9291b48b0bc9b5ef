"""How often somebody may try."""

import pytest

from cxworkshop.room.limits import (
    BURST,
    FREE_GUESSES,
    LONGEST_WAIT,
    MOST_ADDRESSES,
    GuessLimit,
    SeatLimit,
    WriteLimit,
)


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_burst_of_writes_passes_and_the_next_one_waits(clock):
    limit = WriteLimit(clock)
    waits = [limit.wait("ann") for _ in range(int(BURST) + 1)]
    assert waits == [0.0] * int(BURST) + [pytest.approx(0.1)]


def test_after_the_wait_a_write_passes(clock):
    limit = WriteLimit(clock)
    waits = [limit.wait("ann") for _ in range(int(BURST) + 1)]
    clock.now += waits[-1] + 1e-6
    assert limit.wait("ann") == 0


def test_one_seats_writes_do_not_count_for_another(clock):
    limit = WriteLimit(clock)
    for _ in range(100):
        limit.wait("ann")
    assert limit.wait("bob") == 0


def test_the_wait_after_wrong_codes_grows_up_to_the_longest(clock):
    limit = GuessLimit(clock)
    waits = [limit.wrong("10.0.0.1") for _ in range(20)]
    assert (waits[FREE_GUESSES - 2], waits[FREE_GUESSES - 1], waits[FREE_GUESSES], waits[-1]) == (
        0,
        1,
        2,
        LONGEST_WAIT,
    )


def test_waiting_lets_one_try_again(clock):
    limit = GuessLimit(clock)
    for _ in range(FREE_GUESSES):
        limit.wrong("10.0.0.1")
    before = limit.wait("10.0.0.1")
    clock.now += before
    assert (before, limit.wait("10.0.0.1")) == (1, 0)


def test_guesses_are_forgotten_in_time(clock):
    limit = GuessLimit(clock)
    for _ in range(20):
        limit.wrong("10.0.0.1")
    clock.now += 1000
    assert limit.wrong("10.0.0.1") == 0


def test_another_address_does_not_wait(clock):
    limit = GuessLimit(clock)
    for _ in range(20):
        limit.wrong("10.0.0.1")
    assert limit.wait("10.0.0.2") == 0


@pytest.mark.parametrize(
    ("one", "same"),
    [("2001:db8::1", "2001:db8::ffff:2"), ("::ffff:10.0.0.1", "10.0.0.1"), ("fe80::1%eth0", "fe80::2")],
)
def test_addresses_of_one_device_count_as_one(clock, one, same):
    limit = GuessLimit(clock)
    for _ in range(20):
        limit.wrong(one)
    assert limit.wait(same) == LONGEST_WAIT


def test_the_book_of_addresses_has_an_end(clock):
    limit = GuessLimit(clock)
    for number in range(MOST_ADDRESSES + 5):
        limit.wrong(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(limit._wrong) == MOST_ADDRESSES


def test_an_address_takes_sixty_seats_at_once_and_then_one_a_second(clock):
    limit = SeatLimit(clock)
    waits = [limit.wait("10.0.0.1") for _ in range(61)]
    clock.now += 1
    assert (waits, limit.wait("10.0.0.1"), limit.wait("10.0.0.2")) == ([0.0] * 60 + [1.0], 0.0, 0.0)


@pytest.mark.parametrize("here", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_this_machine_takes_as_many_seats_as_it_likes(clock, here):
    limit = SeatLimit(clock)
    assert {limit.wait(here) for _ in range(200)} == {0.0}
