"""The rules of the review of wording in ``templates/statements``, which users may change."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

from cxworkshop.domain.wording import Rule, StatementKind, StatementRules
from cxworkshop.errors import InvalidTemplateError
from cxworkshop.inputs.journey_reading import listed, quoted
from cxworkshop.inputs.rule_patterns import fault_of
from cxworkshop.inputs.template_files import read_template
from cxworkshop.inputs.yaml_lines import Path as Place
from cxworkshop.settings import assets

KINDS: tuple[StatementKind, ...] = get_args(StatementKind)

LONGEST = {"why": 300, "better": 300, "word": 100}
"""Most characters of a sentence and of a word or phrase."""

MOST_WORDS, MOST_PATTERNS = 2_000, 50
"""Most words and most patterns of a rule in one file; more would make every keystroke wait."""

CODED = (
    *("vague", "superlative", "not_us", "competitors", "jargon", "firm_as_subject", "several_promises"),
    *("too_long", "hard_to_read", "cannot_fail", "not_specific", "not_measurable", "not_achievable"),
    *("not_relevant", "not_time_bound", "no_owner", "no_words", "not_english", "cut_off"),
)
"""Rules that the review needs; a team may add others."""

LISTS = ("customers", "employees", "business", "firm", "owned_by", "nobody", "english", "foreign")
"""Lists of words that rules share."""

_FIELDS = ("kinds", "why", "better", "words", "unless", "patterns", "limit")
_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
_STARRED = re.compile(r"\*(?=[^\s\-])|(?<![^\W_])\*")

Parts = dict[str, Any]


@cache
def statement_rules() -> StatementRules:
    """Return the rules that come with the product, with what a team has added.

    Raises
    ------
    InvalidTemplateError
        A file was changed and breaks a rule; the sentence names file, line, field and remedy.
    """
    return read_rules(assets("templates") / "statements")


def read_rules(folder: Path) -> StatementRules:
    """Return the rules of all ``.yaml`` files of a folder; words for the same rule are put together.

    Raises
    ------
    InvalidTemplateError
        As :func:`statement_rules`.
    """
    rules: dict[str, Parts] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.yaml")):
        file = _File(path)
        for name, parts in file.rules():
            before = rules.setdefault(name, {})
            for field in before.keys() & parts.keys() & {"why", "better", "kinds", "limit"}:
                file.refuse(
                    ("rules", name, field), f"“{name}” has its “{field}” elsewhere; keep one of the two"
                )
            rules[name] = {
                field: before.get(field, ()) + parts[field] if field in before else parts[field]
                for field in parts
            } | {field: value for field, value in before.items() if field not in parts}
        for name, words in file.lists():
            lists[name] = (*lists.get(name, ()), *words)
    _expect_all(folder, rules, lists)
    return StatementRules(
        rules=tuple(Rule(id=name, **{"kinds": KINDS} | parts) for name, parts in rules.items()),
        lists=tuple(lists.items()),
    )


class _File:
    """One file of rules and the lines of its values."""

    def __init__(self, path: Path) -> None:
        template = read_template(path)
        self.refuse = template.refuse
        self._root = {} if template.content is None else template.content
        self._expect_fields((), self._root, ("rules", "lists"))

    def rules(self) -> Iterator[tuple[str, Parts]]:
        for name, raw in self._group("rules").items():
            place = ("rules", name)
            if not _ID.fullmatch(name):
                self.refuse(place, f"a rule's name is small letters and _, but is {quoted(name)}; rename it")
            self._expect_fields(place, raw, _FIELDS)
            yield name, {field: self._value((*place, field), raw[field]) for field in raw}

    def lists(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for name, raw in self._group("lists").items():
            if name not in LISTS:
                self.refuse(("lists", name), f"“{name}” isn't known here; known are {listed(LISTS)}")
            yield name, self._words(("lists", name), raw)

    def _group(self, name: str) -> Parts:
        raw = self._root.get(name, {})
        if not isinstance(raw, dict):
            self.refuse(
                (name,), f"“{name}” must have fields of its own, but is {quoted(raw)}; write them out"
            )
        return raw

    def _expect_fields(self, place: Place, raw: object, known: tuple[str, ...]) -> Parts:
        if not isinstance(raw, dict):
            self.refuse(
                place, f"here must stand fields ({listed(known)}), but it is {quoted(raw)}; write them out"
            )
        if unknown := [name for name in raw if name not in known]:
            self.refuse((*place, unknown[0]), f"“{unknown[0]}” isn't known here; known are {listed(known)}")
        return raw

    def _value(self, place: Place, raw: object) -> object:
        match place[-1]:
            case "why" | "better":
                return self._sentence(place, raw)
            case "kinds":
                kinds = self._entries(place, raw)
                for at, kind in enumerate(kinds):
                    if kind not in KINDS:
                        self.refuse(
                            (*place, at), f"a kind must be {listed(KINDS, 'or')}, but is {quoted(kind)}"
                        )
                return kinds
            case "limit":
                return self._limits(place, raw)
            case "patterns":
                return self._patterns(place, raw)
            case _:
                return self._words(place, raw)

    def _sentence(self, place: Place, raw: object) -> str:
        most = LONGEST[str(place[-1])]
        if not isinstance(raw, str) or not raw.strip() or len(raw) > most:
            self.refuse(place, f"“{place[-1]}” must be a sentence of up to {most} characters; write one")
        return raw.strip()

    def _limits(self, place: Place, raw: object) -> tuple[tuple[str, float], ...]:
        limits = self._expect_fields(place, raw, KINDS)
        for kind, value in limits.items():
            if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?", str(value)):
                self.refuse((*place, kind), f"“{kind}” must be a number such as 40, but is {quoted(value)}")
        return tuple((kind, float(value)) for kind, value in limits.items())

    def _patterns(self, place: Place, raw: object) -> tuple[str, ...]:
        patterns = self._entries(place, raw)
        for at, pattern in enumerate(patterns):
            if fault := fault_of(pattern):
                self.refuse((*place, at), f"the pattern {quoted(pattern)} {fault}")
        return patterns

    def _words(self, place: Place, raw: object) -> tuple[str, ...]:
        words = self._entries(place, raw)
        for at, word in enumerate(words):
            if len(word) > LONGEST["word"]:
                self.refuse(
                    (*place, at), f"a phrase has up to {LONGEST['word']} characters; shorten {quoted(word)}"
                )
            if not re.search(r"\w", word) or _STARRED.search(word):
                remedy = "a star stands at the end of a word, as in “synerg*”"
                self.refuse((*place, at), f"{quoted(word)} is no word or phrase; {remedy}")
        return words

    def _entries(self, place: Place, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list):
            self.refuse(place, f"“{place[-1]}” must be a list, as in [queue, wait], but is {quoted(raw)}")
        for at, entry in enumerate(raw):
            if not isinstance(entry, str) or not entry.strip():
                self.refuse(
                    (*place, at), f"each entry of “{place[-1]}” must be text, but one is {quoted(entry)}"
                )
        most = MOST_PATTERNS if place[-1] == "patterns" else MOST_WORDS
        if len(raw) > most:
            self.refuse(
                place, f"“{place[-1]}” has {len(raw):,} entries, but {most:,} at the most; take some out"
            )
        return tuple(raw)


def _expect_all(folder: Path, rules: dict[str, Parts], lists: dict[str, tuple[str, ...]]) -> None:
    for kind, known, found in (("rule", CODED, rules), ("list", LISTS, lists)):
        if missing := [name for name in known if name not in found]:
            msg = f"{folder.name}: the {kind} “{missing[0]}” is gone; put it back, if only as an empty one."
            raise InvalidTemplateError(msg)
    for name, parts in rules.items():
        if lacking := [field for field in ("why", "better") if field not in parts]:
            msg = f"{folder.name}, rule {name}: “{lacking[0]}” is missing; write that sentence."
            raise InvalidTemplateError(msg)
