"""Where things lie, and the few settings that come from the environment."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

WORKSHOP_FILE = "CXWORKSHOP_FILE"
"""Environment variable: the workshop file that the notebooks open."""

TABLE_MEMORY = "CXWORKSHOP_MEMORY"
"""Environment variable: how much memory tables may take, as in ``700MB``; what is more goes to disk."""

ROOM = "CXWORKSHOP_ROOM"
"""Environment variable: where the live room's server listens, as JSON (:class:`RoomSetting`)."""

SMALLEST_GROUP = 3
"""Fewest people (or customers) that a figure split by group may be shown for."""

SEED = 20261123
"""Seed of every bootstrap, so that a figure shown twice is the same figure."""


def assets(folder: str) -> Path:
    """Return one of the product's folders (``notebooks``, ``templates``, ``data``).

    They lie beside the package in a checkout, inside it when installed from a wheel.
    """
    package = Path(__file__).parent
    packed = package / "_assets" / folder
    return packed if packed.is_dir() else package.parent / folder


@cache
def read_yaml(path: str) -> dict[str, Any]:
    """Return a YAML file below ``templates/``."""
    loaded: dict[str, Any] = yaml.safe_load((assets("templates") / path).read_text("utf-8"))
    return loaded


def texts(name: str) -> dict[str, Any]:
    """Return the product's texts of one step or page, from ``templates/texts/NAME.yaml``."""
    return read_yaml(f"texts/{name}.yaml")


def theme() -> dict[str, Any]:
    """Return colours and font shared by pages, charts and slides, from ``templates/theme.yaml``."""
    return read_yaml("theme.yaml")


def workshop_file() -> str | None:
    """Return the workshop file named by the environment, or None."""
    return os.environ.get(WORKSHOP_FILE) or None


class RoomSetting(NamedTuple):
    """The port that phones reach, and the key of the big screen."""

    port: int
    screen_key: str


def room_setting() -> RoomSetting | None:
    """Return where the live room is served, or None where it isn't."""
    found = os.environ.get(ROOM)
    return RoomSetting(**json.loads(found)) if found else None


def table_memory() -> str:
    """Return how much memory tables may take, as the environment says it, else one gigabyte."""
    return os.environ.get(TABLE_MEMORY) or "1GB"
