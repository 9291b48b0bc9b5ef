"""One question asked of more and more people in Chromium: of the room's own phone page, and of its peers'."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import psutil
from playwright.async_api import Browser, Error, Page, async_playwright
from product import CODE, Product, ask_next, load
from programs import find

from cxworkshop.live.session import open_session

HERE = Path(__file__).parent
PEERS = ("voila", "streamlit", "panel")
PEOPLE = (5, 10, 20, 50)
BEARABLE = 5_000
"""Milliseconds from the click to "saved" (p95) above which no more people are tried."""

_PATIENCE = 120_000
_TOGETHER = 5
"""Pages that open at the same time."""

_SAVED = {"saved": {"where": "p", "text": "Saved {n}"}, "again": None}
_OURS = {"saved": {"where": "h1, h2, h3", "text": "Sent"}, "again": "Change my answer"}


class Poll(NamedTuple):
    """A poll that is served: its address, its server's process, and what its page says."""

    name: str
    url: str
    server: psutil.Process
    words: dict[str, Any]
    joins: bool = False


def compare(pythons: dict[str, Path], folder: Path, *, quick: bool) -> None:
    """Ask the question everywhere and print a table; a peer whose Python isn't there is left out."""
    people, times = ((5, 10), 5) if quick else (PEOPLE, 20)
    print(f"\nOne question, one answer a second each, in Chromium; load {load()}")
    print(f"{'':10} people  opened  server, all  a person  CPU a person  click to saved: p50     p95")
    with _ours(folder) as poll:
        asyncio.run(_ask(poll, people, times))
    for peer, python in pythons.items():
        if not python.exists():
            print(f"{peer} is left out: there is no {python}")
            continue
        with _peer(peer, python, folder) as poll:
            asyncio.run(_ask(poll, people, times))


@contextmanager
def _ours(folder: Path) -> Iterator[Poll]:
    with Product(folder) as product:
        session = open_session(product.path)
        ask_next(session)
        session.close()
        url = f"http://127.0.0.1:{product.port}/join?code={CODE}"
        yield Poll("ours", url, product.room, _OURS, joins=True)


@contextmanager
def _peer(peer: str, python: Path, folder: Path) -> Iterator[Poll]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = {
        "voila": ["voila", _notebook(folder), "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"],
        "streamlit": [
            *("streamlit", "run", HERE / "streamlit_poll.py", f"--server.port={port}"),
            *("--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false"),
        ],
        "panel": [
            *("panel", "serve", HERE / "panel_poll.py", f"--port={port}", "--address=127.0.0.1"),
            f"--allow-websocket-origin=127.0.0.1:{port}",
        ],
    }[peer]
    paths = {"PYTHONPATH": str(HERE), "POLL_FILE": str(folder / f"{peer}.sqlite"), "HOME": str(folder)}
    with (folder / f"{peer}.log").open("w") as log:
        process = subprocess.Popen(
            [str(python), "-m", *map(str, command)],
            env={**os.environ, **paths, "BOKEH_RESOURCES": "server"},
            stdout=log,
            stderr=log,
        )
    page = {"voila": "/", "streamlit": "/", "panel": "/panel_poll"}[peer]
    try:
        _wait_for(port)
        yield Poll(peer, f"http://127.0.0.1:{port}{page}", psutil.Process(process.pid), _SAVED)
    finally:
        children = psutil.Process(process.pid).children(recursive=True)
        process.terminate()
        process.wait(60)
        for child in children:  # kernels that their server left behind
            if child.is_running():
                child.kill()


def _notebook(folder: Path) -> Path:
    cell = {"cell_type": "code", "id": "poll", "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = {"cells": [{**cell, "source": (HERE / "voila_poll.py").read_text()}], "nbformat": 4}
    path = folder / "poll.ipynb"
    path.write_text(json.dumps({**book, "metadata": {"kernelspec": kernel}, "nbformat_minor": 5}))
    return path


def _wait_for(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    sys.exit(f"Nothing answers at port {port}.")


async def _ask(poll: Poll, people: tuple[int, ...], times: int) -> None:
    program = find("chromium")
    if program is None:
        sys.exit("There is no Chromium on this machine.")
    alone, _ = _cost(poll.server)
    pages: list[Page] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for number in people:
            try:
                p95 = await _step(poll, browser, pages, number, times, alone)
            except Error as error:
                print(f"{poll.name:10} {number:6}  failed: {error.message.splitlines()[0][:80]}")
                break
            if p95 > BEARABLE:
                break
        await browser.close()


async def _step(  # noqa: PLR0913, PLR0917 - one place calls it
    poll: Poll, browser: Browser, pages: list[Page], number: int, times: int, alone: float
) -> float:
    """Have ``number`` people answer and print what came of it; return the 95th percentile in milliseconds."""
    gate, began = asyncio.Semaphore(_TOGETHER), time.perf_counter()

    async def arrive(who: int) -> Page:
        async with gate:
            return await _open(poll, browser, who)

    pages += await asyncio.gather(*(arrive(who) for who in range(len(pages), number)))
    opened = time.perf_counter() - began
    (_, before), began = _cost(poll.server), time.perf_counter()
    work = {**poll.words, "times": times, "ids": 4}
    script = (HERE / "poll.js").read_text()
    told = await asyncio.gather(*(page.evaluate(script, work) for page in pages))
    took = time.perf_counter() - began
    memory, after = _cost(poll.server)
    taken = sorted(one for page in told for one in page)
    p95 = taken[int(0.95 * len(taken))]
    each = f"{(memory - alone) / number:6.1f} MB  {(after - before) / took / number:7.1%} of a core"
    line = f"{poll.name:10} {number:6}  {opened:4.0f} s  {memory:8.0f} MB  {each}"
    print(f"{line}  {median(taken):8.0f} {p95:7.0f} ms")
    return p95


async def _open(poll: Poll, browser: Browser, who: int) -> Page:
    context = await browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(_PATIENCE)
    page = await context.new_page()
    await page.goto(poll.url)
    if poll.joins:
        await page.get_by_label("Your name").fill(f"Person {who}")
        await page.get_by_role("button", name="Join").click()
    await page.get_by_role("button", name="Send").wait_for()
    return page


def _cost(server: psutil.Process) -> tuple[float, float]:
    """Return megabytes (PSS) and processor seconds of a server and all it has started."""
    memory = cpu = 0.0
    for process in (server, *server.children(recursive=True)):
        found, used = process.memory_full_info(), process.cpu_times()
        memory += getattr(found, "pss", found.uss) / 1e6
        cpu += used.user + used.system
    return memory, cpu
