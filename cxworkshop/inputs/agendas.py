"""The plans for the day in ``templates/agendas``, which users may change: read and checked."""

from functools import cache
from pathlib import Path

from cxworkshop.domain.agenda_plans import AgendaPlan
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.inputs.journey_reading import listed, quoted
from cxworkshop.inputs.template_files import checked, read_fields
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


def agenda_called(name: str) -> AgendaPlan:
    """Return the plan of this id.

    Raises
    ------
    InvalidChoiceError
        There is none of this id; the sentence names those there are.
    InvalidTemplateError
        As :func:`agendas`.
    """
    plans = {plan.id: plan for plan in agendas()}
    if name not in plans:
        came = quoted(name.encode(errors="replace").decode())
        msg = f"There is no plan called {came}; choose {listed(plans, 'or')}."
        raise InvalidChoiceError(msg)
    return plans[name]


def read_agendas(folder: Path) -> tuple[AgendaPlan, ...]:
    """Return the plans of all ``.yaml`` files of a folder, named by their files.

    Raises
    ------
    InvalidTemplateError
        As :func:`agendas`.
    """
    plans = [
        checked(AgendaPlan, read_fields(path) | {"id": path.stem}, path.name)
        for path in sorted(folder.glob("*.yaml"))
    ]
    return tuple(sorted(plans, key=lambda plan: plan.minutes))
