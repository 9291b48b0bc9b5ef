"""What every reader of journey files shares: its result, and sentences for what doesn't fit."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cxworkshop.domain.journey_map import MOST_TOUCHPOINTS, Journey, JourneyMap, Stage
from cxworkshop.domain.touchpoint import Cause, Claim, Recovery, Touchpoint, Triad
from cxworkshop.errors import InvalidJourneyError


class Found(NamedTuple):
    """A map that was read, and a sentence for everything in the file that a map has no place for."""

    journey_map: JourneyMap
    left_out: tuple[str, ...] = ()


class Misfit(NamedTuple):
    """Where a value doesn't fit, why, and the id of the part at fault where a rule of the map is broken."""

    path: tuple[str | int, ...]
    text: str
    part: str | None


_MODELS: dict[str, type[BaseModel]] = {
    "journeys": Journey,
    "stages": Stage,
    "touchpoints": Touchpoint,
    "insights": Claim,
    "pains": Claim,
    "opportunities": Claim,
    "causes": Cause,
    "recovery": Recovery,
    "triad": Triad,
}
"""Field that holds parts → what each of them is."""

CLAIM_WORDS = {"insights": "insight", "pains": "pain", "opportunities": "opportunity", "causes": "cause"}
"""Lane of claims → what one of them is called, also in the id made for it."""

_TEXTS = {
    "missing": "is missing",
    "string_type": "must be text, but is {came}",
    "string_too_short": "must not be empty",
    "string_too_long": "has {length:,} characters, but {max_length:,} at the most; shorten it",
    "string_pattern_mismatch": "must be small letters and digits with single - or _ between, but is {came}",
    "literal_error": "must be {expected}, but is {came}",
    "float_parsing": "must be a number, but is {came}",
    "float_type": "must be a number, but is {came}",
    "finite_number": "must be a number, but is {came}",
    "greater_than_equal": "must be at least {ge:g}, but is {came}",
    "less_than_equal": "must be at most {le:g}, but is {came}",
    "bool_parsing": "must be yes or no, but is {came}",
    "bool_type": "must be yes or no, but is {came}",
    "tuple_type": "must be a list, but is {came}",
    "list_type": "must be a list, but is {came}",
    "model_type": "must have fields of its own, but is {came}",
}
"""Kind of pydantic error → what follows the field's name in the sentence."""


def misfit(error: ValidationError, names: Mapping[str, str] | None = None) -> Misfit:
    """Return the first thing that doesn't fit, in plain words.

    Parameters
    ----------
    error
        What a model raised.
    names
        What the file calls a model's fields, where it has names of its own.
    """
    first = min(error.errors(include_url=False), key=_rank)
    path, kind, came = first["loc"], first["type"], first["input"]
    context: dict[str, Any] = first.get("ctx", {})
    if kind == "journey_map":
        return Misfit(path, first["msg"], context["part"])
    field = _called(path, names or {})
    if kind == "extra_forbidden":
        return Misfit(path, f"{field} isn't known here; known are {listed(_known(path))}.", None)
    pattern = _TEXTS.get(kind, first["msg"].replace("{", "{{").replace("}", "}}"))
    length = len(came) if isinstance(came, str) else 0
    return Misfit(path, f"{field} {pattern.format(came=quoted(came), length=length, **context)}.", None)


def _rank(error: ErrorDetails) -> int:
    """Put a word that isn't known before what is missing: it may be that, misspelt. Ids can be made."""
    missing = {"extra_forbidden": 0, "missing": 2}.get(error["type"], 1)
    return missing + (missing > 1 and error["loc"][-1] == "id")


def expect_few(touchpoints: int, where: str) -> None:
    """Refuse a file with far too many touchpoints before any work goes into them.

    Raises
    ------
    InvalidJourneyError
        There are more than a map takes.
    """
    if touchpoints > MOST_TOUCHPOINTS:
        msg = (
            f"{where} has {touchpoints:,} touchpoints, but a team can work with {MOST_TOUCHPOINTS} at the "
            "most; split it into several maps."
        )
        raise InvalidJourneyError(msg)


def quoted(value: object) -> str:
    """Return a value as a sentence can show it, cut where it is long."""
    longest = 40
    match value:
        case None:
            return "empty"
        case bool():
            return "true" if value else "false"
        case dict():
            return "a group of fields"
        case list() | tuple():
            return "a list"
        case str():
            line = " ".join(value.split())
            return f"“{line}”" if len(line) <= longest else f"“{line[: longest - 1]}…”"
    return str(value)[:longest]


def listed(names: Iterable[str], last: str = "and") -> str:
    """Return names as a sentence lists them: a, b and c."""
    *others, end = names
    return f"{', '.join(others)} {last} {end}" if others else end


def some(names: Sequence[str]) -> str:
    """Return the first few names as a sentence lists them, and how many more there are."""
    most = 5
    more = [f"{len(names) - most:,} more"] if len(names) > most else []
    return listed([*map(quoted, names[:most]), *more])


def _called(path: tuple[str | int, ...], names: Mapping[str, str]) -> str:
    """Return the field that a path leads to, as the file calls it."""
    *before, last = path or ("the file",)
    if isinstance(last, int):
        return f"no. {last + 1} of {_called(tuple(before), names)}"
    group = next((step for step in reversed(before) if isinstance(step, str)), "")
    return f"“{names.get(f'{group}.{last}') or names.get(last, last)}”"


def _known(path: tuple[str | int, ...]) -> list[str]:
    holder = next((_MODELS[step] for step in reversed(path[:-1]) if step in _MODELS), JourneyMap)
    return list(holder.model_fields)
