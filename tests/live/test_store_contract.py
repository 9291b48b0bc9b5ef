"""What every store promises, whatever it is kept in."""

from itertools import count
from threading import Thread

import pytest

from cxworkshop.domain.events import PredictionMade
from cxworkshop.errors import InvalidChoiceError, NotAWorkshopError


def _guess(answer="a", question="q"):
    return PredictionMade(question=question, answer=answer)


def _events(store, after=0):
    return [event for _, event in store.read(after)]


def test_events_come_back_as_they_were_in_order(opened):
    store = opened()
    guesses = [_guess("é\u2028\x00 🙂"), _guess("2"), _guess("'; DROP TABLE log; --")]
    store.append(guesses[:1])
    store.append(guesses[1:])

    assert guesses == _events(store, after=1)


def test_a_store_reads_what_is_newer_and_no_more_than_asked_for(opened):
    store = opened()
    guesses = [_guess(str(place)) for place in range(5)]
    store.append(guesses)
    (first, _), (second, _), *_ = store.read(after=1)

    assert store.read(after=first, most=2) == store.read()[2:4]
    assert store.read(after=second, most=9) == store.read()[3:]
    assert store.read(after=store.last()) == []


def test_the_last_sequence_number_is_that_of_the_last_event(opened):
    store = opened()
    before = store.last()
    store.append([_guess(), _guess()])

    assert before < store.last() == store.read()[-1][0]


def test_nothing_appended_is_nothing_changed(opened):
    store = opened()
    store.append([])

    assert len(store.read()) == 1


def test_an_append_is_all_or_nothing(opened):
    store, once, twice = opened(), _guess(), _guess()
    with pytest.raises(NotAWorkshopError, match="twice"):
        store.append([once, twice, twice])

    assert len(store.read()) == 1


def test_an_event_that_is_in_the_log_is_refused(opened):
    store, guess = opened(), _guess()
    store.append([guess])
    with pytest.raises(NotAWorkshopError, match="twice"):
        store.append([_guess(), guess])

    assert _events(store, after=1) == [guess]


def test_an_exchange_sees_what_is_new_and_returns_it_with_its_own(opened):
    store, theirs, mine = opened(), _guess("theirs"), _guess("mine")
    known = store.last()
    opened().append([theirs])
    seen = []

    def decide(news):
        seen.extend(news)
        return [mine]

    both = store.exchange(known, decide)

    assert [event for _, event in seen] == [theirs]
    assert [event for _, event in both] == [theirs, mine]
    assert both == opened().read(after=known)


def test_an_exchange_may_append_nothing(opened):
    store = opened()

    assert store.exchange(0, lambda _: []) == store.read()
    assert len(store.read()) == 1


def test_an_exchange_that_raises_appends_nothing_and_blocks_nobody(opened):
    store = opened()

    def refuse(_):
        raise InvalidChoiceError("No.")

    with pytest.raises(InvalidChoiceError):
        store.exchange(0, refuse)
    opened().append([_guess("after")])

    assert [event.answer for event in _events(store, after=1)] == ["after"]


def test_exchanges_at_the_same_time_miss_nothing_and_never_overlap(opened):
    """Each writer counts on from what it sees: a lost or late event would be a number twice or left out."""
    writers, turns = 3, 15
    failures = []

    def write(store):
        try:
            seen, known = 0, 0
            for _ in range(turns):

                def count_on(news, seen=seen):
                    return [_guess(str(seen + len(news)))]

                got = store.exchange(known, count_on)
                seen, known = seen + len(got), got[-1][0]
        except Exception as error:  # noqa: BLE001 - shown by the main thread
            failures.append(error)

    threads = [Thread(target=write, args=(opened(),)) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert [event.answer for event in _events(opened(), after=1)] == [
        str(number) for number, _ in zip(count(1), range(writers * turns), strict=False)
    ]


def test_a_reader_meets_events_in_the_order_of_their_numbers(opened):
    """Nothing may become visible behind what a follower has read already."""
    turns = 20
    stores = [opened(), opened()]
    follower = opened()

    def write(store, name):
        for turn in range(turns):
            store.append([_guess(str(turn), name)])

    threads = [Thread(target=write, args=(store, str(which))) for which, store in enumerate(stores)]
    for thread in threads:
        thread.start()
    followed = []
    while any(thread.is_alive() for thread in threads) or len(followed) < turns * len(stores):
        followed += follower.read(after=1 + len(followed))
    for thread in threads:
        thread.join()

    assert followed == follower.read(after=1)
