"""The library of metrics, by name and by pair."""

from functools import cache

from cxworkshop.domain.metrics import LibraryMetric


@cache
def library() -> tuple[LibraryMetric, ...]:
    """Return the library in ``templates/metrics``."""
    from cxworkshop.inputs.metric_library import metric_library  # noqa: PLC0415 - inputs are heavy

    return metric_library()


def named(name: str) -> LibraryMetric | None:
    """Return the library's metric of that name, whatever its case and spaces, or None."""
    wanted = _plain(name)
    return next((found for found in library() if _plain(found.name) == wanted), None)


def pair_of(found: LibraryMetric) -> LibraryMetric | None:
    """Return the metric that keeps it honest, if the library knows one."""
    return next((other for other in library() if other.id == found.pair), None)


def pair_name(found: LibraryMetric) -> str:
    """Return the name of the metric that keeps it honest, "" where there is none."""
    pair = pair_of(found)
    return pair.name if pair else ""


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
