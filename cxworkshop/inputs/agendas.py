"""The plans for the day in ``templates/agendas``, which users may change: read and checked."""

from functools import cache
from pathlib import Path

from cxworkshop.domain.agenda_plans import AgendaPlan
from cxworkshop.inputs.template_files import checked, read_template
from cxworkshop.settings import assets


@cache
def agendas() -> tuple[AgendaPlan, ...]:
    """Return the plans, the shortest first.

    Raises
    ------
    InvalidTemplateError
        A file was changed and breaks a rule; the sentence names file, slot, field and remedy.
    """
    return read_agendas(assets("templates") / "agendas")


def read_agendas(folder: Path) -> tuple[AgendaPlan, ...]:
    """Return the plans of all ``.yaml`` files of a folder, named by their files.

    Raises
    ------
    InvalidTemplateError
        As :func:`agendas`.
    """
    plans = [
        checked(AgendaPlan, read_template(path) | {"id": path.stem}, path.name)
        for path in sorted(folder.glob("*.yaml"))
    ]
    return tuple(sorted(plans, key=lambda plan: plan.minutes))
