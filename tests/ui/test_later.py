"""Work that waits until nobody asks for it again."""

import asyncio

from cxworkshop.ui.widgets import later


def test_several_requests_are_served_once(monkeypatch):
    monkeypatch.setattr(later, "PAUSE", 0)
    done = []

    async def ask():
        work = later.Later(lambda: done.append(1))
        for _ in range(3):
            work.ask()
        before = list(done)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return before

    assert asyncio.run(ask()) == []
    assert done == [1]


def test_without_a_page_it_is_served_at_once():
    done = []
    later.Later(lambda: done.append(1)).ask()

    assert done == [1]
