r"""Regular expressions that users write: compiled only where they can't make a page wait.

A pattern that fails may have to be tried in as many ways as its repeats and alternatives allow, from every
character of the text: (a+)+b on thirty letters a takes minutes. So the ways are counted before a pattern is
used, as if every choice met every other: the sum over alternatives (of those that begin with different
letters, only one can be right), the product over what follows each other.
Repeats without end are refused unless they are possessive (``\w++``), which have one way.
"""

import re
import warnings
from collections import Counter

LONGEST = 400
"""Most characters of a pattern."""

MOST_WAYS = 2_000
"""Most ways in which a pattern may be tried from one place."""

_REPEAT = re.compile(r"[?*+]|\{(\d{0,9})(,?)(\d{0,9})\}")
_LETTER = re.compile(r"\w(?![?*{])")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_GROUPS = ("?:", "?=", "?!", "?<=", "?<!", "?>")


def fault_of(pattern: str) -> str | None:
    """Return what is wrong with a pattern and how to mend it, None where it can be used."""
    if len(pattern) > LONGEST:
        return f"has {len(pattern):,} characters, but {LONGEST} at the most; cut it into several"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
        ways = _Ways(pattern).count()
    except (re.error, OverflowError, RecursionError, Warning) as error:
        return f"isn't a regular expression ({getattr(error, 'msg', error)}); mend it, or list words instead"
    except _RefusedError as error:
        return str(error)
    if ways > MOST_WAYS:
        return (
            f"could be tried in more than {MOST_WAYS:,} ways at every place, which makes the page wait; "
            "use smaller repeats, or possessive ones (“\\w++”)"
        )
    return None


class _RefusedError(Exception):
    """A part that isn't allowed; the text says which and what to write instead."""


class _Ways:
    """Reads a pattern that compiles, from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def count(self) -> int:
        """Return the ways up to the end of the group."""
        ways: Counter[str] = Counter()
        while True:
            first = _LETTER.match(self._pattern, self._at)
            ways[first[0] if first else ""] += self._sequence()
            if self._pattern[self._at : self._at + 1] != "|":
                break
            self._at += 1
        anywhere = ways.pop("", 0)
        return min(anywhere + max(ways.values(), default=0), MOST_WAYS + 1)

    def _sequence(self) -> int:
        ways = 1
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            ways = min(ways * self._repeated(self._atom()), MOST_WAYS + 1)
        return ways

    def _atom(self) -> int:
        sign = self._pattern[self._at]
        if sign == "(":
            return self._group()
        if sign == "[":
            found = _CLASS.match(self._pattern, self._at)
            self._at = found.end() if found else self._at + 1
            return 1
        if sign == "\\" and self._pattern[self._at + 1].isdigit():
            refused = "refers back to a group, which isn't allowed here; write the words out"
            raise _RefusedError(refused)
        self._at += 2 if sign == "\\" else 1
        return 1

    def _group(self) -> int:
        self._at += 1
        if self._pattern[self._at] == "?":
            kind = next((kind for kind in _GROUPS if self._pattern.startswith(kind, self._at)), None)
            if kind is None:
                refused = "has a group of a kind that isn't allowed here; use (?:…), (?=…) or (?!…)"
                raise _RefusedError(refused)
            self._at += len(kind)
        ways = self.count()
        self._at += 1
        return ways

    def _repeated(self, ways: int) -> int:
        found = _REPEAT.match(self._pattern, self._at)
        if not found or found.group() in {"{}", "{,}"}:
            return ways
        self._at = found.end()
        ending = self._pattern[self._at : self._at + 1]
        self._at += ending in {"?", "+"}
        if ending == "+":
            return ways
        if found.group() in {"*", "+"} or (found[2] and not found[3]):
            refused = (
                f"repeats without end (“{found.group()}”), which can make the page wait; "
                "write at most how often, as in “\\w{1,20}”, or “\\w++”"
            )
            raise _RefusedError(refused)
        least, most = (0, 1) if found.group() == "?" else (int(found[1] or 0), int(found[3] or found[1]))
        if ways == 1:
            return most - least + 1
        return (
            MOST_WAYS + 1 if ways**2 > MOST_WAYS and most > 1 else sum(ways**n for n in range(most + 1)[:12])
        )
