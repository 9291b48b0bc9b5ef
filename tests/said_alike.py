"""Answers said in two ways, each beside one about something else, from ``said_alike.yaml``."""

from pathlib import Path
from typing import NamedTuple

import yaml


class Said(NamedTuple):
    answer: str
    paraphrase: str
    unrelated: str


_READ = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))

SAID, FRESH = (
    tuple(Said(*line.split(" | ")) for line in _READ[part].splitlines()) for part in ("said", "fresh")
)
