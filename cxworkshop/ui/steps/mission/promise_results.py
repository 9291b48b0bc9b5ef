"""What all wrote about the promise, round beside round, and what the talk changed."""

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from cxworkshop.charts.figures import correlation, count, listed, percent
from cxworkshop.domain.alignment import Alignment, Cluster, SharedWord
from cxworkshop.domain.promises import PromiseAnswers, PromiseQuestion
from cxworkshop.domain.workshop import Workshop
from cxworkshop.settings import texts
from cxworkshop.ui.steps.mission.promise_form import QUESTIONS
from cxworkshop.ui.widgets.prose import (
    empty_html,
    fold_html,
    heading_html,
    list_html,
    prose_html,
    small_html,
    table_html,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

Rounds = dict[PromiseQuestion, list[Alignment]]


class PromiseResults:
    """The rounds that are out; computed once per state, since every change of the workshop asks for it.

    Attributes
    ----------
    box
        The page.
    """

    def __init__(self, words: dict[str, Any]) -> None:
        self._words, self._questions = words["results"], words["questions"]
        self._seen: tuple[tuple[PromiseAnswers, ...], int] | None = None
        self.box = w.HTML()

    def show(self, workshop: Workshop) -> None:
        """Bring the page up to the rounds that are out."""
        out = workshop.promises_out
        state = (tuple(one for one in workshop.promises if one.round <= out), out)
        if state == self._seen:
            return
        self._seen = state
        self.box.value = self._html(*state) if out else empty_html(self._words["none"])

    def _html(self, promises: tuple[PromiseAnswers, ...], out: int) -> str:
        from cxworkshop.analysis.promise_alignment import promise_alignment  # noqa: PLC0415 - SciPy is heavy

        rounds: Rounds = {
            question: [promise_alignment(promises, question, number) for number in range(1, out + 1)]
            for question in QUESTIONS
        }
        parts = [self._overall(rounds), small_html(self._words["unnamed"])]
        parts += [self._question_html(question, found) for question, found in rounds.items()]
        return "".join(parts)

    def _overall(self, rounds: Rounds) -> str:
        words = self._words["overall"]
        out = len(next(iter(rounds.values())))
        level = percent(next(iter(rounds.values()))[0].level).removesuffix("%").strip()
        columns = [words["question"], *(words["round"].format(round=number + 1) for number in range(out))]
        rows = [[self._questions[question], *map(self._range, found)] for question, found in rounds.items()]
        return table_html(words["caption"].format(level=level), columns, rows)

    def _range(self, found: Alignment) -> str:
        if found.likeness is None or found.low is None or found.high is None:
            return str(texts("common")["none"])
        pattern: str = self._words["overall"]["range"]
        return pattern.format(
            value=correlation(found.likeness),
            low=correlation(found.low),
            high=correlation(found.high),
            n=count(found.n),
        )

    def _question_html(self, question: PromiseQuestion, found: "Sequence[Alignment]") -> str:
        from cxworkshop.analysis.promise_alignment import word_shift  # noqa: PLC0415 - SciPy is heavy
        from cxworkshop.charts.findings_promises import find_shift, find_word_shift  # noqa: PLC0415

        several = len(found) > 1
        rounds = "".join(
            f"<div>{self._round_html(one, number if several else 0)}</div>"
            for number, one in enumerate(found, 1)
        )
        shift = ""
        if several:
            moved = word_shift(found[0], found[-1])
            shift = prose_html(f"{find_shift(found[0], found[-1])} {find_word_shift(moved)}")
        inside = f'<div class="cx-columns">{rounds}</div>' if several else rounds
        return (
            f'<section class="cx-exhibit cx-promise">{heading_html(self._questions[question])}'
            f"{shift}{inside}</section>"
        )

    def _round_html(self, found: Alignment, number: int) -> str:
        from cxworkshop.charts.findings_promises import (  # noqa: PLC0415 - Altair is heavy
            find_promise,
            find_shared_promise,
        )

        words = self._words
        title = f"<h4>{words['round'].format(round=number)}</h4>" if number else ""
        said = title + prose_html(f"{find_promise(found)} {find_shared_promise(found) or ''}".strip())
        if found.likeness is None:
            return said
        return (
            said
            + self._shared_html(words["words"], found.words)
            + self._shared_html(words["phrases"], found.phrases)
            + self._own_html(found)
            + self._clusters_html(found)
        )

    def _shared_html(self, caption: str, shared: tuple[SharedWord, ...]) -> str:
        """Return the words in a row, each with how many people share it."""
        if not shared:
            return ""
        pattern: str = self._words["also"]
        said = [
            (pattern.format(word=one.word, also=", ".join(one.also)) if one.also else one.word, one.people)
            for one in shared
        ]
        items = "".join(f"<li>{escape(word)} <b>{count(people)}</b></li>" for word, people in said)
        return f'{small_html(caption)}<ul class="cx-shared">{items}</ul>'

    def _own_html(self, found: Alignment) -> str:
        if not found.own:
            return ""
        pattern: str = self._words["own_named"]
        said = [
            pattern.format(word=one.word, person=one.person) if one.person else one.word for one in found.own
        ]
        if left := found.own_words - len(found.own):
            said.append(self._words["own_more"].format(count=count(left)))
        return fold_html(self._words["own"], prose_html(", ".join(said)))

    def _clusters_html(self, found: Alignment) -> str:
        inside = "".join(self._cluster_html(cluster) for cluster in found.clusters)
        return fold_html(self._words["clusters"], inside)

    def _cluster_html(self, cluster: Cluster) -> str:
        words = self._words
        pattern: str = words["cluster_one"]
        if cluster.size > 1:
            pattern = words["cluster" if cluster.words else "cluster_wordless"]
        title = pattern.format(size=count(cluster.size), words=", ".join(cluster.words))
        people = ""
        if cluster.people:
            people = small_html(words["people"].format(names=listed(list(cluster.people))))
        return prose_html(title) + list_html(cluster.answers) + people
