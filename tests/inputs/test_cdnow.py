"""The CDNOW sample: whole, and its origin told."""

import hashlib

import pytest

from cxworkshop.domain.tables import Role
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm
from cxworkshop.settings import assets

FOLDER = assets("data") / "cdnow"


def test_the_sample_is_whole():
    attached = attach(Role.TRANSACTIONS, str(FOLDER / "transactions.csv"))
    rows = Firm({Role.TRANSACTIONS: attached}).transactions()

    assert attached.rows == 6919
    assert rows.customer.nunique().execute() == 2357
    assert rows.revenue.sum().execute() == pytest.approx(244_091.94)
    assert str(rows.date.max().execute())[:10] == "1998-06-30"


def test_its_readme_gives_the_files_own_sum():
    found = hashlib.sha256((FOLDER / "transactions.csv").read_bytes()).hexdigest()

    assert f"`{found}`" in (FOLDER / "README.md").read_text("utf-8")


def test_its_licence_comes_with_it():
    assert "Permission is hereby granted" in (FOLDER / "LICENSE.lifetimes.txt").read_text("utf-8")
