"""Net promoter score of one source without a workshop."""

from typing import TYPE_CHECKING, Annotated

import typer

from cxworkshop.cli.answers import print_json, print_table
from cxworkshop.cli.groups import By, Weight, by_group, expect_own_weight, plain, say_refused
from cxworkshop.cli.workshop import Json, Missing, Source
from cxworkshop.domain.model import Model
from cxworkshop.inputs.codes import parse_codes

if TYPE_CHECKING:
    import pandas as pd


def nps(
    source: Source,
    column: Annotated[str, typer.Option(help="The column of 0–10 answers.")],
    missing: Missing = "",
    weight: Weight = None,
    by: By = None,
    json: Json = False,
) -> None:
    """Net promoter score. Example: cxworkshop nps survey.csv --column recommend --missing 99."""
    from cxworkshop.analysis.scores import nps as score  # noqa: PLC0415 - NumPy only where it is used
    from cxworkshop.inputs.columns import read_columns, without_codes  # noqa: PLC0415

    expect_own_weight(weight, [column])
    blanks = parse_codes(missing)
    frame = read_columns(source, [column, *([weight] if weight else [])], [by] if by else [])
    frame = without_codes(frame, [column], blanks)

    def measure(rows: "pd.DataFrame") -> Model:
        return score(rows[column], rows[weight] if weight else None)

    answer = plain(measure(frame)) | by_group(frame, by, column, weight, measure)
    if json:
        print_json(answer)
        return
    found = [{"name": "All", **answer}, *answer.get("groups", ())]
    rows = [
        (row["name"], f"{row['n']:,}", f"{row['nps']:.1f}", f"{row['low']:.1f} to {row['high']:.1f}")
        for row in found
        if "nps" in row
    ]
    print_table(f"Net promoter score of {column}", ("Group", "n", "NPS", "Interval"), rows)
    say_refused(answer)
