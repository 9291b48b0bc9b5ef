"""Progress of long commands, on stderr."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

AFTER = 1.0
"""Seconds before anything is shown."""


@contextmanager
def progress(doing: str) -> Iterator[Callable[[float], None]]:
    """Show a bar while something takes longer than a second; nothing where stderr is no terminal.

    Parameters
    ----------
    doing
        What is being done, e.g. "Adding up orders.parquet".

    Yields
    ------
    Callable
        Takes the share of the work done (0–1); until it is called the bar only shows that work goes on.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    task = bar.add_task(doing, total=None)
    later = Timer(AFTER, bar.start)
    later.daemon = True
    later.start()
    try:
        yield lambda done: bar.update(task, total=1.0, completed=done)
    finally:
        later.cancel()
        later.join()
        if bar.live.is_started:  # else Rich prints an empty line where stderr is no terminal
            bar.stop()
