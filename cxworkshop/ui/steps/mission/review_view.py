"""What could be said better in a statement, under its fields while one types; nothing is blocked by it."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from html import escape
from typing import Any, NamedTuple, Unpack

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.domain.wording import Finding, Stated, StatementKind
from cxworkshop.errors import InvalidTemplateError
from cxworkshop.inputs.statement_rules import statement_rules
from cxworkshop.ui.widgets.later import Later


class Draft(NamedTuple):
    """A statement as it stands in the form: its text, blank while nothing was entered, and its facts."""

    text: str
    stated: Stated


class ReviewView:
    """Findings on the wording, renewed a moment after the last key.

    Parameters
    ----------
    kind
        Which statement.
    words
        ``review`` of ``templates/texts/mission.yaml``.
    draft
        Returns the statement as it stands.
    """

    def __init__(self, kind: StatementKind, words: dict[str, Any], draft: Callable[[], Draft]) -> None:
        self._kind, self._words, self._draft = kind, words, draft
        self._later = Later(self._show)
        self.box = w.HTML()
        self.box.add_class("cx-review")
        _prepare_beside(kind)

    def ask(self) -> None:
        """Look at the statement anew, as soon as nobody types."""
        self._later.ask()

    def _show(self) -> None:
        text, stated = self._draft()
        try:
            found = _review(text, self._kind, **stated)
        except InvalidTemplateError as error:  # a team's own rules are broken: say so, and let them write on
            self.box.value = f'<div class="cx-callout warn"><p role="status">{escape(str(error))}</p></div>'
            return
        self.box.value = self._html(found) if text.strip() else ""

    def _html(self, found: tuple[Finding, ...]) -> str:
        words = self._words
        pattern: str = words["none" if not found else "one" if len(found) == 1 else "more"]
        said = f'<p role="status">{escape(pattern.format(count=count(len(found))))}</p>'
        quoted = [finding for finding in found if finding.quote]
        missing = [finding for finding in found if not finding.quote]
        if quoted:
            said += _list(map(self._finding_html, quoted))
        if missing:
            said += f"<p>{escape(words['missing'])}</p>{_list(map(self._finding_html, missing))}"
        return f'<div class="cx-callout">{said}</div>'

    def _finding_html(self, finding: Finding) -> str:
        rule = self._words["rules"].get(finding.rule, finding.rule.replace("_", " ").capitalize())
        quote = f": <q>{escape(finding.quote)}</q>" if finding.quote else ""
        return (
            f"<li><strong>{escape(rule)}</strong>{quote}<br>{escape(finding.why)} "
            f"<em>{escape(finding.better)}</em></li>"
        )


def _review(text: str, kind: StatementKind, **stated: Unpack[Stated]) -> tuple[Finding, ...]:
    from cxworkshop.analysis.wording import review  # noqa: PLC0415 - NumPy is heavy

    return review(text, kind, rules=statement_rules(), **stated)


def _prepare_beside(kind: StatementKind) -> None:
    """Review a sentence beside the page's work, where it has an event loop: the first one takes longest."""
    with suppress(RuntimeError):
        asyncio.get_running_loop().run_in_executor(None, _prepare, kind)


def _prepare(kind: StatementKind) -> None:
    with suppress(InvalidTemplateError):  # the review itself says it
        _review("Every guest gets a quiet night, because we are hosts.", kind)


def _list(items: "map[str]") -> str:
    return f"<ul>{''.join(items)}</ul>"
