"""Simulated phones, a process of their own: each joins, follows its stream and answers once a second.

Run by benchmarks/room.py: python phones.py PORT CODE PHONES SECONDS SCREEN_KEY [--idle]
Prints a JSON object once all have joined, and begins at a line on stdin. At the end prints another:
milliseconds from sending an answer to its acknowledgement, and to the big screen's stream counting it; ids of
acknowledged answers' events; what was refused. With `--idle` every hundredth phone answers once, in turn.
"""

import argparse
import asyncio
import json
import os
import resource
import secrets
import sys
from collections.abc import AsyncIterator
from time import perf_counter, process_time

from cxworkshop.room.seats import answer_id

OK = 200
TOGETHER = 50
"""Phones that join at the same time."""


class Line:
    """One kept-open HTTP/1.1 connection."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, body: object = None) -> tuple[int, bytes]:
        """Return status and body of what is answered."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        await self._send(method, path, body)
        status, headers = await self._head()
        size = int(headers.get("content-length", 0))
        return status, await self.reader.readexactly(size)

    async def _send(self, method: str, path: str, body: object) -> None:
        sent = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(sent)}"]
        lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if "_xsrf" in self.cookies:
            lines.append(f"X-XSRFToken: {self.cookies['_xsrf']}")
        self.writer.write("\r\n".join([*lines, "Content-Type: application/json", "", ""]).encode() + sent)
        await self.writer.drain()

    async def _head(self) -> tuple[int, dict[str, str]]:
        status = int((await self.reader.readline()).split()[1])
        headers = {}
        while (line := await self.reader.readline()) not in {b"\r\n", b""}:
            name, _, value = line.decode().partition(":")
            headers[name.lower()] = value.strip()
            if name.lower() == "set-cookie":
                key, _, rest = value.strip().partition("=")
                self.cookies[key] = rest.split(";")[0]
        return status, headers

    async def follow(self, path: str) -> AsyncIterator[dict]:
        """Yield the views of a stream as they come."""
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**22)
        await self._send("GET", path, None)
        status, headers = await self._head()
        if status != OK:
            raise ConnectionError(f"{path}: {status}")
        chunked = "chunked" in headers.get("transfer-encoding", "")
        data = b""
        while True:
            if chunked:
                size = int(await self.reader.readline() or b"0", 16)
                if not size:
                    return
                data += (await self.reader.readexactly(size + 2))[:size]
            else:
                if not (line := await self.reader.readline()):
                    return
                data += line
            while b"\n\n" in data:
                event, data = data.split(b"\n\n", 1)
                for line in event.split(b"\n"):
                    if line.startswith(b"data:"):
                        yield json.loads(line[5:])


class Phone:
    """A device of somebody who joins, looks and answers."""

    def __init__(self, number: int, options: argparse.Namespace, room: "Room") -> None:
        self.number, self.options, self.room = number, options, room
        self.line = Line(options.port)
        self.stage: dict | None = None
        self.told = asyncio.Event()

    async def join(self) -> None:
        """Take a seat."""
        status, _ = await self.line.ask("GET", "/join")
        status, body = await self.line.ask(
            "POST",
            "/join",
            {"code": self.options.code, "name": f"Phone {self.number}", "function": "", "language": "en"},
        )
        if status != OK:
            raise ConnectionError(f"join: {status} {body[:200]!r}")
        self.seat = json.loads(body)["seat"]["id"]

    async def listen(self) -> None:
        """Follow the phone's view, for ever."""
        ear = Line(self.options.port)
        ear.cookies = self.line.cookies
        while True:
            async for view in ear.follow("/stream"):
                self.stage = view["stage"]
                self.room.views += 1
                self.told.set()
            self.room.cut += 1

    async def answer(self) -> None:
        """Choose something, and note when the room has said that it is saved."""
        stage = self.stage
        if not stage or stage["phase"] != "open":
            self.room.missed += 1
            return
        nonce, started = secrets.token_hex(16), perf_counter()
        if self.room.begin(stage["id"], self.number):
            self.room.first.setdefault(stage["id"], []).append(started)
        choice = secrets.choice(stage["question"]["items"])["id"]
        status, body = await self.line.ask(
            "POST",
            "/answers",
            {
                "id": nonce,
                "seat": self.seat,
                "activity": stage["id"],
                "round": stage["round"],
                "answer": {"kind": "one", "choice": choice},
            },
        )
        if status == OK:
            self.room.acknowledged.append((perf_counter() - started) * 1000)
            self.room.ids.append(answer_id(self.seat, stage["id"], stage["round"], nonce))
        elif b"closed" not in body:
            self.room.refused.append(f"{status} {body[:120]!r}")

    async def work(self, begin: float) -> None:
        """Answer once a second, each phone at a time of its own."""
        loop = asyncio.get_running_loop()
        for second in range(self.options.seconds):
            due = begin + second + self.number / self.options.phones
            await asyncio.sleep(max(due - loop.time(), 0))
            await self.answer()


class Room:
    """What is measured."""

    def __init__(self) -> None:
        self.acknowledged: list[float] = []
        self.shown: list[float] = []
        self.first: dict[str, list[float]] = {}
        self.ids: list[str] = []
        self.refused: list[str] = []
        self.missed = self.views = self.cut = 0
        self._begun: set[tuple[str, int]] = set()

    def begin(self, activity: str, phone: int) -> bool:
        """Note that a phone answers a question; return whether for the first time."""
        fresh = (activity, phone) not in self._begun
        self._begun.add((activity, phone))
        return fresh

    async def watch(self, port: int, key: str) -> None:
        """Follow the big screen: when it counts the k-th answer, that one has reached it."""
        screen = Line(port)
        await screen.ask("GET", f"/screen?key={key}")
        screen.writer.close()
        seen: dict[str, int] = {}
        async for view in screen.follow("/screen/stream"):
            stage = view["stage"]
            if not stage or stage["phase"] != "open":
                continue
            now, sent = perf_counter(), self.first.get(stage["id"], [])
            for number in range(seen.get(stage["id"], 0), min(view["answered"], len(sent))):
                self.shown.append((now - sent[number]) * 1000)
            seen[stage["id"]] = max(seen.get(stage["id"], 0), view["answered"])


async def main(options: argparse.Namespace) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    room = Room()
    phones = [Phone(number, options, room) for number in range(options.phones)]
    started = perf_counter()
    gate = asyncio.Semaphore(TOGETHER)
    going: list[asyncio.Task[None]] = []  # the loop alone would let them go

    async def arrive(phone: Phone) -> None:
        async with gate:
            await phone.join()
            going.append(asyncio.create_task(phone.listen()))
            await phone.told.wait()

    await asyncio.gather(*(arrive(phone) for phone in phones))
    print(json.dumps({"joined": len(phones), "seconds": perf_counter() - started}), flush=True)
    loop = asyncio.get_running_loop()
    going.append(asyncio.create_task(room.watch(options.port, options.screen_key)))
    await loop.run_in_executor(None, sys.stdin.readline)
    began, used = perf_counter(), process_time()
    if options.idle:
        for phone in phones[::100]:
            await phone.answer()
    else:
        await asyncio.gather(*(phone.work(loop.time()) for phone in phones))
    own = {"seconds": perf_counter() - began, "cpu": process_time() - used}
    await asyncio.sleep(1)  # what the screen still has to show
    told = {name: value for name, value in vars(room).items() if name[0] != "_" and name != "first"}
    print(json.dumps({**told, **own, "first": sum(map(len, room.first.values()))}), flush=True)
    os._exit(0)  # as phones do: nobody says good-bye


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("code")
    parser.add_argument("phones", type=int)
    parser.add_argument("seconds", type=int)
    parser.add_argument("screen_key")
    parser.add_argument("--idle", action="store_true")
    asyncio.run(main(parser.parse_args()))
