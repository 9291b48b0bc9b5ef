"""What a phone asks of the room."""

import asyncio
from math import ceil

from tornado.http1connection import HTTP1Connection
from tornado.iostream import StreamClosedError
from tornado.web import stream_request_body

from cxworkshop.domain.seat_keys import key_of, new_secret
from cxworkshop.room.answering import SentAnswer, record_answer, who_answers
from cxworkshop.room.base import RoomHandler
from cxworkshop.room.joining import JoinForm, expect_welcome, sit_down
from cxworkshop.room.pages import change_page, phone_page
from cxworkshop.room.push import Channel, Listening
from cxworkshop.room.refusals import RefusedError
from cxworkshop.room.views import PhoneView, ScreenView

LARGEST_ANSWER = 640 * 1024
"""Bytes that an answer may take: 120 texts of 1,500 characters, even in Chinese."""

HEARTBEAT = 10.0
"""Seconds of silence after which a stream says that it is still there."""

RETRY = 500
"""Milliseconds after which a phone comes back when its stream ends."""


class PhoneHandler(RoomHandler):
    """The page: it finds out by itself whether its device has a seat."""

    def get(self) -> None:
        """Show it, and give the device its secret beforehand: joining twice by a bad line is joining once."""
        if not self.secret:
            self.give_secret(new_secret())
        _ = self.xsrf_token
        seat = self.seat()
        wanted = self.get_query_argument("language", seat.language if seat else "")
        accepted = self.request.headers.get("Accept-Language", "")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        phone_page(wanted, accepted).answer(self)


class JoinHandler(PhoneHandler):
    """Joining: the same page, and the form that it sends."""

    async def post(self) -> None:
        """Give the device a seat; it keeps the one it has."""
        secret, address = self.secret or new_secret(), self.request.remote_ip or ""
        if (seat := self.seat()) is None:
            form = self.sent(JoinForm)
            self._expect_patience("Too many wrong codes came from here", self.room.guesses.wait(address))
            try:
                expect_welcome(self.room.writer.workshop.room, form)
            except RefusedError as error:
                if error.code == "wrong_code":
                    self.room.guesses.wrong(address)
                raise
            self._expect_patience("Many joined from here at once", self.room.joins.wait(address))
            key = key_of(secret)
            done = self.room.writer.submit(lambda workshop: sit_down(workshop, form, key))
            committed = await asyncio.wrap_future(done)
            seat = committed.workshop.room.seat_of_key(key)
            self.give_secret(secret)
        self.say({"seat": seat.model_dump(exclude={"key"}) if seat else None})

    def _expect_patience(self, why: str, wait: float) -> None:
        if wait:
            msg = f"{why}; try again in {ceil(wait)} seconds."
            raise RefusedError(msg, status=429, code="wait", wait=wait)


class SeatHandler(RoomHandler):
    """A link by which a device takes a seat that the facilitator gave it."""

    def get(self, secret: str) -> None:
        """Give the device the secret, if it is a seat's; a device that has another seat is asked first."""
        old, new = self.seat(), self.room.writer.workshop.room.seat_of_key(key_of(secret))
        leaves = self.get_query_argument("leaves", "")
        # The device's own mark, which nobody else can put into a link.
        mark = key_of(key_of(self.secret))
        if old and new and old.id != new.id and leaves != mark:
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.write(change_page(old, new, f"/s/{secret}?leaves={mark}"))
            return
        if new:
            self.give_secret(secret)
        self.redirect("/")


class MeHandler(RoomHandler):
    """Who somebody is, and what they have answered; not how."""

    def get(self) -> None:
        """Answer with the seat and the rounds in which it has an answer."""
        seat = self.expect_seat()
        activities = self.room.writer.workshop.room.activities.values()
        answered = {
            one.ask.id: one.round
            for one in activities
            if who_answers(one, one.round, seat.id, self.secret) in one.current.answers
        }
        self.say({"seat": seat.model_dump(exclude={"key"}), "answered": answered})


@stream_request_body
class AnswersHandler(RoomHandler):
    """Answers."""

    def prepare(self) -> None:
        """Let a seat send more than others: Tornado asks before it reads the body."""
        self._body = bytearray()
        if self.seat() and isinstance(self.request.connection, HTTP1Connection):
            self.request.connection.set_max_body_size(LARGEST_ANSWER)

    def data_received(self, chunk: bytes) -> None:
        """Take a piece of the body."""
        self._body += chunk

    def check_xsrf_cookie(self) -> None:
        """Check only once the body is read: a refusal before it may get lost with the connection."""

    async def post(self) -> None:
        """Say that an answer is saved once it is on the disk."""
        super().check_xsrf_cookie()
        self.request.body = bytes(self._body)
        seat, secret = self.expect_seat(), self.secret
        if wait := self.room.writes.wait(seat.id):
            msg = "That was a little fast; it will be sent again in a moment."
            raise RefusedError(msg, status=429, code="wait", wait=wait)
        sent = self.sent(SentAnswer)
        if sent.seat != seat.id:
            msg = "This device has another seat by now; answer again."
            raise RefusedError(msg, status=409, code="other_seat")
        writer = self.room.writer
        done = writer.submit(lambda workshop: record_answer(workshop, sent, secret, writer.known))
        await asyncio.wrap_future(done)
        self.say({"saved": True})


class ViewHandler(RoomHandler):
    """Something that shows a view: the phone's, unless a subclass says otherwise."""

    def who(self) -> str:
        """Return who asks.

        Raises
        ------
        RefusedError
            They may not see the view.
        """
        return self.expect_seat().id

    @property
    def view(self) -> PhoneView | ScreenView:
        """What is shown."""
        return self.room.push.phone

    @property
    def channel(self) -> Channel:
        """Where news of it come."""
        return self.room.push.phones


class StateHandler(ViewHandler):
    """The view, for those whose line lets no stream through."""

    def get(self) -> None:
        """Answer with the view, unless it is still the one that the phone has."""
        self.who()
        view = self.view
        if self.get_query_argument("after", "") == str(view.seq):
            self.set_status(204)
            return
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.write(b'{"seq":%d,"view":%b}' % (view.seq, view.body()))


class StreamHandler(ViewHandler):
    """The view as it changes: server-sent events."""

    listening: Listening | None = None

    async def get(self) -> None:
        """Send the view whenever it is another than the one last sent, also before the line broke."""
        who, seen = self.who(), self.request.headers.get("Last-Event-ID", "")
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        self.set_header("X-Accel-Buffering", "no")
        self.write(f"retry: {RETRY}\n\n")
        with self.channel.listening(who) as self.listening:
            try:
                while not self.listening.over:
                    # Only the newest view, however many were missed by a slow line.
                    if seen != str(self.view.seq):
                        seen = str(self.view.seq)
                        self.write(b"id: %b\ndata: %b\n\n" % (seen.encode(), self.view.body()))
                    await self.flush()
                    rung = await self.listening.news(HEARTBEAT)
                    if self.who() != who:
                        return
                    if not rung:
                        self.write(": still here\n\n")
            except (StreamClosedError, RefusedError):  # gone, or the seat is on another device now
                return

    def on_connection_close(self) -> None:
        """Wait no longer for one who has gone."""
        if self.listening:
            self.listening.end()
