"""YAML files in ``templates/`` that users may change: read as text, and checked against a model."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TypeVar

from pydantic import ValidationError

from cxworkshop.domain.agenda_plans import RULE
from cxworkshop.domain.model import Model
from cxworkshop.errors import InvalidTemplateError
from cxworkshop.inputs.journey_reading import listed, quoted
from cxworkshop.inputs.yaml_lines import Kind, read_lines
from cxworkshop.inputs.yaml_lines import Path as Place

AnyModel = TypeVar("AnyModel", bound=Model)

_KIND = Kind("a template", InvalidTemplateError)

_TEXTS = {
    "missing": "is missing; write it",
    "string_type": "must be text, but is {came}; write it as text",
    "string_too_short": "is empty; write it",
    "string_too_long": "has {length:,} characters, but {max_length:,} at the most; shorten it",
    "string_pattern_mismatch": "must be up to 20 letters, digits and _, but is {came}; rename it",
    "literal_error": "must be {expected}, but is {came}; write one of these",
    "int_parsing": "must be a whole number, but is {came}; write it in digits",
    "int_type": "must be a whole number, but is {came}; write it in digits",
    "greater_than_equal": "must be at least {ge}, but is {came}; raise it",
    "less_than_equal": "must be at most {le}, but is {came}; lower it",
    "tuple_type": "must be a list, but is {came}; begin each line of it with “- ”",
    "too_short": "needs {min_length} or more lines, but has {actual_length}; add to it",
    "too_long": "takes {max_length} lines at the most, but has {actual_length}; take some out",
    "model_type": "must have fields of its own, but is {came}; write them out as in the other entries",
    "extra_forbidden": "isn't known here; correct the word, or take it out",
}
"""Kind of pydantic error → what follows the field's name in the sentence, with the remedy."""


class Template(NamedTuple):
    """A file's name, its content, every value as the text that stands there, and the line of each."""

    name: str
    content: Any
    lines: dict[Place, int]

    def refuse(self, place: Place, why: str) -> NoReturn:
        """Say what doesn't fit, with file and line.

        Raises
        ------
        InvalidTemplateError
            Always.
        """
        line = self.lines.get(place)
        msg = f"{self.name}{f', line {line}' if line else ''}: {why}."
        raise InvalidTemplateError(msg)


def read_template(path: Path) -> Template:
    """Return what stands in a YAML file, be it anything.

    Raises
    ------
    InvalidTemplateError
        The file isn't there, or isn't text or YAML.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path.name} can't be read; put the file back, saved as UTF-8 text."
        raise InvalidTemplateError(msg) from error
    return Template(path.name, *read_lines(text, path.name, _KIND))


def read_fields(path: Path) -> dict[str, Any]:
    """Return the fields of a YAML file.

    Raises
    ------
    InvalidTemplateError
        As :func:`read_template`; or the file doesn't hold fields with values.
    """
    content = read_template(path).content
    if not isinstance(content, dict):
        msg = f"{path.name} must have fields (“name: …”), but is {quoted(content or None)}; write them out."
        raise InvalidTemplateError(msg)
    return content


def checked(model: type[AnyModel], raw: Mapping[str, Any], where: str) -> AnyModel:
    """Return a model of the fields that stand in a file.

    Parameters
    ----------
    model
        What the fields make.
    raw
        The fields.
    where
        What a message calls their place: file and entry.

    Raises
    ------
    InvalidTemplateError
        A field doesn't fit; the sentence names place, field, rule, what came, and the remedy.
    """
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = min(error.errors(include_url=False), key=lambda one: one["type"] != "extra_forbidden")
        came = first["input"]
        kind = "string_too_short" if came == "" else first["type"]
        values = {"came": quoted(came), "length": len(came) if isinstance(came, str) else 0}
        told = _TEXTS.get(kind, "doesn't fit; compare it with the other entries")
        if kind == RULE:
            msg = f"{', '.join([where, *_places(first['loc'])])}: {first['msg']}."
        else:
            *before, field = _places(first["loc"]) or ["the entry"]
            msg = f"{', '.join([where, *before])}: “{field}” {told.format(**values | first.get('ctx', {}))}."
        raise InvalidTemplateError(msg) from error


def entries(holder: Mapping[str, Any], name: str, known: Iterable[str], where: str) -> list[dict[str, Any]]:
    """Return the entries of the list ``name``, once nothing unknown stands beside it.

    Raises
    ------
    InvalidTemplateError
        The list isn't there or empty, an entry has no fields, or ``holder`` has fields that aren't ``known``.
    """
    if unknown := [field for field in holder if field not in (*known, name)]:
        msg = f"{where}: “{unknown[0]}” isn't known here; known are {listed([*known, name])}."
        raise InvalidTemplateError(msg)
    found = holder.get(name)
    if not isinstance(found, list) or not found:
        msg = f"{where}: “{name}” must be a list, but is {quoted(found or None)}; begin each entry with “- ”."
        raise InvalidTemplateError(msg)
    for place, entry in enumerate(found, start=1):
        if not isinstance(entry, dict):
            msg = (
                f"{where}, {name} {place} must have fields of its own, but is {quoted(entry or None)}; "
                "write them out as in the other entries."
            )
            raise InvalidTemplateError(msg)
    return found


def _places(path: tuple[str | int, ...]) -> list[str]:
    """Return the fields that a path leads through, as a sentence names them: slots 3, title."""
    names: list[str] = []
    for step in path:
        if isinstance(step, int):
            names[-1] += f" {step + 1}"
        else:
            names.append(step)
    return names
