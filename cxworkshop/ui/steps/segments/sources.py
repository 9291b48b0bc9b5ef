"""How the figures of profit were computed, and what the groups of customers are called."""

from cxworkshop.charts.figures import count, period
from cxworkshop.domain.profit import ProfitEvidence, WhaleGroupName
from cxworkshop.domain.tables import Role
from cxworkshop.settings import texts


def profit_source(found: ProfitEvidence, exhibit: str) -> str:
    """Return n, the formula of profit and the level of the intervals for an exhibit: whale or segments."""
    words = texts("segments")["evidence"]
    customers = words["detail"]["basis"].format(customers=count(found.whale.customers))
    return str(words["detail"][exhibit]).format(
        basis=", ".join(filter(None, (customers, period(found.first_day, found.last_day)))),
        formula=_formula(found),
        by=found.by,
        level=f"{found.level * 100:.0f}",
    )


def _formula(found: ProfitEvidence) -> str:
    words = texts("segments")["evidence"]["formula"]
    served = any(source.role is Role.SERVICE for source in found.provenance)
    terms = [
        words["margin" if found.costs.of("margin") else "booked"],
        words["served"] if served else "",
        words["acquired"] if found.acquisition or found.costs.of("acquisition") else "",
    ]
    return "".join(terms)


def group_names() -> dict[WhaleGroupName, str]:
    """Return what the groups of the whale curve are called on charts and pages."""
    names: dict[WhaleGroupName, str] = texts("findings")["groups"]
    return names
