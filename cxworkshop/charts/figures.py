"""Numbers and names as a board reads them: rounded to what the evidence bears, safe to write anywhere."""

import unicodedata

THIN = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

_DROPPED = frozenset({"Cc", "Cs", "Co", "Cn"})
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_SCALES = ((1e9, "bn"), (1e6, "M"), (1e4, "k"))


def money(amount: float) -> str:
    """Return an amount in three significant digits or so: 1.2 M, 340 k, 1,240, 8.50.

    No currency: the tables don't say which.
    """
    size = abs(amount)
    for start, unit in _SCALES:
        if size >= start * 0.9995:  # 999,900 reads as 1.0 M, not 1,000 k
            scaled = size / (1e3 if unit == "k" else start)
            return _signed(amount, f"{_short(scaled)}{THIN}{unit}")
    if size >= 99.5:  # noqa: PLR2004 - from 100 on, cents say nothing
        return _signed(amount, f"{size:,.0f}")
    return _signed(amount, f"{size:.2f}".removesuffix(".00"))


def percent(share: float, digits: int = 0) -> str:
    """Return a share (1 = all) as per cent: 24 %, −3 %, 124 %."""
    return _signed(share, f"{abs(share) * 100:,.{digits}f}{THIN}%")


def count(value: int) -> str:
    """Return a count with its thousands separated."""
    return f"{value:,}"


def clean(text: str) -> str:
    """Return the text without what XML can't hold and what would turn the text around it."""
    return "".join(
        sign
        for sign in text
        if sign == "\n" or (unicodedata.category(sign) not in _DROPPED and sign not in _OVERRIDES)
    )


def short(name: str, longest: int = 32) -> str:
    """Return a name on one line, cut with an ellipsis, between words if it can be, where it is too long."""
    line = " ".join(name.split())
    if len(line) <= longest:
        return line
    cut = line[:longest]
    whole_words = cut.rpartition(" ")[0]
    return (whole_words if len(whole_words) > longest / 2 else cut[:-1]).rstrip(" ,;:") + "…"


def listed(names: list[str]) -> str:
    """Return names as a sentence lists them: A, B and C."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _short(scaled: float) -> str:
    return f"{scaled:.1f}" if scaled < 9.95 else f"{scaled:,.0f}"  # noqa: PLR2004 - two digits at least


def _signed(value: float, text: str) -> str:
    shows_something = any(digit in text for digit in "123456789")
    return MINUS + text if value < 0 and shows_something else text
