"""Follow a workshop file: what another page records is seen here within a second."""

import asyncio
import logging

from cxworkshop.errors import WorkshopError
from cxworkshop.live.session import Session

EVERY = 1.0
"""Seconds between two looks at the log; a look opens the file and reads only what is new."""

_log = logging.getLogger(__name__)


async def follow(session: Session) -> None:
    """Refresh ``session`` for ever; what fails (file moved, disk away, a listener) ends one look only."""
    while True:
        await asyncio.sleep(EVERY)
        try:
            session.refresh()
        except WorkshopError:
            continue
        except Exception:  # noqa: BLE001 - the boundary: a listener's defect must not stop all later news
            _log.exception("A page could not show what was recorded in %s.", session.path)


def start_following(session: Session) -> asyncio.Task[None] | None:
    """Follow in the background where an event loop runs (a kernel); return its task, or None elsewhere."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return None
    return loop.create_task(follow(session))
