"""Which names of touchpoints fit a column of the survey, and what to say of those that fit none."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from cxworkshop.inputs.naming import plain

_SHOWN = 5


def columns_named(columns: Iterable[str], labels: Mapping[str, str]) -> dict[str, str]:
    """Return the survey's columns by their plain names and labels; a name of two columns is left out.

    Parameters
    ----------
    columns
        The survey's columns of touchpoints.
    labels
        What the journey calls them, by column.
    """
    named: dict[str, set[str]] = {}
    for column in columns:
        for name in {column, labels.get(column, column)}:
            named.setdefault(plain(name), set()).add(column)
    return {name: next(iter(found)) for name, found in named.items() if len(found) == 1}


def unmatched(names: Iterable[str], columns: Collection[str]) -> tuple[str, ...]:
    """Return the names that are no column of the survey, once each, in their order; blank ones left out."""
    return tuple(name for name in dict.fromkeys(names) if name and name not in columns)


def unmatched_on_map(names: Sequence[str]) -> str:
    """Return what to say of touchpoints of the map, by the names shown there, that no column rates."""
    if len(names) == 1:
        return (
            f"{_quoted(names)} on the map is matched by no column of the survey; choose its column in the "
            "touchpoint's card, or leave it without a score."
        )
    return (
        f"{_quoted(names)} on the map are matched by no column of the survey; choose their columns in the "
        "touchpoints' cards, or leave them without a score."
    )


def unmatched_in_comments(names: Sequence[str]) -> str:
    """Return what to say of touchpoints that comments are about and no column of the survey rates."""
    return (
        f"Comments on {_quoted(names)} fit no column of the survey and are counted at no touchpoint; write "
        "the column's name, or its label in the journey, beside these comments and attach them again."
    )


def _quoted(names: Sequence[str]) -> str:
    shown = [f"“{name}”" for name in names[:_SHOWN]]
    if len(names) > _SHOWN:
        shown.append(f"{len(names) - _SHOWN} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
