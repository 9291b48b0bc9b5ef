"""Phones in the live room: how soon an answer is safe and on the big screen, and what that takes.

Run: python benchmarks/room.py [--quick] [--only loads|peers] [--voila PYTHON] [--streamlit PYTHON]
[--panel PYTHON]
Each load has a workshop and a server of its own, started as `cxworkshop run` does; simulated phones are one
process, the desk, which opens another question every five seconds, is this one. A peer whose Python isn't
there is left out. Set up the peers, each in an environment of its own, with uv:
  for peer in voila streamlit panel; do uv venv ~/.cache/cxworkshop-peers/$peer; done
  uv pip install -p ~/.cache/cxworkshop-peers/voila/bin/python voila==0.5.13 ipywidgets ipykernel
  uv pip install -p ~/.cache/cxworkshop-peers/streamlit/bin/python streamlit==1.67.0
  uv pip install -p ~/.cache/cxworkshop-peers/panel/bin/python panel==1.9.4
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "room_peers"), str(HERE.parent / "tests")]

from cold_pages import open_again_and_again  # noqa: E402 - lies beside the peers
from poll import PEERS, compare  # noqa: E402
from product import CODE, Desk, Product, load  # noqa: E402

MEMORY = 150
SHOWN = 500


class Load(NamedTuple):
    """What is put on the room, and the milliseconds within which 95 % of answers are to be acknowledged."""

    name: str
    phones: int
    within: float
    pages: bool = False
    idle: bool = False


LOADS = (
    Load("300 phones", 300, 25),
    Load("300 phones, 5 pages open cold", 300, 100, pages=True),
    Load("1,000 phones", 1000, 150),
    Load("3,000 phones, idle", 3000, float("inf"), idle=True),
)


def measure(load_: Load, seconds: int, folder: Path) -> list[str]:
    """Put a load on a room and print what came of it; return the claims that don't hold."""
    with Product(folder) as product, Desk(product.path, alone=load_.idle):
        command = [sys.executable, HERE / "room_peers" / "phones.py", product.port, CODE, load_.phones]
        phones = subprocess.Popen(
            [*map(str, command), str(seconds), product.key, *(["--idle"] if load_.idle else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Linux shares processors out by session, and phones bring their own
        )
        joined = json.loads(phones.stdout.readline())
        before, began = product.cost(), time.perf_counter()
        if load_.idle:
            time.sleep(seconds)
        phones.stdin.write("\n")
        phones.stdin.flush()
        stop, opened = Event(), []
        pages = Thread(target=open_again_and_again, args=(product.pages, stop, opened))
        if load_.pages:
            pages.start()
        told = json.loads(phones.stdout.readline())
        after, took = product.cost(), time.perf_counter() - began
        stop.set()
        if load_.pages:
            pages.join()
        phones.wait(30)
        written = product.written()
    lost = [id_ for id_ in told["ids"] if written[id_] != 1]
    print(
        f"\n{load_.name}: {joined['seconds']:.1f} s to join, {len(told['ids'])} answers saved; load {load()}"
    )
    acknowledged = spread("answer to acknowledgement", told["acknowledged"])
    shown = spread("answer to the screen's stream", told["shown"])
    cpu = after.cpu - before.cpu
    answers = max(len(told["ids"]), 1)
    print(
        f"  the room: {after.resident:.0f} MB resident ({after.peak:.0f} at most, PSS {after.own:.0f}); ",
        end="",
    )
    print(
        f"{cpu / took:.2f} of a core" + ("" if load_.idle else f", {cpu / answers * 1000:.2f} ms an answer")
    )
    print(f"  the phones' own process: {told['cpu'] / told['seconds']:.2f} of a core")
    if opened:
        print(f"  pages opened meanwhile: {len(opened)}, in {min(opened):.0f} to {max(opened):.0f} s")
    return [
        f"{load_.name}: {what}"
        for what, holds in {
            f"{len(lost)} acknowledged answers are lost or doubled": not lost,
            f"refused: {told['refused'][:3]}": not told["refused"],
            "no answer": bool(told["ids"]),
            f"{told['cut']} streams ended": not told["cut"],
            f"p95 of acknowledgement {acknowledged:.0f} ms, over {load_.within:g}": acknowledged
            <= load_.within,
            f"p95 of the screen {shown:.0f} ms, over {SHOWN}": load_.idle or shown <= SHOWN,
            f"the screen showed {len(told['shown'])} of {told['first']} first answers": told["first"]
            <= len(told["shown"]) + told["first"] * 0.01,
            f"{after.peak:.0f} MB, over {MEMORY}": load_.idle or after.peak < MEMORY,
        }.items()
        if not holds
    ]


def spread(what: str, values: list[float]) -> float:
    """Print the middle and the upper end of some milliseconds; return that of 95 %."""
    ordered = sorted(values) or [float("inf")]

    def at(share: float) -> float:
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)]

    told = f"  {what:31} p50 {at(0.5):6.1f}   p95 {at(0.95):6.1f}   p99 {at(0.99):6.1f}"
    print(f"{told}   worst {ordered[-1]:6.1f} ms")
    return at(0.95)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="10 seconds of each load, few people per peer")
    parser.add_argument("--only", choices=["loads", "peers"], help="one half of it")
    for peer in PEERS:
        default = Path.home() / ".cache" / "cxworkshop-peers" / peer / "bin" / "python"
        parser.add_argument(f"--{peer}", type=Path, default=default, help=f"a Python that has {peer}")
    options = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)
    broken = []
    with tempfile.TemporaryDirectory() as folder:
        if options.only != "peers":
            for one in LOADS:
                broken += measure(one, 10 if options.quick else 60, Path(folder))
        if options.only != "loads":
            compare({peer: getattr(options, peer) for peer in PEERS}, Path(folder), quick=options.quick)
    if broken:
        sys.exit("\nThese claims don't hold:\n" + "\n".join(broken))


if __name__ == "__main__":
    main()
