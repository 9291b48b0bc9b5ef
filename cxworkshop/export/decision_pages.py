"""The pages of the decisions: the chain, and each decision that has been made."""

from cxworkshop.charts.figures import short
from cxworkshop.charts.findings import find_loose_ends
from cxworkshop.charts.sentences import counted
from cxworkshop.domain.agenda import four_decisions
from cxworkshop.domain.chain import decided, loose_ends
from cxworkshop.domain.metrics import Metric
from cxworkshop.domain.statements import Mission, Success, number
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.notes import say
from cxworkshop.export.sources import DECISION, day, headers, text
from cxworkshop.export.story import Page, Points, Quote, Table


def chain_page(workshop: Workshop) -> Page:
    """Return the page with the four decisions at a glance."""
    done, loose = four_decisions(workshop), len(loose_ends(workshop))
    made = sum(done)
    kind = "none" if not made else "some" if not all(done) else "loose" if loose else "whole"
    rows = tuple((text("chain", "rows", name), *what) for name, what in _chain(workshop).items())
    return Page(
        id="chain",
        title=text("chain", "title", kind, made=counted(made).capitalize(), **_things(loose)),
        takeaway=(text("chain", "lead"),),
        exhibits=(Table(headers("chain", "headers"), rows, (0.27, 0.73)),),
        notes=(say("chain"),),
        source=text(*DECISION) if any(decided(workshop).values()) else "",
    )


def _chain(workshop: Workshop) -> dict[str, tuple[str]]:
    mission, success = workshop.mission, workshop.success
    targets = workshop.segments.targets if workshop.segments else ()
    picks = workshop.hallmarks.picks if workshop.hallmarks else ()
    metrics = workshop.metrics.chosen if workshop.metrics else ()
    return {
        "mission": _or_open(mission.sentence if mission else ""),
        "success": _or_open(text("chain", "success", **_success_facts(success)) if success else ""),
        "segments": _or_open(", ".join(targets)),
        "hallmarks": _or_open(", ".join(pick.label for pick in picks)),
        "metrics": _or_open(", ".join(metric.name for metric in metrics)),
    }


def mission_page(mission: Mission) -> Page:
    """Return the page with the mission."""
    return Page(
        id="mission",
        title=text("mission", "title"),
        exhibits=(Quote(mission.sentence),),
        notes=(say("mission"),),
        source=text(*DECISION),
    )


def success_page(success: Success) -> Page:
    """Return the page with the success statement."""
    facts = _success_facts(success)
    said = {
        "business_outcome": success.business_outcome,
        "customer_outcome": success.customer_outcome,
        "employee_outcome": success.employee_outcome,
        "measure": success.measure,
        "change": _change(success.baseline, success.target),
        "due": facts["due"],
        "owner": success.owner,
    }
    rows = tuple((text("success", "rows", name), value) for name, value in said.items())
    return Page(
        id="success",
        title=text("success", "title", **facts | {"measure": short(success.measure, 60)}),
        takeaway=(text("success", "lead"),),
        exhibits=(Table(headers("success", "headers"), rows, (0.28, 0.72)),),
        notes=(say("success"),),
        source=text(*DECISION),
    )


def closing_page(workshop: Workshop) -> Page:
    """Return the last page: what hangs loose, then the dated commitments, the earliest first."""
    loose = loose_ends(workshop)
    chosen = workshop.metrics.chosen if workshop.metrics else ()
    commitments = sorted(chosen, key=lambda metric: metric.due)
    columns = {
        text("closing", "settle"): find_loose_ends(workshop),
        text("closing", "due"): tuple(map(_commitment, commitments)),
    }
    undecided = any(end.kind == "undecided" for end in loose)
    kind = "undecided" if undecided else "loose" if loose else "whole"
    return Page(
        id="closing",
        title=text("closing", "title", kind, **_things(len(loose))),
        exhibits=(Points(tuple((heading, lines) for heading, lines in columns.items() if lines)),),
        notes=(say("closing"),),
    )


def _commitment(metric: Metric) -> str:
    return text(
        "closing",
        "commitment",
        due=day(metric.due),
        owner=short(metric.owner, 40),
        metric=short(metric.name, 80),
        baseline=_valued(metric.baseline, metric.unit),
        target=_valued(metric.target, metric.unit),
    )


def _success_facts(success: Success) -> dict[str, str]:
    return {
        "measure": success.measure,
        "baseline": number(success.baseline),
        "target": number(success.target),
        "due": day(success.due),
    }


def _change(baseline: float, target: float, unit: str = "") -> str:
    return f"{number(baseline)} → {_valued(target, unit)}"


def _valued(value: float, unit: str) -> str:
    return f"{number(value)}\N{NO-BREAK SPACE}{unit}" if unit else number(value)


def _things(many: int) -> dict[str, str]:
    word = text("closing", "thing", "one" if many == 1 else "more")
    return {"count": counted(many), "Count": counted(many).capitalize(), "things": word}


def _or_open(words: str) -> tuple[str]:
    return (words or text("open"),)
