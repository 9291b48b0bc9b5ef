"""What service events cost: booked, or at a believed cost of one event."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import ibis.expr.types as ir
import pandas as pd

from cxworkshop.analysis.sentences import listed
from cxworkshop.domain.costs import Believed
from cxworkshop.errors import MissingColumnError

MOST_KINDS = 8
"""Most kinds of events whose cost is a believed figure of its own; the others are pooled."""

OTHER = "Other events"
RANGE = 0.5
"""How far the cost of an event may lie off, as a share of it, where nobody says."""

_DIGITS = 12
_LONGEST_NAME = 300
_MOST_NAMED = 5


class EventKind(NamedTuple):
    """A kind of service event, or several pooled, and the believed cost of one.

    How much of it a customer had is the sum of what is booked for the ``booked`` events divided by ``per``,
    and the number of each of the ``counted`` events times its weight.
    """

    figure: Believed
    booked: tuple[str, ...]
    per: float
    counted: dict[str, float]


class _Cost(NamedTuple):
    """What is known of an event's cost: the cost of one with its range, and how many events there are."""

    event: str
    events: float
    booked: bool
    one: float
    low: float
    high: float


def event_kinds(
    service: ir.Table, unit_costs: pd.DataFrame | None = None
) -> tuple[tuple[EventKind, ...], tuple[str, ...]]:
    """Return the kinds of service events, the most costly first, and notes on what was made of them.

    Where costs are booked, the cost of one event is their mean, and it may be half as much or half as much
    again; else the table of unit costs says. Events that cost nothing make no kind.

    Parameters
    ----------
    service
        Columns customer, event, cost (null where none is booked) and count (events in the row). It is
        added up where it lies.
    unit_costs
        Columns event, cost, low, high: what one event costs, and its range.

    Raises
    ------
    MissingColumnError
        The cost of a kind of event is neither booked nor among the unit costs.
    """
    overview = _overview(service)
    given = {} if unit_costs is None else {_plain(str(row.event)): row for row in unit_costs.itertuples()}
    names = [str(event) for event in overview.index]
    priced = dict(zip(names, overview["priced"] > 0, strict=True))
    if unknown := [event for event in names if not priced[event] and _plain(event) not in given]:
        raise MissingColumnError(_unknown(unknown))
    found = [
        _booked(event, known) if priced[event] else _believed(event, known, given[_plain(event)])
        for event, (_, known) in zip(names, overview.iterrows(), strict=True)
    ]
    costs = [cost for cost in found if cost.high]
    costs.sort(key=lambda cost: (cost.event == OTHER, -cost.one * cost.events, cost.event))
    others = costs[MOST_KINDS:]
    kinds = [*map(_alone, costs[:MOST_KINDS]), *([_pooled(others)] if others else [])]
    return tuple(kinds), tuple(_notes(overview, given, others))


def events_by_customer(service: ir.Table, kinds: Sequence[EventKind]) -> ir.Table:
    """Return the query for how many events of each kind a customer had: columns customer, event 0, 1 ….

    Parameters
    ----------
    service
        As in :func:`event_kinds`.
    kinds
        What that returned.
    """
    rows = _rows(service)
    weights = {}
    for place, kind in enumerate(kinds):
        parts = [
            rows["count"].sum(where=rows["event"] == event).fill_null(0.0) * weight
            for event, weight in kind.counted.items()
        ]
        if kind.booked:
            parts.append(rows["cost"].sum(where=rows["event"].isin(kind.booked)).fill_null(0.0) / kind.per)
        weights[event_column(place)] = sum(parts[1:], start=parts[0])
    return rows.group_by("customer").aggregate(**weights)


def event_column(place: int) -> str:
    """Return what :func:`events_by_customer` calls the column of a kind."""
    return f"event {place}"


def _rows(service: ir.Table) -> ir.Table:
    known = service.filter(service["customer"].notnull())  # noqa: PD004 - an Ibis column
    return known.mutate(
        cost=known["cost"].cast("float64"),
        count=known["count"].cast("float64"),
    )


def _overview(service: ir.Table) -> pd.DataFrame:
    """Return per event how many there are, how many rows have a cost, of how many events, and its sum."""
    rows = _rows(service)
    cost, count = rows["cost"], rows["count"]
    booked = cost.notnull()  # noqa: PD004 - an Ibis column
    query = rows.group_by("event").aggregate(
        events=count.sum().fill_null(0.0),
        priced=cost.count(),
        booked=count.sum(where=booked).fill_null(0.0),
        cost=cost.sum().fill_null(0.0),
        size=cost.abs().sum().fill_null(0.0),
    )
    frame: pd.DataFrame = query.to_pyarrow().to_pandas()
    return frame.set_index("event").sort_index()


def _booked(event: str, known: pd.Series) -> _Cost:
    # Where credits outweigh costs, the size of a booking is what one event stands for.
    total = known["cost"] if known["cost"] > 0 else known["size"]
    one = _rounded(float(total / (known["booked"] or known["priced"])))
    low, high = (1 - RANGE) * one, (1 + RANGE) * one
    return _Cost(event, float(known["booked"]), booked=True, one=one, low=low, high=high)


def _believed(event: str, known: pd.Series, given: Any) -> _Cost:  # noqa: ANN401 - a row of pandas
    one, low, high = (float(money) for money in (given.cost, given.low, given.high))
    return _Cost(event, float(known["events"]), booked=False, one=one, low=low, high=high)


def _alone(cost: _Cost) -> EventKind:
    figure = _figure(cost.event[:_LONGEST_NAME], cost.one, cost.low, cost.high)
    if cost.booked:
        return EventKind(figure, (cost.event,), cost.one, {})
    return EventKind(figure, (), 1.0, {cost.event: 1.0})


def _pooled(costs: Sequence[_Cost]) -> EventKind:
    """Return events as one kind; one of it costs what they cost in the mean."""
    events = sum(cost.events for cost in costs) or 1.0
    one, low, high = (
        _rounded(sum(cost.events * getattr(cost, end) for cost in costs) / events)
        for end in ("one", "low", "high")
    )
    per = one or 1.0
    booked = tuple(cost.event for cost in costs if cost.booked)
    return EventKind(
        _figure(OTHER, one, low, high),
        booked,
        per,
        {cost.event: cost.one / per for cost in costs if not cost.booked},
    )


def _figure(name: str, one: float, low: float, high: float) -> Believed:
    return Believed(kind="unit_cost", name=name, value=one, low=low, high=high)


def _rounded(money: float) -> float:
    """Return money without the last digits, which the order of adding up decides."""
    return float(f"{money:.{_DIGITS}g}")


def _plain(event: str) -> str:
    return " ".join(event.split()).casefold()


def _unknown(events: Sequence[str]) -> str:
    return (
        f"What one event of {listed(events)} costs isn't known, so cost to serve can't be told; map the "
        "service table's column of costs, or attach a table of unit costs that has it, with: "
        "cxworkshop attach FILE unit_costs SOURCE"
    )


def _notes(overview: pd.DataFrame, given: dict[str, Any], others: Sequence[_Cost]) -> Iterator[str]:
    priced = [str(event) for event in overview.index[overview["priced"] > 0]]
    if both := [event for event in priced if _plain(event) in given]:
        yield f"The cost of {listed(both)} is booked, so the table of unit costs doesn't count there."
    for event in priced:
        known = overview.loc[event]
        if (without := known["events"] - known["booked"]) > 0:
            yield (
                f"{without:,.0f} of {known['events']:,.0f} events of {event} have no cost booked; "
                "they count as free."
            )
    named = {_plain(event) for event in map(str, overview.index)}
    if absent := [str(row.event) for event, row in given.items() if event not in named]:
        yield f"The unit costs name {listed(absent)}, but no service event is called so."
    if others:
        yield (
            f"{OTHER} are the {len(others)} kinds that cost the least together: "
            f"{listed([cost.event for cost in others[:_MOST_NAMED]])}"
            f"{' and more' if len(others) > _MOST_NAMED else ''}."
        )
