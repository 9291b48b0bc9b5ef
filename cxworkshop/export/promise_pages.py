"""The pages of what leaders wrote, each alone, about the promise, and of true stories about the mission."""

from collections.abc import Iterator, Sequence

from cxworkshop.charts.figures import correlation, count, listed, percent, short
from cxworkshop.charts.findings_promises import find_promise, find_shift
from cxworkshop.charts.sentences import counted
from cxworkshop.domain.alignment import Alignment
from cxworkshop.domain.mission_drafts import Moment
from cxworkshop.domain.promises import PromiseQuestion
from cxworkshop.export.answer_results import QUESTIONS, Aligned
from cxworkshop.export.notes import say
from cxworkshop.export.sources import DECISION, headers, text
from cxworkshop.export.story import Page, Points, Table
from cxworkshop.settings import texts

MOST_WORDS = 4
"""Most shared words of a question in the table; more are in the notes."""


def promise_page(rounds: Sequence[Aligned]) -> Page:
    """Return the page of how alike the answers are, question by question, in one round or in two.

    Parameters
    ----------
    rounds
        The first and the last round that are out, or one alone; at least one.
    """
    first, last = rounds[0], rounds[-1]
    asked = [question for question in QUESTIONS if any(question in one.questions for one in rounds)]
    rows = tuple(
        (_name(question), *(_alike(one.questions.get(question)) for one in rounds), _shared(question, last))
        for question in asked
    )
    first_header, *numbered, last_header = headers("promise", "headers")
    titled = [text("promise", "round", number=one.number) for one in rounds] if len(rounds) > 1 else numbered
    every = 0.22 if len(rounds) > 1 else 0.3
    return Page(
        id="promise",
        title=_title(first, last),
        exhibits=(
            Table(
                (first_header, *titled, last_header),
                rows,
                (0.26, *[every] * len(rounds), 0.74 - every * len(rounds)),
            ),
        ),
        takeaway=(text("promise", "takeaway"),),
        source=text("promise", "source", n=_most(rounds), level=percent(_any(last).level)),
        notes=(
            say("promise"),
            text("promise", "method", level=percent(_any(last).level)),
            text("notes", "values", values="; ".join(_told(rounds))),
        ),
    )


def _title(first: Aligned, last: Aligned) -> str:
    """Say how alike answers to the question on the promise are, before and after; of one round, the least."""
    both = [question for question in QUESTIONS if question in first.questions and question in last.questions]
    if first is not last and both:
        question = "promise" if "promise" in both else both[0]
        finding = find_shift(first.questions[question], last.questions[question])
    else:
        question = min(last.questions, key=lambda one: last.questions[one].likeness or 0)
        finding = find_promise(last.questions[question])
    return f"{_name(question)} {finding}"


def _name(question: PromiseQuestion) -> str:
    return str(texts("promise")["questions"][question])


def _alike(found: Alignment | None) -> str:
    if found is None:
        return text("promise", "hidden")
    return text(
        "promise",
        "alike",
        mean=correlation(found.likeness or 0),
        low=correlation(found.low or 0),
        high=correlation(found.high or 0),
        n=count(found.n),
    )


def _shared(question: PromiseQuestion, last: Aligned, most: int = MOST_WORDS) -> str:
    found = last.questions.get(question)
    if found is None:
        return text("promise", "hidden")
    words = [
        text("promise", "word", word=short(one.word, 24), people=count(one.people))
        for one in found.words[:most]
    ]
    return listed(words) if words else text("promise", "nothing")


def _told(rounds: Sequence[Aligned]) -> Iterator[str]:
    for one in rounds:
        for question, found in one.questions.items():
            words = _shared(question, one, len(found.words))
            yield text(
                "promise",
                "told",
                question=_name(question),
                number=one.number,
                alike=_alike(found),
                words=words,
                own=count(found.own_words),
            )


def _any(one: Aligned) -> Alignment:
    return next(iter(one.questions.values()))


def _most(rounds: Sequence[Aligned]) -> str:
    return count(max(found.n for one in rounds for found in one.questions.values()))


def moments_page(moments: Sequence[Moment]) -> Page:
    """Return the page of true stories: where the mission showed, and where it failed."""
    stories = {
        kind: tuple(" ".join(one.text.split()) for one in moments if one.kind == kind)
        for kind in ("showed", "failed")
    }
    showed, failed = (len(told) for told in stories.values())
    kind = "both" if showed and failed else "showed" if showed else "failed"
    return Page(
        id="moments",
        title=text(
            "moments",
            "title",
            kind,
            showed=_stories(showed).capitalize(),
            failed=_stories(failed).capitalize() if kind == "failed" else _stories(failed),
        ),
        exhibits=(Points(tuple((text("moments", name), told) for name, told in stories.items() if told)),),
        source=text(*DECISION),
        notes=(say("moments"),),
    )


def _stories(number: int) -> str:
    return text("moments", "story", "one" if number == 1 else "more", count=counted(number))
