"""Opening every kind of table, and refusing what can't be opened."""

import gzip
import hashlib
import shutil
import sqlite3
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from cxworkshop.errors import (
    EmptyTableError,
    SourceNotFoundError,
    UnknownFormatError,
    UnreadableSourceError,
)
from cxworkshop.inputs.engine import engine
from cxworkshop.inputs.location import absolute
from cxworkshop.inputs.sources import encoding_of, fingerprint, open_table

FRAME = pd.DataFrame({"customer": ["007", "8"], "revenue": [1.5, 2.0]})


def _csv(folder: Path) -> str:
    FRAME.to_csv(folder / "t.csv", index=False)
    return str(folder / "t.csv")


def _packed(folder: Path) -> str:
    FRAME.to_csv(folder / "t.csv.gz", index=False)
    return str(folder / "t.csv.gz")


def _tabs(folder: Path) -> str:
    FRAME.to_csv(folder / "t.tsv", index=False, sep="\t")
    return str(folder / "t.tsv")


def _semicolons(folder: Path) -> str:
    FRAME.to_csv(folder / "T.CSV", index=False, sep=";")
    return str(folder / "T.CSV")


def _parquet(folder: Path) -> str:
    FRAME.to_parquet(folder / "t.parquet")
    return str(folder / "t.parquet")


def _excel(folder: Path) -> str:
    FRAME.to_excel(folder / "t.xlsx", index=False)
    return str(folder / "t.xlsx")


def _sqlite(folder: Path) -> str:
    connection = sqlite3.connect(folder / "t.sqlite")
    FRAME.to_sql("sales", connection, index=False)
    connection.close()
    return f"{folder / 't.sqlite'}::sales"


def _duckdb(folder: Path) -> str:
    with duckdb.connect(str(folder / "t.duckdb")) as connection:
        connection.execute("CREATE TABLE sales (customer VARCHAR, revenue DOUBLE)")
        connection.execute("INSERT INTO sales VALUES ('007', 1.5), ('8', 2.0)")
    return f"duckdb://{folder / 't.duckdb'}::sales"


KINDS = [_csv, _packed, _tabs, _semicolons, _parquet, _excel, _sqlite, _duckdb]


@pytest.mark.parametrize("write", KINDS)
def test_every_kind_gives_the_same_table(tmp_path, write):
    table = open_table(write(tmp_path)).execute()

    assert list(table.columns) == ["customer", "revenue"]
    assert list(table["customer"]) == ["007", "8"]
    assert list(table["revenue"].astype(float)) == [1.5, 2.0]


@pytest.mark.parametrize("write", KINDS)
def test_a_fingerprint_is_the_files_sha256(tmp_path, write):
    source = write(tmp_path)
    file = next(path for path in tmp_path.iterdir() if path.is_file())

    assert hashlib.sha256(file.read_bytes()).hexdigest() == fingerprint(source)


@pytest.mark.parametrize("write", KINDS)
def test_a_folder_may_have_any_name(tmp_path, write):
    folder = tmp_path / "Año [1] * it's 100%"
    folder.mkdir()

    assert open_table(write(folder)).count().execute() == 2


@pytest.mark.parametrize("kind", ["csv", "utf-16", "xlsx", "parquet"])
def test_columns_that_differ_by_their_case_only(tmp_path, kind):
    frame = pd.DataFrame({"Revenue": [1], "revenue": [2]})
    path = tmp_path / f"t.{'csv' if kind == 'utf-16' else kind}"
    if kind == "utf-16":
        frame.to_csv(path, index=False, encoding=kind)
    else:
        {"csv": frame.to_csv, "xlsx": frame.to_excel, "parquet": frame.to_parquet}[kind](path, index=False)
    table = open_table(str(path))

    assert [float(value) for value in table.execute().iloc[0]] == [1, 2]
    assert len({name.lower() for name in table.columns}) == 2


def _one_number(path: Path, number: int) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE TABLE sales AS SELECT {number} AS revenue")


@pytest.mark.parametrize("put", [Path.replace, shutil.copyfile])
def test_a_database_that_was_replaced_is_read_anew(tmp_path, put):
    source = f"duckdb://{tmp_path / 't.duckdb'}::sales"
    _one_number(tmp_path / "t.duckdb", 1)
    before = fingerprint(source), open_table(source).revenue.sum().execute()
    _one_number(tmp_path / "new.duckdb", 2)
    put(tmp_path / "new.duckdb", tmp_path / "t.duckdb")
    after = fingerprint(source), open_table(source).revenue.sum().execute()

    assert before[0] != after[0]
    assert (before[1], after[1]) == (1, 2)


def test_two_tables_of_one_database_are_open_together(tmp_path):
    source = _duckdb(tmp_path)
    one, other = open_table(source), open_table(source)

    assert one.join(other, "customer").count().execute() == 2


def _held() -> int:
    views = engine().raw_sql("SELECT view_name FROM duckdb_views() WHERE NOT internal")
    return len(views.fetchall())


@pytest.mark.parametrize("write", [_excel, _sqlite])
def test_rows_leave_the_memory_when_nothing_asks_for_them(tmp_path, write):
    source, before = write(tmp_path), _held()
    table = open_table(source)
    total = table.revenue.sum()
    del table

    assert _held() == before + 1
    assert total.execute() == 3.5
    del total
    assert _held() == before


def test_tables_of_several_sources_can_be_joined(tmp_path):
    left, right = open_table(_csv(tmp_path)), open_table(_sqlite(tmp_path))

    assert left.join(right, "customer").count().execute() == 2


def test_no_extension_is_ever_downloaded():
    setting = "SELECT current_setting('autoinstall_known_extensions')"

    assert engine().raw_sql(setting).fetchall() == [(False,)]


def test_a_workbooks_sheet_is_chosen_by_name(tmp_path):
    with pd.ExcelWriter(tmp_path / "book.xlsx") as book:
        pd.DataFrame({"notes": ["x"]}).to_excel(book, sheet_name="Read me", index=False)
        FRAME.to_excel(book, sheet_name="Sales 2026", index=False)

    assert open_table(f"{tmp_path / 'book.xlsx'}::Sales 2026").columns == ("customer", "revenue")


def test_a_column_of_a_workbook_may_mix_numbers_text_and_nothing(tmp_path):
    mixed = pd.DataFrame({"id": [7, "007", None], "day": pd.to_datetime(["2026-01-01"] * 3), "none": None})
    mixed.to_excel(tmp_path / "t.xlsx", index=False)
    table = open_table(str(tmp_path / "t.xlsx"))

    assert table.id.to_pyarrow().to_pylist() == ["7", "007", None]
    assert table.day.type().is_timestamp()
    assert table.none.type().is_string()


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
    ],
)
def test_names_with_accents_survive_their_encoding(write_table, encoding, expected):
    source = write_table(
        "customer;kind", "Žižkov;Café" if "utf" in encoding else "Zürich;Café", encoding=encoding
    )
    table = open_table(source)

    assert table.columns == ("customer", "kind")
    assert table.kind.execute()[0] == "Café"
    assert expected == encoding_of(source)


def test_bytes_that_windows_does_not_know_are_latin_1(tmp_path):
    (tmp_path / "t.csv").write_bytes("a\né\n".encode("latin-1") + b"\x81\n")

    assert encoding_of(str(tmp_path / "t.csv")) == "latin-1"


@pytest.mark.parametrize(
    ("lines", "columns", "rows"),
    [
        (("a,b", "1,2", "", "3,4", ""), ("a", "b"), 2),
        (("", "", "a,b", "1,2"), ("a", "b"), 1),
        (("sep=;", "a;b", "1,5;2"), ("a", "b"), 1),
        (("a,a,", "1,2,"), ("a", "a (2)", "column 3"), 1),
        (("Revenue,revenue,a (4),A,a", "1,2,3,4,5"), ("Revenue", "revenue (2)", "a (4)", "A", "a (5)"), 1),
        (('"a;x",b', '"say ""hi"", you",2'), ("a;x", "b"), 1),
        (("a|b", "1|2"), ("a", "b"), 1),
        (("only", "1", "2"), ("only",), 2),
    ],
)
def test_text_files_as_programs_write_them(write_table, lines, columns, rows):
    table = open_table(write_table(*lines))

    assert columns == table.columns
    assert rows == table.count().execute()


@pytest.mark.parametrize("scheme", ["mysql", "https", "s3", "bigquery"])
def test_other_addresses_are_refused_in_a_sentence(scheme):
    with pytest.raises(UnknownFormatError, match=f"{scheme}:// tables can't be opened here; save the table"):
        open_table(f"{scheme}://host/base::table")


@pytest.mark.parametrize("name", ["table.json", "table", "table.gz"])
def test_another_kind_of_file_is_refused(write_table, name):
    with pytest.raises(UnknownFormatError, match="no kind that can be read"):
        open_table(write_table("a", "1", name=name))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(SourceNotFoundError, match="check the path"):
        open_table(str(tmp_path / "gone.csv"))


def test_a_folder_is_no_table(tmp_path):
    (tmp_path / "year.csv").mkdir()
    with pytest.raises(UnreadableSourceError, match="is a folder"):
        open_table(str(tmp_path / "year.csv"))


@pytest.mark.parametrize("name", ["t.csv", "t.csv.gz", "t.parquet", "t.xlsx"])
def test_an_empty_file_is_refused(write_table, name):
    with pytest.raises(EmptyTableError, match=r"empty \(0 bytes\)"):
        open_table(write_table(name=name))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_header_without_rows_is_refused(write_table, encoding):
    with pytest.raises(EmptyTableError, match="no rows"):
        open_table(write_table("a,b", encoding=encoding))


def test_a_sheet_without_rows_is_refused(tmp_path):
    FRAME.head(0).to_excel(tmp_path / "t.xlsx", index=False)
    with pytest.raises(EmptyTableError, match="no rows"):
        open_table(str(tmp_path / "t.xlsx"))


@pytest.mark.parametrize("name", ["t.csv.gz", "t.parquet", "t.xlsx", "t.sqlite", "t.duckdb"])
def test_a_file_of_another_kind_than_its_name_says(tmp_path, name):
    (tmp_path / name).write_text("customer,revenue\n1,2\n" * 50, "utf-8")
    source = f"{tmp_path / name}" + ("::sales" if name in {"t.sqlite", "t.duckdb"} else "")
    with pytest.raises(UnreadableSourceError, match="try once more"):
        open_table(f"duckdb://{source}" if name == "t.duckdb" else source)


def test_a_gzip_cut_short(tmp_path):
    packed = gzip.compress(b"a,b\n" + b"1,2\n" * 100_000)
    (tmp_path / "t.csv.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(UnreadableSourceError, match="can't be unpacked"):
        open_table(str(tmp_path / "t.csv.gz"))


def test_binary_data_is_no_text_table(tmp_path):
    FRAME.to_excel(tmp_path / "t.xlsx", index=False)
    (tmp_path / "t.xlsx").rename(tmp_path / "t.csv")
    with pytest.raises(UnreadableSourceError, match="isn't a text table"):
        open_table(str(tmp_path / "t.csv"))


def test_a_ragged_line_is_named_even_late_in_the_file(write_table):
    source = write_table("a,b", *(["1,2"] * 30_000), "1,2,3")
    with pytest.raises(UnreadableSourceError, match="line 30002 has another number of columns, 3"):
        open_table(source)


@pytest.mark.parametrize("write", [_sqlite, _duckdb])
def test_a_table_that_the_database_has_not(tmp_path, write):
    source = write(tmp_path).replace("::sales", "::orders")
    with pytest.raises(UnreadableSourceError, match="no table 'orders'; it has sales"):
        open_table(source)


@pytest.mark.parametrize("write", [_sqlite, _duckdb])
def test_a_database_needs_a_table(tmp_path, write):
    with pytest.raises(UnreadableSourceError, match="name one of them"):
        open_table(write(tmp_path).removesuffix("::sales"))


def test_a_source_keeps_its_table_when_made_absolute(tmp_path, monkeypatch):
    sqlite, duck = _sqlite(tmp_path), _duckdb(tmp_path)
    monkeypatch.chdir(tmp_path)

    assert sqlite == absolute("t.sqlite::sales")
    assert duck == absolute("duckdb://t.duckdb::sales")
