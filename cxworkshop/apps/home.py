"""The pages without a kernel: the workshop at a glance, and the few messages around it."""

from collections.abc import Mapping
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import authenticated

from cxworkshop.apps.frame import page_templates, step_url
from cxworkshop.apps.plan import planned_minutes, shown_plan
from cxworkshop.charts.findings import find_loose_ends
from cxworkshop.domain.agenda import DESK, STEPS, Step, four_decisions
from cxworkshop.domain.chain import Decision, decided
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import short_name
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import WorkshopError
from cxworkshop.live.places import Place
from cxworkshop.live.session import open_session
from cxworkshop.settings import texts


class PageHandler(JupyterHandler):
    """A page of ours: rendered from ``templates/pages``, never kept by the browser."""

    def finish_page(self, template: str, **values: object) -> None:
        """Render and send."""
        self.set_header("Cache-Control", "no-store")
        self.finish(page_templates().get_template(template).render(**values))

    def finish_message(self, status: int, message: str, **values: object) -> None:
        """Send one of the short pages of ``home.yaml``: its title, a text, what to do."""
        words = texts("home")
        self.set_status(status)
        self.finish_page(
            "pages/message.html.j2",
            **{
                "title": words[f"{message}_title"],
                "text": words.get(f"{message}_text"),
                "how": words.get(f"{message}_how"),
                **values,
            },
        )


class HomeHandler(PageHandler):
    """The workshop at a glance, read afresh from its file."""

    @authenticated
    def get(self) -> None:
        """Show it; a token in the address is taken out of it first, since the page may be projected."""
        if self.get_query_argument("token", None):
            self.redirect("/")
            return
        try:
            workshop = read_workshop(self.settings["workshop"])
        except WorkshopError as error:
            self.finish_message(503, "unavailable", text=str(error))
            return
        self.finish_page("pages/home.html.j2", **overview(workshop))


class LoginHandler(PageHandler):
    """What a visitor without the token sees; the token itself is asked for nowhere, it comes in the link."""

    @allow_unauthenticated  # type: ignore[untyped-decorator] # Jupyter's has no types
    def get(self) -> None:
        """Say where the link is."""
        if self.current_user:
            self.redirect("/")
            return
        self.finish_message(403, "login", steps=[])


class ToHomeHandler(PageHandler):
    """Voilà's tree of files: the overview stands in for it."""

    @authenticated
    def get(self) -> None:
        """Lead home."""
        self.redirect("/")


class MissingHandler(PageHandler):
    """Every other address."""

    @authenticated
    def get(self) -> None:
        """Say that there is nothing, and lead home."""
        self.finish_message(404, "missing")


def overview(workshop: Workshop) -> dict[str, Any]:
    """Return what the home page shows, in words."""
    words = texts("home")
    made = four_decisions(workshop)
    states, minutes = _states(workshop), planned_minutes(workshop.agenda)
    upcoming = next(step for step in STEPS if states[step.id] == "next")
    return {
        "name": workshop.name or words["product"],
        "progress": {
            "text": words["progress"].format(made=sum(made), all=len(made)),
            "marks": list(made),
        },
        "desk": {"url": step_url(DESK), **texts("desk")["home"]},
        "go": {"url": step_url(upcoming.id), "text": _go(upcoming)},
        "plan": shown_plan(workshop.agenda),
        "agenda": [_agenda_item(step, states[step.id], workshop, minutes) for step in STEPS],
        "tables": [
            {
                "role": texts("common")["roles"][table.role],
                "rows": words["tables_rows"].format(rows=f"{table.rows:,}"),
                "source": short_name(table.source),
            }
            for table in workshop.tables.values()
        ],
        "loose": list(find_loose_ends(workshop)),
    }


def read_workshop(place: Place) -> Workshop:
    """Return the workshop as its file says now; a :class:`WorkshopError` where it can't be read."""
    session = open_session(place)
    try:
        return session.workshop
    finally:
        session.close()


def _states(workshop: Workshop) -> dict[str, str]:
    """Return done, next or open for each step: next is the first that isn't done, at last the final one.

    The health check is done once a round is closed; who has begun to decide without it isn't led back.
    """
    made = decided(workshop)
    first, *middle, last = STEPS
    done = {first.id: bool(workshop.tables), last.id: False}
    done.update({step.id: all(made[name] for name in step.decisions) for step in middle})
    done["01_health_check"] = any(each.closed for each in workshop.health)
    waived = any(made.values()) and not done["01_health_check"]
    upcoming = next(
        step.id for step in STEPS if not done[step.id] and not (waived and step.id == "01_health_check")
    )
    return {step.id: "done" if done[step.id] else "next" if step.id == upcoming else "open" for step in STEPS}


def _go(upcoming: Step) -> str:
    words = texts("home")
    if upcoming == STEPS[-1]:
        return str(words["finish"])
    wording: str = words["begin"] if upcoming == STEPS[0] else words["go_on"]
    return wording.format(title=texts("steps")[upcoming.id]["title"])


def _agenda_item(step: Step, state: str, workshop: Workshop, planned: Mapping[str, int]) -> dict[str, Any]:
    words, about = texts("home"), texts("steps")[step.id]
    lines = {name: _decision_lines(name, workshop) for name in step.decisions}
    return {
        "title": about["title"],
        "summary": about["summary"],
        "minutes": words["minutes"].format(minutes=planned.get(step.id, about["minutes"])),
        "url": step_url(step.id),
        "state": state,
        "hint": words["nothing_decided"][step.id],
        "decided": [
            {"label": words["decisions"][name], "lines": found} for name, found in lines.items() if found
        ],
    }


def _decision_lines(name: Decision, workshop: Workshop) -> list[str]:
    match name:
        case "mission":
            return [workshop.mission.sentence] if workshop.mission else []
        case "success":
            return [workshop.success.sentence] if workshop.success else []
        case "segments":
            return _segment_lines(workshop.segments) if workshop.segments else []
        case "hallmarks":
            return [pick.label for pick in workshop.hallmarks.picks] if workshop.hallmarks else []
        case "metrics":
            wording: str = texts("home")["metric_owner"]
            chosen = workshop.metrics.chosen if workshop.metrics else ()
            return [wording.format(name=metric.name, owner=metric.owner) for metric in chosen]


def _segment_lines(chosen: TargetSegments) -> list[str]:
    words: str = texts("home")["not_targets"]
    not_targets = [words.format(names=", ".join(chosen.not_targets))] if chosen.not_targets else []
    return [", ".join(chosen.targets), *not_targets]
