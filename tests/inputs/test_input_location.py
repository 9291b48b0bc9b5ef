"""Paths that lead nowhere, and those that may not be followed."""

import os

import pytest

from cxworkshop.errors import SourceNotFoundError, UnreadableSourceError
from cxworkshop.inputs.location import parse_source


def test_a_user_who_is_not_known():
    with pytest.raises(SourceNotFoundError, match=r"^The path ~nosuch/x\.csv begins with a user"):
        parse_source("~nosuch/x.csv")


def test_a_name_longer_than_the_disk_allows(tmp_path):
    with pytest.raises(UnreadableSourceError, match="name too long") as refused:
        parse_source(f"{tmp_path}/{'x' * 5000}.csv")

    assert len(str(refused.value)) < 400


@pytest.mark.parametrize("name", ["nul\0.csv", "byte\udcff.csv"])
def test_a_name_that_is_no_text(tmp_path, name):
    with pytest.raises(UnreadableSourceError):
        parse_source(str(tmp_path / name))


def test_a_file_is_no_folder(write_table):
    with pytest.raises(SourceNotFoundError, match="There is no file"):
        parse_source(f"{write_table('a', '1')}/x.csv")


@pytest.fixture
def closed_folder(tmp_path):
    """A folder that this process may not enter, root or not."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o700)


def test_a_folder_one_may_not_enter(closed_folder):
    with pytest.raises(UnreadableSourceError, match=r"Permission denied\); check the path"):
        parse_source(str(closed_folder / "t.csv"))
