"""Fields that belong together, and whether somebody has begun to change them."""

from collections.abc import Mapping

import ipywidgets as w

from cxworkshop.ui.widgets.fields import enter, entered


class Form:
    """Named fields. What somebody is typing is never overwritten by what another page has saved.

    Parameters
    ----------
    fields
        Name → widget; more may be added later, which count as touched once they have been filled.
    """

    def __init__(self, fields: dict[str, w.DOMWidget]) -> None:
        self.fields = fields
        self._filled = self.values()

    def values(self) -> dict[str, object]:
        """Return what the fields hold, texts without blanks at their ends."""
        found = {name: entered(field) for name, field in self.fields.items()}
        return {name: value.strip() if isinstance(value, str) else value for name, value in found.items()}

    @property
    def empty(self) -> bool:
        """Whether nothing has been entered yet."""
        return all(value in {None, ""} for value in self.values().values())

    @property
    def touched(self) -> bool:
        """Whether a field holds something else than when the form was last filled."""
        return any(self._filled.get(name, value) != value for name, value in self.values().items())

    def fill(self, values: Mapping[str, object]) -> None:
        """Put values into the fields, unless somebody has begun to change them to something else."""
        if not self.touched:
            for name, value in values.items():
                enter(self.fields[name], value)
            self._filled = self.values()
        elif all(self.values()[name] == value for name, value in values.items()):
            self._filled = self.values()
