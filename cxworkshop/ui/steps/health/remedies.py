"""What each mistake looks like and what mends it, one fold per row of what to stop first."""

from collections.abc import Sequence
from typing import Any

from cxworkshop.domain.health import Standing
from cxworkshop.domain.mistakes import Mistake
from cxworkshop.inputs.mistakes import mistakes
from cxworkshop.settings import texts
from cxworkshop.ui.widgets.prose import fold_html, list_html, prose_html, small_html


def remedies_html(standings: Sequence[Standing], words: dict[str, Any]) -> str:
    """Return a fold per question: how it shows, what to do instead, the exercise, and every source.

    Parameters
    ----------
    standings
        In the order in which they are shown.
    words
        ``results`` of ``templates/texts/health.yaml``.
    """
    by_id = {one.id: one for one in mistakes()}
    return "".join(_fold([by_id[name] for name in one.ids], words["remedy"]) for one in standings)


def _fold(alike: Sequence[Mistake], words: dict[str, Any]) -> str:
    """Return the fold of mistakes that say the same; the first of them words it."""
    first = alike[0]
    signs = dict.fromkeys(sign for one in alike for sign in one.signs)
    sources = dict.fromkeys(source for one in alike for source in one.sources)
    named: dict[str, str] = texts("health")["sources"]
    cited = [named.get(source, source) for source in sources]
    inside = [
        prose_html(words["signs"]) + list_html(signs),
        prose_html(words["instead"].format(instead=first.instead)),
        prose_html(words["exercise"].format(name=first.exercise.name, what=first.exercise.what)),
        small_html(words["sources"].format(ids=", ".join(one.id for one in alike), sources="; ".join(cited))),
    ]
    return fold_html(first.mistake, "".join(inside))
