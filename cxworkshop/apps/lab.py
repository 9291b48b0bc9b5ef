"""The workshop's notebooks in JupyterLab: to read, change and compute."""

import os
import secrets
import warnings
from collections.abc import Callable
from pathlib import Path
from socket import create_server

from cxworkshop.apps.home import read_workshop
from cxworkshop.errors import NotWritableError, PortInUseError
from cxworkshop.export.aside import write_aside
from cxworkshop.settings import WORKSHOP_FILE, assets

LOOPBACK = "127.0.0.1"


def start_lab(
    workshop: Path,
    *,
    port: int | None = None,
    open_browser: bool = True,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Run JupyterLab on this machine with the workshop's notebooks, until Ctrl-C or SIGTERM.

    The notebooks are copied into a folder beside the workshop file (``acme-notebooks`` for ``acme.cxw``);
    one that is there already is the user's own and is kept as it is.

    Parameters
    ----------
    workshop
        The ``.cxw`` file that the notebooks open.
    port
        Any free one by default.
    on_ready
        Called with JupyterLab's address, token included, once it listens.

    Raises
    ------
    NotAWorkshopError, NewerWorkshopError
        The file can't be opened.
    NotWritableError
        The notebooks can't be copied.
    PortInUseError
        Another program has the port.
    """
    from jupyterlab.labapp import LabApp  # noqa: PLC0415 - a second of imports that only this needs

    read_workshop(workshop)
    folder = lay_out_notebooks(workshop.resolve())
    os.environ[WORKSHOP_FILE] = str(workshop.resolve())
    os.environ["JUPYTER_CONFIG_PATH"] = str(assets("templates") / "jupyter")
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"  # `python3` is this environment, whatever the user installed
    chosen, token = _free_port(port or 0), secrets.token_urlsafe(24)
    warnings.filterwarnings("ignore", category=DeprecationWarning)  # Jupyter's about its own settings
    server = LabApp.initialize_server(argv=_options(folder, chosen, token, open_browser=open_browser))
    if on_ready is not None:
        server.io_loop.add_callback(on_ready, f"http://{LOOPBACK}:{chosen}/lab?token={token}")
    server.start()


def lay_out_notebooks(workshop: Path) -> Path:
    """Copy the notebooks beside the workshop file, leaving those that are there; return their folder."""
    folder = workshop.with_name(f"{workshop.stem}-notebooks")
    try:
        folder.mkdir(exist_ok=True)
        for notebook in sorted(assets("notebooks").glob("*.ipynb")):
            if not (folder / notebook.name).exists():
                write_aside(folder / notebook.name, notebook.read_bytes())
    except OSError as error:
        msg = f"The notebooks can't be copied to {folder} ({error.strerror}); move the workshop elsewhere."
        raise NotWritableError(msg) from error
    return folder


def _options(folder: Path, port: int, token: str, *, open_browser: bool) -> list[str]:
    # As options rather than as configuration: these win over the configuration of this machine's user.
    return [
        f"--ServerApp.ip={LOOPBACK}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.open_browser={open_browser}",
        "--ServerApp.answer_yes=True",
        "--ServerApp.allow_root=True",  # in a container; it listens to this machine only
        f"--IdentityProvider.token={token}",
        "--LabApp.default_url=/lab/tree/00_start.ipynb",
        # Nothing asks another host: no list of extensions, and (templates/jupyter) no news and updates.
        "--LabApp.extension_manager=readonly",
        # Pages are served by `cxworkshop run` alone.
        "--ServerApp.jpserver_extensions={'voila.server_extension': False}",
        "--Application.log_level=ERROR",
    ]


def _free_port(port: int) -> int:
    try:
        opened = create_server((LOOPBACK, port))
    except OSError as error:
        msg = (
            f"Port {port} is in use or not allowed; choose another one with --port, or leave it out for any."
        )
        raise PortInUseError(msg) from error
    with opened:
        return int(opened.getsockname()[1])
