"""Commands on a workshop file: new, agenda, attach, check, export, import."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cxworkshop.cli.answers import print_json, print_table
from cxworkshop.domain.events import AgendaChosen, TableAttached, WorkshopCreated
from cxworkshop.domain.tables import AttachedTable, Role, short_name
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.inputs.codes import parse_codes
from cxworkshop.live.places import read_place

File = Annotated[
    str, typer.Argument(help="The workshop file, e.g. acme.cxw, or postgresql://USER@HOST/DATABASE.")
]
Source = Annotated[
    str,
    typer.Argument(
        help="A .csv, .csv.gz, .parquet or .xlsx file, PATH.sqlite::TABLE, or a warehouse's table such as "
        "postgres://USER@HOST/DATABASE::TABLE."
    ),
]
Maps = Annotated[
    list[str] | None,
    typer.Option("--map", help="ROLE=COLUMN, e.g. customer=CustomerKey. Columns not given are guessed."),
]
Missing = Annotated[str, typer.Option("--missing", help="Codes that mean “no answer”, e.g. 0,99.")]
NeverUsed = Annotated[
    str, typer.Option("--never-used", help="Those of the --missing codes that mean “never used”, e.g. 99.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def new(
    file: File,
    name: Annotated[str, typer.Option(help="The workshop's name, e.g. “Acme, spring”.")],
    agenda: Annotated[
        str, typer.Option(help="The plan for the day, e.g. half_day; “cxworkshop agenda FILE” names them.")
    ] = "",
) -> None:
    """Make a workshop file. Example: cxworkshop new acme.cxw --name "Acme leadership team"."""
    from cxworkshop.live.store import create  # noqa: PLC0415 - SQLAlchemy only where it is used

    create(read_place(file), [created(name), *([_planned(agenda)] if agenda else [])]).close()
    typer.echo(f"Made {file}. Next: cxworkshop attach {file} transactions YOUR-TABLE.csv")


def agenda(
    file: File,
    plan: Annotated[str, typer.Argument(help="The plan's name; without it, the plans are listed.")] = "",
) -> None:
    """Choose the plan for the day, or list the plans. Example: cxworkshop agenda acme.cxw half_day."""
    from cxworkshop.live.session import open_session  # noqa: PLC0415

    session = open_session(read_place(file))
    if plan:
        session.record(_planned(plan))
        typer.echo(f"The day follows {plan}; the overview of the pages shows it.")
    else:
        _list_plans(session.workshop.agenda)


def attach(
    file: File,
    role: Annotated[Role, typer.Argument(help="What the table is to the workshop.")],
    source: Source,
    map: Maps = None,  # noqa: A002 - the option's name
    missing: Missing = "",
    never_used: NeverUsed = "",
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask whether the columns are right.")] = False,
    json: Json = False,
) -> None:
    """Attach a table. Example: cxworkshop attach acme.cxw transactions stays.csv --map customer=guest_no."""
    from cxworkshop.live.session import open_session  # noqa: PLC0415

    session = open_session(read_place(file))
    table = _look(role, source, map, missing, never_used)
    if not json:
        _show(table)
    if sys.stdin.isatty() and not (yes or json):
        typer.confirm("Are the columns right?", default=True, abort=True)
    session.record(TableAttached(table=table))
    if json:
        print_json(table.model_dump(mode="json"))
    else:
        typer.echo(f"Attached as {role}. Next: cxworkshop run {file}")


def check(
    source: Source,
    role: Annotated[Role, typer.Option(help="What the table would be to a workshop.")],
    map: Maps = None,  # noqa: A002 - the option's name
    missing: Missing = "",
    never_used: NeverUsed = "",
    json: Json = False,
) -> None:
    """Look at a table without attaching it. Example: cxworkshop check stays.csv --role transactions."""
    table = _look(role, source, map, missing, never_used)
    if json:
        print_json(table.model_dump(mode="json"))
    else:
        _show(table)


def export(
    file: File,
    out: Annotated[Path, typer.Argument(help="A .pptx, .html or .jsonl file; its suffix says which kind.")],
) -> None:
    """Export the workshop. Example: cxworkshop export acme.cxw acme.pptx."""
    from cxworkshop.export.formats import export as write  # noqa: PLC0415 - python-pptx only where it is used
    from cxworkshop.live.session import open_session  # noqa: PLC0415

    session = open_session(read_place(file))
    write(session.workshop, session.events, out)
    typer.echo(f"Wrote {out}.")


def import_(
    archive: Annotated[Path, typer.Argument(help="A .jsonl file that cxworkshop exported.")],
    file: File,
) -> None:
    """Make a workshop file from an archive. Example: cxworkshop import acme.jsonl acme-copy.cxw."""
    from cxworkshop.live.archive import read_archive  # noqa: PLC0415
    from cxworkshop.live.store import create  # noqa: PLC0415

    create(read_place(file), read_archive(archive)).close()
    typer.echo(f"Made {file}.")


def created(name: str) -> WorkshopCreated:
    """Return the first event of a workshop called ``name``.

    Raises
    ------
    InvalidChoiceError
        The name is empty, longer than 300 characters, or holds bytes that aren't text.
    """
    try:
        name.encode()
    except UnicodeEncodeError as error:
        msg = f"--name holds bytes that aren't text ({name[:300]!r}); write the name in letters."
        raise InvalidChoiceError(msg) from error
    if not 1 <= len(name.strip()) <= 300:  # noqa: PLR2004 - Phrase's own bound
        msg = f"--name needs 1 to 300 characters, but has {len(name.strip())}; give one of that length."
        raise InvalidChoiceError(msg)
    return WorkshopCreated(name=name)


def _planned(name: str) -> AgendaChosen:
    from cxworkshop.inputs.agendas import agenda_called  # noqa: PLC0415 - YAML only where it is used

    return AgendaChosen(agenda=agenda_called(name).id)


def _list_plans(chosen: str) -> None:
    from cxworkshop.inputs.agendas import agendas  # noqa: PLC0415

    for plan in agendas():
        mark = " (chosen)" if plan.id == chosen else ""
        typer.echo(f"{plan.id}{mark}: {plan.minutes} minutes. {plan.fits}")


def _look(role: Role, source: str, pairs: list[str] | None, missing: str, never_used: str) -> AttachedTable:
    from cxworkshop.inputs.attach import attach as look  # noqa: PLC0415 - Ibis only where it is used
    from cxworkshop.inputs.tables import parse_mapping  # noqa: PLC0415

    return look(role, source, parse_mapping(role, pairs or []), parse_codes(missing), parse_codes(never_used))


def _show(table: AttachedTable) -> None:
    rows = [(name, ", ".join(columns)) for name, columns in table.mapping.items()]
    print_table(f"{short_name(table.source)}: {table.rows:,} rows as {table.role}", ("Role", "Column"), rows)
    for finding in table.checks:
        typer.echo(f"{finding.level:>8}  {finding.text}")
