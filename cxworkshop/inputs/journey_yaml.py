"""Read a journey map from YAML, as the starter journeys in ``templates/journeys/`` are written.

The file has a map's own fields, nested: map → ``journeys`` → ``stages`` → ``touchpoints``. Ids may be left
out, then they are made from the names; a claim may be its bare text, then it is assumed.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.map_words import NewIds
from cxworkshop.errors import InvalidJourneyError
from cxworkshop.inputs.journey_reading import CLAIM_WORDS, Found, misfit
from cxworkshop.inputs.yaml_lines import Kind, Path, read_lines

_KIND = Kind("a journey map", InvalidJourneyError)

_PARTS = {"": "map", "journeys": "journey", "stages": "stage", "touchpoints": "touchpoint"} | CLAIM_WORDS
"""Field that holds parts → what one of them is called; the map itself is held by none."""


def read_yaml_map(text: str, where: str) -> Found:
    """Read a map.

    Parameters
    ----------
    text
        YAML.
    where
        What a message calls the file.

    Raises
    ------
    InvalidJourneyError
        The text isn't YAML, uses anchors or tags, or isn't a sound map; the sentence names file and line.
    """
    raw, lines = read_lines(text, where, _KIND)
    if not isinstance(raw, dict):
        msg = f"{where} must begin with fields (“name: …”), as the files in templates/journeys do."
        raise InvalidJourneyError(msg)
    _fill_ids(raw)
    try:
        return Found(JourneyMap.model_validate(raw))
    except ValidationError as error:
        path, why, part = misfit(error)
        if part is not None:
            path = [at for at, fields in _mappings(raw, ()) if fields.get("id") == part][-1]
        raise InvalidJourneyError(f"{where}, line {_line(path, lines)}: {why}") from error


def _fill_ids(raw: dict[str, Any]) -> None:
    """Give an id to every part without one: touchpoints first, since surveys know them by it."""
    _spell_out_claims(raw)
    parts = [(_kind(path), fields) for path, fields in _mappings(raw, ()) if _kind(path) in _PARTS]
    ids = NewIds(fields["id"] for _, fields in parts if isinstance(fields.get("id"), str))
    for kind, fields in sorted(parts, key=lambda part: part[0] != "touchpoints"):
        if "id" not in fields and isinstance(fields.get("name"), str):
            fields["id"] = ids.new(fields["name"], _PARTS[kind])
    for touchpoint in (fields for kind, fields in parts if kind == "touchpoints"):
        for lane, word in CLAIM_WORDS.items():
            for claim in _list(touchpoint, lane):
                if isinstance(claim, dict) and "id" not in claim:
                    claim["id"] = ids.new(f"{touchpoint.get('id')}_{word}", word)


def _spell_out_claims(raw: dict[str, Any]) -> None:
    for path, fields in _mappings(raw, ()):
        if _kind(path) == "touchpoints":
            for lane in CLAIM_WORDS:
                claims = _list(fields, lane)
                claims[:] = [{"text": claim} if isinstance(claim, str) else claim for claim in claims]


def _list(fields: dict[str, Any], name: str) -> list[Any]:
    found = fields.get(name)
    return found if isinstance(found, list) else []


def _kind(path: Path) -> str:
    """Return the field that holds the part at a path, "" for the map and for what isn't in a list."""
    return str(path[-2]) if len(path) > 1 and isinstance(path[-1], int) else "" if not path else "group"


def _mappings(raw: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:  # noqa: ANN401 - any tree
    """Yield every group of fields with its path."""
    if isinstance(raw, dict):
        yield path, raw
        for name, value in raw.items():
            yield from _mappings(value, (*path, name))
    elif isinstance(raw, list):
        for place, item in enumerate(raw):
            yield from _mappings(item, (*path, place))


def _line(path: Path, lines: dict[Path, int]) -> int:
    """Return the line of the deepest value on the way to ``path`` that stands in the file."""
    return next(lines[path[:depth]] for depth in range(len(path), -1, -1) if path[:depth] in lines)
