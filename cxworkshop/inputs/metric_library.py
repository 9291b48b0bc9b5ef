"""The library of metrics in ``templates/metrics``, which users may change: read and checked."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args

import yaml

from cxworkshop.domain.fitness import Questioned
from cxworkshop.domain.metrics import LibraryMetric
from cxworkshop.errors import InvalidTemplateError
from cxworkshop.inputs.journey_reading import listed, quoted
from cxworkshop.settings import assets

LONGEST = {"id": 60, "name": 300, "formula": 500, "unit": 300, "function": 300, "pair": 60, "gamed": 500}
"""Text fields, each needed, and the most characters that a metric on the scorecard takes."""

CHOICES: dict[str, tuple[str, ...]] = {
    name: get_args(LibraryMetric.model_fields[name].annotation) for name in ("better", "nature", "timing")
}
"""Fields with a few possible values."""

NOT_CUSTOMERS = "not_customers"
"""In ``questioned.yaml``: words that say that a name is about others than customers."""

ALONE = "alone"
"""In ``questioned.yaml``: names of end results that mean something else as part of a longer name."""

Words = dict[str, tuple[str, ...]]


@cache
def metric_library() -> tuple[LibraryMetric, ...]:
    """Return the metrics of the library, file by file, in the order in which they stand there.

    Raises
    ------
    InvalidTemplateError
        A file was changed and breaks a rule; the sentence names file, metric and field.
    """
    return read_library(assets("templates") / "metrics" / "library")


@cache
def questioned_words() -> Words:
    """Return the names of end results by their kind, those of ``ALONE``, and the words of ``NOT_CUSTOMERS``.

    Raises
    ------
    InvalidTemplateError
        ``templates/metrics/questioned.yaml`` was changed and isn't lists of words by kind.
    """
    return read_words(assets("templates") / "metrics" / "questioned.yaml")


def read_library(folder: Path) -> tuple[LibraryMetric, ...]:
    """Return the metrics of all ``.yaml`` files of a folder.

    Raises
    ------
    InvalidTemplateError
        As :func:`metric_library`.
    """
    found = [
        (path.name, LibraryMetric.model_validate(fields))
        for path in sorted(folder.glob("*.yaml"))
        for fields in _metrics(path)
    ]
    _expect_unique(found)
    _expect_pairs(found)
    return tuple(metric for _, metric in found)


def read_words(path: Path) -> Words:
    """Return lists of words by kind, as :func:`questioned_words`.

    Raises
    ------
    InvalidTemplateError
        The file isn't such lists.
    """
    loaded = _load(path)
    kinds = (*get_args(Questioned), ALONE, NOT_CUSTOMERS)
    if not isinstance(loaded, dict) or sorted(loaded) != sorted(kinds):
        msg = f"{path.name} must have the lists {listed(kinds)}, and no others; add or take out what differs."
        raise InvalidTemplateError(msg)
    return {kind: _list(path.name, kind, loaded[kind]) for kind in kinds}


def _metrics(path: Path) -> Iterator[dict[str, Any]]:
    loaded = _load(path)
    if not isinstance(loaded, dict) or not isinstance(loaded.get("metrics"), list):
        msg = f"{path.name} must have “function: …” and a list “metrics:”, as the other files beside it."
        raise InvalidTemplateError(msg)
    if unknown := sorted(loaded.keys() - {"function", "metrics"}):
        msg = f"{path.name}: “{unknown[0]}” isn't known here; known are function and metrics."
        raise InvalidTemplateError(msg)
    for place, raw in enumerate(loaded["metrics"], start=1):
        where = f"{path.name}, metric {place}"
        if not isinstance(raw, dict):
            msg = f"{where} must have fields of its own (“id: …”), but is {quoted(raw)}; write them out."
            raise InvalidTemplateError(msg)
        named = f"{where} ({raw['id']})" if isinstance(raw.get("id"), str) else where
        yield _fields({"function": loaded.get("function")} | raw, named)


def _load(path: Path) -> Any:  # noqa: ANN401 - any tree
    """Return a YAML file with every value as the text that stands there."""
    try:
        return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text, lists and dicts only
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path.name} can't be read; put the file back, saved as UTF-8 text."
        raise InvalidTemplateError(msg) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        msg = f"{path.name}{line}: this isn't YAML; check indents, and quote text with a colon."
        raise InvalidTemplateError(msg) from error


def _fields(raw: dict[str, Any], where: str) -> dict[str, Any]:
    known = [*LONGEST, *CHOICES, "themes"]
    if unknown := [name for name in raw if name not in known]:
        msg = f"{where}: “{unknown[0]}” isn't known here; known are {listed(known)}."
        raise InvalidTemplateError(msg)
    for name, most in LONGEST.items():
        _expect_text(raw.get(name), name, most, where)
    for name, choices in CHOICES.items():
        if raw.get(name) not in choices:
            msg = f"{where}: “{name}” must be {listed(choices, 'or')}, but is {quoted(raw.get(name))}."
            raise InvalidTemplateError(msg)
    return raw | {"themes": _list(where, "themes", raw.get("themes", []))}


def _expect_text(value: object, name: str, most: int, where: str) -> None:
    if not isinstance(value, str) or not value.strip():
        msg = (
            f"{where}: “{name}” must be text, but is {quoted(value or None)}; "
            "write it, or take the metric out."
        )
        raise InvalidTemplateError(msg)
    if len(value) > most:
        msg = f"{where}: “{name}” has {len(value):,} characters, but {most} at the most; shorten it."
        raise InvalidTemplateError(msg)


def _list(where: str, name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        msg = f"{where}: “{name}” must be a list of words, as in [queue, wait], but is {quoted(value)}."
        raise InvalidTemplateError(msg)
    return tuple(value)


def _expect_unique(found: Sequence[tuple[str, LibraryMetric]]) -> None:
    for field in ("id", "name"):
        seen: dict[str, str] = {}
        for file, metric in found:
            value = getattr(metric, field)
            if value.casefold() in seen:
                msg = (
                    f"{file}, metric {metric.id}: “{field}” is {quoted(value)}, as a metric of "
                    f"{seen[value.casefold()]} has it; give one of them another, or take it out."
                )
                raise InvalidTemplateError(msg)
            seen[value.casefold()] = file


def _expect_pairs(found: Sequence[tuple[str, LibraryMetric]]) -> None:
    metrics = {metric.id: metric for _, metric in found}
    for file, metric in found:
        pair = metrics.get(metric.pair or "")
        if pair is None:
            msg = (
                f"{file}, metric {metric.id}: “pair” names {quoted(metric.pair)}, but no metric has that id; "
                "name one that has."
            )
            raise InvalidTemplateError(msg)
        if pair.nature == metric.nature:
            other = "experiential" if metric.nature == "operational" else "operational"
            msg = (
                f"{file}, metric {metric.id}: “pair” names {pair.id}, which is {pair.nature} too; "
                f"name an {other} metric, which keeps it honest."
            )
            raise InvalidTemplateError(msg)
