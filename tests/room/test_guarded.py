"""What a participant can't reach, and what is refused whoever asks."""

import http.client
import json
from contextlib import closing, suppress
from urllib.parse import urlsplit

import pytest

from cxworkshop.domain.events import WorkshopCreated

ELSEWHERE = [
    "/screen",
    "/screen/stream",
    "/screen/state",
    "/screen/qr.svg",
    "/screen?key=wrong",
    "/voila/render/02_mission_and_success.ipynb",
    "/voila/templates/cx/static/cx.css",
    "/api/kernels",
    "/api/kernels/1/channels",
    "/api/contents",
    "/api/sessions",
    "/lab",
    "/tree",
    "/login",
    "/files/acme.cxw",
    "/acme.cxw",
    "/static/",
    "/static/phone.html",
    "/static/words/en.yaml",
    "/static/../theme.yaml",
    "/static/..%2ftheme.yaml",
    "/static/%2e%2e/theme.yaml",
    "/static//etc/passwd",
    "/desk",
]
WRITES = ["/join", "/answers"]
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@pytest.mark.parametrize("path", ELSEWHERE)
def test_a_participant_finds_no_other_page(guest, path):
    assert guest.get(path).status == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_no_other_method_does_anything(guest, method):
    phone = guest
    assert phone.ask(method, "/answers", b"{}", {"X-XSRFToken": phone.cookies["_xsrf"]}).status == 405


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize("token", [{}, {"X-XSRFToken": "made up"}])
def test_a_write_needs_the_token(guest, path, token):
    reply = guest.ask("POST", path, b"{}", token)
    assert (reply.status, reply.json["code"]) == (403, "xsrf")


@pytest.mark.parametrize("path", WRITES)
def test_a_large_body_is_refused_unread(hall, guest, path):
    phone = guest
    connection = http.client.HTTPConnection(urlsplit(hall.url).netloc, timeout=10)
    connection.putrequest("POST", path)
    connection.putheader("Content-Length", str(10_000_000))
    connection.putheader("X-XSRFToken", phone.cookies["_xsrf"])
    connection.endheaders()
    # An answer without a length holds the socket until it is closed itself.
    with closing(connection), connection.getresponse() as response:
        assert (response.status, response.getheader("Connection")) == (400, None)


def test_a_large_body_without_a_length_is_refused_too(hall, guest):
    connection = http.client.HTTPConnection(urlsplit(hall.url).netloc, timeout=10)
    pieces = (b" " * 60_000 for _ in range(170))
    with suppress(OSError):  # cut off, sooner or later in the sending
        connection.request(
            "POST", "/answers", pieces, {"X-XSRFToken": guest.cookies["_xsrf"]}, encode_chunked=True
        )
        with connection.getresponse() as response:
            assert response.status == 400
    connection.close()
    assert next(pieces, None) is not None  # not all of it was taken


@pytest.mark.parametrize("path", ["/", "/join", "/me", "/state", "/nowhere"])
def test_every_answer_carries_the_headers(guest, path):
    headers = guest.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert ("default-src 'none'" in policy, "unsafe" in policy, "frame-ancestors 'none'" in policy) == (
        True,
        False,
        True,
    )


def test_scripts_are_guarded_too_and_may_be_asked_for_again(hall):
    headers = hall.phone().get("/static/phone.js").headers
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-cache")
    assert headers["Content-Type"].startswith(("text/javascript", "application/javascript"))


def test_the_page_has_no_script_of_its_own(hall):
    page = hall.phone().get("/").text
    assert ("<script>" in page, "style=" in page, "onclick" in page) == (False, False, False)


def test_markup_reaches_phones_as_data_only(serve_here, ask_room):
    evil = "</script><script>alert(1)</script>"
    room = serve_here([*ask_room(title=evil)[1:], WorkshopCreated(name=evil)])
    phone = room.phone(evil[:40])
    pages = [phone.get(path).text for path in ("/", "/join", f"/?language={evil.replace(' ', '')}")]
    data = [phone.get(path) for path in ("/state", "/me")]
    assert not any("alert(1)" in page for page in pages)
    assert {reply.headers["Content-Type"] for reply in data} == {"application/json; charset=utf-8"}
    assert data[0].json["view"]["stage"]["title"] == evil


def test_markup_in_a_refusal_is_data_too(guest):
    phone = guest
    reply = phone.answer("a" * 32, {"kind": "<img src=x onerror=alert(1)>"})
    assert reply.headers["Content-Type"] == "application/json; charset=utf-8"


def test_a_cookie_of_another_shape_is_no_seat(guest):
    phone = guest
    phone.cookies["seat"] = '"; DROP TABLE log; --'
    assert phone.get("/me").status == 401


def test_the_screens_key_leaves_the_address(hall):
    reply = hall.phone().get("/screen?key=key-of-the-screen")
    cookie = reply.headers["Set-Cookie"]
    assert (reply.status, reply.headers["Location"]) == (302, "/screen")
    assert "HttpOnly" in cookie
    assert "Path=/screen" in cookie


def test_visits_are_not_logged(room_process, tmp_path, ask_room):
    from room_phone import Phone  # noqa: PLC0415 - only this test runs a process

    from cxworkshop.live.store import create  # noqa: PLC0415

    path = tmp_path / "quiet.cxw"
    create(path, ask_room()).close()
    process, url = room_process(path)
    phone = Phone(url)
    phone.join("Ann")
    phone.get("/nowhere")
    phone.ask("POST", "/answers", json.dumps({}).encode(), {})
    phone.close()
    _, errors = process.communicate(timeout=10)  # ends standard input, as a parent's death does
    assert (process.returncode, errors) == (0, "")
