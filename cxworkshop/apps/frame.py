"""What surrounds every page: the workshop's name, the steps, where one is; and how pages are drawn."""

import hashlib
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cxworkshop.domain.agenda import DESK, STEPS
from cxworkshop.domain.workshop import Workshop
from cxworkshop.settings import assets, texts

_AROUND = (
    "product",
    "skip",
    "steps_nav",
    "prev",
    "next",
    "home",
    "opening",
    "lost",
    "reload",
    "cell_error",
)


def step_url(step: str) -> str:
    """Return the address of a step's page on its server."""
    return f"/voila/render/{step}.ipynb"


def steps_frame(current: str | None = None) -> list[dict[str, Any]]:
    """Return the steps for the navigation: title, address, and whether it is the current one."""
    words = texts("steps")
    return [
        {"title": words[step.id]["title"], "url": step_url(step.id), "current": step.id == current}
        for step in STEPS
    ]


def step_frame(workshop: Workshop, current: str) -> dict[str, Any]:
    """Return what a step's page shows around its content; a value of JSON, since Voilà passes it on."""
    steps = steps_frame(current)
    place = next((index for index, step in enumerate(steps) if step["current"]), None)
    return {
        "name": workshop.name,
        "title": _title_beside(current) if place is None else steps[place]["title"],
        "steps": steps,
        "before": steps[place - 1] if place else None,
        "after": None if place is None or place + 1 == len(steps) else steps[place + 1],
        "words": {name: texts("home")[name] for name in _AROUND},
    }


def _title_beside(page: str) -> str:
    """Return the title of a page that isn't a step."""
    return str(texts("desk")["title"]) if page == DESK else page


@cache
def page_templates() -> Environment:
    """Return the templates of the pages without a kernel; what users typed is escaped."""
    templates = assets("templates")
    environment = Environment(
        # Jupyter's handlers ask for 404.html and error.html by these names.
        loader=FileSystemLoader([templates, templates / "pages"]),
        autoescape=True,
        undefined=StrictUndefined,
    )
    style = templates / "voila" / "templates" / "cx" / "static" / "cx.css"
    version = hashlib.sha256(style.read_bytes()).hexdigest()[:12]
    environment.globals.update(
        words=texts("home"),
        style=f"/voila/templates/cx/static/cx.css?v={version}",
        steps=steps_frame(),
        name="",
    )
    return environment
