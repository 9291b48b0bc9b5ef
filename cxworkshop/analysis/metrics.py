"""Whether a metric is fit to be managed by, and which ones of the library fit a driver.

A fit metric is upstream of the outcome, controllable by a named team, seen before the customer feels it, hard
to game, paired with one of the other nature, and measured at least weekly. What data or the library know
counts; where they can't tell, the team's own judgement does; where they contradict it, the criterion is open.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from cxworkshop.analysis.word_stems import holds, stems_of, words_of
from cxworkshop.domain.fitness import CriterionResult, Fitness, Questioned, Verdict
from cxworkshop.domain.measured import LaggedMetric, MeasuredEvidence
from cxworkshop.domain.metrics import Criterion, LibraryMetric, Metric, Nature
from cxworkshop.inputs.metric_library import NOT_CUSTOMERS, questioned_words
from cxworkshop.inputs.naming import is_result, plain_words

Why = Literal[
    "outcome_itself",
    "upstream_end_result",
    "upstream_library_lags",
    "upstream_library_disagrees",
    "upstream_library_leads",
    "upstream_judged",
    "upstream_judged_no",
    "upstream_unjudged",
    "controllable_judged",
    "controllable_no_function",
    "controllable_judged_no",
    "controllable_unjudged",
    "early_end_result",
    "early_in_data",
    "early_data_disagree",
    "early_same_time",
    "early_judged",
    "early_judged_unseen",
    "early_judged_no",
    "early_unseen",
    "early_unjudged",
    "hard_to_game_sign",
    "hard_to_game_judged",
    "hard_to_game_judged_no",
    "hard_to_game_think",
    "hard_to_game_unjudged",
    "paired_named",
    "paired_none",
    "paired_itself",
    "paired_same_nature",
    "paired_doubted",
    "weekly_is",
    "weekly_slower",
    "weekly_could_be",
    "weekly_doubted",
]
"""Keys of the reasons; their texts are in ``templates/texts/metrics.yaml`` under ``why``."""

Ruling = tuple[Verdict, Why]


def questioned(name: str) -> Questioned | None:
    """Return which end result a metric's name gives away, or None.

    What names a survey's end result names one here too. The name may be longer ("NPS of the hotline"); the
    words are in ``templates/metrics/questioned.yaml``.
    """
    words = questioned_words()
    said = f" {' '.join(plain_words(name))} "

    def found(kind: str) -> bool:
        return any(f" {' '.join(plain_words(phrase))} " in said for phrase in words[kind])

    if found(NOT_CUSTOMERS):
        return None
    kinds: tuple[Questioned, ...] = get_args(Questioned)
    return next((kind for kind in kinds if found(kind)), "overall" if is_result(name) else None)


def fitness(
    metric: Metric,
    *,
    measured: MeasuredEvidence | None = None,
    library: Sequence[LibraryMetric] = (),
    others: Sequence[Metric] = (),
) -> Fitness:
    """Put a metric to the test.

    Parameters
    ----------
    metric
        With the team's own answers in ``judged``.
    measured
        What the firm's own metrics say; those of the same name count.
    library
        Metrics known by name, and as pairs.
    others
        The metrics beside it on the scorecard, by which the nature of its pair is known.

    Returns
    -------
    Fitness
        A verdict on each of the six criteria, with the key of its reason. The outcome itself needn't be
        upstream or early, and may be an end result.
    """
    test = _Test(metric, measured, library, others)
    rulings: dict[Criterion, Ruling] = {
        "upstream": test.upstream(),
        "controllable": test.controllable(),
        "early": test.early(),
        "hard_to_game": test.hard_to_game(),
        "paired": test.paired(),
        "weekly": test.weekly(),
    }
    return Fitness(
        criteria=tuple(
            CriterionResult(criterion=criterion, verdict=verdict, why=why)
            for criterion, (verdict, why) in rulings.items()
        ),
        questioned=test.questioned,
    )


def suggested(driver_label: str, library: Sequence[LibraryMetric]) -> tuple[LibraryMetric, ...]:
    """Return the library's metrics for a driver, those with themes in its name first, then general ones.

    More words in common are better; of equals, those that lead come first, then the library's order.
    General ones lead and have no themes. End results, which lag and have no themes, are none of them.
    """
    stems = stems_of(driver_label)

    def fit(metric: LibraryMetric) -> int:
        return max((holds(stems, theme) for theme in metric.themes), default=0)

    fitting = sorted((one for one in library if fit(one)), key=lambda one: (-fit(one), one.timing == "lag"))
    general = (one for one in library if not one.themes and one.timing == "lead")
    return (*fitting, *general)


def alternatives(driver_label: str, library: Sequence[LibraryMetric]) -> tuple[LibraryMetric, ...]:
    """Return the upstream ones of :func:`suggested`: what to offer in the place of an end result."""
    return tuple(metric for metric in suggested(driver_label, library) if metric.timing == "lead")


def outcomes(library: Sequence[LibraryMetric]) -> tuple[LibraryMetric, ...]:
    """Return the library's end results, which may be a scorecard's outcome."""
    return tuple(metric for metric in library if metric.timing == "lag" and not metric.themes)


class _Test:
    """One metric, and all that is known about it."""

    def __init__(
        self,
        metric: Metric,
        measured: MeasuredEvidence | None,
        library: Sequence[LibraryMetric],
        others: Sequence[Metric],
    ) -> None:
        self._metric = metric
        self._is_outcome = metric.rung == "outcome"
        self._judged = metric.judged
        self._measured = measured
        self._library = library
        self._others = others
        self._known = next((one for one in library if _same(one.name, metric.name)), None)
        self.questioned = None if self._is_outcome else questioned(metric.name)

    def upstream(self) -> Ruling:
        judged = self._judged.get("upstream")
        if self._is_outcome:
            return "met", "outcome_itself"
        if self.questioned:
            return "not_met", "upstream_end_result"
        if self._known and self._known.timing == "lag":
            return ("open", "upstream_library_disagrees") if judged else ("not_met", "upstream_library_lags")
        if judged is None and self._known:
            return "met", "upstream_library_leads"
        return _as_judged(judged, "upstream_judged", "upstream_judged_no", "upstream_unjudged")

    def controllable(self) -> Ruling:
        judged = self._judged.get("controllable")
        if judged is not False and not self._metric.function.strip():
            return "open", "controllable_no_function"
        return _as_judged(judged, "controllable_judged", "controllable_judged_no", "controllable_unjudged")

    def early(self) -> Ruling:
        judged = self._judged.get("early")
        lagged = self._lagged()
        if self._is_outcome:
            return "met", "outcome_itself"
        if self.questioned:
            return "not_met", "early_end_result"
        if lagged and lagged.best:
            return ("open", "early_data_disagree") if judged is False else ("met", "early_in_data")
        if lagged and lagged.best == 0 and judged is not False:
            return "open", "early_same_time"
        if lagged and lagged.lags:
            return _as_judged(judged, "early_judged_unseen", "early_judged_no", "early_unseen")
        return _as_judged(judged, "early_judged", "early_judged_no", "early_unjudged")

    def hard_to_game(self) -> Ruling:
        judged = self._judged.get("hard_to_game")
        if judged is not False and self._has_sign():
            return "open", "hard_to_game_sign"
        told = self._metric.gamed.strip() or self._known
        return _as_judged(
            judged,
            "hard_to_game_judged",
            "hard_to_game_judged_no",
            "hard_to_game_think" if told else "hard_to_game_unjudged",
        )

    def paired(self) -> Ruling:
        pair = self._metric.pair
        if not pair.strip():
            return "not_met", "paired_none"
        if _same(pair, self._metric.name):
            return "not_met", "paired_itself"
        if self._metric.nature in self._natures(pair):
            return "not_met", "paired_same_nature"
        return ("open", "paired_doubted") if self._judged.get("paired") is False else ("met", "paired_named")

    def weekly(self) -> Ruling:
        judged = self._judged.get("weekly")
        if self._metric.cadence in {"daily", "weekly"}:
            return ("open", "weekly_doubted") if judged is False else ("met", "weekly_is")
        return ("open", "weekly_could_be") if judged else ("not_met", "weekly_slower")

    def _lagged(self) -> LaggedMetric | None:
        return next(
            (one for one in (self._measured.lagged if self._measured else ()) if self._is_called(one.metric)),
            None,
        )

    def _has_sign(self) -> bool:
        """Return whether a sign is about this metric or, where it asks customers, its driver's ratings."""
        asked = self._metric.driver if self._metric.nature == "experiential" else None
        signs = self._measured.signs if self._measured else ()
        return any(self._is_called(sign.about) or sign.about == asked for sign in signs)

    def _is_called(self, name: str) -> bool:
        labels = self._measured.labels if self._measured else {}
        return _same(self._metric.name, name) or _same(self._metric.name, labels.get(name, name))

    def _natures(self, pair: str) -> Iterator[Nature]:
        """Yield the nature of what goes by the pair's name: on the scorecard, else in the library."""
        beside = [other.nature for other in self._others if _same(other.name, pair)]
        yield from beside or (one.nature for one in self._library if _same(one.name, pair))


def _as_judged(judged: bool | None, yes: Why, no: Why, unknown: Why) -> Ruling:  # noqa: FBT001 - as recorded
    if judged is None:
        return "open", unknown
    return ("met", yes) if judged else ("not_met", no)


def _same(first: str, second: str) -> bool:
    return words_of(first) == words_of(second)
