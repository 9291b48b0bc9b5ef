"""Who sits in the room, so that a join needn't look at everybody who sits already."""

from collections.abc import Iterable, Mapping
from typing import Self

from cxworkshop.domain.people import Id, Seat
from cxworkshop.domain.same_person import name_key


class Seating(dict[Id, Seat]):
    """Seats by id, in the order in which they were taken; never changed, only copied.

    Attributes
    ----------
    by_key
        The seats that a device holds, by its key.
    by_name
        The seats by what their names are compared by.
    """

    def __init__(self, seats: Mapping[Id, Seat] | None = None) -> None:
        super().__init__(seats or {})
        self.by_key: dict[str, Seat]
        self.by_name: dict[str, Seat]
        if isinstance(seats, Seating):
            self.by_key, self.by_name = dict(seats.by_key), dict(seats.by_name)
        else:
            self.by_key = {seat.key: seat for seat in self.values() if seat.key}
            self.by_name = {name_key(seat.name): seat for seat in self.values()}

    @classmethod
    def of(cls, seats: Mapping[Id, Seat]) -> "Seating":
        """Return ``seats`` with what finds them."""
        return seats if isinstance(seats, Seating) else cls(seats)

    def joined(self, newcomers: Iterable[Seat], most: int) -> Self:
        """Return the seating with those newcomers whose id and name nobody has, ``most`` seats in all."""
        grown = type(self)(self)
        for seat in newcomers:
            name = name_key(seat.name)
            if len(grown) < most and seat.id not in grown and name not in grown.by_name:
                grown[seat.id] = grown.by_name[name] = seat
                if seat.key:
                    grown.by_key[seat.key] = seat
        return grown if len(grown) > len(self) else self

    def name_taken(self, name: str, who: str = "") -> bool:
        """Return whether somebody other than ``who`` has this name."""
        other = self.by_name.get(name_key(name))
        return other is not None and other.id != who
