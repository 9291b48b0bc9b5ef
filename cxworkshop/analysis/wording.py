"""Review of the wording of missions and success statements: places that could be said better, and how."""

from collections.abc import Iterator
from typing import Unpack

from cxworkshop.analysis.wording_phrases import Span, phrases_of, plain_text
from cxworkshop.analysis.wording_structure import Missed, named_rival, structure, unreadable
from cxworkshop.analysis.wording_success import success
from cxworkshop.domain.wording import Finding, Stated, StatementKind, StatementRules
from cxworkshop.inputs.statement_rules import statement_rules

LONGEST = 5_000
"""Characters that are reviewed; what follows is left alone, and a finding says so."""

LONGEST_QUOTE = 200
"""Characters of a quote, after which it is cut."""


def review(
    text: str, kind: StatementKind, *, rules: StatementRules | None = None, **stated: Unpack[Stated]
) -> tuple[Finding, ...]:
    """Return what could be said better in a mission or a success statement, in the order of the text.

    Parameters
    ----------
    text
        The statement, as typed; English, British or American. Tags count as blanks.
    kind
        ``"mission"`` or ``"success"``.
    rules
        By default those of ``templates/statements``, a team's own among them; see
        :func:`cxworkshop.inputs.statement_rules.statement_rules`.
    **stated
        What is known of a success statement beside its text; what isn't given, or is blank, is looked for in
        the text.

    Returns
    -------
    findings
        Each with its place, rule, quote, why and better; those for what is missing come last. Empty for a
        blank text. A text without words, or not in English, has the one finding that says so.

    Raises
    ------
    InvalidTemplateError
        The rules in ``templates/statements`` were changed and can't be read.
    """
    if not text.strip():
        return ()
    if rules is None:
        rules = statement_rules()
    read = text[:LONGEST]
    plain = plain_text(read)
    if why_not := unreadable(plain, rules):
        return (_finding(text, why_not, (0, len(text)), rules),)
    missed = [*_said(plain, kind, rules), *named_rival(read), *structure(plain, kind, rules)]
    if kind == "success":
        missed += [
            ("not_specific", span)
            for name, span in missed
            if name == "vague" and not _hit("not_specific", missed)
        ][:1]
    found = [_finding(text, name, span, rules) for name, span in _apart(missed)]
    if kind == "success":
        specific = not _hit("not_specific", missed)
        lacking = success(read, plain, rules, stated, specific=specific)
        found += [_finding(text, name, span, rules, missing) for (name, span), missing in lacking]
    if len(text) > LONGEST:
        found.append(_finding(text, "cut_off", (LONGEST, len(text)), rules))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _said(plain: str, kind: StatementKind, rules: StatementRules) -> Iterator[Missed]:
    for rule in rules.rules:
        if kind in rule.kinds:
            for span in phrases_of(rule).within(plain):
                yield rule.id, span


def _hit(name: str, missed: list[Missed]) -> bool:
    return any(name == other for other, _ in missed)


def _apart(missed: list[Missed]) -> Iterator[Missed]:
    """Yield each rule's places without those that lie within another of the same rule."""
    reached: dict[str, int] = {}
    for name, (start, end) in sorted(missed, key=lambda one: (one[0], one[1][0], -one[1][1])):
        if end > reached.get(name, -1):
            reached[name] = end
            yield name, (start, end)


def _finding(text: str, name: str, span: Span, rules: StatementRules, missing: str = "") -> Finding:
    rule = rules.rule(name)
    quote = text[slice(*span)]
    short = quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1].rstrip() + "…"
    better = rule.better.replace("{missing}", missing)
    return Finding(start=span[0], end=span[1], rule=name, quote=short, why=rule.why, better=better)
