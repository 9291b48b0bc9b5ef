"""The data dictionary tells every column, and the empty files fit the roles."""

import csv
import gzip
from pathlib import Path

import pytest
import yaml

from cxworkshop.domain.tables import Role
from cxworkshop.inputs.sources import open_table
from cxworkshop.inputs.tables import ROLES, check_mapping, guess_mapping
from cxworkshop.settings import assets

DICTIONARY = (assets("docs") / "data-dictionary.md").read_text("utf-8")
TEMPLATES = assets("templates") / "data"
SHIPPED = [
    path
    for folder in (TEMPLATES, assets("data"))
    for path in sorted(folder.rglob("*.csv*"))
    if path.name.endswith((".csv", ".csv.gz"))
]


def _section(title: str) -> str:
    return DICTIONARY.split(f"## {title}")[1].split("\n## ")[0]


def _header(path: Path) -> list[str]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as file:
        return next(csv.reader(file))


@pytest.mark.parametrize("role", Role)
def test_every_role_column_is_told_as_it_is(role):
    rows = {
        cells[0].strip("` "): (cells[1].strip() == "yes", cells[2].strip() == "yes")
        for line in _section(f"{role}\n").splitlines()
        if line.startswith("| `") and (cells := line.strip("|").split("|"))
    }

    assert rows == {column.name: (column.required, column.many) for column in ROLES[role]}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_shipped_column_is_told(path):
    folder = path.parent.name
    section = (
        DICTIONARY
        if folder == "data"
        else _section({"sample-firm": "Sample firm", "cdnow": "CDNOW sample"}[folder])
    )

    assert [name for name in _header(path) if f"`{name}`" not in section] == []


@pytest.mark.parametrize("role", Role)
def test_an_empty_file_once_filled_is_understood(role, write_table):
    header = _header(TEMPLATES / f"{role}.csv")
    values = {"stayed": "10", "weight": "11", "event": "abcde", "low": "1", "high": "9", "currency": "€"}
    values |= {"site": "aabba", "served_by": "ab"}
    rows = [
        ",".join(values.get(name, "7382")[n % len(values.get(name, "7382"))] for name in header)
        for n in range(5)
    ]
    table = open_table(write_table(",".join(header), *rows))
    mapping = guess_mapping(role, table)
    check_mapping(role, mapping, table.columns)

    assert {column for columns in mapping.values() for column in columns} == set(header)


def test_every_empty_file_is_empty():
    assert sorted(path.stem for path in TEMPLATES.iterdir()) == sorted(Role)
    for path in TEMPLATES.iterdir():
        assert len(path.read_text("utf-8").splitlines()) == 1


def test_every_known_name_is_for_a_column_that_exists():
    known = yaml.safe_load((assets("templates") / "columns.yaml").read_text("utf-8"))
    del known["cost_like"], known["units"]
    for role, columns in known.items():
        assert set(columns) <= {column.name for column in ROLES[Role(role)]}
        assert all(isinstance(name, str) for names in columns.values() for name in names)
