"""Form fields: label above, 44 px high, the description read out by screen readers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import ipywidgets as w

_NUMBER = "cx-number"

Choices = Sequence[str | tuple[str, Any]]


def _field(widget: w.DOMWidget) -> w.DOMWidget:
    widget.add_class("cx-field")
    widget.style.description_width = "initial"
    widget.layout.width = "auto"
    return widget


def text_field(label: str, hint: str = "", value: str = "") -> w.Text:
    """Return a one-line text field; ``hint`` is an example shown while it is empty."""
    return _field(w.Text(value=value, description=label, placeholder=hint))


def secret_field(label: str, hint: str = "") -> w.Password:
    """Return a one-line text field whose text nobody can read on the screen."""
    return _field(w.Password(description=label, placeholder=hint))


def suggesting_field(label: str, hint: str = "", suggestions: Sequence[str] = ()) -> w.Combobox:
    """Return a one-line text field that suggests what was entered before; anything else may be typed."""
    return _field(w.Combobox(description=label, placeholder=hint, options=tuple(suggestions)))


def area_field(label: str, hint: str = "", value: str = "") -> w.Textarea:
    """Return a text field of several lines."""
    return _field(w.Textarea(value=value, description=label, placeholder=hint, rows=2))


def number_field(label: str, hint: str = "") -> w.Text:
    """Return a number field; unlike a FloatText it can be empty. Read it with :func:`entered`."""
    return _field(w.Text(description=label, placeholder=hint)).add_class(_NUMBER)


def entered(field: w.DOMWidget) -> object:
    """Return what a field holds: a number field's number where it is one, None where it is empty."""
    if not _is_number(field):
        return field.value
    text = field.value.strip()
    try:
        return float(text) if text else None
    except ValueError:
        return text


def enter(field: w.DOMWidget, value: object) -> None:
    """Put a value into a field."""
    field.value = f"{value:.15g}" if _is_number(field) else value


def _is_number(field: w.DOMWidget) -> bool:
    return _NUMBER in field._dom_classes  # noqa: SLF001 - ipywidgets' own list of classes has no reader


def slider_field(label: str, low: float, high: float, value: float) -> w.FloatSlider:
    """Return a slider that tells its value when it is let go; a field beside it shows the value."""
    slider = w.FloatSlider(value=value, min=low, max=high, step=(high - low) / 100, description=label)
    slider.continuous_update = slider.readout = False
    return _field(slider)


def exact_field(label: str, low: float, high: float, value: float) -> w.BoundedFloatText:
    """Return a number field from ``low`` to ``high`` that tells its value when it is left."""
    return _field(
        w.BoundedFloatText(value=value, min=low, max=high, step=(high - low) / 100, description=label)
    )


def date_field(label: str, value: date | None = None) -> w.DatePicker:
    """Return a date field."""
    return _field(w.DatePicker(value=value, description=label))


def choice_field(label: str, options: Choices, value: object = None) -> w.Dropdown:
    """Return a drop-down list; without ``value`` nothing is chosen yet."""
    return _field(w.Dropdown(options=options, value=value, description=label))


def views_field(label: str, options: Choices, value: object = None) -> w.RadioButtons:
    """Return one of a few views to choose, side by side."""
    field = w.RadioButtons(options=options, value=value, description=label, orientation="horizontal")
    field.layout.width = "auto"
    return field.add_class("cx-views")


def tick_field(label: str, *, value: bool = False) -> w.Checkbox:
    """Return a tick box."""
    return w.Checkbox(value=value, description=label, indent=False)
