"""Rules of the review of wording that look at how a statement is built: whose it is, how long, how hard."""

import re
from collections.abc import Iterator

from cxworkshop.analysis.reading_ease import reading_ease
from cxworkshop.analysis.wording_phrases import Span, any_of
from cxworkshop.domain.wording import StatementKind, StatementRules

Missed = tuple[str, Span]
"""A rule's id and the place that breaks it."""

LANGUAGES = ("english", "foreign")
"""Lists of the small words of English, and of other languages."""

FEWEST_WORDS = 8
"""Fewest words for reading ease to mean anything."""

SYLLABLES_SPREAD = 84.6 * 0.9
"""Spread of a word's syllables, as reading ease; over the root of the words, its standard error."""

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_WRITTEN = re.compile(r"\S*\w\S*")
_SOMEBODY = re.compile(
    r"^\W*(?:an?|any|each|every|no) (?!day|time|year|product|team|branch|store|shop|employee|colleague|of)\w"
    r"|^\W*(?:nobody|no one|anyone|everyone|someone)\b|\b(?:whoever|[a-z]{3,}s who|[a-z]{3,}s whose)\b"
    r"|\b(?:an?|all|any|each|every|no|those|someone|anyone|everyone) (?:\w+ )?(?:who|whose)\b"
)
_SENTENCE = re.compile(r"[^.!?\n…]+(?:[.!?](?=\w)[^.!?\n…]+)*")
_LATIN = re.compile(r"[a-z\u00df-\u024f]")
_LIST = re.compile(r"[,;]")
_RIVAL = re.compile(
    r"\b(?:more|less|fewer|better|worse|[a-z]{2,12}er)(?: [a-z'’-]{1,20}){0,4} than "
    r"(?:(?:those of|at|with|from|by) )?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Easter"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z]\w+"
)
_FROM_TO = re.compile(r"\bfrom (?:[^\w\s]|usd |eur |gbp )?\d[^.;]{0,25}? to (?:[^\w\s]|usd |eur |gbp )?\d")


def sentences_of(plain: str) -> list[Span]:
    """Return where the sentences of a text lie; a full stop inside a number or an address ends none."""
    return [found.span() for found in _SENTENCE.finditer(plain) if WORD.search(found.group())]


def unreadable(plain: str, rules: StatementRules) -> str | None:
    """Return the rule that says why a text can't be reviewed at all, if any."""
    words = WORD.findall(plain)
    if not words:
        return "no_words"
    latin = sum(bool(_LATIN.match(word)) for word in words)
    english, foreign = (sum(map(frozenset(rules.words(name)).__contains__, words)) for name in LANGUAGES)
    return "not_english" if latin * 2 < len(words) or foreign > english + 1 else None


def structure(plain: str, kind: StatementKind, rules: StatementRules) -> Iterator[Missed]:
    """Yield what is wrong with how a statement is built.

    Parameters
    ----------
    plain
        A text, as :func:`cxworkshop.analysis.wording_phrases.plain_text` gives it.
    kind
        Which statement it is.
    rules
        Limits and lists of words.
    """
    sentences = sentences_of(plain)
    words = list(WORD.finditer(plain))
    written = list(_WRITTEN.finditer(plain))
    most = rules.rule("too_long").limit_of(kind)
    if len(written) > most:
        yield "too_long", (written[int(most)].start(), written[-1].end())
    if len(words) >= FEWEST_WORDS:
        ease = reading_ease([word.group() for word in words], len(sentences))
        if ease + SYLLABLES_SPREAD / len(words) ** 0.5 < rules.rule("hard_to_read").limit_of(kind):
            yield "hard_to_read", (words[0].start(), words[-1].end())
    if kind == "mission":
        yield from _without_customer(plain, rules)
        yield from _promises(plain, sentences, rules.rule("several_promises").limit_of(kind))
    else:
        yield from _measures(plain, rules.rule("several_promises").limit_of(kind))


def _without_customer(plain: str, rules: StatementRules) -> Iterator[Missed]:
    """Yield the firm's first mention where a mission has no customer in it."""
    firm = any_of(rules.words("firm")).search(plain)
    somebody = any_of(rules.words("customers")).search(plain) or _SOMEBODY.search(plain)
    if firm and not somebody:
        yield "firm_as_subject", firm.span()


def named_rival(text: str) -> Iterator[Missed]:
    """Yield a comparison with somebody who is named: "sooner than Acme", "a better price than at Acme"."""
    for found in _RIVAL.finditer(text):
        yield "competitors", found.span()


def _promises(plain: str, sentences: list[Span], most: float) -> Iterator[Missed]:
    """Yield a sentence that lists more promises than the limit: parts of a list that "and" ends."""
    for start, end in sentences:
        ending = list(re.finditer(r"\band\b", plain[start:end]))
        parts = [found.start() for found in _LIST.finditer(plain, start, end)]
        if ending and parts:
            last = start + ending[-1].start()
            before = [place for place in parts if place < last]
            closed = not before or plain[before[-1] + 1 : last].strip() != ""
            if len(before) + closed + 1 > most + _aside(plain[start:end]):
                yield "several_promises", (start, end)


def _aside(sentence: str) -> int:
    """Return how many commas of a sentence set something off rather than list it."""
    return len(
        re.findall(r"^\W*(?:when|if|after|before|once|while|whatever|wherever|as|on|in|at|for)\b", sentence)
    ) + (2 * len(re.findall(r", (?:whether|from|whatever|however|who|which|where|having|in)\b", sentence)))


def _measures(plain: str, most: float) -> Iterator[Missed]:
    """Yield a success statement's measures where there are more than the limit."""
    found = list(_FROM_TO.finditer(plain))
    if len(found) > most:
        yield "several_promises", (found[int(most)].start(), found[-1].end())
