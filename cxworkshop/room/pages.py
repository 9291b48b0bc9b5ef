"""The room's two pages, in the languages that there are words for, and their style sheets and scripts."""

from functools import cache
from pathlib import Path
from typing import Any

from tornado.template import Loader
from tornado.web import StaticFileHandler

from cxworkshop.room.base import GuardedHandler
from cxworkshop.settings import assets, read_yaml

FALLBACK = "en"


def phone_page(wanted: str, accepted: str) -> bytes:
    """Return the phone's page.

    Parameters
    ----------
    wanted
        The language asked for, "" for none.
    accepted
        The browser's ``Accept-Language``.
    """
    return _page("phone.html", _language(wanted, accepted))


def screen_page(wanted: str, accepted: str) -> bytes:
    """Return the big screen's page; parameters as :func:`phone_page`."""
    return _page("screen.html", _language(wanted, accepted))


def parts_folder() -> Path:
    """Return where the pages' parts lie."""
    return assets("templates") / "participant"


@cache
def _words() -> dict[str, dict[str, Any]]:
    return {
        path.stem: read_yaml(f"participant/words/{path.name}")
        for path in sorted((parts_folder() / "words").glob("*.yaml"))
    }


@cache
def _page(name: str, language: str) -> bytes:
    words = _words()
    template = Loader(str(parts_folder()), autoescape="xhtml_escape").load(name)
    languages = {code: of["language"] for code, of in words.items()}
    return template.generate(language=language, words=words[language], languages=languages)


def _language(wanted: str, accepted: str) -> str:
    asked = [wanted, *(part.partition(";")[0].strip() for part in accepted.split(","))]
    known = (one.lower().partition("-")[0] for one in asked)
    return next((one for one in known if one in _words()), FALLBACK)


class PartsHandler(StaticFileHandler, GuardedHandler):
    """Style sheets and scripts; a browser asks each time whether it has the newest."""

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002 - Tornado's signature
        """Let it be kept, if it is asked for again."""
        self.set_header("Cache-Control", "no-cache")
