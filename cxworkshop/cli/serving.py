"""Commands that serve: demo, run, lab."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from cxworkshop.cli.workshop import File
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.places import read_place

Port = Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 for any that is free.")]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Whether to open the browser.")]


def run(
    file: File,
    host: Annotated[str, typer.Option(help="This machine only, for now.")] = "127.0.0.1",
    port: Port = 8866,
    room_host: Annotated[
        str, typer.Option(help="The address of this machine that phones reach; 0.0.0.0 for all of them.")
    ] = "0.0.0.0",  # noqa: S104 - the room is for the network
    room_port: Port = 8899,
    no_room: Annotated[
        bool, typer.Option("--no-room", help="Serve the pages alone, without phones.")
    ] = False,
    browser: Browser = True,
) -> None:
    """Serve a workshop's pages, and its room to phones. Example: cxworkshop run acme.cxw."""
    from cxworkshop.apps.serve import RoomPlace, serve  # noqa: PLC0415 - Voilà only where it is used

    room = None if no_room else RoomPlace(room_host, room_port)
    serve(read_place(file), host=host, port=port, open_browser=browser, room=room, on_ready=_say_ready)


def lab(file: File, port: Port = 8888, browser: Browser = True) -> None:
    """Open the notebooks in JupyterLab. Example: cxworkshop lab acme.cxw."""
    from cxworkshop.apps.lab import start_lab  # noqa: PLC0415

    place = read_place(file)
    if not isinstance(place, Path):
        msg = f"JupyterLab keeps notebooks beside a workshop file, and {place} is none; use: cxworkshop run"
        raise InvalidChoiceError(msg)
    start_lab(place, port=port, open_browser=browser, on_ready=_say_ready)


def demo(
    headless: Annotated[
        bool, typer.Option("--headless", help="Walk all steps and write the exports.")
    ] = False,
    dir: Annotated[Path, typer.Option(help="The folder to work in.")] = Path("cxworkshop-demo"),  # noqa: A002
    port: Port = 8866,
    browser: Browser = True,
) -> None:
    """Try it on a fictional hotel group. Example: cxworkshop demo --headless --dir out."""
    from cxworkshop.apps.demo import prepare, walk, write_exports  # noqa: PLC0415

    with Progress(transient=False) as progress:
        task = progress.add_task("Preparing the sample firm", total=1.0)

        def show(what: str, done: float) -> None:
            progress.update(task, description=what, completed=done)

        session = prepare(dir, show, fresh=headless)
        written: tuple[Path, ...] = ()
        if headless:
            walk(session, show)
            written = write_exports(session, show)
        progress.update(task, completed=1.0)
    for path in written:
        typer.echo(f"Wrote {path}")
    if not headless:
        typer.echo(f"The workshop file is {session.path}.", err=True)
        run(str(session.path), port=port, room_port=0, browser=browser)


def _say_ready(url: str) -> None:
    typer.echo(f"Ready: {url}")
    typer.echo("Stop with Ctrl-C.", err=True)
