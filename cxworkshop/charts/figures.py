"""Numbers and names as a board reads them: rounded to what the evidence bears, safe to write anywhere."""

import unicodedata
from bisect import bisect_right
from datetime import date
from itertools import accumulate

THIN = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

LONGEST_CURRENCY = 8
"""Longest name of a currency beside an amount (characters)."""

LONGEST_UNIT = 24
"""Longest unit beside a metric's value (characters)."""

_DROPPED = frozenset({"Cc", "Cs", "Co", "Cn"})
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_SCALES = ((1e9, "bn"), (1e6, "M"), (1e4, "k"))


def money(amount: float, currency: str | None = None) -> str:
    """Return an amount in three significant digits or so: 1.2 M, 340 k, 1,240, 8.50; 1,240 EUR.

    Parameters
    ----------
    amount
        In units of the currency.
    currency
        What the tables say it is; where they don't, the number stands alone.
    """
    number = _rounded(amount)
    return f"{number}{THIN}{short(currency, LONGEST_CURRENCY)}" if currency else number


def in_currency(title: str, currency: str | None) -> str:
    """Return an axis' title with the currency: Profit per customer (EUR)."""
    return f"{title} ({short(currency, LONGEST_CURRENCY)})" if currency else title


def period(first: date | None, last: date | None) -> str:
    """Return a span of days as people write it: 1 Oct 2024 to 30 Sep 2026; "" where it isn't known."""
    if first is None or last is None:
        return ""
    return f"{day(first)} to {day(last)}"


def day(when: date) -> str:
    """Return a day as people write it: 1 Oct 2024."""
    return f"{when.day}{THIN}{when:%b %Y}"


def percent(share: float, digits: int = 0) -> str:
    """Return a share (1 = all) as per cent: 24 %, −3 %, 124 %."""
    return _signed(share, f"{abs(share) * 100:,.{digits}f}{THIN}%")


def span(low: float, high: float) -> str:
    """Return an interval of shares (1 = all) as per cent: 66 to 75 %."""
    return f"{percent(low).removesuffix(f'{THIN}%')} to {percent(high)}"


def signed(share: float) -> str:
    """Return a change (0.1 = 10 % more) as per cent with its sign: +6 %, −11 %, 0 %."""
    said = percent(share)
    return f"+{said}" if share > 0 and said != percent(0) else said


def in_points(gap: float) -> str:
    """Return a difference of shares (0.1 = ten percentage points) with its sign: +14, −11, 0."""
    said = _signed(gap, f"{abs(gap) * 100:.0f}")
    return f"+{said}" if gap > 0 and said != "0" else said


def signed_points(gap: float) -> str:
    """Return a difference of scores with its sign: +1.2, −0.4, 0.0."""
    said = _signed(gap, f"{abs(gap):.1f}")
    return f"+{said}" if gap > 0 and said != "0.0" else said


def duration(time: float, unit: str) -> str:
    """Return a time with its unit: 0.54 hours, 1 hour, 120 hours."""
    figure = rounded_time(time)
    return f"{figure} {unit.removesuffix('s') if figure == '1' else unit}".strip()


def rounded_time(time: float) -> str:
    """Return a time in two digits or, from 100 on, whole: 0.54, 7, 40, 1,240."""
    return count(round(time)) if time >= 99.5 else f"{float(f'{time:.2g}'):g}"  # noqa: PLR2004


def count(value: int) -> str:
    """Return a count with its thousands separated."""
    return f"{value:,}"


def correlation(r: float) -> str:
    """Return a correlation in two decimals: 0.58, −0.31."""
    return _signed(r, f"{abs(r):.2f}")


def measured(value: float, unit: str = "", digits: int = 3) -> str:
    """Return a value in so many digits or, from 100 on, whole, with its unit: 0.65, 20.4 hours, 1,240."""
    size = abs(value)
    number = f"{size:,.0f}" if size >= 99.95 else f"{float(f'{size:.{digits}g}'):g}"  # noqa: PLR2004
    said = short(unit, LONGEST_UNIT)
    return f"{_signed(value, number)}{THIN if len(said) == 1 else ' '}{said}".strip()


def clean(text: str) -> str:
    """Return the text without what XML can't hold and what would turn the text around it."""
    return "".join(
        sign
        for sign in text
        if sign == "\n" or (unicodedata.category(sign) not in _DROPPED and sign not in _OVERRIDES)
    )


def short(name: str, longest: int = 32) -> str:
    """Return a name on one line, cut with an ellipsis, between words if it can be, where it is too long.

    ``longest`` is in characters of usual width; wide ones (W, 中, 🎉) count as one and a half or two.
    """
    line = " ".join(name.split())
    widths = list(accumulate(map(_width, line), initial=0.0))
    if widths[-1] <= longest:
        return line
    cut = line[: bisect_right(widths, longest) - 1]
    whole_words = cut.rpartition(" ")[0]
    return (whole_words if len(whole_words) > len(cut) / 2 else cut[:-1]).rstrip(" ,;:") + "…"


def wrapped(text: str, longest: int, most: int = 2) -> str:
    """Return a text on up to ``most`` lines, broken between words if it can be, the last cut if need be.

    ``longest`` is that of a line, as in :func:`short`.
    """
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest and len(lines) < most - 1:
        line = _first_line(rest, longest)
        lines.append(line)
        rest = rest[len(line) :].lstrip()
    return "\n".join([*lines, *([short(rest, longest)] if rest else [])])


def listed(names: list[str]) -> str:
    """Return names as a sentence lists them: A, B and C."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _first_line(text: str, longest: int) -> str:
    """Return how much of a text goes on a line, up to the end of a word where that is not too short."""
    widths = list(accumulate(map(_width, text), initial=0.0))
    fits = max(bisect_right(widths, longest) - 1, 1)
    if fits == len(text) or text[fits] == " ":
        return text[:fits]
    whole_words = text[:fits].rpartition(" ")[0]
    return whole_words if len(whole_words) > fits / 3 else text[:fits]


def _width(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WF":
        return 2.0
    return 1.5 if sign in "mwMW%@—" else 1.0


def _rounded(amount: float) -> str:
    size = abs(amount)
    for start, unit in _SCALES:
        if size >= start * 0.9995:  # 999,900 reads as 1.0 M, not 1,000 k
            scaled = size / (1e3 if unit == "k" else start)
            return _signed(amount, f"{_short(scaled)}{THIN}{unit}")
    if size >= 99.5:  # noqa: PLR2004 - from 100 on, cents say nothing
        return _signed(amount, f"{size:,.0f}")
    return _signed(amount, f"{size:.2f}".removesuffix(".00"))


def _short(scaled: float) -> str:
    return f"{scaled:.1f}" if scaled < 9.95 else f"{scaled:,.0f}"  # noqa: PLR2004 - two digits at least


def _signed(value: float, text: str) -> str:
    shows_something = any(digit in text for digit in "123456789")
    return MINUS + text if value < 0 and shows_something else text
