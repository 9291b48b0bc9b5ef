"""The firm's own metrics: which columns they are in, what is checked, and how they are read."""

import pandas as pd
import pytest

from cxworkshop.domain.tables import Role
from cxworkshop.errors import EmptyTableError, MissingColumnError, NotNumericError
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.sources import open_table
from cxworkshop.inputs.tables import guess_mapping

HEADER = "metric,date,value,target,unit,site"
ROWS = ("Waits,2026-01-05,54.5,90,%,Oslo", "Waits,2026-01-12,60,,%,Bergen", "Calls,2026-01-06,3,3,min,Oslo")


def _said(source: str, **options) -> list[tuple[str, str]]:
    return [(check.level, check.text) for check in attach(Role.METRICS, source, **options).checks]


def _metrics(source: str, **options) -> pd.DataFrame:
    return Firm({Role.METRICS: attach(Role.METRICS, source, **options)}).metrics()


@pytest.mark.parametrize(
    "header",
    [
        "KPI,Week beginning,Actual,Goal,Unit of measure,Branch",
        "Kennzahl,Datum,Istwert,Zielwert,Einheit,Standort",
        "Indicateur,Semaine,Valeur,Objectif,Unité,Établissement",
        "Indicador,Fecha,Valor,Objetivo,Unidad,Sede",
        "Indicatore,Data,Valore,Obiettivo,Unità di misura,Negozio",
        "Kengetal,Datum,Waarde,Streefwaarde,Eenheid,Vestiging",
    ],
)
def test_columns_are_found_in_several_languages(write_table, header):
    mapping = guess_mapping(Role.METRICS, open_table(write_table(header, *ROWS)))

    assert list(mapping) == HEADER.split(",")
    assert [column for (column,) in mapping.values()] == header.split(",")


def test_a_clean_table_tells_how_many_metrics_and_since_when(write_table):
    assert _said(write_table(HEADER, *ROWS)) == [
        ("ok", "3 rows read."),
        ("ok", "2 metrics, from 2026-01-05 to 2026-01-12."),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",2026-01-05,1,,,", "1 of 2 rows have no metric; they are left out"),
        ("Waits,2026-01-05,,,,", "1 of 2 rows have no value; they are left out"),
        ("Waits,2026-01-05,-99,,,", "1 of 2 rows have no value; they are left out"),
        ("Waits,,1,,,", "1 of 2 rows have no date; they are left out"),
        ("Waits,2026-W02,1,,,", "1 values of date can't be read as dates and are left out"),
    ],
)
def test_what_is_left_out_is_a_problem(write_table, row, said):
    source = write_table(HEADER, ROWS[0], row)
    found = _said(source, missing=(-99,))

    assert [level for level, _ in found] == ["ok", "problem", "ok"]
    assert said in found[1][1]
    assert found[2][1] == "One metric, from 2026-01-05 to 2026-01-05."
    assert _metrics(source, missing=(-99,))["value"].tolist() == [54.5]


def test_no_day_that_can_be_read_leaves_nothing_to_show(write_table):
    source = write_table(HEADER, "Waits,2026-W02,1,,,", "Waits,2026-W03,1,,,")

    assert "there is nothing to show" in _said(source)[-1][1]
    assert _metrics(source).empty


def test_a_value_that_is_no_number_stops_the_attaching(write_table):
    with pytest.raises(NotNumericError, match="value must hold numbers, but 'many' in data row 2"):
        attach(Role.METRICS, write_table(HEADER, ROWS[0], "Waits,2026-01-05,many,,,"))


@pytest.mark.parametrize(
    ("row", "column"), [(",2026-01-05,1,,,", "metric"), ("Waits,2026-01-05,,,,", "value")]
)
def test_a_needed_column_without_any_value_stops_the_attaching(write_table, row, column):
    with pytest.raises(EmptyTableError, match=f"{column} .*is empty"):
        attach(Role.METRICS, write_table(HEADER, row, row))


def test_a_table_without_dates_is_no_table_of_metrics(write_table):
    with pytest.raises(MissingColumnError, match="--map date=COLUMN"):
        attach(Role.METRICS, write_table("metric,value", "Waits,1"))


def test_metrics_are_read_oldest_first(write_table):
    assert _metrics(write_table(HEADER, *ROWS)).fillna(-1).to_dict("list") == {
        "metric": ["Waits", "Calls", "Waits"],
        "date": [pd.Timestamp(2026, 1, day) for day in (5, 6, 12)],
        "value": [54.5, 3.0, 60.0],
        "target": [90.0, 3.0, -1.0],
        "unit": ["%", "min", "%"],
        "site": ["Oslo", "Oslo", "Bergen"],
    }


def test_metrics_of_needed_columns_alone(write_table):
    found = _metrics(write_table("KPI;Datum;Wert", "Waits;31.01.2026;1,5", "Waits;01.02.2026;2,5"))

    assert found["date"].dt.month.tolist() == [1, 2]
    assert found["value"].tolist() == [1.5, 2.5]
    assert found["target"].isna().all()
    assert (found[["unit", "site"]] == "").all(axis=None)
