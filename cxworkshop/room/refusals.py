"""What the room says no to, and how a phone tells one no from another."""

from cxworkshop.errors import WorkshopError


class RefusedError(WorkshopError):
    """A request can't be done.

    Parameters
    ----------
    sentence
        What was wrong and what helps.
    status
        The HTTP status.
    code
        What the phone tells it by, e.g. ``closed``.
    wait
        Seconds after which it may be tried again, where waiting helps.
    """

    def __init__(self, sentence: str, *, status: int, code: str, wait: float | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.code = code
        self.wait = wait
