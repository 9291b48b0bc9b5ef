"""Copies among very many rows are looked for customer by customer, and it is said that not all were."""

import duckdb

from cxworkshop.domain.tables import Role
from cxworkshop.inputs import copies
from cxworkshop.inputs.attach import attach


def _said(path):
    return " ".join(check.text for check in attach(Role.TRANSACTIONS, str(path)).checks)


def _write(path, rows):
    columns = "'C' || (range // 4) AS customer, 10.0 * (range // 2) + 5 AS revenue, 1.0 AS cost"
    duckdb.sql(f"COPY (SELECT {columns} FROM range({rows})) TO '{path}' (FORMAT parquet)")


def test_a_copy_is_found_with_the_customers_who_are_looked_at(tmp_path, monkeypatch):
    monkeypatch.setattr(copies, "MANY_ROWS", 400)
    _write(tmp_path / "orders.parquet", 4000)
    said = _said(tmp_path / "orders.parquet")

    assert "looked for among the rows of 1 in 10 customers" in said
    found = int(said.split(" rows among these are exact copies")[0].rsplit(" ", 1)[-1])
    assert 0 < found < 2000
    assert found % 2 == 0  # all copies of a customer, or none


def test_all_rows_are_looked_at_where_there_are_few(tmp_path):
    _write(tmp_path / "orders.parquet", 4000)
    said = _said(tmp_path / "orders.parquet")

    assert "1 in" not in said
    assert "2,000 rows are exact copies of others" in said
