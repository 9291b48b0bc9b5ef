"""By which names firms call the columns that the workshop needs, and which names are close to which."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import cache

from cxworkshop.domain.tables import Role
from cxworkshop.inputs.metric_library import NOT_CUSTOMERS, questioned_words
from cxworkshop.settings import read_yaml

NAMES = "columns.yaml"


@cache
def synonyms(role: Role, column: str) -> tuple[str, ...]:
    """Return the names by which a role's column is known elsewhere, the surest first."""
    names = read_yaml(NAMES)[role]
    return tuple(plain(name) for name in (column, *names.get(column, ())))


@cache
def is_result(column: str) -> bool:
    """Return whether a column is named like a result (overall satisfaction), not like a touchpoint."""
    words = questioned_words()
    return plain(column) in {plain(name) for kind in words if kind != NOT_CUSTOMERS for name in words[kind]}


@cache
def is_cost_like(column: str) -> bool:
    """Return whether a column is named like a cost of a sale (freight, commission)."""
    return plain(column) in {plain(name) for name in read_yaml(NAMES)["cost_like"]}


def plain(name: str) -> str:
    """Return a column's name without case, accents, spaces, punctuation and currency at its end."""
    words = plain_words(name)
    if len(words) > 1 and words[-1] in {"eur", "usd", "gbp", "chf", "sek", "nok", "dkk"}:
        words.pop()
    return "".join(words)


def plain_words(name: str) -> list[str]:
    """Return the words of a name without case and accents; everything but letters and digits parts words."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return re.findall(r"[^\W_]+", "".join(c for c in decomposed if not unicodedata.combining(c)))


def close_names(wanted: Iterable[str], columns: Collection[str]) -> list[str]:
    """Return up to three of ``columns`` that are written much like a wanted one."""
    by_plain = {plain(name): name for name in columns}
    found = (get_close_matches(plain(name), by_plain, n=2, cutoff=0.75) for name in wanted)
    return list(dict.fromkeys(by_plain[match] for matches in found for match in matches))[:3]
