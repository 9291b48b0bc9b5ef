"""Codes of missing values, as people type them."""

import math
import re

from cxworkshop.errors import InvalidChoiceError

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def parse_codes(text: str) -> tuple[float, ...]:
    """Turn ``0, 99`` into numbers; nothing where there is no code.

    Raises
    ------
    InvalidChoiceError
        A code isn't a finite number.
    """
    return tuple(_number(code) for part in text.split(",") if (code := part.strip()))


def _number(code: str) -> float:
    number = float(code) if _NUMBER.fullmatch(code) else math.nan
    if math.isfinite(number):
        return number
    msg = f"Codes that mean “no answer” are numbers with commas between them, as in 0,99, but “{code}” came."
    raise InvalidChoiceError(msg)
