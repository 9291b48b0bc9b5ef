"""What the big screen asks of the room."""

import hmac

from tornado.web import HTTPError

from cxworkshop.room.base import RoomHandler
from cxworkshop.room.pages import screen_page
from cxworkshop.room.participants import StateHandler, StreamHandler, ViewHandler
from cxworkshop.room.push import Channel
from cxworkshop.room.views import PhoneView, ScreenView

SCREEN_COOKIE = "screen"


class ScreenGuard(RoomHandler):
    """Only for who came once with the screen's key."""

    def is_key(self, text: str) -> bool:
        """Whether ``text`` is the screen's key."""
        return hmac.compare_digest(text.encode(), self.room.screen_key.encode())

    def who(self) -> str:
        """Return who asks: all screens are one.

        Raises
        ------
        HTTPError
            404: without the key there is no screen.
        """
        if not self.is_key(self.get_cookie(SCREEN_COOKIE) or ""):
            raise HTTPError(404)
        return "screen"


class ScreenHandler(ScreenGuard):
    """The page."""

    def get(self) -> None:
        """Show it; a key in the address becomes a cookie, so that it isn't on everybody's wall."""
        if self.is_key(self.get_query_argument("key", "")):
            # Lax: the facilitator comes from the desk, which is another site where the address differs.
            self.set_cookie(
                SCREEN_COOKIE, self.room.screen_key, httponly=True, samesite="Lax", path="/screen"
            )
            self.redirect("/screen")
            return
        self.who()
        accepted = self.request.headers.get("Accept-Language", "")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        screen_page(self.get_query_argument("language", ""), accepted).answer(self)


class _OfScreen(ScreenGuard, ViewHandler):
    @property
    def view(self) -> PhoneView | ScreenView:
        """What is shown."""
        return self.room.push.screen

    @property
    def channel(self) -> Channel:
        """Where news of it come."""
        return self.room.push.screens


class ScreenStateHandler(_OfScreen, StateHandler):
    """The screen's view, where no stream gets through."""


class ScreenStreamHandler(_OfScreen, StreamHandler):
    """The screen's view as it changes."""


class QrHandler(ScreenGuard):
    """The way into the room, for a phone's camera."""

    def get(self) -> None:
        """Draw it; there is none while the room is shut."""
        self.who()
        room = self.room.writer.workshop.room
        if room.code is None or room.address is None:
            raise HTTPError(404)
        from cxworkshop.charts.qr import qr_svg  # noqa: PLC0415 - only screens need it

        self.set_header("Content-Type", "image/svg+xml; charset=utf-8")
        self.write(qr_svg(f"{room.address}/join?code={room.code}"))
