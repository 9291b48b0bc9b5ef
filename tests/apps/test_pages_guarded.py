"""What visitors get, with the token and without, and what nobody gets."""

import asyncio
import json
import re
import socket
import uuid
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.live.store import create

STEP = "/voila/render/02_mission_and_success.ipynb"
NOBODY = uuid.UUID(int=0)
ROUTES = [
    "/",
    STEP,
    "/voila/render/..%2f..%2fetc%2fpasswd",
    f"/api/kernels/{NOBODY}",
    f"/api/kernels/{NOBODY}/channels",
    "/voila/tree",
    "/voila/api/contents",
    "/voila/files/picture.png",
    f"/voila/query/{NOBODY}",
    "/anything",
]


@pytest.mark.parametrize("path", ROUTES)
def test_strangers_get_nothing(stranger, path: str) -> None:
    answer = stranger.get(path)

    assert answer.status == 403 or (
        answer.status,
        answer.headers["Location"].partition("?")[0],
    ) == (302, "/login")
    assert answer.body == b"" or answer.status == 403


@pytest.mark.parametrize("token", ["", "wrong"])
def test_a_wrong_token_is_no_token(stranger, token: str) -> None:
    answer = stranger.get(f"/?token={token}")

    assert answer.status == 302
    assert answer.headers["Location"].startswith("/login")


def test_the_login_page_says_where_the_link_is(stranger) -> None:
    answer = stranger.get("/login?next=/")

    assert answer.status == 403
    assert "full link" in answer.text
    assert "alert" not in answer.text


def test_coming_once_with_the_token_is_enough(stranger) -> None:
    first = stranger.get(stranger.home.removeprefix(stranger.root))
    second = stranger.get("/")

    assert (first.status, first.headers["Location"]) == (302, "/")
    assert second.status == 200


def test_home_shows_names_as_text(visitor) -> None:
    text = visitor.get("/").text

    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_a_step_shows_names_as_text_and_asks_no_other_host(visitor) -> None:
    text = visitor.get(STEP).text
    addresses = re.findall(r"""(?:src|href|action)=["']?([^"'\s>]*)""", text)

    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert [url for url in addresses if re.match(r"(?:[a-z]+:)?//", url)] == []
    assert 'aria-current="page"' in text
    assert "<h1>Mission and success</h1>" in text


@pytest.mark.parametrize(
    "path", ["/voila/tree", "/voila/tree/x", "/voila/api/contents", "/voila/api/contents/x"]
)
def test_the_tree_leads_home(visitor, path: str) -> None:
    answer = visitor.get(path)

    assert (answer.status, answer.headers["Location"]) == (302, "/")


@pytest.mark.parametrize(
    "path",
    [
        "/voila/files/picture.png",
        "/voila/files/02_mission_and_success.ipynb",
        "/api/contents",
        "/api/kernels",
        "/api/terminals",
        "/logout",
        f"/voila/query/{NOBODY}",
        "/voila/static/../../../etc/passwd",
        "/voila/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/voila/templates/cx/static/../../../../theme.yaml",
        "/voila/templates/cx/static/%2e%2e/conf.json",
        "/voila/labextensions/%2e%2e/%2e%2e/jupyter/kernels/python3/kernel.json",
        "/voila/render/no_such_step.ipynb",
        "/voila/render/picture.png",
        "/voila/render/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_nothing_else_is_served(visitor, path: str) -> None:
    answer = visitor.get(path)

    assert answer.status in {302, 403, 404}
    assert b"root:" not in answer.body
    assert b"not for visitors" not in answer.body
    assert "jsdelivr" not in answer.text


@pytest.mark.parametrize("path", ["/", "/login", STEP, "/voila/static/voila.js", "/nowhere"])
def test_every_answer_carries_the_policy(visitor, path: str) -> None:
    headers = visitor.get(path).headers

    policy = headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'self'", "frame-ancestors 'self'", "worker-src 'none'"} <= set(policy)
    # Inline are Voilà's own scripts, from a blob comes a widget's (anywidget).
    assert "script-src 'self' 'unsafe-inline' blob:" in policy
    assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == ("nosniff", "same-origin")


def test_answers_are_compressed(visitor) -> None:
    answer = visitor.get("/voila/static/voila.js", Accept_Encoding="gzip")

    assert answer.headers["Content-Encoding"] == "gzip"


def test_another_host_name_is_refused(visitor) -> None:
    assert visitor.get("/", Host="evil.example").status == 403


def test_it_listens_to_this_machine_only(visitor) -> None:
    listening = Path("/proc/net/tcp")
    if not listening.exists():
        pytest.skip("no /proc/net/tcp on this system")
    port = f":{visitor.port:04X}"
    addresses = {
        line.split()[1].removesuffix(port)
        for line in listening.read_text().splitlines()
        if line.split()[1].endswith(port)
    }

    assert {"0100007F"} == addresses


def _request(kind: str, content: dict[str, object]) -> str:
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "s", "username": "", "version": "5.3"}
    message = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content}
    return json.dumps(message)


async def _replies(channels: WebSocketClientConnection, until: str) -> list[str]:
    kinds: list[str] = []
    while until not in kinds:
        message = await asyncio.wait_for(channels.read_message(), 30)
        kinds.append(json.loads(message)["msg_type"])
    return kinds


def test_nobody_runs_code_from_a_page(visitor, tmp_path: Path) -> None:
    kernel = re.search(r'"kernelId": "([\w-]+)"', visitor.get(STEP).text)[1]
    trace = tmp_path / "ran"
    code = {"code": f"open({str(trace)!r}, 'w')", "silent": False, "user_expressions": {}}

    async def attack() -> list[str]:
        address = f"ws{visitor.root.removeprefix('http')}/api/kernels/{kernel}/channels?session_id=s"
        channels = await websocket_connect(HTTPRequest(address, headers={"Cookie": visitor.cookie_header}))
        await channels.write_message(_request("execute_request", code))
        await channels.write_message(_request("kernel_info_request", {}))
        # The kernel answers in order: were the code run, its reply would come before this one.
        replies = await _replies(channels, until="kernel_info_reply")
        channels.close()
        await channels.read_message()  # the server's answer to that
        return replies

    replies = asyncio.run(attack())

    assert "execute_reply" not in replies
    assert "execute_input" not in replies
    assert not trace.exists()


@pytest.mark.parametrize("elsewhere", [False, True])
def test_strangers_reach_no_kernel(visitor, *, elsewhere: bool) -> None:
    kernel = re.search(r'"kernelId": "([\w-]+)"', visitor.get(STEP).text)[1]
    # Without the cookie; or with it, but from another site's page.
    who = {"Origin": "http://evil.example", "Cookie": visitor.cookie_header} if elsewhere else {}
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    connection = HTTPConnection("127.0.0.1", visitor.port)
    with closing(connection):
        path = f"/api/kernels/{kernel}/channels"
        connection.request(
            "GET", path, headers={**who, **upgrade, "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg=="}
        )
        status = connection.getresponse().status

    assert status == 403


def test_a_damaged_file_is_said_in_a_sentence(served, visit, tmp_path: Path, notebooks: Path) -> None:
    path = tmp_path / "acme.cxw"
    create(path, [WorkshopCreated(name="Acme")]).close()
    with served(path, notebooks=notebooks) as url:
        visitor = visit(url).log_in()
        path.write_bytes(b"no database at all, though long enough to be one" * 100)
        damaged = visitor.get("/")
        path.unlink()
        gone = visitor.get("/")

    assert (damaged.status, gone.status) == (503, 503)
    assert "isn&#39;t a workshop file" in damaged.text
    assert "There is no workshop file" in gone.text
    assert "Traceback" not in damaged.text + gone.text


def _kernels_of(workshop: Path) -> dict[Path, Path]:
    """Return the kernels that have this workshop in their environment, with their connection files."""
    found: dict[Path, Path] = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(workshop).encode() in (process / "environ").read_bytes():
                words = (process / "cmdline").read_bytes().decode().split("\0")
                found.update((process, Path(word)) for word in words if "kernel-" in word)
        except OSError:  # it has ended meanwhile, or isn't ours
            continue
    return found


@pytest.mark.parametrize("preheat", [False, True])
def test_no_kernel_outlives_the_server(
    served, visit, tmp_path: Path, notebooks: Path, *, preheat: bool
) -> None:
    if not Path("/proc/self/environ").exists():
        pytest.skip("no /proc on this system")
    path = tmp_path / "acme.cxw"
    create(path, [WorkshopCreated(name="Acme")]).close()
    with served(path, notebooks=notebooks, preheat=preheat) as url:
        visit(url).log_in().get(STEP)
        running = _kernels_of(path)

    assert running
    assert _kernels_of(path) == {}
    assert [file for file in running.values() if file.parent.exists()] == []


def test_a_port_in_use_is_one_sentence(workshop_file: Path) -> None:
    from cxworkshop.apps.serve import serve  # noqa: PLC0415 - heavy
    from cxworkshop.errors import PortInUseError  # noqa: PLC0415 - heavy

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortInUseError, match=rf"Port {port} .*--port"):
            serve(workshop_file, port=port, open_browser=False)
