"""The library of metrics in ``templates/metrics``, which users may change: read and checked."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import get_args

from cxworkshop.domain.fitness import Questioned
from cxworkshop.domain.metrics import LibraryMetric
from cxworkshop.errors import InvalidTemplateError
from cxworkshop.inputs.journey_reading import listed, quoted
from cxworkshop.inputs.template_files import checked, entries, read_fields
from cxworkshop.settings import assets

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
    found = [(path.name, metric) for path in sorted(folder.glob("*.yaml")) for metric in _metrics(path)]
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
    loaded = read_fields(path)
    kinds = (*get_args(Questioned), ALONE, NOT_CUSTOMERS)
    if sorted(loaded) != sorted(kinds):
        msg = f"{path.name} must have the lists {listed(kinds)}, and no others; add or take out what differs."
        raise InvalidTemplateError(msg)
    return {kind: _list(path.name, kind, loaded[kind]) for kind in kinds}


def _metrics(path: Path) -> Iterator[LibraryMetric]:
    loaded = read_fields(path)
    for place, raw in enumerate(entries(loaded, "metrics", ["function"], path.name), start=1):
        where = f"{path.name}, metric {place}"
        named = f"{where} ({raw['id']})" if isinstance(raw.get("id"), str) else where
        yield checked(LibraryMetric, {"function": loaded.get("function", "")} | raw, named)


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
