"""Follow a workshop file: what another page records is seen here within a second."""

import asyncio

from cxworkshop.errors import WorkshopError
from cxworkshop.live.session import Session

EVERY = 1.0
"""Seconds between two looks at the log; a look reads one number."""


async def follow(session: Session) -> None:
    """Refresh ``session`` for ever; a look that fails (file moved, disk away) is tried again at the next."""
    while True:
        await asyncio.sleep(EVERY)
        try:
            session.refresh()
        except WorkshopError:
            continue


def start_following(session: Session) -> asyncio.Task[None] | None:
    """Follow in the background where an event loop runs (a kernel); return its task, or None elsewhere."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return None
    return loop.create_task(follow(session))
