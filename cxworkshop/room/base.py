"""What all of the room's handlers share: who asks, what they sent, how a no is said."""

import json
import logging
from http import HTTPStatus
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from tornado.web import HTTPError, RequestHandler

from cxworkshop.domain.people import Seat
from cxworkshop.domain.seat_keys import key_of
from cxworkshop.errors import InvalidAnswerError, WorkshopError
from cxworkshop.live.writer import GroupWriter
from cxworkshop.room.limits import GuessLimit, SeatLimit, WriteLimit
from cxworkshop.room.push import Push
from cxworkshop.room.refusals import RefusedError
from cxworkshop.room.seats import is_secret

SEAT_COOKIE = "seat"
COOKIE_DAYS = 60

M = TypeVar("M", bound=BaseModel)

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

_NOT_SAVED = "It couldn't be saved just now; it will be tried again."

_DEFECT = "Something went wrong here; try again in a moment."

_SENTENCES = {
    "invalid": "The request can't be read; reload the page.",
    "xsrf": "The page is too old; reload it.",
    "missing": "There is nothing here; go to the first page.",
    "method": "This can't be done here; reload the page.",
}

_log = logging.getLogger(__name__)


class Room:
    """What the handlers work with."""

    def __init__(self, writer: GroupWriter, push: Push, screen_key: str) -> None:
        self.writer = writer
        self.push = push
        self.screen_key = screen_key
        self.writes = WriteLimit()
        self.joins = SeatLimit()
        self.guesses = GuessLimit()


class GuardedHandler(RequestHandler):
    """A handler that guards every answer with the same headers and says no in one sentence."""

    def set_default_headers(self) -> None:
        """Set what guards a page, whatever is answered."""
        self.set_header("Server", "cxworkshop")
        self.set_header("Content-Security-Policy", _POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cache-Control", "no-store")

    def say(self, value: dict[str, Any]) -> None:
        """Answer with JSON."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.write(json.dumps(value, ensure_ascii=False))

    def refuse(self, error: WorkshopError) -> None:
        """Say no."""
        match error:
            case RefusedError():
                status, code, wait = error.status, error.code, error.wait
            case InvalidAnswerError():
                status, code, wait = 422, "invalid", None
            case _:  # of the log: full, out of reach
                status, code, wait = 503, "not_saved", None
        self.set_status(status)
        if wait is not None:
            self.set_header("Retry-After", str(int(wait) + 1))
        # A phone needn't know where the log lies.
        sentence = _NOT_SAVED if code == "not_saved" else str(error)
        self.say({"error": sentence, "code": code, **({"wait": wait} if wait is not None else {})})

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ANN401 - Tornado's signature
        """Say what Tornado refuses in our own shape."""
        error = kwargs.get("exc_info", (None, None))[1]
        if isinstance(error, WorkshopError):
            self.refuse(error)
            return
        code = {400: "invalid", 403: "xsrf", 404: "missing", 405: "method"}.get(status_code, "defect")
        self.say({"error": _SENTENCES.get(code, _DEFECT), "code": code})

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:  # noqa: ANN401 - Tornado's signature
        """Log defects only: what was refused, and who asked, is nobody's business."""
        if not isinstance(value, HTTPError | WorkshopError):
            _log.error("A request could not be answered.", exc_info=(typ, value, tb))


class RoomHandler(GuardedHandler):
    """A handler that knows the room and who asks."""

    def initialize(self, room: Room) -> None:
        """Take the room."""
        self.room = room

    def compute_etag(self) -> None:
        """Make none: nothing but static files may be kept."""

    @property
    def secret(self) -> str:
        """The secret in the device's cookie, "" without one."""
        found = self.get_cookie(SEAT_COOKIE) or ""
        return found if is_secret(found) else ""

    def seat(self) -> Seat | None:
        """Return the seat of the device that asks."""
        secret = self.secret
        return self.room.writer.workshop.room.seat_of_key(key_of(secret)) if secret else None

    def expect_seat(self) -> Seat:
        """Return the seat of the device that asks.

        Raises
        ------
        RefusedError
            It has none.
        """
        seat = self.seat()
        if seat is None:
            msg = "You have no seat in this room yet; join it first."
            raise RefusedError(msg, status=HTTPStatus.UNAUTHORIZED, code="no_seat")
        return seat

    def give_secret(self, secret: str) -> None:
        """Have the device keep a secret."""
        # Lax: the link to the room comes in a chat or mail, which may be a page of another site.
        self.set_cookie(SEAT_COOKIE, secret, expires_days=COOKIE_DAYS, httponly=True, samesite="Lax")

    def sent(self, shape: type[M]) -> M:
        """Return what was sent.

        Raises
        ------
        RefusedError
            It isn't of that shape.
        """
        try:
            return shape.model_validate_json(self.request.body)
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            where = ".".join(str(part)[:60] for part in first["loc"]) or "the request"
            msg = f"“{where}” can't be taken ({first['msg'][:150]}); change it, or reload the page."
            raise RefusedError(msg, status=422, code="invalid") from error


class MissingHandler(GuardedHandler):
    """Everything that isn't there."""

    def prepare(self) -> None:
        """Say so, to whatever kind of request."""
        raise HTTPError(404)
