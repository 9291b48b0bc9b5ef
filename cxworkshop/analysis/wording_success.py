"""Rules of the review of wording for success statements: what must be said and isn't.

The criteria are Doran's (1981), "There's a S.M.A.R.T. way to write management's goals and objectives",
Management Review 70(11): specific, measurable, achievable, relevant, time-bound, and an owner for each.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cxworkshop.analysis.wording_phrases import Span, any_of, plain_text
from cxworkshop.analysis.wording_structure import WORD, Missed, sentences_of
from cxworkshop.domain.wording import Stated, StatementRules

PERCENT_POINTS = 20
"""Without a history, a move of a percentage up to this many points isn't questioned."""

_MONTHS = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SEASONS = "(?:spring|summer|autumn|fall|winter|christmas|easter)"
_COUNTED = r"(?:\d{1,3}|an?|one|two|three|four|five|six|nine|ten|twelve|eighteen|twenty[- ]four)"
_SPAN = "(?:(?:financial |fiscal |calendar |school )?(?:years?|quarters?|months?))"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTHS}(?:,? \d{{4}})?"
    rf"|{_MONTHS}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|(?:{_MONTHS}|{_SEASONS})[.,]?(?: of)? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:q[1-4]|h[12])(?: of)?(?: \d{4})?|fy ?\d{2,4}"
    r"|(?:in|by|of|before|until|till|during|for|end|year) 20[2-9]\d)\b"
)
_DUE = re.compile(
    r"\b(?:by|before|until|till|no later than|end of) (?:the )?"
    rf"(?:end of |close of |start of |next |this |coming )*"
    rf"(?:{_MONTHS}|{_SEASONS}|(?:the )?{_SPAN}(?:'s)?(?: end)?)\b"
    rf"|\b(?:in|during|within) (?:the next|the coming|this|next) (?:{_COUNTED} )?{_SPAN}\b"
    rf"|(?:^|[.;:,] |\d |% )(?:with)?in {_COUNTED} {_SPAN}\b"
    rf"|\bin {_COUNTED} (?:months|years|quarters)'? time\b|\byear[- ]end\b"
)
_PART = "(?:third|quarter|fifth|sixth|eighth|tenth)s?"
_SHARE = re.compile(
    rf"\d|\b(?:half|halved?|twice|double[sd]?|triple[sd]?|percent|(?:a|one|two|three) {_PART}"
    r"|\w{2,6} (?:in|out of) (?:two|three|four|five|ten|twenty|a hundred))\b"
)
_MONEY = re.compile(r"[$€£¥]\s?\d|\b(?:usd|eur|gbp|chf)\b|\d\s?(?:euros?|dollars?|pounds?|francs|[mk]\b)")
_NAME = re.compile(r"(?:[A-Z][\w'’.-]+ ){1,3}[A-Z][\w'’-]+|\b[A-Z]{3}\b")
_ROLE = re.compile(
    r"\b(?:head|chief|director|president|officer|manager|lead|leader|chair|dean|principal|vp|c[efomxi]o)\b"
)
_RESULT = re.compile(r"\b(?:it|this|that|result|figures?|targets?|goals?|numbers?|board|measure)\b")
_NUMBER = r"[−-]?\d+(?:,\d+)*(?:\.\d+)?"
_DECIMAL_COMMA = re.compile(r"[−-]?\d+,\d{1,2}")
_FROM_TO = re.compile(rf"\bfrom \D{{0,4}}({_NUMBER})\D{{0,12}} to \D{{0,4}}({_NUMBER})")


def success(
    text: str, plain: str, rules: StatementRules, stated: Stated, *, specific: bool
) -> Iterator[tuple[Missed, str]]:
    """Yield what a success statement lacks, with the names of what is missing where the rule tells them.

    Parameters
    ----------
    text, plain
        The statement, and as :func:`cxworkshop.analysis.wording_phrases.plain_text` gives it.
    rules
        Lists of words and the limit of steps.
    stated
        Fields that are known; the others are looked for in the text.
    specific
        Whether a concrete change is named; until then nobody can tell for whom it is relevant.
    """
    nowhere = (len(text), len(text))
    undated = _blanked(plain)
    if not (stated.get("measure") and stated.get("target") is not None) and not _SHARE.search(undated):
        yield ("not_measurable", nowhere), ""
    if not (stated.get("due") or _DATE.search(plain) or _DUE.search(plain)):
        yield ("not_time_bound", nowhere), ""
    if not _owned(stated.get("owner") or "", text, plain, rules):
        yield ("no_owner", nowhere), ""
    if specific and (missing := _outcomes_missing(plain, rules, stated)):
        yield ("not_relevant", nowhere), missing
    if place := _out_of_reach(plain, rules.rule("not_achievable").limit_of("success"), stated):
        yield ("not_achievable", place), ""


def _blanked(plain: str) -> str:
    """Return a text with its dates as spaces, each character in its place."""
    return _DATE.sub(lambda found: " " * len(found.group()), plain)


def _owned(owner: str, text: str, plain: str, rules: StatementRules) -> bool:
    """Tell whether the field or a sentence names one person or one role that answers for it."""
    answering, nobody = any_of(rules.words("owned_by")), any_of(rules.words("nobody"))
    if owner.strip():
        return _one_person(owner, plain_text(owner), nobody)
    for start, end in sentences_of(plain):
        found = answering.search(plain, start, end)
        if found:
            before = WORD.search(plain, start, found.start())
            who = slice(start, found.start()) if before else slice(found.end(), end)
            leads_there = before or found[0].endswith("by") or plain[found.end() : found.end() + 1] == ":"
            if leads_there and _one_person(text[who], plain[who], nobody):
                return True
        else:
            first = WORD.search(plain, start, end)
            named = _NAME.match(text, first.start(), end) if first else None
            if named and _RESULT.search(plain, named.end(), end) and not nobody.search(plain, *named.span()):
                return True
    return False


def _one_person(text: str, plain: str, nobody: re.Pattern[str]) -> bool:
    """Tell whether a piece of a sentence names one person or role, rather than a group."""
    if _ROLE.search(plain) or any(not nobody.search(plain, *name.span()) for name in _NAME.finditer(text)):
        return True
    return bool(WORD.search(plain)) and not nobody.search(plain)


def _outcomes_missing(plain: str, rules: StatementRules, stated: Stated) -> str:
    """Return whose outcome is missing, as words; empty where none is.

    A sentence in which nothing is recognised gets the benefit of the doubt for one outcome.
    """
    told = {
        "customers": bool(stated.get("customer_outcome"))
        or bool(any_of(rules.words("customers")).search(plain)),
        "employees": bool(stated.get("employee_outcome"))
        or bool(any_of(rules.words("employees")).search(plain)),
        "the business": bool(stated.get("business_outcome")) or _pays(plain, rules),
    }
    missing = [name for name, there in told.items() if not there]
    lists = [any_of(rules.words(name)) for name in ("customers", "employees", "business", "owned_by")]
    unclear = any(
        not any(words.search(plain, *span) for words in lists) and not _SHARE.search(plain, *span)
        for span in sentences_of(plain)
    )
    if missing and unclear and len(missing) == 1:
        return ""
    return " and ".join(missing) if len(missing) < len(told) else "customers, employees and the business"


def _pays(plain: str, rules: StatementRules) -> bool:
    return bool(any_of(rules.words("business")).search(plain) or _MONEY.search(plain))


def _out_of_reach(plain: str, steps: float, stated: Stated) -> Span | None:
    """Return where a target stands that neither history nor what is left to gain makes believable."""
    said = _FROM_TO.search(_blanked(plain))
    baseline, target = stated.get("baseline"), stated.get("target")
    if said and baseline is None and target is None:
        baseline, target = (_number_of(said[n]) for n in (1, 2))
    if baseline is None or target is None:
        return None
    place = said.span(2) if said else (len(plain), len(plain))
    reach = _reach(stated.get("history", ()), rising=target > baseline)
    if reach is not None:
        return place if abs(target - baseline) > steps * reach else None
    left = abs((100 if target > baseline else 0) - baseline)
    far = abs(target - baseline) > max(PERCENT_POINTS, 2 / 3 * left)
    return place if "%" in plain and 0 <= baseline <= 100 and far else None  # noqa: PLR2004 - percent


def _number_of(said: str) -> float:
    """Return a number as typed; a comma before one or two last digits is a decimal one, as in "3,9"."""
    plain = said.replace(",", "." if _DECIMAL_COMMA.fullmatch(said) else "")
    return float(plain.replace("−", "-"))


def _reach(history: Sequence[float], *, rising: bool) -> float | None:
    """Return the greatest step of a history the wanted way, else either way; None where it never moved."""
    steps = [after - before for before, after in pairwise(history)]
    wanted = [abs(step) for step in steps if step and (step > 0) == rising]
    return max(wanted or map(abs, steps), default=0) or None
