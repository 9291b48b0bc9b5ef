"""A phone without a screen: joins a room, answers, and reads what it is sent."""

import http.client
import json
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4


class Reply(NamedTuple):
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class Stream:
    """A stream of events; ``next`` waits for one."""

    def __init__(self, response: http.client.HTTPResponse, connection: http.client.HTTPConnection) -> None:
        self.status = response.status
        self.headers = response.headers
        self._connection = connection
        self._response = response
        self._events = self._read()
        self.raw = b""

    def _read(self) -> Iterator[tuple[str, dict[str, Any]]]:
        found: dict[str, str] = {}
        while line := self._response.readline():
            self.raw += line
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name == "id":
                found["id"] = value
            elif name == "data":
                yield found["id"], json.loads(value)

    def next(self) -> tuple[str, dict[str, Any]]:
        """Return the id and the view of the next event."""
        return next(self._events)

    def until(self, phase: str) -> tuple[str, dict[str, Any]]:
        """Return the next event in which the question is in ``phase``."""
        while True:
            seq, view = self.next()
            if view["stage"] and view["stage"]["phase"] == phase:
                return seq, view

    def close(self) -> None:
        # Both, or the socket stays open for the response.
        self._response.close()
        self._connection.close()


class Phone:
    """A device with its cookies, and with the words of :meth:`join` a seat."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies: dict[str, str] = {}
        self.seat: dict[str, str] = {}
        self._connection: http.client.HTTPConnection | None = None

    def open(self) -> "Phone":
        """Open the page, which gives the device its cookies."""
        self.get("/")
        return self

    def join(self, name: str, code: str = "ABC234", function: str = "") -> Reply:
        """Join the room."""
        if not self.cookies:
            self.open()
        reply = self.post("/join", {"code": code, "name": name, "function": function, "language": "en"})
        if reply.status == 200:
            self.seat = reply.json["seat"]
        return reply

    def answer(self, activity: str, answer: dict[str, Any], *, sent: str = "", number: int = 1) -> Reply:
        """Answer a question."""
        body = {
            "id": sent or uuid4().hex,
            "seat": self.seat.get("id", "0" * 32),
            "activity": activity,
            "round": number,
            "answer": answer,
        }
        return self.post("/answers", body)

    def get(self, path: str, **headers: str) -> Reply:
        return self.ask("GET", path, None, headers)

    def post(self, path: str, body: object) -> Reply:
        token = {"X-XSRFToken": self.cookies.get("_xsrf", "")}
        return self.ask("POST", path, json.dumps(body).encode(), token)

    def ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        """Send a request over the phone's one connection, which is opened anew where it was cut."""
        fresh = self._connection is None
        connection = self._connection = self._connection or self._connect()
        try:
            connection.request(method, path, body, {"Cookie": self._cookie_header(), **headers})
            response = connection.getresponse()
            reply = Reply(response.status, response.headers, response.read())
        except (http.client.HTTPException, OSError):
            self.close()
            if fresh:
                raise
            return self.ask(method, path, body, headers)
        for morsel in SimpleCookie("; ".join(response.headers.get_all("Set-Cookie") or [])).values():
            self.cookies[morsel.key] = morsel.value
        return reply

    def stream(self, path: str = "/stream", **headers: str) -> Stream:
        """Follow a view."""
        connection = self._connect()
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers={"Cookie": self._cookie_header(), **names})
        return Stream(connection.getresponse(), connection)

    def close(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=15)

    def _cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())
