"""The room's two pages, in the languages that there are words for, and their style sheets and scripts."""

from functools import cache
from pathlib import Path
from typing import Any

from tornado.template import Loader, Template
from tornado.web import HTTPError

from cxworkshop.domain.people import Seat
from cxworkshop.room.base import GuardedHandler
from cxworkshop.room.compressed import Compressed
from cxworkshop.settings import assets, read_yaml

FALLBACK = "en"


def phone_page(wanted: str, accepted: str) -> Compressed:
    """Return the phone's page.

    Parameters
    ----------
    wanted
        The language asked for, "" for none.
    accepted
        The browser's ``Accept-Language``.
    """
    return _page("phone.html", _language(wanted, accepted))


def screen_page(wanted: str, accepted: str) -> Compressed:
    """Return the big screen's page; parameters as :func:`phone_page`."""
    return _page("screen.html", _language(wanted, accepted))


def change_page(old: Seat, new: Seat, link: str) -> bytes:
    """Return the page that asks a device with a seat whether it wants another one.

    Parameters
    ----------
    old
        The seat that it has.
    new
        The other one.
    link
        Where it goes if it does.
    """
    language = _language(old.language, "")
    template = _template("change.html")
    return template.generate(
        language=language, words=_words()[language], old=old.name, new=new.name, link=link
    )


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
def _page(name: str, language: str) -> Compressed:
    words = _words()
    languages = {code: of["language"] for code, of in words.items()}
    page = _template(name).generate(language=language, words=words[language], languages=languages)
    return Compressed.of(page)


@cache
def _template(name: str) -> Template:
    return Loader(str(parts_folder()), autoescape="xhtml_escape").load(name)


def _language(wanted: str, accepted: str) -> str:
    asked = [wanted, *(part.partition(";")[0].strip() for part in accepted.split(","))]
    known = (one.lower().partition("-")[0] for one in asked)
    return next((one for one in known if one in _words()), FALLBACK)


@cache
def _part(name: str) -> Compressed | None:
    path = parts_folder() / name
    return Compressed.of(path.read_bytes()) if path.is_file() else None


class PartsHandler(GuardedHandler):
    """Style sheets and scripts; a browser asks each time whether it has the newest."""

    def get(self, name: str) -> None:
        """Answer with one; let it be kept, if it is asked for again."""
        part = _part(name)
        if part is None:
            raise HTTPError(404)
        kind = "javascript" if name.endswith(".js") else "css"
        self.set_header("Content-Type", f"text/{kind}; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        part.answer(self)
