"""Findings on how far people agree, as sentences from ``templates/texts/agreement.yaml``."""

from typing import Any

from cxworkshop import settings
from cxworkshop.charts.figures import correlation, count, listed, percent
from cxworkshop.charts.sentences import name_short, named_first
from cxworkshop.domain.agreement import Agreement, Dissent, ItemByFunction, Reliability
from cxworkshop.domain.alignment import Alignment, SharedWord

STRONG = 0.7
"""Kendall's W from which people put items in much the same order (Schmidt 1997, Decision Sciences 28(3))."""

CHANCE = 0.05
"""Probability from which an order may well be shared by chance."""

FIRM, TENTATIVE = 0.8, 0.667
"""Krippendorff's alpha from which values can be relied on, and used with care (Krippendorff 2004)."""


def find_agreement(agreement: Agreement) -> str:
    """Say how far people share an order of the items."""
    pattern = "strong" if agreement.low >= STRONG else "part"
    said = _say(
        "agreement",
        "chance" if agreement.p >= CHANCE else pattern,
        raters=count(agreement.raters),
        items=count(agreement.items),
        w=correlation(agreement.w),
        low=correlation(agreement.low),
        high=correlation(agreement.high),
        chance=correlation(agreement.by_chance),
    )
    return _with_number(said, "agreement", "left", agreement.left_out)


def find_reliability(reliability: Reliability) -> str:
    """Say whether people give items the same values, so that one answer can stand for all."""
    if reliability.low >= TENTATIVE:
        pattern = "firm" if reliability.low >= FIRM else "tentative"
    else:
        pattern = "apart" if reliability.high < TENTATIVE else "open"
    return _say(
        "reliability",
        pattern,
        raters=count(reliability.raters),
        items=count(reliability.items),
        alpha=correlation(reliability.alpha),
        low=correlation(reliability.low),
        high=correlation(reliability.high),
    )


def find_dissent(dissent: Dissent) -> str:
    """Say on which items people are too far apart for an average."""
    said = _apart(dissent)
    if dissent.items and dissent.withheld:
        few = _say(
            "dissent", f"withheld_{_number(len(dissent.withheld))}", names=named_first(dissent.withheld)
        )
        said = f"{said} {few}"
    return said


def find_functions(item: ItemByFunction) -> str:
    """Say how far each function lies apart in itself, and name those that aren't shown."""
    name = name_short(item.item)
    if not item.shown:
        return _say("functions", "none", item=name)
    functions = [
        _say(
            "functions",
            "function",
            function=name_short(one.function),
            share=percent(one.dissent),
            n=count(one.n),
        )
        for one in item.shown
    ]
    said = _say("functions", "shown", item=name, functions=listed(functions))
    if item.withheld:
        said = f"{said} {_say('functions', 'withheld', names=listed(list(map(name_short, item.withheld))))}"
    return said


def find_alignment(alignment: Alignment) -> str:
    """Say how alike answers are; of one answer, why there is no figure."""
    if alignment.likeness is None:
        said = _say("alignment", "one" if alignment.n else "none")
    elif alignment.low is None or alignment.high is None:
        said = _say("alignment", "two", likeness=correlation(alignment.likeness))
    else:
        said = _say(
            "alignment",
            "more",
            n=count(alignment.n),
            likeness=correlation(alignment.likeness),
            low=correlation(alignment.low),
            high=correlation(alignment.high),
        )
    return _with_number(said, "alignment", "empty", alignment.empty)


def find_shared(alignment: Alignment) -> str:
    """Say which words most answers share."""
    if alignment.n <= 1:
        return _say("shared", "few")
    if not alignment.words:
        return _say("shared", "none", n=count(alignment.n))
    most = alignment.words[0].people
    words = named_first([_word(word) for word in alignment.words if word.people == most])
    pattern = "all" if most == alignment.n else "most"
    return _say("shared", pattern, words=words, people=count(most), n=count(alignment.n))


def _apart(dissent: Dissent) -> str:
    if not dissent.items:
        return _say("dissent", "none")
    flagged = [name_short(one.item) for one in dissent.items if one.flagged]
    most = dissent.items[0]
    return _say(
        "dissent",
        _number(len(flagged)) if flagged else "together",
        item=name_short(most.item),
        names=named_first(flagged) if flagged else "",
        count=count(len(flagged)),
        items=count(len(dissent.items)),
        share=percent(most.dissent),
        n=count(most.n),
    )


def _word(shared: SharedWord) -> str:
    return f"“{name_short(shared.word)}”"


def _number(many: int) -> str:
    return "one" if many == 1 else "more"


def _with_number(said: str, topic: str, what: str, many: int) -> str:
    """Return a sentence with the one on how many don't count, if any."""
    return f"{said} {_say(topic, f'{what}_{_number(many)}', count=count(many))}" if many else said


def _say(topic: str, pattern: str, **facts: str) -> str:
    texts: dict[str, Any] = settings.texts("agreement")
    sentence = str(texts[topic][pattern]).format(**facts)
    return sentence[:1].upper() + sentence[1:]
