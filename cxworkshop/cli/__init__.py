"""The command line: parses, calls, answers."""

import sys

import typer

from cxworkshop import __version__
from cxworkshop.cli.agree import agree
from cxworkshop.cli.drivers import drivers
from cxworkshop.cli.measures import nps
from cxworkshop.cli.profit import profit
from cxworkshop.cli.serving import demo, lab, run
from cxworkshop.cli.value import value
from cxworkshop.cli.workshop import agenda, attach, check, export, import_, new
from cxworkshop.errors import WorkshopError

app = typer.Typer(
    name="cxworkshop",
    help="Customer-experience strategy workshops on the firm's own data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (demo, new, agenda, attach, check, run, lab, export, profit, value, drivers, nps, agree):
    app.command()(command)
app.command("import")(import_)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Show the version and end."
    ),
) -> None:
    pass


def main() -> None:
    """Run the command line; a user's mistake ends it with one sentence on stderr and exit code 1."""
    try:
        app()
    except WorkshopError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
