"""The pages' server: standalone Voilà on loopback, with our template, our routes and nothing else.

A visitor can press what a page shows and no more: Voilà passes on no request to run code, files are not
served, and every route but the style sheets and scripts asks for the token.
"""

import asyncio
import json
import logging
import os
import secrets
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from socket import create_server
from typing import Any

from jupyter_core.paths import jupyter_config_dir
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders
from tornado.web import GZipContentEncoding, OutputTransform, authenticated
from traitlets.config import Config
from voila.app import Voila
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from cxworkshop.apps.frame import page_templates, step_frame
from cxworkshop.apps.home import HomeHandler, LoginHandler, MissingHandler, ToHomeHandler, read_workshop
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import PortInUseError, WorkshopError
from cxworkshop.live.places import Place, absolute
from cxworkshop.settings import WORKSHOP_FILE, assets

LOOPBACK = "127.0.0.1"
TEMPLATE = "cx"
WIDGETS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
"""The only front-end extensions that pages load; they need both managers (either alone hangs)."""

_KEPT = {
    KernelHandler,
    VoilaKernelWebsocketHandler,
    VoilaShutdownKernelHandler,
    MultiStaticFileHandler,
    FileFindHandler,
    ThemesHandler,
}
"""Voilà's handlers that pages need. The tree, the contents, the files and the request info are left out."""

_POLICY = (
    "default-src 'self'",
    # Voilà's page sets itself up in inline scripts, anywidget imports a widget's own script from a blob; they
    # need no eval and no workers.
    "script-src 'self' 'unsafe-inline' blob:",
    "worker-src 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
)
_HEADERS = {
    "Content-Security-Policy": "; ".join(_POLICY),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


_STEP_BACK = "__import__('cxworkshop.apps.priority', fromlist=['step_back']).step_back()"
"""What a kernel does first; it leaves no name behind for the notebook."""


class SecurityHeaders(OutputTransform):
    """Put the security headers on every answer, whichever handler gives it."""

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,  # noqa: ARG002, FBT001 - Tornado's signature
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Replace what handlers set by the one policy."""
        for name, value in _HEADERS.items():
            headers[name] = value
        return status_code, headers, chunk


class StepHandler(TornadoVoilaHandler):
    """A step's page, as Voilà draws it."""

    @authenticated
    async def get(self, path: str) -> None:
        """Give the page its XSRF cookie: without it the page can't end its kernel when it is left."""
        _ = self.xsrf_token
        await super().get(path)


class Pages(Voila):
    """Voilà with the workshop's routes.

    ``start`` listens and returns at once; it needs a running event loop. ``close`` ends all kernels.
    """

    port: int

    def __init__(self, workshop: Place, **traits: object) -> None:
        super().__init__(**traits)
        self.workshop = workshop
        self.last_seen = Workshop()

    @property
    def url(self) -> str:
        """The home page's address with the token: open to whoever has it."""
        return f"http://{LOOPBACK}:{self.port}/?token={self.token}"

    @property
    def themes_dir(self) -> str:
        """Voilà's own themes; our template folder would be taken for its data folder."""
        return str(Path(sys.prefix) / "share" / "jupyter" / "voila" / "themes")

    def init_settings(self) -> dict[str, Any]:
        """Compress and guard every answer, and accept requests for this machine's own names only."""
        self.voila_configuration.page_config_hook = self._page_config
        os.environ["IPYTHONDIR"] = _quiet_ipython(Path(self.connection_dir))
        settings: dict[str, Any] = super().init_settings()
        return {
            **settings,
            "transforms": [SecurityHeaders, GZipContentEncoding],
            "allow_remote_access": False,
            "local_hostnames": ["localhost"],
            "ws_ping_timeout": 30_000,  # milliseconds; Tornado complains of Jupyter's own default
            "workshop": self.workshop,
            "jinja2_env": page_templates(),
            "voila_jinja2_env": page_templates(),
        }

    def init_handlers(self) -> list[Any]:
        """Keep the routes that pages need, and answer all others ourselves."""
        step = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        kept = [route for route in super().init_handlers() if route[1] in _KEPT]
        return [
            (r"/", HomeHandler),
            (r"/login", LoginHandler),
            (r"/voila/render/([\w-]+\.ipynb)", StepHandler, step),
            # Flat names of one template only: Voilà's own route takes any template and any path.
            (rf"/voila/templates/({TEMPLATE}/static/[\w.-]+)", TemplateStaticFileHandler),
            (r"/voila/(?:tree|api/contents)(?:/.*)?", ToHomeHandler),
            *kept,
            (r"/.*", MissingHandler),
        ]

    def listen(self) -> None:
        """Serve on the socket that ``start`` opened."""
        HTTPServer(self.app).add_socket(self.socket)

    def start(self) -> None:
        """Listen on exactly the port asked for, then set up the rest.

        Raises
        ------
        PortInUseError
            Another program has the port; no kernel was started.
        """
        try:
            self.socket = create_server((LOOPBACK, self.port))
        except OSError as error:
            msg = f"Port {self.port} is in use or not allowed; choose another one with --port, or 0 for any."
            raise PortInUseError(msg) from error
        self.socket.setblocking(False)  # noqa: FBT003 - the standard library's signature
        self.port = self.socket.getsockname()[1]
        super().start()

    async def close(self) -> None:
        """End all kernels at once and remove their connection files."""
        logging.disable()  # pages being drawn now are cut off, which is no news
        # A kernel that is still being launched can't be ended yet, and would be left over.
        launches = [launch for pool in getattr(self.kernel_manager, "_pools", {}).values() for launch in pool]
        await asyncio.gather(*launches, return_exceptions=True)
        await self.kernel_manager.shutdown_all(now=True)
        shutil.rmtree(self.connection_dir, ignore_errors=True)
        if os.environ.get("JUPYTER_NO_CONFIG"):  # then this is a blank folder that Jupyter made
            shutil.rmtree(jupyter_config_dir(), ignore_errors=True)

    def _page_config(self, page_config: dict[str, Any], *, notebook_path: str, **_: object) -> dict[str, Any]:
        with suppress(WorkshopError):  # the page itself says what is wrong with the file
            self.last_seen = read_workshop(self.workshop)
        return {**page_config, "cx": step_frame(self.last_seen, Path(notebook_path).stem)}


def make_pages(workshop: Place, *, port: int, token: str | None, preheat: bool, notebooks: Path) -> Pages:
    """Return the server, set up but not started.

    The process's environment is changed: kernels get the workshop file from it, Jupyter the template
    folder, and no configuration of this machine's user is read.
    """
    os.environ[WORKSHOP_FILE] = str(absolute(workshop))
    os.environ["JUPYTER_PATH"] = str(assets("templates"))
    os.environ["JUPYTER_NO_CONFIG"] = "1"
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    logging.getLogger("tornado").setLevel(logging.ERROR)
    logging.getLogger("tornado.access").setLevel(logging.CRITICAL)  # visits, refused ones too, are no news
    pages = Pages(
        absolute(workshop),
        config=_config(preheat=preheat),
        port=port,
        ip=LOOPBACK,
        token=token or secrets.token_urlsafe(24),
        root_dir=str(notebooks.resolve()),
        open_browser=False,
        config_file_paths=[],
        log_level="ERROR",
    )
    pages.initialize([])
    return pages


def _quiet_ipython(folder: Path) -> str:
    """Lay out IPython's settings for the kernels: none of the user's own, and no chatter on the terminal.

    Kernels let the room go first.
    """
    profile = folder / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    settings = {"log_level": "CRITICAL", "exec_lines": [_STEP_BACK]}
    (profile / "ipython_kernel_config.json").write_text(json.dumps({"IPKernelApp": settings}))
    return str(profile.parent)


def _config(*, preheat: bool) -> Config:
    config = Config()
    config.VoilaConfiguration.template = TEMPLATE
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.extension_allowlist = WIDGETS
    config.VoilaConfiguration.extension_denylist = []
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.preheat_kernel = preheat
    config.VoilaConfiguration.default_pool_size = 1
    config.HTMLExporter.anchor_link_text = " "  # an empty one leaves a tag unclosed
    config.IdentityProvider.cookie_options = {"samesite": "Lax"}
    # A page that is left ends its kernel; one whose browser vanished leaves it behind, for an hour.
    config.MappingKernelManager.cull_idle_timeout = 3600
    if os.name == "posix":
        # Kernels over TCP can race for ports; sockets in the file system can't.
        config.KernelManager.transport = "ipc"
        # Their paths may hold about 100 characters, less than macOS's own temporary folders leave.
        config.Voila.connection_dir_root = "/tmp"  # noqa: S108 - mkdtemp makes a private folder in it
    return config
